"""What the desk needs: names of advisors, cards, presence, reminders and corrections.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from cases.tables import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("advising_case") as table:
        table.add_column(sa.Column("advisor_name", sa.String(120)))
        table.add_column(sa.Column("waits_since", Moment()))
    op.execute("UPDATE advising_case SET waits_since = opened, advisor_name = advisor")
    with op.batch_alter_table("advising_case") as table:
        table.alter_column("waits_since", existing_type=Moment(), nullable=False)
    with op.batch_alter_table("case_message") as table:
        table.add_column(sa.Column("card", sa.JSON()))
    op.create_table(
        "case_presence",
        sa.Column("case_id", sa.String(16), nullable=False),
        sa.Column("side", sa.String(16), nullable=False),
        sa.Column("here_until", Moment(), nullable=False),
        sa.Column("writes_until", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["advising_case.id"], name=op.f("fk_case_presence_case_id")),
        sa.PrimaryKeyConstraint("case_id", "side", name=op.f("pk_case_presence")),
    )
    op.create_table(
        "case_reminder",
        sa.Column("case_id", sa.String(16), nullable=False),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("way", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due", Moment(), nullable=False),
        sa.Column("held_until", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["advising_case.id"], name=op.f("fk_case_reminder_case_id")),
        sa.PrimaryKeyConstraint("case_id", "level", "way", name=op.f("pk_case_reminder")),
    )
    op.create_index(op.f("ix_case_reminder_state"), "case_reminder", ["state"])
    op.create_table(
        "case_correction",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("case_id", sa.String(16)),
        sa.Column("made", Moment(), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("goal", sa.String(32), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("says", sa.JSON(), nullable=False),
        sa.Column("expect", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["advising_case.id"], name=op.f("fk_case_correction_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_correction")),
    )
    for column in ("case_id", "state"):
        op.create_index(op.f(f"ix_case_correction_{column}"), "case_correction", [column])


def downgrade() -> None:
    for name in ("case_correction", "case_reminder", "case_presence"):
        op.drop_table(name)
    with op.batch_alter_table("case_message") as table:
        table.drop_column("card")
    with op.batch_alter_table("advising_case") as table:
        table.drop_column("waits_since")
        table.drop_column("advisor_name")
