"""The catalogue's tables. Lists of words are JSON; whatever is referred to has a table and a foreign key."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, DateTime, Float, ForeignKey, Integer, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
Words = list[str]


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {Words: JSON, dict[str, Any]: JSON, str: Text}  # noqa: RUF012 (read by SQLAlchemy)


class CatalogueState(Base):
    """One row: the version of the files that the tables hold."""

    __tablename__ = "catalogue_state"
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(String(64))


class SourceRow(Base):
    """A page that was read."""

    __tablename__ = "source"
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    url: Mapped[str]
    title: Mapped[str]
    seen: Mapped[date] = mapped_column(Date)
    dated: Mapped[date | None] = mapped_column(Date)
    by: Mapped[str] = mapped_column(String(20))


class FieldRow(Base):
    """A field of work."""

    __tablename__ = "field"
    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str]
    aliases: Mapped[Words]
    culture: Mapped[str] = mapped_column(String(20))
    culture_why: Mapped[str]
    culture_source: Mapped[str | None] = mapped_column(ForeignKey("source.key"))
    related: Mapped[Words]


class SkillRow(Base):
    """A skill."""

    __tablename__ = "skill"
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    field: Mapped[str | None] = mapped_column(ForeignKey("field.slug"))
    aliases: Mapped[Words]
    broader: Mapped[str | None]


class RoleRow(Base):
    """A role with its titles, skills and requirements."""

    __tablename__ = "role"
    title: Mapped[str] = mapped_column(String(200), primary_key=True)
    onet: Mapped[str] = mapped_column(String(10))
    field: Mapped[str] = mapped_column(ForeignKey("field.slug"))
    level: Mapped[str] = mapped_column(String(20))
    titles: Mapped[Words]
    skills: Mapped[dict[str, Any]]
    licence: Mapped[str] = mapped_column(String(20))
    licence_name: Mapped[str | None]
    licence_source: Mapped[str | None] = mapped_column(ForeignKey("source.key"))
    degree: Mapped[str] = mapped_column(String(20))
    degree_name: Mapped[str | None]
    degree_source: Mapped[str | None] = mapped_column(ForeignKey("source.key"))


class OccupationRow(Base):
    """A job known by name only."""

    __tablename__ = "occupation"
    title: Mapped[str] = mapped_column(String(200), primary_key=True)
    onet: Mapped[str] = mapped_column(String(10))
    titles: Mapped[Words]
    licence: Mapped[str] = mapped_column(String(20), server_default="none")
    licence_name: Mapped[str | None]
    licence_source: Mapped[str | None] = mapped_column(ForeignKey("source.key"))


class IssuerRow(Base):
    """Who awards credentials."""

    __tablename__ = "issuer"
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    type: Mapped[str] = mapped_column(String(20))
    aliases: Mapped[Words]
    url: Mapped[str | None]


class EmployerRow(Base):
    """An employer or sector."""

    __tablename__ = "employer"
    name: Mapped[str] = mapped_column(String(200), primary_key=True)
    aliases: Mapped[Words]
    sector: Mapped[str | None]


class CredentialRow(Base):
    """A credential. Spans have two columns, the cost one for each part."""

    __tablename__ = "credential"
    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    name: Mapped[str]
    field: Mapped[str] = mapped_column(ForeignKey("field.slug"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    issuer: Mapped[str] = mapped_column(ForeignKey("issuer.name"))
    level: Mapped[str] = mapped_column(String(20))
    summary: Mapped[str]
    skills: Mapped[Words]
    url: Mapped[str]
    aliases: Mapped[Words]
    roles: Mapped[Words]
    weeks_min: Mapped[float | None] = mapped_column(Float)
    weeks_max: Mapped[float | None] = mapped_column(Float)
    hours_min: Mapped[float | None] = mapped_column(Float)
    hours_max: Mapped[float | None] = mapped_column(Float)
    currency: Mapped[str] = mapped_column(String(3))
    cost_learning: Mapped[float | None] = mapped_column(Float)
    cost_learning_per_month: Mapped[float | None] = mapped_column(Float)
    cost_exam: Mapped[float | None] = mapped_column(Float)
    cost_membership: Mapped[float | None] = mapped_column(Float)
    cost_renewal: Mapped[float | None] = mapped_column(Float)
    cost_note: Mapped[str | None]
    prerequisites: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    assessment: Mapped[Words]
    applied_work: Mapped[str | None] = mapped_column(String(20))
    delivery: Mapped[Words]
    languages: Mapped[Words]
    countries: Mapped[Words]
    validity_months: Mapped[int | None] = mapped_column(Integer)
    never_expires: Mapped[bool]
    renewal: Mapped[str | None]
    updated: Mapped[date | None] = mapped_column(Date)
    version: Mapped[str | None]
    status: Mapped[str] = mapped_column(String(20))


# The columns of a credential that the domain has under the same name: single values, and lists of words.
CREDENTIAL_VALUES: tuple[str, ...] = ("id", "name", "field", "kind", "issuer", "level", "summary", "url", "applied_work", "validity_months")
CREDENTIAL_VALUES += ("never_expires", "renewal", "updated", "version", "status")
CREDENTIAL_LISTS: tuple[str, ...] = ("skills", "aliases", "roles", "assessment", "delivery", "languages", "countries")


class FactSourceRow(Base):
    """Where a group of a credential's facts was read. A group without a row is unverified."""

    __tablename__ = "fact_source"
    credential: Mapped[str] = mapped_column(ForeignKey("credential.id"), primary_key=True)
    group: Mapped[str] = mapped_column(String(20), primary_key=True)
    source: Mapped[str] = mapped_column(ForeignKey("source.key"))


