"""Builds what the actions work with, once, at the first turn or when the server starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from cases.desk import Desk, open_desk
from knowledge.clock import now, today
from knowledge.model import Catalogue
from knowledge.resolve.index import NameIndex
from knowledge.store.database import open_database
from knowledge.store.evidence import Evidence
from knowledge.store.repository import Receipts, load_snapshot


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The catalogue, its names, the receipts, what users were told, the day and moment it is, and the desk where people take over."""

    catalogue: Catalogue
    names: NameIndex
    receipts: Receipts
    evidence: Evidence
    today: Callable[[], date]
    now: Callable[[], datetime]
    desk: Callable[[], Desk]


@cache
def knowledge() -> Knowledge:
    """What this process works with, made at the first call; the files are loaded into the database where they are newer."""
    engine = open_database()
    catalogue = load_snapshot(engine)
    return Knowledge(catalogue, NameIndex(catalogue), Receipts(engine), Evidence(engine), today, now, open_desk)
