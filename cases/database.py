"""The case store's database: SQLite in var/ unless CREDWISE_CASES_URL names another. It may be the one of the catalogue."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Engine

from knowledge.store.database import connect_database, migrate, with_driver

VARIABLE = "CREDWISE_CASES_URL"
MIGRATIONS = Path(__file__).parent / "migrations"
DEFAULT_FILE = Path(__file__).parents[1] / "var" / "cases.sqlite"


def cases_url() -> str:
    """The SQLAlchemy address in use."""
    return with_driver(os.environ.get(VARIABLE) or f"sqlite:///{DEFAULT_FILE}")


def open_database(url: str | None = None) -> Engine:
    """An engine on a database that has the newest form of all tables."""
    engine = connect_database(url or cases_url())
    migrate(engine, MIGRATIONS)
    return engine
