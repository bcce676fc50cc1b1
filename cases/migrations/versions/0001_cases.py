"""Cases, their messages and their history.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cases.tables import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "advising_case",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("conversation", sa.String(255)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("triage", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("goal", sa.String(32)),
        sa.Column("field", sa.String(120)),
        sa.Column("advisor", sa.String(120)),
        sa.Column("outcome", sa.String(64)),
        sa.Column("opened", Moment(), nullable=False),
        sa.Column("expected", Moment()),
        sa.Column("claimed", Moment()),
        sa.Column("closed", Moment()),
        sa.Column("contact", sa.Text()),
        sa.Column("times", sa.Text()),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("brief", sa.JSON()),
        sa.Column("taken_back", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advising_case")),
    )
    for column in ("conversation", "state", "advisor"):
        op.create_index(op.f(f"ix_advising_case_{column}"), "advising_case", [column])
    still_open = sa.text("state != 'closed'")
    op.create_index(
        "uq_advising_case_open", "advising_case", ["conversation"], unique=True, sqlite_where=still_open, postgresql_where=still_open
    )
    op.create_table(
        "case_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(16), nullable=False),
        sa.Column("author", sa.String(16), nullable=False),
        sa.Column("name", sa.String(120)),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("key", sa.String(120)),
        sa.ForeignKeyConstraint(["case_id"], ["advising_case.id"], name=op.f("fk_case_message_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_message")),
        sa.UniqueConstraint("case_id", "key", name=op.f("uq_case_message_case_id")),
    )
    op.create_index(op.f("ix_case_message_case_id"), "case_message", ["case_id"])
    op.create_table(
        "case_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(16), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("who", sa.String(120), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["advising_case.id"], name=op.f("fk_case_event_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
    )
    op.create_index(op.f("ix_case_event_case_id"), "case_event", ["case_id"])


def downgrade() -> None:
    op.drop_table("case_event")
    op.drop_table("case_message")
    op.drop_table("advising_case")
