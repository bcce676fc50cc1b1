"""The days that are looked at: whole days, at least a week, the last one yesterday at the latest."""

from __future__ import annotations

from datetime import date

import pytest

from bot.console.accounts.model import NotDone
from bot.console.insight.ranges import chosen

SUNDAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("days", "since"), [("", date(2026, 10, 30)), ("7", date(2026, 11, 22)), ("30", date(2026, 10, 30)), ("90", date(2026, 8, 31))]
)
def test_presets_end_yesterday(days: str, since: date) -> None:
    found = chosen(SUNDAY, days)
    assert (found.since, found.until) == (since, date(2026, 11, 28))
    assert found.days == int(days or 30)


def test_own_days_count_from_the_first_to_the_last() -> None:
    found = chosen(SUNDAY, since="2026-11-01", until="2026-11-14")
    assert (found.days, found.preset, found.query) == (14, None, "since=2026-11-01&until=2026-11-14")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"days": "8"}, "Choose 7, 30 or 90 days"),
        ({"since": "2026-11-20", "until": "2026-11-01"}, "before"),
        ({"since": "2026-11-20", "until": "2026-11-29"}, "2026-11-28 or an earlier"),
        ({"since": "2026-11-20", "until": "2026-11-25"}, "at least 7 days"),
        ({"since": "2020-01-01"}, "at most 731 days"),
        ({"since": "last week"}, "written like"),
        ({"until": "2026-11-20"}, "written like"),
    ],
)
def test_what_cannot_be_shown_is_told_with_what_to_do(asked: dict[str, str], told: str) -> None:
    with pytest.raises(NotDone, match=told):
        chosen(SUNDAY, **asked)


def test_long_ranges_are_told_by_the_week() -> None:
    short, long = chosen(SUNDAY, "30"), chosen(SUNDAY, "90")
    assert len(list(short.periods())) == 30
    # The first week begins with the range, the others on Mondays.
    periods = list(long.periods())
    assert periods[:2] == [date(2026, 8, 31), date(2026, 9, 7)]
    assert all(day.weekday() == 0 for day in periods)
    assert len(periods) == 13
    assert long.period(date(2026, 11, 28)) == date(2026, 11, 23)
