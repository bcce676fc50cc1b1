"""The licence that a job known by name only needs.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("occupation") as table:
        table.add_column(sa.Column("licence", sa.String(length=20), nullable=False, server_default="none"))
        table.add_column(sa.Column("licence_name", sa.Text(), nullable=True))
        table.add_column(sa.Column("licence_source", sa.String(length=200), nullable=True))
        table.create_foreign_key(op.f("fk_occupation_licence_source"), "source", ["licence_source"], ["key"])


def downgrade() -> None:
    with op.batch_alter_table("occupation") as table:
        table.drop_constraint(op.f("fk_occupation_licence_source"), type_="foreignkey")
        table.drop_column("licence_source")
        table.drop_column("licence_name")
        table.drop_column("licence")
