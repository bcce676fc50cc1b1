"""A desk on a database of its own, with a clock that the test sets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cases.database import open_database
from cases.desk import Desk
from cases.settings import FILE, Settings, read
from tests.unit.cases.briefs import Clock


@pytest.fixture(scope="session")
def rules() -> Settings:
    return read(FILE)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty case store, made once and copied for each test."""
    file = tmp_path_factory.mktemp("cases") / "empty.sqlite"
    engine = open_database(f"sqlite:///{file}")
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return file


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 23, 15, tzinfo=UTC))  # a Monday, 10 AM in New York


@pytest.fixture
def desk(template: Path, tmp_path: Path, rules: Settings, clock: Clock) -> Iterator[Desk]:
    from knowledge.store.database import connect_database

    file = tmp_path / "cases.sqlite"
    file.write_bytes(template.read_bytes())
    engine = connect_database(f"sqlite:///{file}")
    yield Desk(engine, rules, clock)
    engine.dispose()
