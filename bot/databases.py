"""Asynchronous databases: opened in their newest form, read and written in short transactions. SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Executable, Table, create_engine
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from knowledge.store.database import migrate, prepare

SQLITE_POOL: dict[str, Any] = {"pool_size": 4, "max_overflow": 0, "pool_reset_on_return": None}
"""Nothing is left open in a connection that is given back, and each call to SQLite goes through a thread: so none is made for nothing."""


async def open_engine(url: str, migrations: Path) -> AsyncEngine:
    """Open a database, bringing its tables to their newest form."""
    await asyncio.to_thread(_migrate, url, migrations)
    sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = create_async_engine(url, pool_pre_ping=not sqlite, **(SQLITE_POOL if sqlite else {}))
    prepare(engine.sync_engine)
    return engine


def _migrate(url: str, migrations: Path) -> None:
    """Alembic is not asynchronous: it gets a connection of its own, by the driver's other form."""
    engine = create_engine(make_url(url).set(drivername=make_url(url).drivername.replace("+aiosqlite", "")))
    prepare(engine)
    try:
        migrate(engine, migrations)
    finally:
        engine.dispose()


class Database:
    """A database that is read and written by connections of one transaction each."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Work on an engine whose tables are in their newest form: see `open_engine`."""
        self._reader = engine.execution_options(credwise_reads_once=True)
        self._writer = engine.execution_options(credwise_writes=True)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection for one statement that reads."""
        async with self._reader.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A connection whose changes are kept together when it is left; where an error ends it, none are."""
        async with self._writer.begin() as connection:
            yield connection

    def insert_if_absent(self, table: Table, values: dict[str, Any]) -> Executable:
        """A statement that adds a row unless one with its key is there."""
        if self._writer.dialect.name == "postgresql":
            return insert_postgresql(table).values(values).on_conflict_do_nothing()
        return insert_sqlite(table).values(values).on_conflict_do_nothing()

    async def close(self) -> None:
        """Close all connections."""
        await self._reader.dispose()
