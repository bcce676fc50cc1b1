"""The case store on PostgreSQL, where there is one, beside the catalogue in one database, and with several processes at once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from cases.database import open_database
from cases.desk import Desk
from cases.settings import FILE, read
from cases.tables import Base
from knowledge.store.database import open_database as open_catalogue
from tests.unit.cases.briefs import full_brief
from tests.unit.store.databases import postgres_database

ROOT = Path(__file__).resolve().parents[2]
CLAIM = """
import sys
from cases.database import open_database
from cases.desk import Desk
from cases.model import TakenAlready
from cases.settings import FILE, read
desk = Desk(open_database(sys.argv[1]), read(FILE))
sys.stdin.readline()
try:
    print(desk.claim(sys.argv[2], sys.argv[3]).advisor)
except TakenAlready:
    print("too late")
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'one.sqlite'}"
    else:
        with postgres_database() as url:
            yield url


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    engine = open_database(address)
    yield engine
    engine.dispose()


def drift(engine: Engine) -> list[Any]:
    def own(_object: Any, name: str | None, kind: str, _reflected: bool, _to: Any) -> bool:
        return kind != "table" or name in Base.metadata.tables

    with engine.connect() as connection:
        options = {"compare_type": True, "version_table": "cases_version", "include_object": own}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


def test_the_tables_are_what_the_models_say(engine: Engine) -> None:
    assert drift(engine) == []


def test_cases_and_catalogue_can_share_a_database(engine: Engine, address: str) -> None:
    catalogue = open_catalogue(address)
    again = open_database(address)
    assert {"advising_case", "credential", "alembic_version", "cases_version"} <= set(inspect(again).get_table_names())
    catalogue.dispose()
    again.dispose()


def test_a_case_goes_its_whole_way(engine: Engine) -> None:
    desk = Desk(engine, read(FILE))
    case = desk.open("talk", full_brief())
    assert desk.get(case.id).brief == full_brief()
    desk.claim(case.id, "ann")
    assert desk.user_said("talk", "hello\0 there", "k") == desk.user_said("talk", "hello\0 there", "k")
    desk.advisor_said(case.id, "ann", "hi")
    desk.hand_back(case.id, "ann", "bye")
    assert [message.text for message in desk.messages(case.id)] == ["hello there", "hi", "bye"]
    assert desk.open("talk", full_brief()).id != case.id
    assert desk.forget("talk") == 2


def test_of_several_processes_that_claim_at_once_one_gets_it(engine: Engine, address: str) -> None:
    desk = Desk(engine, read(FILE))
    case = desk.open("talk", full_brief())
    started = [
        subprocess.Popen([sys.executable, "-c", CLAIM, address, case.id, name], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for name in ("ann", "bob", "cem")
    ]  # fmt: skip
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate(timeout=60)[0].strip() for process in started]
    assert sorted(told) == sorted([desk.get(case.id).advisor, "too late", "too late"])
