"""A case that waits too long is told once, by each way, whatever dies in between."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from cases.desk import Desk
from cases.reminders import FIRST_PAUSE, LEASE, MOST_TRIES, Reminders
from tests.unit.cases.briefs import Clock, brief

WAYS = ("email", "webhook")


def reminders(desk: Desk, clock: Clock) -> Reminders:
    return Reminders(desk.engine, desk.rules, clock)


def test_a_case_is_told_once_it_has_waited_longer_than_its_level_allows(desk: Desk, clock: Clock) -> None:
    # GIVEN an urgent case (15 minutes) and a routine one (six hours)
    urgent, _ = desk.open("a", brief("urgent", "distress")), desk.open("b", brief())
    clock.move(minutes=14)
    assert reminders(desk, clock).due(WAYS) == []
    # WHEN the urgent one has waited longer THEN it is due by each way, with nothing but id, level and minutes
    clock.move(minutes=2)
    found = reminders(desk, clock).due(WAYS)
    assert [(one.case_id, one.level, one.way, one.minutes) for one in found] == [
        (urgent.id, "urgent", "email", 16),
        (urgent.id, "urgent", "webhook", 16),
    ]


def test_it_is_told_once_also_after_a_restart(desk: Desk, clock: Clock) -> None:
    desk.open("a", brief("urgent", "distress"))
    clock.move(hours=1)
    first = reminders(desk, clock)
    for one in first.due(WAYS):
        first.sent(one)
    clock.move(days=3)
    assert reminders(desk, clock).due(WAYS) == []


def test_of_many_processes_one_tells_it(desk: Desk, clock: Clock) -> None:
    desk.open("a", brief("urgent", "distress"))
    clock.move(hours=1)
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: reminders(desk, clock).due(["email"]), range(6)))
    assert sum(map(len, found)) == 1


def test_where_the_teller_dies_another_takes_over(desk: Desk, clock: Clock) -> None:
    desk.open("a", brief("urgent", "distress"))
    clock.move(hours=1)
    assert len(reminders(desk, clock).due(["email"])) == 1
    assert reminders(desk, clock).due(["email"]) == []
    clock.move(seconds=LEASE.total_seconds())
    (again,) = reminders(desk, clock).due(["email"])
    assert again.id.endswith("-urgent")


def test_what_fails_is_tried_again_after_longer_and_longer_and_given_up_at_last(desk: Desk, clock: Clock) -> None:
    desk.open("a", brief("urgent", "distress"))
    clock.move(hours=1)
    kept, tries = reminders(desk, clock), 0
    while found := kept.due(["webhook"]):
        kept.failed(found[0])
        tries += 1
        assert kept.due(["webhook"]) == []
        if tries == 1:
            clock.move(seconds=FIRST_PAUSE.total_seconds())
        else:
            clock.move(hours=1)
    assert tries == MOST_TRIES


def test_a_case_that_is_taken_meanwhile_is_not_told(desk: Desk, clock: Clock) -> None:
    case = desk.open("a", brief("urgent", "distress"))
    clock.move(hours=1)
    kept = reminders(desk, clock)
    (told,) = kept.due(["email"])
    kept.failed(told)
    desk.claim(case.id, "ann")
    clock.move(hours=1)
    assert kept.due(["email"]) == []


def test_a_routine_case_waits_while_the_office_is_closed(desk: Desk, clock: Clock) -> None:
    """GIVEN a routine case of Monday noon WHEN the night is over THEN five hours of Monday and one of Tuesday count, no more."""
    clock.move(hours=2)
    desk.open("a", brief())
    clock.move(hours=21, minutes=30)
    assert reminders(desk, clock).due(["email"]) == []
    clock.move(minutes=40)
    assert len(reminders(desk, clock).due(["email"])) == 1


def test_a_case_that_becomes_more_pressing_is_told_anew(desk: Desk, clock: Clock) -> None:
    desk.open("a", brief("soon", "appeal"))
    clock.move(hours=3)
    kept = reminders(desk, clock)
    for one in kept.due(["email"]):
        kept.sent(one)
    desk.raise_triage("a", "urgent", "the user may be in distress")
    (told,) = kept.due(["email"])
    assert told.level == "urgent"
