"""The days of a plan as an iCalendar file (RFC 5545): whole days, so that they are the same in every time zone."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, vText

from knowledge.plan.model import Moment, MomentKind, Plan

PRODUCT = "-//Credwise//Plan 1//EN"
DAYS_AHEAD: dict[MomentKind, int] = {"finish": 7, "deadline": 14, "expires": 90}
"""So many days before, the calendar reminds."""
YEARS_CHECKED = 5


def calendar(plan: Plan) -> str:
    """The calendar as text, with the line ends that the standard wants. Nothing in it is drawn or read from the clock."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", vText(plan.title))  # of no standard, so its kind has to be told
    for moment in plan.moments:
        made.add_component(_event(plan, moment))
    return str(made.to_ical(), "utf-8")


def _event(plan: Plan, moment: Moment) -> Event:
    event = Event()
    event.add("uid", _uid(plan.receipt, plan.made, moment))
    event.add("dtstamp", datetime.combine(plan.made, time(), UTC))
    event.add("dtstart", moment.day)
    event.add("dtend", moment.day + timedelta(days=1))
    event.add("summary", moment.title)
    event.add("description", moment.detail)
    event.add("transp", "TRANSPARENT")
    if moment.url:
        event.add("url", moment.url)
    if moment.kind == "check":
        event.add("rrule", {"freq": "yearly", "count": YEARS_CHECKED})
    if moment.kind in DAYS_AHEAD:
        event.add_component(_alarm(moment))
    return event


def _uid(receipt: str, made: date, moment: Moment) -> str:
    """The same for the same moment of the same plan, so that a calendar which is given it twice holds it once."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"credwise:{receipt}:{made.isoformat()}:{moment.key}"))


def _alarm(moment: Moment) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", moment.title)
    alarm.add("trigger", -timedelta(days=DAYS_AHEAD[moment.kind]))
    return alarm
