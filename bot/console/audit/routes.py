"""The page of the audit log, and its file."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from bot.console.access import Admin
from bot.console.accounts.model import NotDone, Role
from bot.console.audit.log import Wanted
from bot.console.console import Running
from bot.console.pages import csv_response
from bot.console.parts import Entry, Part
from bot.console.settings import PREFIX

router = APIRouter(prefix="/admin/audit")
HERE = f"{PREFIX}/admin/audit"
A_PAGE, A_FILE = 100, 100_000
COLUMNS = ("number", "at", "account", "action", "subject", "details")


def part() -> Part:
    """Describe this part."""
    return Part(router, (Entry("Audit log", HERE, (Role.ADMIN,), key="l"),))


def wanted(account: str = "", action: str = "", subject: str = "", since: str = "", until: str = "") -> Wanted:
    """Return what is looked for; raise NotDone where a day can't be read."""
    return Wanted(account.strip()[:16], action.strip()[:64], subject.strip()[:120], _day(since), _day(until))


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise NotDone("A day has to be written like 2026-11-29.") from None


Looked = Annotated[Wanted, Depends(wanted)]


@router.get("")
async def page(
    request: Request, admin: Admin, console: Running, wanted: Looked, before: Annotated[int | None, Query(ge=1)] = None
) -> Response:
    """Show the latest lines, of a kind where one is asked for."""
    entries = await console.audit.find(wanted, before, A_PAGE + 1)
    return console.pages.render(
        request,
        "audit/log.html",
        entries=entries[:A_PAGE],
        more=entries[A_PAGE - 1].id if len(entries) > A_PAGE else None,
        names=await console.accounts.store.names(),
        actions=await console.audit.actions(),
        wanted=wanted,
    )


@router.get("/file")
async def file(request: Request, admin: Admin, console: Running, wanted: Looked) -> Response:
    """Give the lines as CSV; that somebody took them is a line too."""
    await console.audit.record(admin, "audit.downloaded", "audit")
    entries = await console.audit.find(wanted, most=A_FILE)
    rows = [
        (entry.id, entry.at.isoformat(timespec="seconds"), entry.account, entry.action, entry.subject, json.dumps(entry.details))
        for entry in entries
    ]
    return csv_response("audit.csv", COLUMNS, rows)
