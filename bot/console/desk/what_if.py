"""What the list would be with another profile: seen beside the present one, and sent to the user."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import APIRouter, Request, Response

from bot.cards.build import options_card
from bot.cards.text import as_text
from bot.console.access import Advisor
from bot.console.accounts.model import Account, NotDone
from bot.console.console import Console, Running
from bot.console.desk.steps import Text, address
from bot.console.desk.tools import CaseRead, DeskTools, Tools, do, is_with, note
from cases import what_if
from cases.desk import LONGEST_MESSAGE
from cases.documents import GOALS
from cases.model import Case, CaseError
from knowledge.recommend import Receipt, WhatIf

router = APIRouter(prefix="/cases/{case_id}/what-if")
LABELS = {
    "goal": "Goal",
    "target_role": "Job aimed at",
    "target_skills": "Skills wanted",
    "field": "Field",
    "target_employers": "Employers aimed at",
    "current_role": "Present job",
    "current_skills": "Skills they have",
    "held_credentials": "Degrees and credentials",
    "max_cost": "Budget in US dollars",
    "max_weeks": "Weeks from now",
    "hours_per_week": "Hours a week",
    "delivery": "Way of learning",
}
DELIVERY = {"": "any", "online": "online", "in_person": "in person", "hybrid": "both"}


@router.get("")
async def page(request: Request, advisor: Advisor, console: Running, tools: Tools, case: CaseRead) -> Response:
    """Show the profile to change."""
    known = await tools.facts.get()
    profile = await do(what_if.profile_in, case)
    return _page(request, console, advisor, case, what_if.as_told(profile, known.catalogue))


@router.post("")
async def compare(request: Request, advisor: Advisor, console: Running, tools: Tools, case_id: str) -> Response:
    """Show the list with the changes beside the present one."""
    case, told = await do(tools.desk.get, case_id), await _told(request)
    try:
        found = await _found(tools, case, told)
    except NotDone as error:
        return _page(request, console, advisor, case, told, error=str(error), status=422)
    await note(console, advisor, "tried_what_if", case_id)
    return _page(request, console, advisor, case, told, found=found)


@router.post("/send")
async def send(request: Request, advisor: Advisor, console: Running, tools: Tools, case_id: str, text: Text = "") -> Response:
    """Send the new list to the user, as the card that the assistant would give."""
    case, told = await do(tools.desk.get, case_id), await _told(request)
    found, known = await _found(tools, case, told), await tools.facts.get()
    card = options_card(found.after, known.catalogue.ledger_of)
    said = f"{text.strip() or found.because}\n{found.after.because}\n{as_text(card)}"[:LONGEST_MESSAGE]
    profile = what_if.profile_in(case).but(**what_if.changes_told(what_if.profile_in(case), told, known.catalogue, known.names))
    await do(tools.desk.advisor_said, case_id, advisor.id, said, card=card.model_dump(mode="json"))
    await asyncio.to_thread(tools.facts.keep, Receipt.of(profile, found.after, known.today))
    tools.wake()
    tools.news.wake()
    await note(console, advisor, "sent_list", case_id)
    return console.pages.redirect(address(case_id, "#reply"), "The new list is sent.")


async def _told(request: Request) -> dict[str, str]:
    form = await request.form()
    return {slot: str(form.get(slot) or "")[:500] for slot in what_if.FIELDS}


async def _found(tools: DeskTools, case: Case, told: dict[str, str]) -> WhatIf:
    known = await tools.facts.get()

    def find() -> WhatIf:
        profile = what_if.profile_in(case)
        return what_if.beside(profile, what_if.changes_told(profile, told, known.catalogue, known.names), known.catalogue, known.today)

    try:
        return await asyncio.to_thread(find)
    except CaseError as error:
        raise NotDone(str(error)) from None


def _page(
    request: Request, console: Console, advisor: Account, case: Case, told: dict[str, str], *,
    found: WhatIf | None = None, error: str = "", status: int = 200,
) -> Response:  # fmt: skip
    values: dict[str, Any] = {"goals": GOALS, "delivery": DELIVERY, "labels": LABELS, "mine": is_with(case, advisor)}
    return console.pages.render(request, "desk/what_if.html", status, case=case, told=told, found=found, error=error, **values)
