"""The day and the moment it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time


class DayError(ValueError):
    """CREDWISE_TODAY is no day; the message is one sentence that says what to set instead."""


def today() -> date:
    """The day it is; CREDWISE_TODAY (YYYY-MM-DD) fixes it for tests, evaluations and replays. Raises DayError where that is no day."""
    fixed = os.environ.get("CREDWISE_TODAY")
    try:
        return date.fromisoformat(fixed) if fixed else date.today()
    except ValueError:
        raise DayError(f"CREDWISE_TODAY is {fixed!r}, but has to be a day such as 2026-11-22; unset it for the day it is.") from None


def now() -> datetime:
    """The moment it is; on a fixed day it is the same moment all day, three in the afternoon in UTC."""
    return datetime.combine(today(), time(15), UTC) if os.environ.get("CREDWISE_TODAY") else datetime.now(UTC)
