"""The queue: which cases wait, the most pressing first."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Depends, Query, Request, Response

from bot.console.access import Advisor
from bot.console.accounts.model import Account
from bot.console.console import Running
from bot.console.desk.live import stream
from bot.console.desk.tools import DeskTools, Tools
from cases.model import Case, State
from cases.settings import LEVELS, Level

router = APIRouter(prefix="/cases")
STATES: dict[str, tuple[State, ...]] = {
    "open": ("waiting", "with_advisor"),
    "waiting": ("waiting",),
    "with_advisor": ("with_advisor",),
    "closed": ("closed",),
}
WHOSE = ("all", "mine", "unassigned")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases are looked for; empty fields ask for nothing."""

    state: str = "open"
    level: str = ""
    field: str = ""
    whose: str = "all"
    tag: str = ""


def wanted(
    state: str = "open",
    level: str = "",
    field: Annotated[str, Query(max_length=120)] = "",
    whose: str = "all",
    tag: Annotated[str, Query(max_length=40)] = "",
) -> Wanted:
    """Return what is looked for; what is not known asks for nothing."""
    return Wanted(
        state if state in STATES else "open",
        level if level in LEVELS else "",
        field.strip(),
        whose if whose in WHOSE else "all",
        tag.strip(),
    )


Looked = Annotated[Wanted, Depends(wanted)]


@dataclass(frozen=True, slots=True)
class Line:
    """A case in the queue, with how long it has waited or since when it is with somebody."""

    case: Case
    since: str
    late: bool


@router.get("")
async def page(request: Request, advisor: Advisor, console: Running, tools: Tools, wanted: Looked) -> Response:
    """Show the queue."""
    return console.pages.render(
        request, "desk/queue.html", **await _shown(tools, advisor, wanted), fields=await asyncio.to_thread(tools.desk.fields)
    )


@router.get("/list")
async def piece(request: Request, advisor: Advisor, console: Running, tools: Tools, wanted: Looked) -> Response:
    """Give the list alone, for a page that keeps it fresh."""
    return console.pages.render(request, "desk/queue_list.html", **await _shown(tools, advisor, wanted))


@router.get("/events")
async def events(
    request: Request, advisor: Advisor, console: Running, tools: Tools, have: Annotated[str, Query(max_length=80)] = ""
) -> Response:
    """Tell the page when anything has happened with a case."""

    async def look() -> str:
        return await asyncio.to_thread(tools.desk.pulse)

    return stream(request, console, tools.news, have, look)


async def _shown(tools: DeskTools, advisor: Account, wanted: Wanted) -> dict[str, Any]:
    desk = tools.desk
    pulse = await asyncio.to_thread(desk.pulse)
    level: Level | None = next((one for one in get_args(Level) if one == wanted.level), None)
    found = await asyncio.to_thread(
        desk.queue,
        states=STATES[wanted.state],
        level=level,
        field=wanted.field or None,
        advisor=advisor.id if wanted.whose == "mine" else None,
        unassigned=wanted.whose == "unassigned",
        tag=wanted.tag or None,
    )
    now = desk.now()
    lines = [
        Line(case, since(case, now), case.state == "waiting" and tools.reminders.waits_too_long(case.triage, case.waits_since))
        for case in found
    ]
    waiting = [line.case for line in lines if line.case.state == "waiting"]
    return {
        "lines": lines,
        "waiting": len(waiting),
        "urgent": sum(case.triage == "urgent" for case in waiting),
        "wanted": wanted,
        "query": {name: value for name, value in asdict(wanted).items() if value},
        "pulse": pulse,
        "levels": LEVELS,
    }


def since(case: Case, now: datetime) -> str:
    """How long a case has waited, has been with somebody, or has been closed: "35 min", "3 h", "2 days"."""
    begun = {"waiting": case.waits_since, "with_advisor": case.claimed or case.opened, "closed": case.closed or case.opened}[case.state]
    return span(now - begun)


def span(time: timedelta) -> str:
    """A time in short words."""
    minutes = max(0, int(time.total_seconds() // 60))
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} days"
