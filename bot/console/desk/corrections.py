"""What advisors put right, and its way into the evaluation set: made at a case, looked at, accepted or not, handed out."""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response

from bot.console.access import Advisor
from bot.console.accounts.model import NotDone, Role
from bot.console.console import Console, Running
from bot.console.desk.steps import Short, Text, address
from bot.console.desk.tools import CaseRead, DeskTools, Tools, do, note
from bot.console.parts import Entry
from bot.console.settings import PREFIX
from cases.corrections import ADVICE, STATES, Wrong, said_in
from cases.model import Case
from knowledge.resolve.index import Ambiguous, Match

router = APIRouter()
HERE = f"{PREFIX}/corrections"
Names = Annotated[str, Form(max_length=500)]
Decision = Literal["accepted", "rejected", "new"]


@router.get("/cases/{case_id}/correction")
async def page(request: Request, advisor: Advisor, console: Running, tools: Tools, case: CaseRead) -> Response:
    """Show what was said, masked, to make a correction of."""
    said = said_in(case, await asyncio.to_thread(tools.desk.messages, case.id))
    return _form(request, console, case, {"says": "\n".join(said)})


@router.post("/cases/{case_id}/correction")
async def make(
    request: Request, advisor: Advisor, console: Running, tools: Tools, case_id: str,
    because: Text = "", says: Text = "", shown: Names = "", not_shown: Names = "", advice: Short = "", has: Short = "", lacks: Short = "",
) -> Response:  # fmt: skip
    """Keep a correction."""
    case = await do(tools.desk.get, case_id)
    try:
        wrong = Wrong(
            shown=await _ids(tools, shown),
            not_shown=await _ids(tools, not_shown),
            advice=(advice,) if advice else (),
            has=_lines(has),
            lacks=_lines(lacks),
        )
        known = (await tools.facts.get()).catalogue.credentials
        made = await do(tools.corrections.add, case, advisor.id, because, says.splitlines(), wrong, known)
    except NotDone as error:
        told = {"because": because, "says": says, "shown": shown, "not_shown": not_shown, "advice": advice, "has": has, "lacks": lacks}
        return _form(request, console, case, told, str(error), 422)
    await note(console, advisor, "corrected", case_id, correction=made.id)
    return console.pages.redirect(address(case_id), f"The correction {made.id} is kept. It is looked at on the page of corrections.")


@router.get("/corrections")
async def listed(request: Request, advisor: Advisor, console: Running, tools: Tools, state: str = "") -> Response:
    """List corrections."""
    states = [one for one in STATES if one == state]
    found = await asyncio.to_thread(tools.corrections.all, *states)
    names = await console.accounts.store.names()
    return console.pages.render(request, "desk/corrections.html", found=found, names=names, states=STATES, state=state if states else "")


@router.post("/corrections/file")
async def file(advisor: Advisor, console: Running, tools: Tools) -> Response:
    """Give those that were accepted as a file for tests/evaluation."""
    content = await asyncio.to_thread(tools.corrections.export)
    if not content:
        raise NotDone("No correction is accepted yet. Accept one first.")
    await console.audit.record(advisor, "correction.exported", "corrections")
    headers = {"Content-Disposition": 'attachment; filename="corrections.yml"'}
    return Response(content, media_type="application/yaml; charset=utf-8", headers=headers)


@router.post("/corrections/{correction}")
async def decide(advisor: Advisor, console: Running, tools: Tools, correction: str, state: Annotated[Decision, Form()]) -> Response:
    """Accept or reject a correction, or have it looked at again."""
    await do(tools.corrections.set_state, correction, state)
    await console.audit.record(advisor, f"correction.{state}", correction)
    return console.pages.redirect(HERE, f"The correction {correction} is {state} now.")


def entry(*roles: Role) -> Entry:
    """Return its place in the navigation."""
    return Entry("Corrections", HERE, roles, key="r")


async def _ids(tools: DeskTools, told: str) -> tuple[str, ...]:
    """The credentials named, with commas, by name or id; raise NotDone where one is not known."""
    known, ids = await tools.facts.get(), []
    for name in filter(None, (part.strip() for part in told.split(","))):
        if name in known.catalogue.credentials:
            ids.append(name)
            continue
        found = await asyncio.to_thread(known.names.resolve, name, {"credential"})
        if not isinstance(found, Match):
            near = found.candidates if isinstance(found, Ambiguous) else found.nearest
            meant = ", ".join(one.name for one in near[:3])
            raise NotDone(f"The catalogue has no credential called {name}.{f' Did you mean: {meant}?' if meant else ''}")
        ids.append(found.id)
    return tuple(ids)


def _lines(told: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in told.split(";"))))


def _form(request: Request, console: Console, case: Case, told: dict[str, str], error: str = "", status: int = 200) -> Response:
    shown = {name: told.get(name, "") for name in ("because", "says", "shown", "not_shown", "advice", "has", "lacks")}
    return console.pages.render(request, "desk/correction.html", status, case=case, told=shown, advice=ADVICE, error=error)
