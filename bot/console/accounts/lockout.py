"""Wrong passwords: after a few, each further try has to wait longer, for names with and without an account alike."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from bot.console.settings import ConsoleSettings
from bot.console.tables import failures
from bot.databases import Database

FORGOTTEN = timedelta(days=1)
"""So long after the last wrong try all of them are forgotten."""


class Locked(Exception):
    """A name that has to wait."""

    def __init__(self, seconds: float) -> None:
        """Wait for so long."""
        self.seconds = seconds


class Lockout:
    """Counts tries by name. A try is counted before the password is looked at, so that many at once count too."""

    def __init__(self, database: Database, settings: ConsoleSettings, clock: Callable[[], datetime]) -> None:
        """Count in that database."""
        self._database, self._settings, self._clock = database, settings, clock

    async def admit(self, name: str) -> None:
        """Count a try; raise Locked where the name has to wait."""
        now, key = self._clock(), _key(name)
        async with self._database.writing() as connection:
            await connection.execute(delete(failures).where(failures.c.last < now - FORGOTTEN))
            fresh = {"name": key, "tries": 0, "last": now, "until": now}
            await connection.execute(self._database.insert_if_absent(failures, fresh))
            found = (await connection.execute(select(failures).where(failures.c.name == key).with_for_update())).one()
            if found.until > now:
                raise Locked((found.until - now).total_seconds())
            values = {"tries": found.tries + 1, "last": now, "until": now + self._wait(found.tries + 1)}
            await connection.execute(update(failures).where(failures.c.name == key).values(values))

    async def clear(self, name: str) -> None:
        """Forget the tries of a name: the password was right, or an admin says so."""
        async with self._database.writing() as connection:
            await connection.execute(delete(failures).where(failures.c.name == _key(name)))

    async def locked(self, names: list[str]) -> set[str]:
        """Return those of the names that have to wait now."""
        keys = {_key(name): name for name in names}
        async with self._database.reading() as connection:
            rows = await connection.execute(select(failures.c.name).where(failures.c.until > self._clock()))
            return {keys[key] for (key,) in rows if key in keys}

    def _wait(self, tries: int) -> timedelta:
        over = tries - self._settings.free_tries
        if over < 0:
            return timedelta(0)
        return min(self._settings.first_wait * float(2 ** min(over, 20)), self._settings.longest_wait)


def _key(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
