"""How the gateway uses its database: each transaction runs as a whole in a thread, so that the event loop waits for it once and not at each statement."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import update_wrapper
from typing import Any, Concatenate

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from knowledge.store.database import prepare

SQLITE_READERS, POSTGRES_THREADS = 4, 8


class Database:
    """An engine and the threads in which its transactions run. SQLite has one writer at a time, so more threads would only wait there."""

    def __init__(self, url: str) -> None:
        """Work on the database at that SQLAlchemy address, which has its tables."""
        self.engine = engine_on(url)
        sqlite = self.engine.dialect.name == "sqlite"
        self._readers = ThreadPoolExecutor(SQLITE_READERS if sqlite else POSTGRES_THREADS, "gateway-reads")
        self._writers = ThreadPoolExecutor(1 if sqlite else POSTGRES_THREADS, "gateway-writes")
        self._reads = self.engine.execution_options(credwise_reads_once=True)
        self._writes = self.engine.execution_options(credwise_writes=True)

    async def read[T](self, work: Callable[[Connection], T]) -> T:
        """Run one statement that reads."""

        def run() -> T:
            with self._reads.connect() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._readers, run)

    async def write[T](self, work: Callable[[Connection], T]) -> T:
        """Run a transaction; what it has changed is kept, unless it fails or rolls back itself."""

        def run() -> T:
            with self._writes.connect() as connection:
                done = work(connection)
                connection.commit()
                return done

        return await asyncio.get_running_loop().run_in_executor(self._writers, run)

    async def close(self) -> None:
        """Let what runs come to its end, and close all connections."""
        for threads in (self._writers, self._readers):
            await asyncio.to_thread(threads.shutdown)
        self.engine.dispose()


class Transactions:
    """Keeps things in a database, by methods that are transactions: see `reads` and `writes`."""

    def __init__(self, database: Database) -> None:
        """Keep them there."""
        self.database = database
        self.dialect = database.engine.dialect.name


def reads[S: Transactions, **P, T](
    method: Callable[Concatenate[S, Connection, P], T],
) -> Callable[Concatenate[S, P], Coroutine[Any, Any, T]]:
    """Make a method of one statement that reads: it gets its connection, and is awaited by who calls it."""

    async def run(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.database.read(lambda connection: method(self, connection, *args, **kwargs))

    update_wrapper(run, method)
    return run


def writes[S: Transactions, **P, T](
    method: Callable[Concatenate[S, Connection, P], T],
) -> Callable[Concatenate[S, P], Coroutine[Any, Any, T]]:
    """Make a method a transaction: it gets its connection, and is awaited by who calls it."""

    async def run(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        return await self.database.write(lambda connection: method(self, connection, *args, **kwargs))

    update_wrapper(run, method)
    return run


def engine_on(url: str) -> Engine:
    """Return an engine; on SQLite it does not wait for the disk at each turn: a crash of a process loses nothing, only a power cut could."""
    address = make_url(url)
    address = address.set(drivername=address.drivername.removesuffix("+aiosqlite"))
    sqlite = address.get_backend_name() == "sqlite"
    engine = create_engine(address, pool_pre_ping=not sqlite, pool_size=SQLITE_READERS + POSTGRES_THREADS)
    prepare(engine)
    if sqlite:
        event.listen(engine, "connect", _trust_the_system)
    return engine


def _trust_the_system(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=NORMAL").close()
