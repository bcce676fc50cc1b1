"""Loading the files into the database, and the snapshot that comes out."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from knowledge.model import Catalogue
from knowledge.store import models as row
from knowledge.store.build import build_catalogue
from knowledge.store.files import CATALOGUE, CatalogueError, read_catalogue
from knowledge.store.loader import load_files
from knowledge.store.repository import load_snapshot
from tests.unit.store.small import edited, more, write

OF_USE = (row.ReceiptRow, row.EvidenceRow, row.RevisionRow, row.EditionRow, row.DemandRow)
CATALOGUE_TABLES = [mapper.class_ for mapper in row.Base.registry.mappers if mapper.class_ not in OF_USE]


def content(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with engine.connect() as connection:
        tables = row.Base.metadata.sorted_tables
        return {table.name: sorted(connection.execute(select(table)).all(), key=repr) for table in tables}  # type: ignore[misc]


def count(engine: Engine, table: type[row.Base]) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def assert_same(one: Catalogue, other: Catalogue) -> None:
    """Equal in every part, and in the order of every part."""
    for field in fields(Catalogue):
        left, right = getattr(one, field.name), getattr(other, field.name)
        assert left == right, field.name
        assert list(left) == list(right), f"order of {field.name}"
    for key, credential in one.credentials.items():
        assert list(credential.facts or ()) == list(other.credentials[key].facts or ()), key


def test_the_snapshot_from_the_database_is_the_one_from_the_files(engine: Engine, tmp_path: Path) -> None:
    root = write(tmp_path / "facts")
    assert_same(load_snapshot(engine, root), build_catalogue(read_catalogue(root)))


def test_so_it_is_for_the_real_catalogue(engine: Engine) -> None:
    assert_same(load_snapshot(engine), build_catalogue(read_catalogue()))


def test_every_table_gets_rows(engine: Engine, tmp_path: Path) -> None:
    assert load_files(engine, write(tmp_path / "facts"))
    assert {table.__tablename__ for table in CATALOGUE_TABLES if not count(engine, table)} == set()


def test_loading_again_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    root = write(tmp_path / "facts")
    assert load_files(engine, root) is True
    before, statements = content(engine), []
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    assert load_files(engine, root) is False
    assert not [text for text in statements if text.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert content(engine) == before


def test_changed_files_are_loaded_again(engine: Engine, tmp_path: Path) -> None:
    root = write(tmp_path / "facts")
    old = load_snapshot(engine, root)
    write(root, data__credentials=edited("data/credentials.yml", "name: SQL Basics", "name: SQL for All"), data__stacks="")
    new = load_snapshot(engine, root)
    assert new.credentials["sql-basics"].name == "SQL for All"
    assert new.stacks == ()
    assert new.version != old.version
    assert_same(new, build_catalogue(read_catalogue(root)))


@pytest.mark.parametrize(
    "fault",
    [
        {"data__skills": "- {nam: SQL}"},  # the schema
        {"data__roles": edited("data/roles.yml", "SQL: 3", "SLQ: 3")},  # a reference
        {"health__skills": more("health/skills.yml", "- {name: SQL}")},  # a name twice
    ],
)
def test_faulty_files_leave_the_old_content(engine: Engine, tmp_path: Path, fault: dict[str, str]) -> None:
    root = write(tmp_path / "facts")
    load_files(engine, root)
    before = content(engine)
    write(root, **fault)
    with pytest.raises(CatalogueError):
        load_files(engine, root)
    assert content(engine) == before


def test_of_faulty_files_nothing_is_loaded(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError):
        load_files(engine, write(tmp_path / "facts", data__skills="- {nam: SQL}"))
    assert not any(content(engine).values())


def test_a_failure_in_the_middle_of_loading_leaves_the_old_content(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path / "facts")
    load_files(engine, root)
    before = content(engine)
    write(root, data__stacks="")

    def power_cut(*_: object, **__: object) -> None:
        raise OSError("power cut")

    monkeypatch.setattr("knowledge.store.models.CatalogueState.__init__", power_cut)
    with pytest.raises(OSError, match="power cut"):
        load_files(engine, root)
    assert content(engine) == before


def test_receipts_outlive_a_new_catalogue(engine: Engine, tmp_path: Path) -> None:
    root = write(tmp_path / "facts")
    load_files(engine, root)
    with engine.execution_options(credwise_writes=True).begin() as connection:
        values = "('r', 'v', '1', '2026-11-22', '{}', '[]', '2026-11-22 00:00:00')"
        connection.exec_driver_sql(
            f"INSERT INTO receipt (id, catalogue_version, ranking_version, today, profile, options, made) VALUES {values}"
        )
    write(root, data__stacks="")
    load_files(engine, root)
    assert count(engine, row.ReceiptRow) == 1


def test_the_real_files_are_where_the_loader_looks() -> None:
    assert (CATALOGUE / "README.md").exists()
