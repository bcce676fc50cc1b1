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
    Column("answerer_name", String(120)),
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
    Column("name", String(120)),
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
    Column("place", String(64)),
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

# --- places beyond the website (bot/gateway/channels)
places = Table(
    "place",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("tenant", String(64), nullable=False),
    Column("user", String(128), nullable=False),
    Column("thread", String(200), nullable=False, default=""),
    Column("conversation", String(64), ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("address", JSON, nullable=False),
    Column("active_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("channel", "tenant", "user", "thread"),
)
"""Where a user of another channel talks with us; several places may share a conversation."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("place", String(64), ForeignKey("place.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("message", String(64), nullable=False),
    Column("parts_sent", Integer, nullable=False, default=0),
    Column("tries", Integer, nullable=False, default=0),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("unsure", Boolean, nullable=False, default=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    UniqueConstraint("place", "message"),
)
"""Messages that a place has still to get, in the order of their ids. A row goes when its message has arrived."""

received = Table(
    "received",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("event", String(64), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
)
"""Events that were taken, by the digest of their ids: a platform sends some again."""

link_codes = Table(
    "link_code",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("conversation", String(64), ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("until", DateTime(timezone=True), nullable=False),
)

reminders = Table(
    "reminder",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", String(64), ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=False, index=True),
    UniqueConstraint("conversation", "subject"),
)

installations = Table(
    "installation",
    metadata,
    Column("channel", String(16), primary_key=True),
    Column("enterprise", String(64), primary_key=True, default=""),
    Column("team", String(64), primary_key=True, default=""),
    Column("sealed", Text, nullable=False),
    Column("installed_at", DateTime(timezone=True), nullable=False),
)
"""Workspaces that have installed the app; what opens them is encrypted."""

install_states = Table(
    "install_state",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("until", DateTime(timezone=True), nullable=False),
)

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
