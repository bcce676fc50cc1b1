"""The names of advisors: of who has a conversation, and of who has said something.

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
    op.add_column("conversation", sa.Column("answerer_name", sa.String(length=120), nullable=True))
    op.add_column("message", sa.Column("name", sa.String(length=120), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("message") as table:
        table.drop_column("name")
    with op.batch_alter_table("conversation") as table:
        table.drop_column("answerer_name")
