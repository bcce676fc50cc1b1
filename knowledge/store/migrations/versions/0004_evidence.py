"""What users were told, and what of it a receipt rests on.

Revision ID: 0004_evidence
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_evidence"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=True),
        sa.Column("credential", sa.String(length=120), nullable=False),
        sa.Column("recogniser_kind", sa.String(length=40), nullable=False),
        sa.Column("recogniser", sa.Text(), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_owner"), "evidence", ["owner"])
    op.create_index(op.f("ix_evidence_state"), "evidence", ["state"])
    with op.batch_alter_table("receipt") as table:
        table.add_column(sa.Column("evidence", sa.Text(), nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("receipt") as table:
        table.drop_column("evidence")
    op.drop_table("evidence")
