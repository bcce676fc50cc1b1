"""How many cases there were, by why they were opened and what became of them. Nothing of whom they are about is read."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from cases.desk import Desk
from cases.tables import CaseRow
from knowledge.store.database import reading


def handed_over(desk: Desk, since: date, until: date) -> dict[str, Counter[str]]:
    """Return the cases that were opened from a day to another, both included, in the office's time: by reason, and by outcome or state."""
    zone = ZoneInfo(desk.rules.office.time_zone)
    begin, end = datetime.combine(since, time(), zone), datetime.combine(until + timedelta(days=1), time(), zone)
    became = func.coalesce(CaseRow.outcome, CaseRow.state)
    wanted = (
        select(CaseRow.reason, became, func.count()).where(CaseRow.opened >= begin, CaseRow.opened < end).group_by(CaseRow.reason, became)
    )
    found: dict[str, Counter[str]] = {}
    with reading(desk.engine) as session:
        for reason, outcome, count in session.execute(wanted):
            found.setdefault(reason, Counter())[outcome] += count
    return found
