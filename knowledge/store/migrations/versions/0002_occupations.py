"""Jobs known by name only.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "occupation",
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("onet", sa.String(length=10), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("title", name=op.f("pk_occupation")),
    )


def downgrade() -> None:
    op.drop_table("occupation")
