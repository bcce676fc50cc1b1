"""The case desk's service: what the action server, the gateway and the console call. Short transactions, no state of its own.

Every call is synchronous and takes milliseconds; an asynchronous caller runs it in a thread (``asyncio.to_thread``).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Engine, bindparam, case, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cases import office
from cases.brief import Author, Brief, Triage
from cases.database import open_database
from cases.model import Case, CaseEvent, CaseMessage, NotNow, Refused, State, TakenAlready, UnknownCase
from cases.settings import LEVELS, Level, Settings, settings
from cases.tables import CaseRow, CorrectionRow, EventRow, MessageRow, PresenceRow, ReminderRow
from knowledge.clock import now
from knowledge.store.database import reading, writing

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No sign that looks like another: ids are read out on the phone."""
USER: Author = "user"
ASSISTANT: Author = "assistant"
MOST_LISTED = 200
LONGEST_CONTACT, LONGEST_MESSAGE, LONGEST_TAG = 300, 12_000, 40
PULSES: tuple[type[EventRow] | type[MessageRow], ...] = (EventRow, MessageRow)
HANDED_BACK, CANCELLED, LEFT = "handed back", "cancelled", "deleted by the user"
"""How a case can end beside the outcomes of the settings."""
# Asked at every message of every user, so it is made once.
HELD = select(CaseRow.id).where(CaseRow.conversation == bindparam("of"), CaseRow.state == "with_advisor").limit(1)


@cache
def open_desk() -> Desk:
    """The desk of this process, on the database and with the settings that the environment names."""
    return Desk(open_database(), settings())


