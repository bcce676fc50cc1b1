"""The audit log. Lines are added, never changed: there is nothing here that could."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, insert, select

from bot.console.accounts.model import Account
from bot.console.clock import utc_now
from bot.console.tables import audit
from bot.databases import Database


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log; ``account`` is none for what was done by the command line, or before anybody was signed in."""

    id: int
    at: datetime
    account: str | None
    action: str
    subject: str
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; empty fields ask for nothing. ``action`` may be the beginning of one."""

    account: str = ""
    action: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


class AuditLog:
    """Writes and reads the log."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = utc_now) -> None:
        """Work on a database that is in its newest form."""
        self._database, self._clock = database, clock

    async def record(self, account: Account | None, action: str, subject: str, **details: Any) -> None:
        """Note who did what.

        Args:
            account: who did it.
            action: what, as ``part.verb``, such as ``case.viewed``.
            subject: the id of what it was done to. No name, no address.
            details: more that can be written as JSON; nothing that tells who a user is, and none of their words.
        """
        values = {"at": self._clock(), "account": account.id if account else None, "action": action, "subject": subject, "details": details}
        async with self._database.writing() as connection:
            await connection.execute(insert(audit).values(values))

    async def find(self, wanted: Wanted, before: int | None = None, most: int = 100) -> list[Entry]:
        """Return the latest lines of a kind, the newest first; of those before a line where its id is given."""
        query = _filtered(wanted).order_by(audit.c.id.desc()).limit(most)
        if before is not None:
            query = query.where(audit.c.id < before)
        async with self._database.reading() as connection:
            return [Entry(*row) for row in await connection.execute(query)]

    async def actions(self) -> list[str]:
        """Return all that was ever noted to be done."""
        async with self._database.reading() as connection:
            return list((await connection.execute(select(audit.c.action).distinct().order_by(audit.c.action))).scalars())


def _filtered(wanted: Wanted) -> Select[Any]:
    query = select(audit.c.id, audit.c.at, audit.c.account, audit.c.action, audit.c.subject, audit.c.details)
    if wanted.account:
        query = query.where(audit.c.account == (None if wanted.account == "nobody" else wanted.account))
    if wanted.action:
        query = query.where(audit.c.action.startswith(wanted.action, autoescape=True))
    if wanted.subject:
        query = query.where(audit.c.subject == wanted.subject)
    if wanted.since:
        query = query.where(audit.c.at >= datetime.combine(wanted.since, time(), UTC))
    if wanted.until:
        query = query.where(audit.c.at < datetime.combine(wanted.until + timedelta(days=1), time(), UTC))
    return query
