"""When: from weeks and months to days. A day that lies too far ahead to plan by is None."""

from __future__ import annotations

import math
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from knowledge.model import Credential

FARTHEST_WEEKS = 52 * 20
"""Nobody plans by the day beyond so long a time; and a date cannot be computed from any number."""


def after(day: date | None, weeks: float | None) -> date | None:
    """The day so many weeks later, at least the next one; None where either is unknown or it lies too far ahead."""
    if day is None or weeks is None or weeks > FARTHEST_WEEKS:
        return None
    return day + timedelta(days=max(1, math.ceil(round(weeks * 7, 6))))


def expiry(credential: Credential, earned: date | None) -> date | None:
    """The day it lapses where it is earned on that day; None where it does not, or nobody knows."""
    if earned is None or credential.never_expires or not credential.validity_months:
        return None
    return _later(earned, months=credential.validity_months)


def next_year(day: date) -> date:
    """The same day a year on; what falls on a 29 February falls on the 28th."""
    return _later(day, months=12)


def _later(day: date, months: int) -> date:
    later: date = day + relativedelta(months=months)
    return later


def told(day: date) -> str:
    """ "12 March 2027"."""
    return f"{day.day} {day:%B %Y}"
