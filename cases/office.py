"""Office hours: whether somebody is there, and by when an answer can be expected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from cases.settings import DAYS, Office

MOST_DAYS = 366
"""So far ahead an opening is looked for."""


def is_open(office: Office, now: datetime) -> bool:
    """Whether somebody is there."""
    return any(begin <= now < end for begin, end in _openings(office, now, days=1))


def next_opening(office: Office, now: datetime) -> datetime | None:
    """When somebody is there again: now, where the office is open; None where it never opens."""
    return next((max(begin, _local(office, now)) for begin, end in _openings(office, now) if end > now), None)


def after_hours(office: Office, now: datetime, hours: float) -> datetime | None:
    """The moment when the office has been open for so many hours from now on."""
    left = timedelta(hours=hours)
    for begin, end in _openings(office, now):
        begin = max(begin, _local(office, now))
        if end <= begin:
            continue
        if begin + left <= end:
            return begin + left
        left -= end - begin
    return None


def closed_for(office: Office, day: date) -> str:
    """The name of the holiday that closes the office on that day; "closed" for a single day without one; nothing otherwise."""
    if day in office.closed_on:
        return "closed"
    midnight = datetime(day.year, day.month, day.day)
    for name, rule in office.closed_every_year.items():
        first = datetime(day.year, 1, 1)
        if midnight in rrulestr(rule, dtstart=first).between(midnight, midnight, inc=True):
            return name
    return ""


def told(office: Office, moment: datetime, now: datetime) -> str:
    """A moment in words, in the office's time: "today by 4 PM EST", "Monday, November 30, by 10:30 AM EST"."""
    local, today = _local(office, moment), _local(office, now).date()
    hour = f"{local.hour % 12 or 12}{f':{local.minute:02}' if local.minute else ''} {'AM' if local.hour < 12 else 'PM'} {local.tzname()}"
    if local.date() == today:
        return f"today by {hour}"
    if local.date() == today + timedelta(days=1):
        return f"tomorrow by {hour}"
    return f"{local:%A, %B} {local.day}, by {hour}"


def _local(office: Office, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(office.time_zone))


def _openings(office: Office, now: datetime, days: int = MOST_DAYS) -> Iterator[tuple[datetime, datetime]]:
    """When the office opens and closes, from today on, in its own time."""
    zone, today = ZoneInfo(office.time_zone), _local(office, now).date()
    for ahead in range(days):
        day = today + timedelta(days=ahead)
        if closed_for(office, day):
            continue
        for begin, end in sorted(office.hours.get(DAYS[day.weekday()], ())):
            yield datetime.combine(day, begin, zone), datetime.combine(day, end, zone)