class Desk:
    """Cases from opening to close; each method is one step that either happens as a whole or not at all."""

    def __init__(self, engine: Engine, rules: Settings, clock: Callable[[], datetime] = now) -> None:
        self.engine = engine
        self.rules = rules
        self.now = clock

    # --- the user's side, called by the action server ---------------------------------------------------------------
    def open(self, conversation: str, brief: Brief) -> Case:
        """Hand a conversation over. One that is open already stays the one that it is, with the new brief."""
        try:
            with writing(self.engine) as session:
                return self._open(session, conversation, brief)
        except IntegrityError:  # opened by another process in this very moment
            found = self.of(conversation)
            if found is None:
                raise
            return found

    def _open(self, session: Session, conversation: str, brief: Brief) -> Case:
        found = session.scalars(select(CaseRow).where(CaseRow.conversation == conversation, CaseRow.state != "closed")).first()
        if found is None:
            found = CaseRow(id=_new_id(), conversation=conversation, state="waiting", opened=self.now(), waits_since=self.now(), tags=[])
            found.expected = self._expected(brief.triage.level)
            found.triage, found.reason, found.taken_back = brief.triage.level, brief.why.reason, True
            session.add(found)
            session.flush()
            self._note(session, found.id, USER, "opened", brief.why.told)
        _put_brief(found, brief)
        session.flush()
        return Case.of(found)

    def of(self, conversation: str) -> Case | None:
        """The latest case of a conversation, open or closed."""
        with reading(self.engine) as session:
            # The open one first: two may have been opened within one tick of the clock.
            order = (case((CaseRow.state != "closed", 0), else_=1), CaseRow.opened.desc())
            found = session.scalars(select(CaseRow).where(CaseRow.conversation == conversation).order_by(*order)).first()
            return Case.of(found) if found else None

    def refresh(self, case_id: str, brief: Brief) -> None:
        """Put a newer brief in the place of the old one, while nobody has read it: the user has gone on talking."""
        with self._changing(case_id, "waiting") as (_, row):
            _put_brief(row, brief)

    def leave_contact(self, case_id: str, contact: str, times: str = "") -> None:
        """Keep how and when the user wants to be reached."""
        with self._changing(case_id, "waiting", "with_advisor") as (session, row):
            row.contact, row.times = _text(contact, LONGEST_CONTACT) or row.contact, _text(times, LONGEST_CONTACT) or row.times
            self._note(session, row.id, USER, "left contact")

    def cancel(self, conversation: str) -> Case | None:
        """Take the request back, as the user asks; None where nothing waits."""
        found = self.of(conversation)
        if found is None or found.state != "waiting":
            return None
        with self._changing(found.id, "waiting") as (session, row):
            return self._close(session, row, USER, CANCELLED)

    def raise_triage(self, conversation: str, level: Level, because: str) -> Case | None:
        """Have the open case of a conversation seen sooner; None where there is none, or it is as pressing already."""
        found = self.of(conversation)
        if found is None or found.state == "closed" or LEVELS.index(level) >= LEVELS.index(found.triage):
            return None
        with self._changing(found.id, "waiting", "with_advisor") as (session, row):
            row.triage, row.expected = level, self._expected(level)
            if row.brief is not None:
                row.brief = {**row.brief, "triage": Triage(level=level, because=because).model_dump(mode="json")}
            self._note(session, row.id, USER, "raised", because)
            return Case.of(row)

    def forget(self, conversation: str) -> int:
        """Delete all that tells who the user is or what was said; what stays counts cases only. Returns how many there were."""
        with writing(self.engine) as session:
            rows = session.scalars(select(CaseRow).where(CaseRow.conversation == conversation)).all()
            for row in rows:
                # Corrections of every state go too: masked or not, their sentences are the user's own.
                for table in (MessageRow, EventRow, PresenceRow, ReminderRow, CorrectionRow):
                    session.execute(delete(table).where(table.case_id == row.id))
                row.conversation = row.contact = row.times = row.brief = row.goal = row.field = None
                row.tags, row.taken_back = [], True
                if row.state != "closed":
                    row.state, row.outcome, row.closed = "closed", LEFT, self.now()
                self._note(session, row.id, USER, "deleted")
            return len(rows)

    def receipts(self, conversation: str) -> set[str]:
        """The receipts of the lists that advisors have sent: they go with the user's data."""
        cards = select(MessageRow.card).join(CaseRow, CaseRow.id == MessageRow.case_id).where(CaseRow.conversation == conversation)
        with reading(self.engine) as session:
            return {
                str(card["receipt"]) for card in session.scalars(cards.where(MessageRow.card.is_not(None))) if card and card.get("receipt")
            }

    def export(self, conversation: str) -> list[dict[str, Any]]:
        """Everything about a conversation's cases that is the user's own: no notes of the office's."""
        with reading(self.engine) as session:
            rows = session.scalars(select(CaseRow).where(CaseRow.conversation == conversation).order_by(CaseRow.opened, CaseRow.id)).all()
            return [
                {
                    **Case.of(row).model_dump(mode="json", exclude={"tags", "conversation", "brief"}),
                    "brief": row.brief,
                    "messages": [message.model_dump(mode="json", exclude={"key"}) for message in _messages(session, row.id)],
                }
                for row in rows
            ]

    # --- the conversation while a person has it, called by the gateway ----------------------------------------------
    def takes_messages(self, conversation: str) -> bool:
        """Whether a person has the conversation now, so that the user's messages go to them and the assistant keeps silent."""
        with self.engine.execution_options(credwise_reads_once=True).connect() as connection:
            return connection.execute(HELD, {"of": conversation}).first() is not None

    def attended(self) -> tuple[set[str], set[str]]:
        """The conversations that a person has now, and those that one has left and in which the assistant has not gone on yet."""
        named = select(CaseRow.conversation, CaseRow.state).where(CaseRow.conversation.is_not(None))
        attended = named.where((CaseRow.state == "with_advisor") | ((CaseRow.state == "closed") & CaseRow.taken_back.is_(False)))
        with reading(self.engine) as session:
            found = session.execute(attended).all()
        held = {name for name, state in found if state == "with_advisor"}
        return held, {name for name, _ in found} - held

    def user_said(self, conversation: str, text: str, key: str | None = None) -> CaseMessage | None:
        """Keep the user's message for the advisor; None where no case is open. ``key`` makes sending twice harmless."""
        return self._said(conversation, USER, text, key)

    def assistant_said(self, conversation: str, text: str, key: str | None = None) -> CaseMessage | None:
        """Keep what the assistant answered while the case waits, so that the advisor sees it."""
        return self._said(conversation, ASSISTANT, text, key)

    def for_user(self, conversation: str, after: int = 0) -> list[CaseMessage]:
        """The advisors' messages since the one with that id, in their order: what is still to be delivered."""
        with reading(self.engine) as session:
            query = (
                select(MessageRow)
                .join(CaseRow, CaseRow.id == MessageRow.case_id)
                .where(CaseRow.conversation == conversation, MessageRow.author == "advisor", MessageRow.id > after)
                .order_by(MessageRow.id)
            )
            return [CaseMessage.of(row) for row in session.scalars(query)]

    def gone_on(self, conversation: str) -> Case | None:
        """The case that a person has ended and after which the assistant has not gone on yet, told once only; None otherwise."""
        with writing(self.engine) as session:
            ended = select(CaseRow).where(CaseRow.conversation == conversation, CaseRow.state == "closed", CaseRow.taken_back.is_(False))
            row = session.scalars(ended).first()
            if row is None:
                return None
            found = Case.of(row)
            row.taken_back = True
            return found

    # --- the advisor's side, called by the console -------------------------------------------------------------------
    def queue(
        self, *, states: Sequence[State] = ("waiting", "with_advisor"), level: Level | None = None, field: str | None = None,
        advisor: str | None = None, unassigned: bool = False, tag: str | None = None,
    ) -> list[Case]:  # fmt: skip
        """Cases, the most pressing first, then those that wait longest; ``tag`` is a part of one of their tags."""
        rank = case({name: place for place, name in enumerate(LEVELS)}, value=CaseRow.triage)
        query = select(CaseRow).where(CaseRow.state.in_(states)).order_by(rank, CaseRow.waits_since, CaseRow.id)
        for column, wanted in ((CaseRow.triage, level), (CaseRow.field, field), (CaseRow.advisor, advisor)):
            query = query.where(column == wanted) if wanted is not None else query
        query = query.where(CaseRow.advisor.is_(None)) if unassigned else query
        with reading(self.engine) as session:
            found = [Case.of(row) for row in session.scalars(query)]
        sought = (tag or "").casefold()
        return [one for one in found if not sought or any(sought in known.casefold() for known in one.tags)][:MOST_LISTED]

    def fields(self) -> list[str]:
        """The fields that cases are about, by name."""
        with reading(self.engine) as session:
            named = select(CaseRow.field).where(CaseRow.field.is_not(None)).distinct().order_by(CaseRow.field)
            return [field for field in session.scalars(named) if field]

    def pulse(self, case_id: str | None = None) -> str:
        """Something that differs once anything has been said or done: with all cases, or with one."""
        with reading(self.engine) as session:
            last = [select(func.max(table.id)).where(*([table.case_id == case_id] if case_id else [])) for table in PULSES]
            # A deletion takes rows away, and SQLite gives their ids to the next ones: so the cases count too, and when the latest closed.
            ours = [CaseRow.id == case_id] if case_id else []
            counted = select(func.count(), func.count(CaseRow.conversation), func.max(CaseRow.closed)).where(*ours)
            known, named, closed = session.execute(counted).one()
            parts = (*(session.scalar(query) for query in last), known, named, closed.timestamp() if closed else 0)
            return "-".join(str(part or 0) for part in parts)

    def get(self, case_id: str) -> Case:
        """One case.

        Raises:
            UnknownCase: where there is none of that id.
        """
        with reading(self.engine) as session:
            return Case.of(_row(session, case_id))

    def messages(self, case_id: str, after: int = 0) -> list[CaseMessage]:
        """What was said since the hand-off, in its order; what came before is in the brief's transcript."""
        with reading(self.engine) as session:
            return _messages(session, case_id, after)

    def history(self, case_id: str) -> list[CaseEvent]:
        """Who did what with the case, in its order."""
        with reading(self.engine) as session:
            query = select(EventRow).where(EventRow.case_id == case_id).order_by(EventRow.id)
            return [CaseEvent.of(row) for row in session.scalars(query)]

    def claim(self, case_id: str, advisor: str, name: str = "") -> Case:
        """Take a waiting case, under the name that the user is told. Of two who do so at once one gets it.

        Raises:
            TakenAlready: where another advisor has it.
        """
        with writing(self.engine) as session:
            free = update(CaseRow).where(CaseRow.id == case_id, CaseRow.state == "waiting")
            free = free.where(CaseRow.advisor.is_(None) | (CaseRow.advisor == advisor))
            claimed = session.execute(
                free.values(state="with_advisor", advisor=advisor, advisor_name=name or advisor, claimed=self.now(), taken_back=False)
            )
            row = _row(session, case_id)
            if claimed.rowcount == 1:  # type: ignore[attr-defined]
                self._note(session, case_id, advisor, "claimed")
            elif row.advisor != advisor or row.state != "with_advisor":
                raise TakenAlready(Case.of(row))
            return Case.of(row)

    def assign(self, case_id: str, to: str | None, by: str, name: str = "") -> Case:
        """Give a case to another advisor, who then claims it; with None it goes back to everybody. The assistant goes on meanwhile."""
        with self._changing(case_id, "waiting", "with_advisor") as (session, row):
            row.waits_since = self.now() if row.state == "with_advisor" else row.waits_since
            row.advisor, row.advisor_name, row.state = to, (name or to) if to else None, "waiting"
            self._note(session, case_id, by, "assigned" if to else "released", name or to or "")
            return Case.of(row)

    def advisor_said(
        self, case_id: str, advisor: str, text: str, key: str | None = None, card: dict[str, Any] | None = None
    ) -> CaseMessage:
        """Say something to the user; ``card`` is a card of the contract, whose text stands alone.

        Raises:
            NotNow: where this advisor does not have the case.
        """
        with self._changing(case_id, "with_advisor") as (session, row):
            if row.advisor != advisor:
                raise NotNow(Case.of(row))
            if not _text(text):
                raise Refused("There is nothing to send yet: write a message first.")
            return self._keep(session, row, "advisor", text, key, row.advisor_name, card)

    def hand_back(self, case_id: str, advisor: str, note: str = "") -> Case:
        """Give the conversation back to the assistant, which goes on where it was; the user reads the note."""
        with self._changing(case_id, "with_advisor") as (session, row):
            return self._end(session, row, advisor, HANDED_BACK, note)

    def close(self, case_id: str, advisor: str, outcome: str, note: str = "", name: str = "") -> Case:
        """End a case with one of the settings' outcomes; the user reads the note, if there is one, and the assistant goes on.

        Raises:
            Refused: where it is none of those outcomes.
            NotNow: where another advisor has the case, or is to have it.
        """
        if outcome not in self.rules.outcomes:
            raise Refused(f"Choose how the case ended: {', '.join(self.rules.outcomes)}.")
        with self._changing(case_id, "waiting", "with_advisor") as (session, row):
            if row.advisor is None:
                row.advisor, row.advisor_name = advisor, name or advisor
            return self._end(session, row, advisor, outcome, note)

    def reopen(self, case_id: str, by: str) -> Case:
        """Let a closed case wait again.

        Raises:
            NotNow: where its user's data is deleted, or another case of that conversation is open.
        """
        with self._changing(case_id, "closed") as (session, row):
            others = select(CaseRow.id).where(CaseRow.conversation == row.conversation, CaseRow.state != "closed")
            if row.conversation is None or session.scalars(others).first():
                raise NotNow(Case.of(row))
            row.state, row.advisor, row.advisor_name, row.outcome, row.closed, row.taken_back = "waiting", None, None, None, None, True
            row.waits_since = self.now()
            self._note(session, case_id, by, "reopened")
            return Case.of(row)

    def add_note(self, case_id: str, by: str, text: str) -> None:
        """Keep a note for the office; the user does not read it."""
        with self._changing(case_id, "waiting", "with_advisor", "closed") as (session, row):
            if not _text(text):
                raise Refused("The note is empty: write something first.")
            self._note(session, row.id, by, "noted", _text(text))

    def tag(self, case_id: str, by: str, tag: str, *, on: bool = True) -> Case:
        """Put a tag on a case, or take it off."""
        tag = " ".join(tag.split())
        if not tag or len(tag) > LONGEST_TAG:
            raise Refused(f"A tag has 1 to {LONGEST_TAG} characters.")
        with self._changing(case_id, "waiting", "with_advisor", "closed") as (session, row):
            kept = [one for one in row.tags if one != tag]
            row.tags = [*kept, tag] if on else kept
            self._note(session, row.id, by, "tagged" if on else "untagged", tag)
            return Case.of(row)

    def saw(self, case_id: str, by: str) -> None:
        """Record that somebody has read a case: its user may ask who did."""
        with self._changing(case_id, "waiting", "with_advisor", "closed") as (session, row):
            self._note(session, row.id, by, "read")

    # --- within ------------------------------------------------------------------------------------------------------
    @contextmanager
    def _changing(self, case_id: str, *states: State) -> Iterator[tuple[Session, CaseRow]]:
        """A case to be changed in one transaction, which has to be in one of these states."""
        with writing(self.engine) as session:
            row = _row(session, case_id, lock=True)
            if row.state not in states:
                raise NotNow(Case.of(row))
            yield session, row

    def _expected(self, level: Level) -> datetime | None:
        """By when an answer can be expected from now on, in UTC; None where the office never opens."""
        expected = office.after_hours(self.rules.office, self.now(), self.rules.answer_within[level])
        return expected.astimezone(UTC) if expected else None

    def _end(self, session: Session, row: CaseRow, advisor: str, outcome: str, note: str) -> Case:
        if row.advisor != advisor:
            raise NotNow(Case.of(row))
        if note.strip():
            self._keep(session, row, "advisor", note, None, row.advisor_name)
        row.taken_back = False
        return self._close(session, row, advisor, outcome)

    def _close(self, session: Session, row: CaseRow, who: str, outcome: str) -> Case:
        row.state, row.outcome, row.closed = "closed", outcome[:64], self.now()
        self._note(session, row.id, who, "closed", outcome)
        return Case.of(row)

    def _said(self, conversation: str, author: Author, text: str, key: str | None) -> CaseMessage | None:
        with writing(self.engine) as session:
            row = session.scalars(select(CaseRow).where(CaseRow.conversation == conversation, CaseRow.state != "closed")).first()
            return self._keep(session, row, author, text, key) if row else None

    def _keep(
        self, session: Session, row: CaseRow, author: Author, text: str, key: str | None,
        name: str | None = None, card: dict[str, Any] | None = None,
    ) -> CaseMessage:  # fmt: skip
        if key is not None:
            known = session.scalars(select(MessageRow).where(MessageRow.case_id == row.id, MessageRow.key == key)).first()
            if known:
                return CaseMessage.of(known)
        message = MessageRow(case_id=row.id, author=author, name=name, text=_text(text), at=self.now(), key=key, card=card)
        session.add(message)
        session.flush()
        return CaseMessage.of(message)

    def _note(self, session: Session, case_id: str, who: str, what: str, detail: str = "") -> None:
        session.add(EventRow(case_id=case_id, at=self.now(), who=who, what=what, detail=detail))


def _row(session: Session, case_id: str, *, lock: bool = False) -> CaseRow:
    query = select(CaseRow).where(CaseRow.id == case_id).execution_options(populate_existing=True)
    row = session.scalars(query.with_for_update() if lock else query).first()
    if row is None:
        raise UnknownCase(case_id)
    return row


def _messages(session: Session, case_id: str, after: int = 0) -> list[CaseMessage]:
    query = select(MessageRow).where(MessageRow.case_id == case_id, MessageRow.id > after).order_by(MessageRow.id)
    return [CaseMessage.of(row) for row in session.scalars(query)]


def _put_brief(row: CaseRow, brief: Brief) -> None:
    row.brief = json.loads(brief.model_dump_json().replace("\\u0000", ""))
    row.goal, row.field = brief.goal.value if brief.goal else None, brief.field


def _text(text: str, longest: int = LONGEST_MESSAGE) -> str:
    """A text as it can be kept: PostgreSQL refuses the character 0."""
    return text.replace("\0", "").strip()[:longest]


def _new_id() -> str:
    return "C-" + "".join(secrets.choice(ALPHABET) for _ in range(6))
