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
        ("before my baby comes in october", 44.7),
        ("leaving the Army in August", 36),
        ("severance lasts five months", 21.7),
        ("june not april", 27.3),
    ],
)
def test_weeks_from_today(text: str, weeks: float) -> None:
    assert [one.weeks for one in read_times(text, today=TODAY)] == [weeks]


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("by easter", date(2026, 1, 5), date(2026, 4, 5)),
        ("by easter", date(2027, 1, 5), date(2027, 3, 28)),
        ("by easter", date(2026, 4, 5), date(2027, 3, 28)),
        ("before thanksgiving", date(2026, 9, 1), date(2026, 11, 26)),
        ("before thanksgiving", date(2026, 11, 27), date(2027, 11, 25)),
        ("by labor day", date(2026, 6, 1), date(2026, 9, 7)),
        ("by memorial day", date(2027, 1, 4), date(2027, 5, 31)),
        ("by memorial day", date(2028, 1, 3), date(2028, 5, 29)),
        ("before christmas", date(2026, 11, 22), date(2026, 12, 24)),
    ],
)
def test_holidays_fall_where_the_calendar_has_them(text: str, today: date, day: date) -> None:
    # GIVEN a deadline named by a holiday that moves from year to year
    # WHEN it is read on some day
    [found] = read_times(text, today=today)
    # THEN the weeks are those to the holiday that comes next
    assert found.weeks == pytest.approx((day - today).days / 7, abs=0.06)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("10 hrs a week", 10),
        ("5 hours/week", 5),
        ("an hour a day", 7),
        ("30 minutes a day", 3.5),
        ("5-10 hours a week", 10),
        ("weekends only", 8),
        ("after school like 2 hours a day", 10),
        ("2 hours mon to fri", 10),
        ("daily 2 hrs", 14),
        ("change my hours to 12 a week", 12),
        ("I've tuesday nights", 2),
        ("off days are tues and wed", 8),
        ("evenings, maybe 5 hours", 5),
        ("6 hours a week, weekends mostly", 6),
        ("I can study full time", 40),
        ("I work full time so about 5 hours a week", 5),
    ],
)
def test_hours_a_week(text: str, hours: float) -> None:
    assert [one.hours for one in read_times(text, today=TODAY)] == [hours]


@pytest.mark.parametrize(
    "text",
    [
        "24 months of experience",
        "I worked 2 years",
        "5 yrs in retail",
        "I've been a nurse for 2 years",
        "14 years with toddlers",
        "sold cars for like ten years",
    ],
)
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
        "6 years raising kids",
        "stay at home mom for 9 years",
        "severance is two weeks' pay",
        "is it one day or more",
        "unemployed since May",
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


@pytest.mark.parametrize(
    ("text", "years"),
    [("Five. ICU for three of those", 5), ("almost ten", 10), ("none, straight out of school", 0), ("6 months so far", 0.5)],
)
def test_years_asked_for_are_told_without_a_word_of_work(text: str, years: float) -> None:
    assert [one.years for one in read_times(text, today=TODAY, asked="experience_years")] == [years]


@pytest.mark.parametrize("text", ["before busy season", "before the severance runs out"])
def test_a_deadline_without_a_day_is_one(text: str) -> None:
    assert [one.kind for one in read_times(text, today=TODAY)] == ["some_deadline"]


def test_money_answers_no_question_about_weeks() -> None:
    assert read_times("about 3k tops", today=TODAY, asked="max_weeks") == ()
