"""Conversations, their messages, and what Rasa has still to forget.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("answerer", sa.String(length=16), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("active_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint("sender", name=op.f("uq_conversation_sender")),
    )
    op.create_index(op.f("ix_conversation_active_at"), "conversation", ["active_at"])
    op.create_table(
        "message",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("author", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("buttons", sa.JSON(), nullable=False),
        sa.Column("custom", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("in_reply_to", sa.String(length=64), nullable=True),
        sa.Column("last", sa.Boolean(), nullable=False),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.Column("feedback", sa.String(length=8), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"], name=op.f("fk_message_conversation"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conversation", "seq", name=op.f("pk_message")),
        sa.UniqueConstraint("conversation", "id", name=op.f("uq_message_conversation_id")),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index("ix_message_waiting", "message", ["conversation", "seq"], sqlite_where=waiting, postgresql_where=waiting)
    op.create_table(
        "deletion",
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sender", name=op.f("pk_deletion")),
    )


def downgrade() -> None:
    op.drop_table("deletion")
    op.drop_table("message")
    op.drop_table("conversation")
