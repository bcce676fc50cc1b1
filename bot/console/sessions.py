"""Sessions: who signed in has a random cookie of which only a hash is kept here; it ends after a while idle, and in any case after a day's work."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from bot.console.accounts.model import Account
from bot.console.accounts.store import account_of, hashed
from bot.console.settings import ConsoleSettings
from bot.console.tables import accounts, sessions
from bot.databases import Database

SELDOM = timedelta(minutes=1)
"""So often it is noted at most that a session is in use."""


class Sessions:
    """Begins, finds and ends sessions."""

    def __init__(self, database: Database, settings: ConsoleSettings, clock: Callable[[], datetime]) -> None:
        """Let them live as long as the settings say."""
        self._database, self._settings, self._clock = database, settings, clock

    async def begin(self, account: str, instead_of: str | None = None) -> str:
        """Return the token of a new session; the one that the browser had before is ended."""
        token, now = secrets.token_urlsafe(32), self._clock()
        async with self._database.writing() as connection:
            over = (sessions.c.began < now - self._settings.longest) | (sessions.c.seen < now - self._settings.idle)
            await connection.execute(delete(sessions).where(over if instead_of is None else over | (sessions.c.id == hashed(instead_of))))
            await connection.execute(insert(sessions).values(id=hashed(token), account=account, began=now, seen=now))
            await connection.execute(update(accounts).where(accounts.c.id == account).values(signed_in=now))
        return token

    async def account(self, token: str, in_use: bool = True) -> Account | None:
        """Return who has that session, with the roles of this moment; none where it is over or the account is not active.

        Args:
            token: what the cookie holds.
            in_use: whether somebody acts now, rather than their page looking for news by itself.
        """
        now = self._clock()
        wanted = (
            select(accounts, sessions.c.seen)
            .join(sessions, sessions.c.account == accounts.c.id)
            .where(
                sessions.c.id == hashed(token),
                sessions.c.began > now - self._settings.longest,
                sessions.c.seen > now - self._settings.idle,
                accounts.c.active.is_(True),
            )
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(wanted)).first()
        if row is None:
            return None
        if in_use and row.seen < now - SELDOM:
            async with self._database.writing() as connection:
                await connection.execute(update(sessions).where(sessions.c.id == hashed(token)).values(seen=now))
        return account_of(row)

    async def end(self, token: str) -> None:
        """End a session."""
        async with self._database.writing() as connection:
            await connection.execute(delete(sessions).where(sessions.c.id == hashed(token)))

    async def end_all(self, account: str) -> int:
        """End all sessions of an account; return how many there were."""
        async with self._database.writing() as connection:
            return (await connection.execute(delete(sessions).where(sessions.c.account == account))).rowcount
