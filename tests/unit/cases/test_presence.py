"""Who is there and who writes, for seconds."""

from __future__ import annotations

from cases.desk import Desk
from cases.presence import HERE, WRITES, Presence, Presences
from tests.unit.cases.briefs import Clock, brief


def test_a_sign_counts_for_seconds(desk: Desk, clock: Clock) -> None:
    case, signs = desk.open("talk", brief()).id, Presences(desk.engine, clock)
    assert signs.of(case) == {"user": Presence(), "advisor": Presence()}
    signs.sign(case, "user", writes=True)
    assert signs.of(case)["user"] == Presence(here=True, writes=True)
    clock.move(seconds=WRITES.total_seconds())
    assert signs.of(case)["user"] == Presence(here=True)
    signs.sign(case, "user")
    clock.move(seconds=HERE.total_seconds())
    assert signs.of(case)["user"] == Presence()


def test_who_leaves_neither_is_there_nor_writes(desk: Desk, clock: Clock) -> None:
    case, signs = desk.open("talk", brief()).id, Presences(desk.engine, clock)
    signs.sign(case, "advisor", writes=True)
    signs.sign(case, "advisor", here=False)
    assert signs.of(case) == {"user": Presence(), "advisor": Presence()}


def test_a_sign_of_a_case_that_is_no_more_is_passed_over(desk: Desk, clock: Clock) -> None:
    Presences(desk.engine, clock).sign("C-000000", "user")


def test_a_deletion_takes_it_along(desk: Desk, clock: Clock) -> None:
    case, signs = desk.open("talk", brief()).id, Presences(desk.engine, clock)
    signs.sign(case, "user")
    desk.forget("talk")
    assert signs.of(case)["user"] == Presence()