class StackRow(Base):
    """A relation of a credential to another, or to something told in words."""

    __tablename__ = "stack"
    id: Mapped[str] = mapped_column(String(300), primary_key=True)
    position: Mapped[int]
    credential: Mapped[str] = mapped_column(ForeignKey("credential.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    to: Mapped[str | None] = mapped_column(ForeignKey("credential.id"), index=True)
    toward: Mapped[str | None]
    credits: Mapped[float | None] = mapped_column(Float)
    detail: Mapped[str]
    source: Mapped[str | None] = mapped_column(ForeignKey("source.key"))


class LedgerRowRow(Base):
    """A row of the recognition ledger."""

    __tablename__ = "recognition"
    id: Mapped[str] = mapped_column(String(300), primary_key=True)
    position: Mapped[int]
    credential: Mapped[str] = mapped_column(ForeignKey("credential.id"), index=True)
    recogniser_kind: Mapped[str] = mapped_column(String(40))
    recogniser: Mapped[str]
    basis: Mapped[str] = mapped_column(String(40))
    statement: Mapped[str]
    roles: Mapped[Words]
    jurisdiction: Mapped[str | None]
    source: Mapped[str | None] = mapped_column(ForeignKey("source.key"))


class ReceiptRow(Base):
    """What reproduces a recommendation (knowledge.recommend.Receipt). ``profile`` and ``evidence`` are canonical JSON."""

    __tablename__ = "receipt"
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    catalogue_version: Mapped[str] = mapped_column(String(64))
    ranking_version: Mapped[str] = mapped_column(String(20))
    today: Mapped[date] = mapped_column(Date)
    profile: Mapped[str]
    options: Mapped[Words]
    evidence: Mapped[str] = mapped_column(Text, server_default="[]")
    made: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class EvidenceRow(Base):
    """What a user was told by an employer, a recruiter or a school (knowledge.store.evidence).

    ``owner`` is the conversation that it belongs to; none where its user had all data deleted after a curator had accepted it.
    ``credential`` is no foreign key, for the catalogue's tables are emptied and filled anew.
    """

    __tablename__ = "evidence"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner: Mapped[str | None] = mapped_column(String(200), index=True)
    credential: Mapped[str] = mapped_column(String(120))
    recogniser_kind: Mapped[str] = mapped_column(String(40))
    recogniser: Mapped[str]
    answer: Mapped[str] = mapped_column(String(20))
    statement: Mapped[str]
    quote: Mapped[str]
    day: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(20), index=True)
    made: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class RevisionRow(Base):
    """One step in the life of an entry of the catalogue (knowledge.store.edits). Rows are added and never changed.

    ``number`` counts the steps of one entry from 1: of two people who take the same step at once, the second is refused.
    """

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("folder", "kind", "key", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    change: Mapped[str] = mapped_column(String(32), index=True)
    folder: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(300))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), index=True)
    retires: Mapped[bool]
    values: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    author: Mapped[str] = mapped_column(String(200))
    made: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    note: Mapped[str]
    source: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class EditionRow(Base):
    """A catalogue that was in use: the files' version and the last step that it holds. ``number`` is what running processes look at."""

    __tablename__ = "edition"
    number: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(String(64), index=True)
    base: Mapped[str] = mapped_column(String(64))
    revision: Mapped[int]
    made: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DemandRow(Base):
    """How often something was asked for that the catalogue could not tell (knowledge.store.demand): a count, and nothing of who asked."""

    __tablename__ = "demand"
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    subject: Mapped[str] = mapped_column(String(120), primary_key=True)
    aimed_at: Mapped[str] = mapped_column(String(120), primary_key=True)
    count: Mapped[int]
    first: Mapped[date] = mapped_column(Date)
    last: Mapped[date] = mapped_column(Date)
