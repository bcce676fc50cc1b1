"""The database: its address, its migrations, and the engine. SQLite in var/ unless CREDWISE_DATABASE_URL says otherwise."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url

MIGRATIONS = Path(__file__).parent / "migrations"
DEFAULT_FILE = Path(__file__).parents[2] / "var" / "credwise.sqlite"


def database_url() -> str:
    """The SQLAlchemy address in use."""
    return os.environ.get("CREDWISE_DATABASE_URL") or f"sqlite:///{DEFAULT_FILE}"


def open_database(url: str | None = None) -> Engine:
    """An engine on a database that has the newest form of all tables."""
    engine = create_engine(url or database_url())
    if engine.dialect.name == "sqlite":
        _make_folder(engine)
        event.listen(engine, "connect", _sqlite_settings)
    migrate(engine)
    return engine


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the tables to ``revision``."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # Several processes may start at once: the first migrates, the others wait.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(6203771)")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def _make_folder(engine: Engine) -> None:
    file = make_url(str(engine.url)).database
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)


def _sqlite_settings(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.close()
