"""The gateway's tables."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

conversations = Table(
    "conversation",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("sender", String(64), nullable=False, unique=True),
    Column("channel", String(16), nullable=False),
    Column("answerer", String(16), nullable=False, default="assistant"),
    Column("last_seq", Integer, nullable=False, default=0),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("active_at", DateTime(timezone=True), nullable=False, index=True),
    Column("seen", JSON(none_as_null=True)),
)

messages = Table(
    "message",
    metadata,
    Column("conversation", String(64), ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("id", String(64), nullable=False),
    Column("author", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("payload", Text),
    Column("buttons", JSON, nullable=False),
    Column("custom", JSON(none_as_null=True)),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("in_reply_to", String(64)),
    Column("last", Boolean, nullable=False, default=False),
    Column("failed", Boolean, nullable=False, default=False),
    Column("feedback", String(8)),
    Column("state", String(8)),
    Column("at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("conversation", "id"),
)
# Of many thousand messages a handful waits: an index of those alone.
WAITING = text("state = 'waiting'")
Index("ix_message_waiting", messages.c.conversation, messages.c.seq, sqlite_where=WAITING, postgresql_where=WAITING)

deletions = Table(
    "deletion",
    metadata,
    Column("sender", String(64), primary_key=True),
    Column("asked_at", DateTime(timezone=True), nullable=False),
)
"""What Rasa has still to forget. A row stays until it has, so that a deletion counts while Rasa is down too."""

tallies = Table(
    "tally",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("hour", Integer, primary_key=True),
    Column("what", String(120), primary_key=True),
    Column("channel", String(16), primary_key=True),
    Column("goal", String(16), primary_key=True),
    Column("field", String(120), primary_key=True),
    Column("count", Integer, nullable=False),
)
"""Numbers by hour (tally.py), in the office's time. Nothing in them leads to a conversation, so they outlive it."""
