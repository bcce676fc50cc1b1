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

from cases.corrections import Corrections, Wrong
from cases.database import open_database
from cases.desk import Desk
from cases.presence import Presences
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

REMIND = """
import sys
from cases.database import open_database
from cases.reminders import Reminders
from cases.settings import FILE, read
from datetime import UTC, datetime, timedelta
reminders = Reminders(open_database(sys.argv[1]), read(FILE), lambda: datetime.now(UTC) + timedelta(hours=1))
sys.stdin.readline()
for one in reminders.due(["email", "webhook"]):
    print(one.way)
    reminders.sent(one)
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


def test_of_several_processes_that_look_at_once_each_late_case_is_told_by_one(engine: Engine, address: str) -> None:
    """GIVEN an urgent case that has waited for an hour WHEN three processes look, then one more THEN it was told once by each way."""
    desk = Desk(engine, read(FILE))
    desk.open("talk", full_brief(triage={"level": "urgent", "because": "the user may be in distress"}))

    def look(count: int) -> list[str]:
        command = [sys.executable, "-c", REMIND, address]
        started = [subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(count)]
        for process in started:
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        return [way for process in started for way in process.communicate(timeout=60)[0].split()]

    assert sorted(look(3)) == ["email", "webhook"]
    assert look(1) == []


def test_what_stands_around_the_desk_works_and_is_forgotten(engine: Engine) -> None:
    desk, signs = Desk(engine, read(FILE)), Presences(engine)
    case = desk.claim(desk.open("talk", full_brief()).id, "a1", "Dana")
    signs.sign(case.id, "user", writes=True)
    assert signs.of(case.id)["user"].writes
    card = {"type": "options", "receipt": "abc"}
    desk.advisor_said(case.id, "a1", "see", card=card)
    desk.advisor_said(case.id, "a1", "and this")
    assert [message.card for message in desk.messages(case.id)] == [card, None]
    assert desk.receipts("talk") == {"abc"}
    assert desk.raise_triage("talk", "urgent", "x") is not None
    kept = Corrections(engine).add(case, "a1", "it expires", ["hi"], Wrong(advice=("wait",)), {})
    assert desk.forget("talk") == 1
    assert Corrections(engine).all() == []
    assert kept.state == "new"
    assert desk.receipts("talk") == set()
