"""What an advisor puts right becomes a test of the evaluation set."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from cases.brief import Line
from cases.corrections import Corrections, Wrong, said_in
from cases.desk import Desk
from cases.model import Case, Refused
from knowledge.model import Catalogue
from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue
from tests.evaluation import data
from tests.evaluation.expectations import problems
from tests.evaluation.rules import RuleKeeper
from tests.evaluation.talk import Turn, User
from tests.unit.cases.briefs import Clock, full_brief

SAID = ("Hi, I'm Ann Lee, ann@example.org", "I run a store and want to become a data analyst")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return build_catalogue(read_catalogue())


@pytest.fixture
def case(desk: Desk) -> Case:
    lines = (
        Line(author="user", text="[pressed a button]"),
        Line(author="user", text="[left out at the user's wish]\n(contact details, kept in the case only)"),
        *(Line(author="user", text=text) for text in SAID),
        Line(author="assistant", text="Hello"),
    )
    return desk.open("talk", full_brief(transcript=lines))


def corrections(desk: Desk, clock: Clock) -> Corrections:
    return Corrections(desk.engine, clock)


def test_the_users_messages_are_offered_without_what_tells_who_they_are(case: Case) -> None:
    assert said_in(case) == ["Hi, I'm NAME, EMAIL", "I run a store and want to become a data analyst"]


def test_an_accepted_correction_is_exported_in_the_evaluations_own_notation(
    desk: Desk, clock: Clock, case: Case, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a correction, made and accepted
    kept = corrections(desk, clock)
    id_ = next(iter(catalogue.credentials))
    wrong = Wrong(not_shown=(id_,), has=("ask the employer (first)",))
    made = kept.add(case, "dana", "It needs a degree, call me at ann@example.org", said_in(case), wrong, catalogue.credentials)
    assert kept.export() == ""
    kept.set_state(made.id, "accepted")
    # WHEN it is exported THEN the evaluation reads it as one of its conversations
    (tmp_path / "sixth").mkdir()
    (tmp_path / "sixth" / "conversations.yml").write_text(kept.export(), "utf-8")
    monkeypatch.setattr(data, "HERE", tmp_path)
    data.conversations.cache_clear()
    (read,) = data.conversations("sixth")
    data.conversations.cache_clear()
    assert (read["id"], read["goal"], read["knows"]) == (f"corrected-{made.id.lower()}", "career_change", {})
    assert [turn["say"] for turn in read["turns"]] == said_in(case)
    assert set(read) == {"id", "goal", "shows", "knows", "turns"}
    # AND its expectations judge a turn
    assert judged(read, catalogue, "Please ask the employer (first).", []) == []
    assert len(judged(read, catalogue, "Take it.", [id_])) == 2
    assert kept.all("exported")[0].id == made.id


def judged(read: dict[str, Any], catalogue: Catalogue, text: str, ids: list[str]) -> list[str]:
    """What the evaluation finds wrong with an answer."""
    card = {"type": "options", "options": [{"id": id_} for id_ in ids], "excluded": []}
    replies = [{"text": text, "custom": card}]
    user = User(None, {}, RuleKeeper(catalogue))  # type: ignore[arg-type]
    user.turns.append(Turn("x", replies, "inform", None, None, {}, {}))
    return problems(read["turns"][-1]["expect"], user, catalogue, date(2026, 11, 22))


def test_nothing_personal_is_in_the_file(desk: Desk, clock: Clock, case: Case, catalogue: Catalogue) -> None:
    kept = corrections(desk, clock)
    made = kept.add(case, "dana", "write to ann@example.org", [*SAID, "call 555-010-4477"], Wrong(has=("x@y.org",)), catalogue.credentials)
    kept.set_state(made.id, "accepted")
    told = kept.export()
    assert [word for word in ("ann@", "Ann", "555-010", "x@y") if word in told] == []
    assert yaml.safe_load(told)


@pytest.mark.parametrize(
    ("because", "says", "wrong", "told"),
    [
        ("", ["hi"], Wrong(advice=("wait",)), "why"),
        ("x", [" "], Wrong(advice=("wait",)), "messages"),
        ("x", ["hi"], Wrong(), "should have been"),
        ("x", ["hi"], Wrong(shown=("no-such",)), "no credential no-such"),
        ("x", ["hi"], Wrong(advice=("maybe",)), "no advice"),
    ],
)
def test_what_makes_no_test_is_refused(
    desk: Desk, clock: Clock, case: Case, because: str, says: list[str], wrong: Wrong, told: str
) -> None:
    with pytest.raises(Refused, match=told):
        corrections(desk, clock).add(case, "dana", because, says, wrong, {})
    assert corrections(desk, clock).all() == []


def test_a_deletion_takes_along_corrections_of_every_state(desk: Desk, clock: Clock, case: Case) -> None:
    """GIVEN a new, an accepted, a rejected and an exported correction WHEN their user has everything deleted THEN none of the sentences stay."""
    kept = corrections(desk, clock)
    made = [kept.add(case, "dana", "x", ["hi"], Wrong(advice=("wait",)), {}) for _ in range(4)]
    kept.set_state(made[0].id, "accepted")
    kept.export()
    kept.set_state(made[1].id, "accepted")
    kept.set_state(made[2].id, "rejected")
    assert {one.state for one in kept.all()} == {"new", "accepted", "rejected", "exported"}
    desk.forget("talk")
    assert kept.all() == []
