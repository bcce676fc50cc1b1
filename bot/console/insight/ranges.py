"""The days that are looked at: whole days of the office's, the last of them yesterday at the latest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.console.accounts.model import NotDone

PRESETS = (7, 30, 90)
USUAL = 30
LEAST_DAYS, MOST_DAYS = 7, 731
BY_DAY = 31
"""So many days at most are told one by one, more of them by the week."""


@dataclass(frozen=True, slots=True)
class Range:
    """From a day to another, both included. ``preset`` is the number of days up to yesterday, where it was asked for so."""

    since: date
    until: date
    preset: int | None = None

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until - self.since).days + 1

    @property
    def query(self) -> str:
        """What asks for it in an address."""
        return f"days={self.preset}" if self.preset else f"since={self.since}&until={self.until}"

    @property
    def by_week(self) -> bool:
        """Whether its days are told by the week."""
        return self.days > BY_DAY

    def period(self, day: date) -> date:
        """Return the day under which a day is told: itself, or the first of its week that lies in the range."""
        return max(self.since, day - timedelta(days=day.weekday())) if self.by_week else day

    def periods(self) -> Iterator[date]:
        """Give all of those, in order."""
        yield from dict.fromkeys(self.period(self.since + timedelta(days=number)) for number in range(self.days))


def chosen(today: date, days: str = "", since: str = "", until: str = "") -> Range:
    """Return the range that was asked for; raise NotDone, with what to do, where there can't be one."""
    yesterday = today - timedelta(days=1)
    if since or until:
        begin, end = _day(since), _day(until) if until else yesterday
        if begin > end:
            raise NotDone("The first day has to lie before the last one.")
        if end > yesterday:
            raise NotDone(f"A day is counted when it is over: choose {yesterday} or an earlier last day.")
        asked = Range(begin, end)
        if asked.days < LEAST_DAYS:
            raise NotDone(f"Choose at least {LEAST_DAYS} days. Fewer could tell too much about single people.")
        if asked.days > MOST_DAYS:
            raise NotDone(f"Choose at most {MOST_DAYS} days.")
        return asked
    if days and days not in {str(preset) for preset in PRESETS}:
        raise NotDone(f"Choose {', '.join(map(str, PRESETS[:-1]))} or {PRESETS[-1]} days, or days of your own.")
    preset = int(days or USUAL)
    return Range(today - timedelta(days=preset), yesterday, preset)


def _day(told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise NotDone("A day has to be written like 2026-11-29.") from None
