"""How often users asked for what the catalogue could not tell. Counts only: no words of a conversation, nothing of who asked.

``recognition``: a credential of which nobody here knows whether those aimed at recognise it. ``name``: a name that is not in the catalogue;
its caller masks it. What is asked for a second time or more is worth a librarian's time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import Engine, delete, func, select

from knowledge.store.database import alone, reading, writing
from knowledge.store.models import DemandRow

DemandKind = Literal["recognition", "name"]
LONGEST_SUBJECT = 120
MOST_SUBJECTS = 5000
"""So many different things are counted; who floods the table with made-up names drives out only what was asked for once."""
ROOM_MADE = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, for whom (a role or an employer of the catalogue, or nothing), how often, and when first and last."""

    kind: DemandKind
    subject: str
    aimed_at: str
    count: int
    first: date
    last: date


class Demand:
    """The counts in the database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def count(self, kind: DemandKind, subject: str, day: date, aimed_at: str = "") -> None:
        """Count one asking."""
        key = (kind, subject[:LONGEST_SUBJECT], aimed_at[:LONGEST_SUBJECT])
        with writing(self.engine) as session:
            alone(session.connection())
            if row := session.get(DemandRow, key):
                row.count, row.last = row.count + 1, max(row.last, day)
                return
            if (session.scalar(select(func.count()).select_from(DemandRow)) or 0) >= MOST_SUBJECTS:
                rarest = select(DemandRow).order_by(DemandRow.count, DemandRow.last).limit(ROOM_MADE)
                for old in session.scalars(rarest).all():
                    session.delete(old)
            session.add(DemandRow(kind=key[0], subject=key[1], aimed_at=key[2], count=1, first=day, last=day))

    def most(self, kind: DemandKind, least: int = 2, limit: int = 50) -> tuple[Asked, ...]:
        """What was asked for most, at least ``least`` times."""
        found = select(DemandRow).where(DemandRow.kind == kind, DemandRow.count >= least)
        found = found.order_by(DemandRow.count.desc(), DemandRow.last.desc(), DemandRow.subject, DemandRow.aimed_at).limit(limit)
        with reading(self.engine) as session:
            return tuple(Asked(**{name: getattr(row, name) for name in Asked.__slots__}) for row in session.scalars(found))

    def settle(self, kind: DemandKind, subject: str) -> int:
        """Take a thing off the list, because it was dealt with; returns how many counts went."""
        with writing(self.engine) as session:
            gone = delete(DemandRow).where(DemandRow.kind == kind, DemandRow.subject == subject).returning(DemandRow.subject)
            return len(session.execute(gone).all())
