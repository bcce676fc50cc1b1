"""What a change does to recommendations."""

from __future__ import annotations

import time
from datetime import date

import pytest

from knowledge.curation.preview import Move, aimed_at, compare, samples
from knowledge.curation.service import Curation
from knowledge.model import Catalogue
from knowledge.store.edits import built, read_base
from knowledge.store.entries import Address, entry_of, plain
from tests.unit.curation.acts import SQL, propose

TODAY = date(2026, 11, 29)
SECPLUS = Address("cybersecurity", "credential", "comptia-security-plus")


@pytest.fixture(scope="module")
def real() -> Catalogue:
    return built(read_base(), {})


def edited(**changes: object) -> Catalogue:
    base = read_base()
    return built(base, {SECPLUS: entry_of("credential", {**plain(base.entries[SECPLUS]), **changes})})


def test_every_sample_person_is_known_to_the_catalogue(real: Catalogue) -> None:
    for one in samples():
        profile = one.profile
        assert profile.field is None or real.field_of(profile.field), one.who
        assert set(profile.target_skills) <= set(real.skills), one.who
        assert {name for name in (profile.target_role, profile.current_role) if name} <= set(real.roles), one.who
    assert {real.field_of(one.profile.field).slug for one in samples() if real.field_of(one.profile.field)} == set(real.fields)  # type: ignore[union-attr]


def test_without_a_change_nothing_changes(real: Catalogue) -> None:
    assert compare(real, edited(), samples(), TODAY) == []


def test_a_price_beyond_a_budget_makes_an_option_leave(real: Catalogue) -> None:
    """GIVEN a price that no budget holds WHEN it is tried THEN those who were offered it lose it, and see who comes instead; in seconds."""
    begun, told = time.perf_counter(), list[tuple[int, int]]()
    effects = compare(
        real,
        edited(cost={"exam": 200_000, "learning": 0}, skills=["Cryptography"], roles=[]),
        samples(),
        TODAY,
        lambda *now: told.append(now),
    )
    assert time.perf_counter() - begun < 10
    moves = [move for effect in effects for move in effect.moves if move.id == SECPLUS.key]
    assert {move.kind for move in moves} == {"leaves"}
    assert told[-1] == (len(samples()), len(samples()))


def test_moves_say_what_they_are() -> None:
    assert [Move("a", "A", *places).kind for places in ((None, 1), (2, None), (3, 1), (1, 3))] == ["enters", "leaves", "up", "down"]


def test_a_change_is_tried_on_those_whom_it_concerns_too(curation: Curation) -> None:
    """GIVEN a small catalogue that the samples do not fit WHEN a credential is changed THEN people of its role, skills and field are tried."""
    change = propose(curation, SQL, cost={"learning": 0, "exam": 90_000}, skills=["Statistics"])
    view = curation.view()
    before, after = built(view.base, view.changes), curation.draft(change, view)
    people = aimed_at(curation.change(change), before, after)
    assert {one.profile.target_role for one in people} >= {"Data analyst"}
    assert compare(before, after, people, TODAY)
