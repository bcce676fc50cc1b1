"""The console's tables; SQLite and PostgreSQL."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, MetaData, String, Table, UniqueConstraint

from cases.tables import Moment

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)

accounts = Table(
    "console_account",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("name", String(120), nullable=False),
    Column("password", String(255)),
    Column("roles", JSON, nullable=False),
    Column("active", Boolean, nullable=False, default=True),
    Column("created", Moment, nullable=False),
    Column("signed_in", Moment),
    Column("issuer", String(255)),
    Column("subject", String(255)),
    UniqueConstraint("issuer", "subject"),
)

sessions = Table(
    "console_session",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("account", String(16), ForeignKey("console_account.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("began", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
)
"""Ids of sessions and links are hashes: who reads this table can't use them."""

links = Table(
    "console_link",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("account", String(16), ForeignKey("console_account.id", ondelete="CASCADE"), index=True),
    Column("email", String(254), nullable=False, index=True),
    Column("name", String(120), nullable=False),
    Column("roles", JSON, nullable=False),
    Column("expires", Moment, nullable=False),
)
"""Links that are handed out to set a password once: of an account, or to make one."""

failures = Table(
    "console_failure",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("last", Moment, nullable=False),
    Column("until", Moment, nullable=False),
)
"""Wrong tries by the hash of the name that was given, whether or not there is such an account."""

audit = Table(
    "console_audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("account", String(16), ForeignKey("console_account.id"), index=True),
    Column("action", String(64), nullable=False, index=True),
    Column("subject", String(120), nullable=False, index=True),
    Column("details", JSON, nullable=False),
)
