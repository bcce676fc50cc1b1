"""Who is there and who writes just now, on both sides of a case. Kept for seconds, in the database because several gateways may run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from cases.tables import CaseRow, PresenceRow
from knowledge.store.database import reading, writing

Side = Literal["user", "advisor"]
HERE, WRITES = timedelta(seconds=20), timedelta(seconds=6)
"""So long a sign of somebody counts: their page gives one more often."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether somebody has the conversation open, and whether they write."""

    here: bool = False
    writes: bool = False


class Presences:
    """Signs that people give, and what they tell now."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Work on a case store, by the real clock: a day that is fixed for tests would keep everybody there for ever."""
        self.engine = engine
        self.now = clock

    def sign(self, case_id: str, side: Side, *, here: bool = True, writes: bool | None = None) -> None:
        """Somebody is there, or has left; ``writes`` where that is known. A case that is no more is passed over."""
        with writing(self.engine) as session:
            if session.get(CaseRow, case_id) is None:
                return
            row = session.get(PresenceRow, (case_id, side)) or PresenceRow(case_id=case_id, side=side, writes_until=LONG_AGO)
            row.here_until = self.now() + HERE if here else LONG_AGO
            if writes is not None or not here:
                row.writes_until = self.now() + WRITES if writes and here else LONG_AGO
            session.merge(row)

    def of(self, case_id: str) -> dict[Side, Presence]:
        """Both sides of a case."""
        return self.of_all([case_id]).get(case_id, {"user": Presence(), "advisor": Presence()})

    def of_all(self, case_ids: Iterable[str]) -> dict[str, dict[Side, Presence]]:
        """Both sides of several cases; those without a sign are left out."""
        found: dict[str, dict[Side, Presence]] = {}
        with reading(self.engine) as session:
            for row in self._rows(session, list(case_ids)):
                both = found.setdefault(row.case_id, {"user": Presence(), "advisor": Presence()})
                side: Side = "user" if row.side == "user" else "advisor"
                both[side] = Presence(row.here_until > self.now(), row.writes_until > self.now())
        return found

    @staticmethod
    def _rows(session: Session, case_ids: list[str]) -> Iterable[PresenceRow]:
        return session.scalars(select(PresenceRow).where(PresenceRow.case_id.in_(case_ids)))
