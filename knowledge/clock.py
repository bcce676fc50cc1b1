"""The day it is."""

from __future__ import annotations

import os
from datetime import date


def today() -> date:
    """The day it is; CREDWISE_TODAY (YYYY-MM-DD) fixes it for evaluations and replays."""
    fixed = os.environ.get("CREDWISE_TODAY")
    return date.fromisoformat(fixed) if fixed else date.today()
