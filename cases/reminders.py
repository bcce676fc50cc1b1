"""Cases that wait too long are told once by each way: which are due, and who tells them. How they are told is the caller's.

A reminder is a row with a lease. Whichever process takes the lease tells it; one that dies in between leaves a lease that runs out.
So a reminder is never lost, and twice only where a process died between sending and noting it: it has an ``id`` by which a
receiver knows it again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, select, update
from sqlalchemy.exc import IntegrityError

from cases import office
from cases.settings import LEVELS, Level, Settings
from cases.tables import CaseRow, ReminderRow
from knowledge.clock import now
from knowledge.store.database import reading, writing

LEASE = timedelta(minutes=2)
FIRST_PAUSE, LONGEST_PAUSE, MOST_TRIES = timedelta(seconds=30), timedelta(hours=1), 12


@dataclass(frozen=True, slots=True)
class Reminder:
    """That a case waits; nothing of who it is or what was said."""

    case_id: str
    level: Level
    way: str
    minutes: int

    @property
    def id(self) -> str:
        """The same whenever and by whomever it is sent."""
        return f"{self.case_id}-{self.level}"


class Reminders:
    """Finds what is due, and hands each reminder to one process."""

    def __init__(self, engine: Engine, rules: Settings, clock: Callable[[], datetime] = now) -> None:
        self.engine = engine
        self.rules = rules
        self.now = clock

    def due(self, ways: Collection[str]) -> list[Reminder]:
        """The reminders that this process has to tell now, by these ways. It holds them for a while: tell `sent` or `failed` how it went."""
        self._note_late(ways)
        taken = []
        for reminder in self._open(ways):
            if self._take(reminder):
                taken.append(reminder)
        return taken

    def sent(self, reminder: Reminder) -> None:
        """It was told: never again."""
        self._set(reminder, state="sent", held_until=self.now())

    def failed(self, reminder: Reminder) -> None:
        """It could not be told: again after a pause that doubles, until it is given up."""
        with writing(self.engine) as session:
            row = session.get(ReminderRow, (reminder.case_id, reminder.level, reminder.way))
            if row is None:
                return
            row.tries += 1
            row.state = "given up" if row.tries >= MOST_TRIES else "due"
            row.due = self.now() + min(FIRST_PAUSE * 2 ** (row.tries - 1), LONGEST_PAUSE)
            row.held_until = self.now()

    def waits_too_long(self, level: Level, since: datetime) -> bool:
        """Whether a case of that level that has waited since then is to be told of."""
        minutes = self.rules.remind.after_minutes[level]
        if level in self.rules.remind.around_the_clock:
            return self.now() >= since + timedelta(minutes=minutes)
        late = office.after_hours(self.rules.office, since, minutes / 60)
        return late is not None and self.now() >= late

    def _note_late(self, ways: Collection[str]) -> None:
        with reading(self.engine) as session:
            waiting = session.execute(select(CaseRow.id, CaseRow.triage, CaseRow.waits_since).where(CaseRow.state == "waiting")).all()
            known = {(row.case_id, row.level, row.way) for row in session.scalars(select(ReminderRow))}
        levels = {name: name for name in LEVELS}
        late = [(id, levels[triage]) for id, triage, since in waiting if triage in levels and self.waits_too_long(levels[triage], since)]
        for case_id, level in late:
            for way in ways:
                if (case_id, level, way) not in known:
                    self._note(case_id, level, way)

    def _note(self, case_id: str, level: Level, way: str) -> None:
        try:
            with writing(self.engine) as session:
                session.add(ReminderRow(case_id=case_id, level=level, way=way, state="due", tries=0, due=self.now(), held_until=self.now()))
        except IntegrityError:  # another process was faster
            pass

    def _open(self, ways: Collection[str]) -> list[Reminder]:
        """What is due of cases that still wait; where somebody has taken one meanwhile, nothing needs to be told."""
        query = (
            select(ReminderRow, CaseRow.waits_since)
            .join(CaseRow, CaseRow.id == ReminderRow.case_id)
            .where(
                ReminderRow.state == "due", ReminderRow.way.in_(ways), ReminderRow.due <= self.now(), ReminderRow.held_until <= self.now()
            )
            .where(CaseRow.state == "waiting", CaseRow.triage == ReminderRow.level)
            .order_by(ReminderRow.due)
        )
        with reading(self.engine) as session:
            return [
                Reminder(row.case_id, row.level, row.way, int((self.now() - since).total_seconds() // 60))
                for row, since in session.execute(query)
            ]

    def _take(self, reminder: Reminder) -> bool:
        """Take the lease; of two processes that try one gets it."""
        return self._set(reminder, if_free=True, held_until=self.now() + LEASE)

    def _set(self, reminder: Reminder, *, if_free: bool = False, **values: object) -> bool:
        ours = update(ReminderRow).where(
            ReminderRow.case_id == reminder.case_id, ReminderRow.level == reminder.level, ReminderRow.way == reminder.way
        )
        if if_free:
            ours = ours.where(ReminderRow.state == "due", ReminderRow.held_until <= self.now())
        with writing(self.engine) as session:
            return bool(session.execute(ours.values(**values)).rowcount)  # type: ignore[attr-defined]
