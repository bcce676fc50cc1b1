"""The console on PostgreSQL: the same tables, and the same counting where many come at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine

from bot.console.accounts.lockout import Locked
from bot.console.accounts.model import NotDone, Role
from bot.console.console import open_console
from bot.console.settings import ConsoleSettings
from bot.console.tables import metadata
from tests.unit.store.databases import postgres_database

PASSWORD = "plenty of words in a row"


@pytest.fixture(params=["sqlite", "postgresql"])
def anywhere(request: pytest.FixtureRequest, console_settings: ConsoleSettings) -> Iterator[ConsoleSettings]:
    """The console's settings on either kind of database."""
    if request.param == "sqlite":
        yield console_settings
        return
    with postgres_database() as address:
        yield replace(console_settings, database=address)


def drift(connection: Connection) -> list[Any]:
    def ours(name: str | None, kind: str, parents: Any) -> bool:
        return kind != "table" or name in metadata.tables

    return list(compare_metadata(MigrationContext.configure(connection, opts={"include_name": ours}), metadata))


async def test_the_migrations_make_the_tables_as_they_are_told(anywhere: ConsoleSettings) -> None:
    async with open_console(anywhere):
        pass
    engine: Engine = create_engine(anywhere.database.replace("+aiosqlite", ""))
    with engine.connect() as connection:
        assert drift(connection) == []
    engine.dispose()


async def test_it_works_and_counts_there_as_well(anywhere: ConsoleSettings) -> None:
    # GIVEN two consoles on one database
    async with open_console(anywhere) as console, open_console(anywhere) as other:
        account = await console.accounts.create(None, "ada@example.edu", "Ada", [Role.ADMIN], PASSWORD, PASSWORD)
        token = await console.sessions.begin(account.id)
        assert await other.sessions.account(token)

        # WHEN many tries come at both at once, for names with and without an account
        async def attempt(number: int) -> str:
            console_of_the_try = (console, other)[number % 2]
            try:
                await console_of_the_try.accounts.sign_in(("ada@example.edu", "nobody@example.edu")[number // 20], "wrong")
            except Locked:
                return "locked"
            except NotDone:
                return "wrong"
            return "in"

        found = await asyncio.gather(*(attempt(number) for number in range(40)))
        # THEN five of each are looked at
        assert found.count("wrong") == 10
        assert found.count("locked") == 30
        # AND the last admin can't be removed by two who remove each other at once
        second = await console.accounts.store.add("bob@example.edu", "Bob", [Role.ADMIN])
        removals = await asyncio.gather(
            console.accounts.set_active(account, second.id, False),
            other.accounts.set_active(second, account.id, False),
            return_exceptions=True,
        )
        assert sum(isinstance(one, NotDone) for one in removals) == 1, removals
        assert len(await console.accounts.store.with_role(Role.ADMIN)) == 1
        assert len(await console.audit.actions()) >= 3
