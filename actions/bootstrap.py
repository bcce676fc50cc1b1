"""Builds what the actions work with, once, at the first turn or when the server starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from bot import settings
from cases.desk import Desk, open_desk
from knowledge.clock import now, today
from knowledge.live import Edition, Live
from knowledge.model import Catalogue
from knowledge.resolve.edited_names import write_edited_names
from knowledge.resolve.index import NameIndex
from knowledge.store.database import open_database
from knowledge.store.demand import Demand
from knowledge.store.evidence import Evidence
from knowledge.store.repository import Receipts


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The catalogue, its names, the receipts, what users were told and what they asked for in vain, the day and moment it is, and the desk where people take over."""

    catalogue: Catalogue
    names: NameIndex
    receipts: Receipts
    evidence: Evidence
    demand: Demand
    today: Callable[[], date]
    now: Callable[[], datetime]
    desk: Callable[[], Desk]


@dataclass(frozen=True, slots=True)
class Tools:
    """What is made once, whatever is edited later."""

    live: Live
    receipts: Receipts
    evidence: Evidence
    demand: Demand


@cache
def tools() -> Tools:
    """Made at the first call; the files are loaded into the database where they are newer."""
    engine = open_database()
    return Tools(Live(engine, changed=_publish_names), Receipts(engine), Evidence(engine), Demand(engine))


def knowledge() -> Knowledge:
    """What this process works with. Each call gives the catalogue as it is then, curators' latest edits among the facts."""
    made = tools()
    edition = made.live.now()
    return Knowledge(edition.catalogue, edition.names, made.receipts, made.evidence, made.demand, today, now, open_desk)


def _publish_names(edition: Edition) -> None:
    """Tell the Rasa server the names that were edited, so that it neither corrects nor misreads them."""
    write_edited_names(settings.edited_names(), edition.catalogue)
