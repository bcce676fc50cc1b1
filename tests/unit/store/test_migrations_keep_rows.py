"""What is kept in the tables outlasts every migration, up and down, in each of the stores."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Boolean, Column, Connection, Date, DateTime, Engine, Integer, MetaData, Numeric, Table, func, select, text

from bot.console.console import MIGRATIONS as CONSOLE
from bot.gateway.conversations.store import MIGRATIONS as GATEWAY
from cases.database import MIGRATIONS as CASES
from knowledge.store.database import MIGRATIONS as CATALOGUE
from knowledge.store.database import BrokenReferences, connect_database, migrations

STORES = {"catalogue": CATALOGUE, "cases": CASES, "gateway": GATEWAY, "console": CONSOLE}
REVISIONS = [
    pytest.param(folder, one.revision, id=f"{name}-{one.revision}")
    for name, folder in STORES.items()
    for one in ScriptDirectory(str(folder)).walk_revisions()
]
VALUES: list[tuple[type[Any], Any]] = [
    (Boolean, True), (Integer, 1), (Numeric, 1), (JSON, ["x"]), (DateTime, datetime(2026, 11, 20, 12, tzinfo=UTC)),
    (Date, datetime(2026, 11, 20, tzinfo=UTC).date()),
]  # fmt: skip


def value_of(column: Column[Any]) -> Any:
    """Something for a column; every row that is referred to gets the same, so that references hold."""
    return next((value for kind, value in VALUES if isinstance(column.type, kind)), "x")


def tables_of(connection: Connection) -> list[Table]:
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if not table.name.endswith("_version")]


def counts(connection: Connection) -> dict[str, int]:
    return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables_of(connection)}


def filled(engine: Engine) -> dict[str, int]:
    """Put a row into every table."""
    with engine.execution_options(credwise_writes=True).begin() as connection:
        for table in tables_of(connection):
            connection.execute(table.insert().values({column.name: value_of(column) for column in table.columns}))
        return counts(connection)


@pytest.mark.parametrize(("folder", "revision"), REVISIONS)
def test_a_migration_keeps_every_row(folder: Path, revision: str, tmp_path: Path) -> None:
    """GIVEN tables of an older form with a row each WHEN they are brought to the newest form, and back THEN every row is there."""
    engine = connect_database(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with migrations(engine, folder) as config:
        command.upgrade(config, revision)
    before = filled(engine)
    assert before
    assert set(before.values()) == {1}
    for step, goal in ((command.upgrade, "head"), (command.downgrade, revision)):
        with migrations(engine, folder) as config:
            step(config, goal)
        with engine.connect() as connection:
            after = counts(connection)
            assert {name: after[name] for name in before} == before
            # AND references are watched again
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    engine.dispose()


@pytest.mark.parametrize("folder", STORES.values(), ids=STORES)
def test_going_back_a_step_keeps_the_rows_of_the_tables_that_stay(folder: Path, tmp_path: Path) -> None:
    """GIVEN tables of the newest form with a row each WHEN they are taken back step by step THEN the tables that are left have their rows."""
    engine = connect_database(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with migrations(engine, folder) as config:
        command.upgrade(config, "head")
    filled(engine)
    steps = list(ScriptDirectory(str(folder)).walk_revisions())
    for _ in steps[:-1]:
        with migrations(engine, folder) as config:
            command.downgrade(config, "-1")
        with engine.connect() as connection:
            assert set(counts(connection).values()) == {1}
    engine.dispose()


def test_a_migration_that_breaks_references_is_undone(tmp_path: Path) -> None:
    """GIVEN a case with a message WHEN a migration takes the case away only THEN it is refused, and both stay."""
    engine = connect_database(f"sqlite:///{tmp_path / 'store.sqlite'}")
    with migrations(engine, CASES) as config:
        command.upgrade(config, "head")
    before = filled(engine)
    with pytest.raises(BrokenReferences, match="case_message names advising_case"), migrations(engine, CASES) as config:
        config.attributes["connection"].execute(text("DELETE FROM advising_case"))
    with engine.connect() as connection:
        assert counts(connection) == before
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
    engine.dispose()
