"""The console's parts that every page works with, put together once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from bot.console.accounts.passwords import Passwords
from bot.console.accounts.service import Accounts
from bot.console.audit.log import AuditLog
from bot.console.clock import utc_now
from bot.console.pages import Pages
from bot.console.parts import Entry
from bot.console.sessions import Sessions
from bot.console.settings import ConsoleSettings
from bot.databases import Database, open_engine
from bot.gateway.limits import Rates
from bot.gateway.meters import Meters

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Console:
    """What the routes work with."""

    settings: ConsoleSettings
    pages: Pages
    accounts: Accounts
    sessions: Sessions
    audit: AuditLog
    rates: Rates | None = None
    meters: Meters | None = None

    def failed(self, place: str) -> None:
        """Count a failure."""
        if self.meters:
            self.meters.errors.labels(place).inc()

    async def hurried(self, rate: str, who: str) -> None:
        """Count something done by somebody; raise Refused where that is too fast."""
        if self.rates:
            await self.rates.count(rate, who)


@asynccontextmanager
async def open_console(
    settings: ConsoleSettings,
    navigation: Sequence[Entry] = (),
    rates: Rates | None = None,
    meters: Meters | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> AsyncIterator[Console]:
    """Open the console's database and put its parts together; the command line needs no rates and no meters."""
    database = Database(await open_engine(settings.database, MIGRATIONS))
    sessions, audit = Sessions(database, settings, clock), AuditLog(database, clock)
    accounts = Accounts(database, settings, sessions, audit, Passwords(settings.hashing), clock)
    try:
        yield Console(settings, Pages(settings, navigation), accounts, sessions, audit, rates, meters)
    finally:
        await database.close()


def console_of(request: Request) -> Console:
    """Return the running console."""
    console: Console = request.app.state.console
    return console


async def _running(request: Request) -> Console:  # asynchronous, so that no thread is taken for it
    return console_of(request)


Running = Annotated[Console, Depends(_running)]
