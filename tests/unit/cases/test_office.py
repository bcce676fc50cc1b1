"""Office hours, holidays and time zones."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from cases.office import after_hours, closed_for, is_open, next_opening, told
from cases.settings import Office, Settings

NEW_YORK = ZoneInfo("America/New_York")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


@pytest.fixture
def office(rules: Settings) -> Office:
    return rules.office


@pytest.mark.parametrize(
    ("moment", "is_it"),
    [
        ("2026-11-23T09:00", True),
        ("2026-11-23T16:59", True),
        ("2026-11-23T17:00", False),
        ("2026-11-23T08:59", False),
        ("2026-11-27T16:30", False),  # Friday ends at four
        ("2026-11-28T12:00", False),  # Saturday
        ("2026-11-26T12:00", False),  # Thanksgiving
        ("2026-12-25T12:00", False),
    ],
)
def test_somebody_is_there_in_office_hours(office: Office, moment: str, is_it: bool) -> None:
    assert is_open(office, at(moment)) is is_it


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 26), "Thanksgiving"),
        (date(2027, 5, 31), "Memorial Day"),
        (date(2027, 1, 18), "Martin Luther King Day"),
        (date(2027, 9, 6), "Labor Day"),
        (date(2026, 11, 25), ""),
    ],
)
def test_holidays_are_those_of_the_year(office: Office, day: date, name: str) -> None:
    assert closed_for(office, day) == name


def test_single_days_can_be_closed(office: Office) -> None:
    assert not is_open(office.model_copy(update={"closed_on": [date(2026, 11, 23)]}), at("2026-11-23T12:00"))


def test_only_open_hours_count_until_an_answer(office: Office) -> None:
    assert after_hours(office, at("2026-11-25T15:00"), 4) == at("2026-11-27T11:00")  # two hours, Thanksgiving, two hours
    assert after_hours(office, at("2026-11-28T12:00"), 1) == at("2026-11-30T10:00")


def test_the_clock_changes_in_between(office: Office) -> None:
    begun, done = at("2026-10-30T15:00"), after_hours(office, at("2026-10-30T15:00"), 2)
    assert done == at("2026-11-02T10:00")
    assert done is not None
    assert (begun.tzname(), done.tzname()) == ("EDT", "EST")


def test_the_next_opening_is_now_or_the_next_morning(office: Office) -> None:
    assert next_opening(office, at("2026-11-23T10:00")) == at("2026-11-23T10:00")
    assert next_opening(office, at("2026-11-25T18:00")) == at("2026-11-27T09:00")


def test_an_office_that_never_opens_promises_nothing(office: Office) -> None:
    shut = office.model_copy(update={"hours": {"monday": []}})
    assert next_opening(shut, at("2026-11-23T10:00")) is None
    assert after_hours(shut, at("2026-11-23T10:00"), 1) is None


def test_a_moment_is_told_in_the_office_s_time(office: Office) -> None:
    now = datetime(2026, 11, 23, 15, tzinfo=UTC)
    assert told(office, at("2026-11-23T16:30"), now) == "today by 4:30 PM EST"
    assert told(office, at("2026-11-24T12:00"), now) == "tomorrow by 12 PM EST"
    assert told(office, at("2026-11-30T09:00"), now) == "Monday, November 30, by 9 AM EST"
