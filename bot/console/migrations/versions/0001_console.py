"""Accounts, their sessions and links, wrong tries, and the audit log.

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

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "console_account",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("signed_in", MOMENT, nullable=True),
        sa.Column("issuer", sa.String(length=255), nullable=True),
        sa.Column("subject", sa.String(length=255), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_console_account")),
        sa.UniqueConstraint("email", name=op.f("uq_console_account_email")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_console_account_issuer_subject")),
    )
    op.create_table(
        "console_session",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=16), nullable=False),
        sa.Column("began", MOMENT, nullable=False),
        sa.Column("seen", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_console_session")),
        sa.ForeignKeyConstraint(["account"], ["console_account.id"], name=op.f("fk_console_session_account"), ondelete="CASCADE"),
    )
    op.create_index(op.f("ix_console_session_account"), "console_session", ["account"])
    op.create_table(
        "console_link",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=16), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_console_link")),
        sa.ForeignKeyConstraint(["account"], ["console_account.id"], name=op.f("fk_console_link_account"), ondelete="CASCADE"),
    )
    op.create_index(op.f("ix_console_link_account"), "console_link", ["account"])
    op.create_index(op.f("ix_console_link_email"), "console_link", ["email"])
    op.create_table(
        "console_failure",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_console_failure")),
    )
    op.create_table(
        "console_audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("account", sa.String(length=16), nullable=True),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_console_audit")),
        sa.ForeignKeyConstraint(["account"], ["console_account.id"], name=op.f("fk_console_audit_account")),
    )
    for column in ("at", "account", "action", "subject"):
        op.create_index(op.f(f"ix_console_audit_{column}"), "console_audit", [column])


def downgrade() -> None:
    for table in ("console_audit", "console_failure", "console_link", "console_session", "console_account"):
        op.drop_table(table)
