"""What advisors do with a case: take it, say something, give it on, end it."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from bot.cards.text import as_text
from bot.console.access import Advisor
from bot.console.accounts.model import NotDone, Role
from bot.console.console import Console, Running
from bot.console.desk.case import shown, told
from bot.console.desk.tools import DeskTools, Tools, do, is_with, note
from bot.console.pages import is_htmx
from bot.console.settings import PREFIX
from cases.answers import canned_answers, filled
from cases.desk import LONGEST_MESSAGE
from cases.model import Case, CaseError, NotNow, TakenAlready
from cases.what_if import profile_in
from knowledge.model import Profile

router = APIRouter(prefix="/cases/{case_id}")
Text = Annotated[str, Form(max_length=LONGEST_MESSAGE)]
Short = Annotated[str, Form(max_length=300)]


def address(case_id: str, place: str = "") -> str:
    """Where a case is in the console."""
    return f"{PREFIX}/cases/{case_id}{place}"


@router.post("/claim")
async def claim(advisor: Advisor, console: Running, tools: Tools, case_id: str) -> Response:
    """Take the case. Who comes second is told who has it."""
    try:
        case = await asyncio.to_thread(tools.desk.claim, case_id, advisor.id, advisor.name)
    except TakenAlready as taken:
        return console.pages.redirect(address(case_id), _who_has(taken.case))
    except CaseError as error:
        raise NotDone(str(error)) from None
    await asyncio.to_thread(tools.presences.sign, case.id, "advisor")
    tools.facts.begin()
    return await _done(console, tools, case.id, "The case is yours. The user sees that you have joined.", advisor, "claimed")


def _who_has(case: Case) -> str:
    """Tell whoever came too late who has the case."""
    if case.state == "closed":
        return "It is closed already."
    return f"{case.advisor_name} {'has it already' if case.state == 'with_advisor' else 'is to take it'}, so it is not yours."


@router.post("/reply")
async def reply(
    request: Request,
    advisor: Advisor,
    console: Running,
    tools: Tools,
    case_id: str,
    text: Text = "",
    key: Annotated[str, Form(max_length=64)] = "",
    answer: Short = "",
    words: Short = "",
    does: Annotated[str, Form(pattern="^(send|insert|search)$")] = "send",
    after: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0,
) -> Response:
    """Say something to the user; or put a canned answer into the reply, or search the catalogue beside it."""
    if does == "insert":
        return await _insert(request, advisor, console, tools, case_id, text, answer)
    if does == "search":
        return await _search(request, advisor, console, tools, case_id, text, words)
    await do(tools.desk.advisor_said, case_id, advisor.id, text, key or None)
    await asyncio.to_thread(tools.presences.sign, case_id, "advisor", writes=False)
    tools.wake()
    tools.news.wake()
    await note(console, advisor, "answered", case_id)
    if is_htmx(request):
        return await told(request, console, tools, advisor, await do(tools.desk.get, case_id), after)
    return console.pages.redirect(address(case_id, "#reply"))


async def _insert(request: Request, advisor: Advisor, console: Console, tools: DeskTools, case_id: str, text: str, title: str) -> Response:
    case = await do(tools.desk.get, case_id)
    found = next((one for one in await do(canned_answers) if one.title == title), None)
    if found is None:
        raise NotDone("Choose an answer from the list first.")
    draft = "\n\n".join(filter(None, (text.strip(), filled(found, case, advisor.name, tools.desk.rules))))
    if is_htmx(request):
        return console.pages.render(request, "desk/draft.html", draft=draft, case=case)
    return await shown(request, console, tools, advisor, case, draft=draft)


async def _search(request: Request, advisor: Advisor, console: Console, tools: DeskTools, case_id: str, text: str, words: str) -> Response:
    case = await do(tools.desk.get, case_id)
    known = await tools.facts.get()
    found = [known.card(one, Profile()) for one in await asyncio.to_thread(known.find, words)]
    if is_htmx(request):
        return console.pages.render(request, "desk/found.html", found=found, words=words, case=case, mine=is_with(case, advisor))
    return await shown(request, console, tools, advisor, case, draft=text, found=found, words=words)


@router.post("/credential")
async def credential(
    request: Request,
    advisor: Advisor,
    console: Running,
    tools: Tools,
    case_id: str,
    id: Short,
    text: Text = "",
    after: Annotated[int, Form(ge=0)] = 0,
) -> Response:
    """Send a credential with its facts and sources, examined for this user."""
    case, known = await do(tools.desk.get, case_id), await tools.facts.get()
    wanted = known.catalogue.credentials.get(id)
    if wanted is None:
        raise NotDone("The catalogue has no such credential any more. Search again.")
    profile = profile_in(case) if case.brief and case.brief.values.get("goal") else Profile()
    card = await asyncio.to_thread(known.card, wanted, profile)
    lead = text.strip() or f"Have a look at {wanted.name}."
    said = f"{lead}\n{as_text(card)}"[:LONGEST_MESSAGE]
    await do(tools.desk.advisor_said, case_id, advisor.id, said, card=card.model_dump(mode="json"))
    tools.wake()
    tools.news.wake()
    await note(console, advisor, "sent_credential", case_id, credential=id)
    if is_htmx(request):
        return await told(request, console, tools, advisor, case, after)
    return console.pages.redirect(address(case_id, "#reply"))


@router.post("/typing")
async def typing(advisor: Advisor, tools: Tools, case_id: str) -> Response:
    """Show the user that the advisor writes."""
    case = await do(tools.desk.get, case_id)
    if is_with(case, advisor):
        await asyncio.to_thread(tools.presences.sign, case_id, "advisor", writes=True)
        tools.wake()
    return Response(status_code=204)


@router.post("/assign")
async def assign(advisor: Advisor, console: Running, tools: Tools, case_id: str, to: Short = "") -> Response:
    """Give the case to a colleague, or back to all."""
    if not to:
        await do(tools.desk.assign, case_id, None, advisor.id)
        return await _done(console, tools, case_id, "The case waits for anybody now.", advisor, "released")
    other = await console.accounts.store.get(to)
    if other is None or not other.active or not other.may(Role.ADVISOR):
        raise NotDone("Choose a colleague who is an advisor.")
    await do(tools.desk.assign, case_id, other.id, advisor.id, other.name)
    return await _done(console, tools, case_id, f"The case waits for {other.name} now.", advisor, "assigned", to=other.id)


@router.post("/note")
async def add_note(advisor: Advisor, console: Running, tools: Tools, case_id: str, text: Text = "") -> Response:
    """Keep a note that the user does not see."""
    await do(tools.desk.add_note, case_id, advisor.id, text)
    return await _done(console, tools, case_id, "The note is kept. The user does not see it.", advisor, "noted")


@router.post("/tag")
async def tag(advisor: Advisor, console: Running, tools: Tools, case_id: str, tag: Short = "", off: Short = "") -> Response:
    """Put a tag on the case, or take one off."""
    case = await do(tools.desk.tag, case_id, advisor.id, off or tag, on=not off)
    told = f"Its tags are now: {', '.join(case.tags)}." if case.tags else "It has no tags now."
    return await _done(console, tools, case_id, told, advisor, "untagged" if off else "tagged")


@router.post("/close")
async def close(advisor: Advisor, console: Running, tools: Tools, case_id: str, outcome: Short = "", text: Text = "") -> Response:
    """End the case."""
    await do(tools.desk.close, case_id, advisor.id, outcome, text, advisor.name)
    return await _done(console, tools, case_id, f"The case is closed: {outcome}.", advisor, "closed", outcome=outcome)


@router.post("/hand-back")
async def hand_back(advisor: Advisor, console: Running, tools: Tools, case_id: str, text: Text = "") -> Response:
    """Let the assistant go on where it was."""
    await do(tools.desk.hand_back, case_id, advisor.id, text)
    return await _done(console, tools, case_id, "The assistant goes on with the user now.", advisor, "handed_back")


@router.post("/reopen")
async def reopen(advisor: Advisor, console: Running, tools: Tools, case_id: str) -> Response:
    """Let a closed case wait again."""
    try:
        await asyncio.to_thread(tools.desk.reopen, case_id, advisor.id)
    except NotNow as refused:
        is_closed = refused.case.state == "closed"
        raise NotDone("It can't be opened again: its user has left, or has another open case." if is_closed else str(refused)) from None
    except CaseError as error:
        raise NotDone(str(error)) from None
    return await _done(console, tools, case_id, "The case waits again.", advisor, "reopened")


async def _done(console: Console, tools: DeskTools, case_id: str, told: str, advisor: Advisor, what: str, **details: str) -> Response:
    """Note a step, have it brought to the user at once, and show the case with what was done."""
    tools.wake()
    tools.news.wake()
    await note(console, advisor, what, case_id, **details)
    return console.pages.redirect(address(case_id), told)
