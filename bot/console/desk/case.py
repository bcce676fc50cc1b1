"""A case: its brief, its conversation as it goes on, and its downloads."""

from __future__ import annotations

import asyncio
import secrets
import time
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response

from bot.console.access import Advisor
from bot.console.accounts.model import Account, Role
from bot.console.console import Console, Running
from bot.console.desk.live import stream
from bot.console.desk.queue import since
from bot.console.desk.tools import CaseRead, DeskTools, Tools, do, is_with, note
from cases import documents
from cases.answers import CannedAnswer, canned_answers
from cases.model import Case
from cases.presence import HERE, Presence
from cases.settings import SettingsError

router = APIRouter(prefix="/cases")
SIGN_SECONDS = HERE.total_seconds() / 3
TRANSCRIPT = "The conversation before"
FORMS = {
    "json": ("application/json", documents.as_json),
    "html": ("text/html; charset=utf-8", documents.as_page),
    "md": ("text/markdown; charset=utf-8", documents.as_markdown),
    "pdf": ("application/pdf", documents.as_pdf),
}
Pulse = Annotated[str, Query(max_length=120)]
Number = Annotated[int, Query(ge=0, le=2**31 - 1)]


@router.get("/{case_id}")
async def page(request: Request, advisor: Advisor, console: Running, tools: Tools, case: CaseRead) -> Response:
    """Show a case."""
    return await shown(request, console, tools, advisor, case)


@router.get("/{case_id}/news")
async def news(
    request: Request,
    advisor: Advisor,
    console: Running,
    tools: Tools,
    case: CaseRead,
    after: Number = 0,
    have: Pulse = "",
    standing: Pulse = "",
) -> Response:
    """Give what has been said since; nothing where nothing has happened. Where others have moved the case, the page is loaded anew."""
    await _sign(tools, advisor, case)
    if standing_of(case) != standing:
        return Response(status_code=204, headers={"HX-Refresh": "true"})
    if await _pulse(tools, case) == have:
        return Response(status_code=204)
    pulse = await _pulse(tools, case)
    messages = await asyncio.to_thread(tools.desk.messages, case.id, after)
    last = messages[-1].id if messages else after
    values = _standing(tools, advisor, case, await _presence(tools, case))
    return console.pages.render(request, "desk/news.html", messages=messages, last=last, pulse=pulse, **values)


@router.get("/{case_id}/events")
async def events(request: Request, advisor: Advisor, console: Running, tools: Tools, read: CaseRead, have: Pulse = "") -> Response:
    """Tell the page when something has happened with the case; while it is open, its user sees that the advisor is there."""
    signed = -SIGN_SECONDS

    async def look() -> str:
        nonlocal signed
        case = await do(tools.desk.get, read.id)
        if time.monotonic() - signed >= SIGN_SECONDS:
            signed = time.monotonic()
            await _sign(tools, advisor, case)
        return f"{await _pulse(tools, case)} {standing_of(case)}"

    return stream(request, console, tools.news, have, look)


@router.get("/{case_id}/brief.{form}")
async def brief(advisor: Advisor, console: Running, tools: Tools, case: CaseRead, form: Literal["json", "html", "md", "pdf"]) -> Response:
    """Give the brief as a file."""
    messages = await asyncio.to_thread(tools.desk.messages, case.id)
    await note(console, advisor, "downloaded", case.id, form=form)
    kind, make = FORMS[form]
    content = await asyncio.to_thread(make, case, messages)
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{case.id}.{form}"'})


async def shown(
    request: Request, console: Console, tools: DeskTools, advisor: Account, case: Case, status: int = 200, draft: str = "", **more: Any
) -> Response:
    """The page of a case; ``draft`` is what stands in the reply, ``more`` takes the place of what is shown else."""
    pulse = await _pulse(tools, case)
    messages = await asyncio.to_thread(tools.desk.messages, case.id)
    answers, trouble = await asyncio.to_thread(canned)
    advisors = await console.accounts.store.with_role(Role.ADVISOR, Role.ADMIN)
    sections = documents.sections(case, [])
    values: dict[str, Any] = {
        **_standing(tools, advisor, case, await _presence(tools, case)),
        "pulse": pulse,
        "messages": messages,
        "last": messages[-1].id if messages else 0,
        "sections": [section for section in sections if section.title != TRANSCRIPT],
        "transcript": next((section.rows for section in sections if section.title == TRANSCRIPT), []),
        "history": await asyncio.to_thread(tools.desk.history, case.id),
        "names": await console.accounts.store.names(),
        "advisors": [one for one in advisors if one.active and one.id != case.advisor],
        "answers": answers,
        "answers_trouble": trouble,
        "outcomes": tools.desk.rules.outcomes,
        "has_goal": bool(case.brief and case.brief.values.get("goal")),
        "draft": draft,
        "found": None,
        "words": "",
    }
    return console.pages.render(request, "desk/case.html", status, **(values | more))


def standing_of(case: Case) -> str:
    """What decides which steps can be taken."""
    return f"{case.state} {case.advisor or ''}"


def canned() -> tuple[tuple[CannedAnswer, ...], str]:
    """The canned answers, or why there are none: a fault in the file keeps nobody from answering."""
    try:
        return canned_answers(), ""
    except SettingsError as error:
        return (), str(error)


def _standing(tools: DeskTools, advisor: Account, case: Case, user: Presence) -> dict[str, Any]:
    return {
        "case": case,
        "standing": standing_of(case),
        "mine": is_with(case, advisor),
        "can_claim": case.state == "waiting" and case.advisor in (None, advisor.id),
        "since": since(case, tools.desk.now()),
        "key": secrets.token_hex(8),
        "user": user,
    }


async def _presence(tools: DeskTools, case: Case) -> Presence:
    return (await asyncio.to_thread(tools.presences.of, case.id))["user"]


async def _pulse(tools: DeskTools, case: Case) -> str:
    pulse, user = await asyncio.to_thread(tools.desk.pulse, case.id), await _presence(tools, case)
    return f"{pulse} {int(user.here)}{int(user.writes)}"


async def _sign(tools: DeskTools, advisor: Account, case: Case) -> None:
    if is_with(case, advisor):
        await asyncio.to_thread(tools.presences.sign, case.id, "advisor")
        tools.wake()
