"""Durations and deadlines become weeks, hours become hours a week; experience is not time left."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.resolve.time import read_times

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("six weeks", 6),
        ("a couple of months", 8.7),
        ("half a year", 26),
        ("in 90 days", 12.9),
        ("within 2-3 months", 13),
        ("no more than 8 weeks", 8),
        ("by March", 14.1),
        ("by the end of march", 18.4),
        ("next quarter", 18.4),
        ("before summer", 27.3),
        ("end of the year", 5.6),
        ("by the 15th", 3.3),
        ("by june 1st", 27.3),
        ("by 3/15", 16.1),
        ("this weekend", 0.1),
        ("asap", 4),
    ],
)
def test_weeks_from_today(text: str, weeks: float) -> None:
    assert [one.weeks for one in read_times(text, today=TODAY)] == [weeks]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("10 hrs a week", 10),
        ("5 hours/week", 5),
        ("an hour a day", 7),
        ("30 minutes a day", 3.5),
        ("5-10 hours a week", 10),
        ("weekends only", 8),
        ("I can study full time", 40),
        ("I work full time so about 5 hours a week", 5),
    ],
)
def test_hours_a_week(text: str, hours: float) -> None:
    assert [one.hours for one in read_times(text, today=TODAY)] == [hours]


@pytest.mark.parametrize("text", ["24 months of experience", "I worked 2 years", "5 yrs in retail", "I've been a nurse for 2 years"])
def test_experience_is_told_apart(text: str) -> None:
    assert [one.kind for one in read_times(text, today=TODAY)] == ["experience"]


@pytest.mark.parametrize(
    "text",
    [
        "valid for 3 years",
        "it expires after 3 years",
        "I did a 12 week bootcamp",
        "I'm 35 years old",
        "3 years ago",
        "I graduated in May",
        "I may want that",
        "24/7",
        "I work 40 hours a week",
    ],
)
def test_what_is_no_time_left(text: str) -> None:
    assert read_times(text, today=TODAY) == ()


def test_a_bare_number_is_in_the_unit_asked_for() -> None:
    assert read_times("6", today=TODAY, asked="max_weeks")[0].weeks == 6
    assert read_times("6", today=TODAY, asked="hours_per_week")[0].hours == 6
    assert read_times("march", today=TODAY, asked="max_weeks")[0].weeks == 14.1


def test_an_assumption_is_said() -> None:
    assert read_times("weekends only", today=TODAY)[0].note
    assert read_times("asap", today=TODAY)[0].note
