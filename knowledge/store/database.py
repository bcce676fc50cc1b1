"""The database: its address, its migrations, and how it is read and written. SQLite in var/ unless CREDWISE_DATABASE_URL says otherwise."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

MIGRATIONS = Path(__file__).parent / "migrations"
DEFAULT_FILE = Path(__file__).parents[2] / "var" / "credwise.sqlite"
SQLITE_WAIT_SECONDS = 60
POSTGRES_LOCK = 6203771
"""The number of the lock that the processes of this project agree on."""


def database_url() -> str:
    """The SQLAlchemy address in use."""
    return with_driver(os.environ.get("CREDWISE_DATABASE_URL") or f"sqlite:///{DEFAULT_FILE}")


def with_driver(address: str) -> str:
    """An address of PostgreSQL that names no driver gets the one that is installed."""
    return re.sub(r"^postgres(?:ql)?://", "postgresql+psycopg://", address)


def open_database(url: str | None = None) -> Engine:
    """An engine on a database that has the newest form of all tables."""
    engine = connect_database(url)
    migrate(engine)
    return engine


def connect_database(url: str | None = None) -> Engine:
    """An engine on a database as it is."""
    engine = create_engine(url or database_url())
    prepare(engine)
    return engine


def prepare(engine: Engine) -> None:
    """Let an engine on SQLite wait for other writers, and see one state in each transaction. Nothing is needed for PostgreSQL."""
    if engine.dialect.name == "sqlite":
        _make_folder(engine)
        event.listen(engine, "connect", _sqlite_settings)
        event.listen(engine, "begin", _sqlite_begin)


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one state of the database in all that it reads, whatever others write meanwhile."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with Session(engine) as session, session.begin():
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session whose changes are kept together when it ends; where an error ends it, none are."""
    with Session(engine.execution_options(credwise_writes=True)) as session, session.begin():
        yield session


def alone(connection: Connection) -> None:
    """Wait until no other process is in this part of its work; holds until the transaction ends. On SQLite every writer is alone."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({POSTGRES_LOCK})")


def migrate(engine: Engine, folder: Path = MIGRATIONS) -> None:
    """Bring the tables to their newest form. Several processes may start at once: the first migrates, the others wait."""
    with migrations(engine, folder) as config:
        command.upgrade(config, "head")


MIGRATING = threading.Lock()
"""Alembic keeps what it works on in globals of its modules, so within a process one database after the other is migrated."""


@contextmanager
def migrations(engine: Engine, folder: Path = MIGRATIONS) -> Iterator[Config]:
    """What Alembic's commands need to run on this database, all in one transaction. Each folder of migrations counts its own versions.

    Raises:
        BrokenReferences: where rows would be left that name rows which there are not; nothing is changed then.
    """
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("version_table", "alembic_version" if folder == MIGRATIONS else f"{folder.parent.name}_version")
    writer = engine.execution_options(credwise_writes=True)
    with MIGRATING, writer.connect() as connection, _tables_can_be_made_anew(connection), connection.begin():
        alone(connection)
        config.attributes["connection"] = connection
        yield config
        if connection.dialect.name == "sqlite" and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
            raise BrokenReferences(", ".join(sorted({f"{row[0]} names {row[2]}" for row in broken})))


class BrokenReferences(RuntimeError):
    """A migration would leave rows that name rows which there are not."""


@contextmanager
def _tables_can_be_made_anew(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by a copy and drops the old one, which would delete what refers to it, or be refused, where references are watched.

    That can be switched between transactions only, so it is done beside SQLAlchemy, which would begin one.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")
        driver.close()


def _make_folder(engine: Engine) -> None:
    file = make_url(str(engine.url)).database
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)


def _sqlite_settings(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # Python's driver would begin transactions when it likes; _sqlite_begin does
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={SQLITE_WAIT_SECONDS * 1000}")  # first, for the next one waits as well
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    """Who will write locks at once: a reader that turns into a writer fails where another has written meanwhile. One statement needs no beginning."""
    options = connection.get_execution_options()
    if not options.get("credwise_reads_once"):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("credwise_writes") else "BEGIN")
