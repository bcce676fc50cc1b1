"""What users were told by employers, recruiters, schools and boards: the one place where it is written and read.

A report belongs to the conversation that it was told in, and nobody else sees it until a curator accepts it. Then others see what was
answered and by whom, never the user's words nor who the user is.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Engine, Select, delete, or_, select, update
from sqlalchemy.orm import Session

from knowledge.model import LedgerRow, Report
from knowledge.recognition.wording import wording_of
from knowledge.store.database import alone, reading, writing
from knowledge.store.models import EvidenceRow, RevisionRow
from knowledge.terms import Answer, EvidenceState, RecogniserKind

MOST_REPORTS = 50
"""So many reports a conversation may hold; the oldest that no curator has accepted make room."""
LONGEST_QUOTE, LONGEST_NAME, LONGEST_STATEMENT = 300, 120, 500


class NoSuchReport(LookupError):
    """There is no report of that id that could be decided on."""


@dataclass(frozen=True, slots=True)
class Told:
    """A report as its user and the curator see it. ``statement`` is what others would read, ``quote`` are the user's own words."""

    id: str
    credential: str
    recogniser_kind: RecogniserKind
    recogniser: str
    answer: Answer
    statement: str
    quote: str
    day: date
    state: EvidenceState = "logged"


class Evidence:
    """The reports in the database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    # --- the user's side ---

    def log(
        self, owner: str, credential: str, recogniser_kind: RecogniserKind, recogniser: str, answer: Answer, quote: str, day: date
    ) -> Told:
        """Keep what a user was told. A later report of the same recogniser on the same credential counts instead of an earlier one."""
        told = Told(
            f"report:{uuid.uuid4().hex}",
            credential,
            recogniser_kind,
            recogniser[:LONGEST_NAME],
            answer,
            wording_of("recognition").say(f"report.{answer}"),
            " ".join(quote.replace('"', "'").split())[:LONGEST_QUOTE],
            day,
        )
        with writing(self.engine) as session:
            alone(session.connection())
            for old in session.scalars(_of(owner).where(EvidenceRow.state != "accepted").offset(MOST_REPORTS - 1)).all():
                session.delete(old)
            session.add(EvidenceRow(**{name: getattr(told, name) for name in Told.__slots__}, owner=owner, made=datetime.now(UTC)))
        return told

    def told_by(self, owner: str) -> tuple[Told, ...]:
        """All that this user was told, the latest first."""
        with reading(self.engine) as session:
            return tuple(map(_told, session.scalars(_of(owner))))

    def seen_by(self, owner: str | None) -> tuple[LedgerRow, ...]:
        """The rows of the ledger that reports give this user: the own ones, and those of others that a curator has accepted."""
        shown = or_(EvidenceRow.owner == owner, EvidenceRow.state == "accepted") if owner else EvidenceRow.state == "accepted"
        found: dict[tuple[str, str], LedgerRow] = {}
        with reading(self.engine) as session:
            rows = session.scalars(_latest_first(select(EvidenceRow).where(shown))).all()
            for row in sorted(rows, key=lambda row: row.owner != owner or owner is None):
                found.setdefault(
                    (row.credential, row.recogniser.casefold()), _ledger_row(row, own=owner is not None and row.owner == owner)
                )
        return tuple(sorted(found.values(), key=lambda row: row.id))

    def take_back(self, owner: str, report: str) -> Told | None:
        """Delete one report of this user; None where there is none."""
        with writing(self.engine) as session:
            row = session.get(EvidenceRow, report)
            if row is None or row.owner != owner:
                return None
            told = _told(row)
            _leave(session, EvidenceRow.id == report)
            return told

    def forget(self, owner: str) -> int:
        """Delete all that this user was told, and return how much it was; of what a curator has accepted, all that is the user's."""
        with writing(self.engine) as session:
            count = len(session.scalars(select(EvidenceRow.id).where(EvidenceRow.owner == owner)).all())
            _leave(session, EvidenceRow.owner == owner)
            return count

    # --- the curator's side ---

    def pending_evidence(self) -> tuple[Told, ...]:
        """What no curator has decided on, the oldest first."""
        return self.in_state("logged")

    def in_state(self, state: EvidenceState) -> tuple[Told, ...]:
        """All reports in that state, the oldest first."""
        with reading(self.engine) as session:
            found = session.scalars(select(EvidenceRow).where(EvidenceRow.state == state).order_by(EvidenceRow.made, EvidenceRow.id))
            return tuple(map(_told, found))

    def accept(self, report: str, statement: str | None = None, recogniser: str | None = None) -> Told:
        """Let everybody see a report, in the curator's words where they are given, else as "said yes" and the like.

        ``recogniser`` is who answered as others may read it: what the user typed may be a private person's name.

        Raises:
            NoSuchReport: where there is no such report.
        """
        return self._decide(report, "accepted", (statement or "").strip(), recogniser or "")

    def reject(self, report: str) -> Told:
        """Take a report off the list of what is to be decided; it stays its user's own.

        Raises:
            NoSuchReport: where there is no such report.
        """
        return self._decide(report, "rejected")

    def _decide(self, report: str, state: EvidenceState, statement: str = "", recogniser: str = "") -> Told:
        with writing(self.engine) as session:
            row = session.get(EvidenceRow, report)
            if row is None:
                raise NoSuchReport(report)
            row.state, row.statement = state, statement[:LONGEST_STATEMENT] or row.statement
            row.recogniser = recogniser[:LONGEST_NAME] or row.recogniser
            return _told(row)


def _of(owner: str) -> Select[tuple[EvidenceRow]]:
    return _latest_first(select(EvidenceRow).where(EvidenceRow.owner == owner))


def _latest_first(found: Select[tuple[EvidenceRow]]) -> Select[tuple[EvidenceRow]]:
    return found.order_by(EvidenceRow.made.desc(), EvidenceRow.id)


def _leave(session: Session, whose: object) -> None:
    """Delete reports; one that a curator has accepted stays, without its user and the user's words.

    What curators have written of the others goes too: the steps stay in the history, empty, and nothing of them waits any more.
    """
    gone = select(EvidenceRow.id).where(whose, EvidenceRow.state != "accepted")  # type: ignore[arg-type]
    session.execute(update(RevisionRow).where(RevisionRow.key.in_(gone)).values(state="rejected", values=None, note=""))
    session.execute(delete(EvidenceRow).where(whose, EvidenceRow.state != "accepted"))  # type: ignore[arg-type]
    session.execute(update(EvidenceRow).where(whose).values(owner=None, quote=""))  # type: ignore[arg-type]


def _told(row: EvidenceRow) -> Told:
    return Told(**{name: getattr(row, name) for name in Told.__slots__})


def _ledger_row(row: EvidenceRow, *, own: bool) -> LedgerRow:
    """To its user in the user's words, to others in those that a curator has agreed to."""
    say = wording_of("recognition").say
    statement = say("report.quoted", {"statement": row.statement, "quote": row.quote}) if own and row.quote else row.statement
    report = Report(row.day, row.answer, own)  # type: ignore[arg-type]
    return LedgerRow(row.id, row.credential, row.recogniser_kind, row.recogniser, "logged_by_user", statement, report=report)  # type: ignore[arg-type]
