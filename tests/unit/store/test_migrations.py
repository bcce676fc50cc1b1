"""The tables: made from nothing, taken down again, and the same as the models say."""

from __future__ import annotations

from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from knowledge.store.database import MIGRATIONS, migrate, migrations
from knowledge.store.models import Base

TABLES = {table.name for table in Base.metadata.sorted_tables}


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def drift(engine: Engine) -> list[Any]:
    """What Alembic would have to change to bring the tables to the models."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, Base.metadata))


def test_migrations_make_every_table_from_nothing(empty: Engine) -> None:
    assert tables(empty) == set()
    migrate(empty)
    assert tables(empty) == TABLES


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    assert tables(engine) == TABLES


def test_the_tables_are_what_the_models_say(engine: Engine) -> None:
    assert drift(engine) == []


def test_drift_would_be_seen(engine: Engine) -> None:
    with engine.execution_options(credwise_writes=True).begin() as connection:
        connection.exec_driver_sql("ALTER TABLE issuer ADD COLUMN motto TEXT")
    assert drift(engine)


def test_migrations_go_down_to_nothing_and_up_again(engine: Engine) -> None:
    with migrations(engine) as config:
        command.downgrade(config, "base")
    assert tables(engine) == set()
    migrate(engine)
    assert tables(engine) == TABLES
    assert drift(engine) == []


def test_a_migration_that_fails_leaves_nothing_behind(empty: Engine) -> None:
    class PowerCut(Exception):
        pass

    try:
        with migrations(empty) as config:
            command.upgrade(config, "head")
            raise PowerCut
    except PowerCut:
        pass
    assert tables(empty) == set()
    migrate(empty)
    assert tables(empty) == TABLES


def test_there_is_one_line_of_migrations() -> None:
    assert len(ScriptDirectory(str(MIGRATIONS)).get_heads()) == 1
