"""The tables of the case store; SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, MetaData, String, Text, TypeDecorator, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {dict[str, Any]: JSON, list[str]: JSON, str: Text, datetime: Moment}  # noqa: RUF012 (read by SQLAlchemy)


class CaseRow(Base):
    """One conversation handed to an advisor. ``conversation`` is none once the user's data is deleted."""

    __tablename__ = "advising_case"
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    conversation: Mapped[str | None] = mapped_column(String(255), index=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    triage: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(32))
    goal: Mapped[str | None] = mapped_column(String(32))
    field: Mapped[str | None] = mapped_column(String(120))
    advisor: Mapped[str | None] = mapped_column(String(120), index=True)
    """The account of who has it, or is to have it; ``advisor_name`` is what the user calls them."""
    advisor_name: Mapped[str | None] = mapped_column(String(120))
    outcome: Mapped[str | None] = mapped_column(String(64))
    opened: Mapped[datetime]
    waits_since: Mapped[datetime]
    """Since when nobody has it: its opening, its release or its reopening."""
    expected: Mapped[datetime | None]
    claimed: Mapped[datetime | None]
    closed: Mapped[datetime | None]
    contact: Mapped[str | None]
    times: Mapped[str | None]
    tags: Mapped[list[str]]
    brief: Mapped[dict[str, Any] | None]
    taken_back: Mapped[bool] = mapped_column(default=True)
    """Whether the assistant has gone on since a person had the conversation."""

    __table_args__ = (
        Index(
            "uq_advising_case_open",
            "conversation",
            unique=True,
            sqlite_where=text("state != 'closed'"),
            postgresql_where=text("state != 'closed'"),
        ),
    )


class MessageRow(Base):
    """A message since the hand-off. ``key`` is the sender's own id for it, so that one that is sent twice counts once."""

    __tablename__ = "case_message"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("advising_case.id"), index=True)
    author: Mapped[str] = mapped_column(String(16))
    name: Mapped[str | None] = mapped_column(String(120))
    text: Mapped[str]
    at: Mapped[datetime]
    key: Mapped[str | None] = mapped_column(String(120))
    card: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What an advisor sends beside words: a card of the contract."""

    __table_args__ = (UniqueConstraint("case_id", "key"),)


class EventRow(Base):
    """Who did what with a case, and when; ``detail`` is the text of a note, the tag, the outcome."""

    __tablename__ = "case_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("advising_case.id"), index=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(120))
    what: Mapped[str] = mapped_column(String(32))
    detail: Mapped[str] = mapped_column(default="")


class PresenceRow(Base):
    """Who is there, and who writes just now; one row a case and side. Worth a few seconds, and kept here only because several gateways may run."""

    __tablename__ = "case_presence"
    case_id: Mapped[str] = mapped_column(ForeignKey("advising_case.id"), primary_key=True)
    side: Mapped[str] = mapped_column(String(16), primary_key=True)
    here_until: Mapped[datetime]
    writes_until: Mapped[datetime]


class ReminderRow(Base):
    """That a case waits too long, to be told once by each way; ``held_until`` is the lease of the process that tells it."""

    __tablename__ = "case_reminder"
    case_id: Mapped[str] = mapped_column(ForeignKey("advising_case.id"), primary_key=True)
    level: Mapped[str] = mapped_column(String(16), primary_key=True)
    way: Mapped[str] = mapped_column(String(16), primary_key=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    tries: Mapped[int] = mapped_column(default=0)
    due: Mapped[datetime]
    held_until: Mapped[datetime]


class CorrectionRow(Base):
    """What an advisor has put right, as a test to be: the masked messages, and what has to hold after the last of them."""

    __tablename__ = "case_correction"
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("advising_case.id"), index=True)
    made: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(16), index=True)
    goal: Mapped[str] = mapped_column(String(32))
    because: Mapped[str]
    says: Mapped[list[str]]
    expect: Mapped[dict[str, Any]]
