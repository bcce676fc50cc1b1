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
    outcome: Mapped[str | None] = mapped_column(String(64))
    opened: Mapped[datetime]
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
