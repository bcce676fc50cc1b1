"""Databases for the tests of the store: a SQLite file and, where the machine offers one, a PostgreSQL database, made for one test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.store.database import connect_database, migrate
from tests.unit.store.databases import postgres_database


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, on each kind of server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'folder' / 'credwise.sqlite'}"
    else:
        with postgres_database() as address:
            yield address


@pytest.fixture
def empty(url: str) -> Iterator[Engine]:
    """An engine on the empty database."""
    engine = connect_database(url)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(empty: Engine) -> Engine:
    """An engine on a database that has the tables, but nothing in them."""
    migrate(empty)
    return empty
