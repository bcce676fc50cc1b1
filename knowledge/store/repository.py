"""Reading the database: the catalogue's snapshot, and the receipts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from knowledge.model import (
    Catalogue,
    Cost,
    Credential,
    Employer,
    Field,
    Issuer,
    LedgerRow,
    Occupation,
    Prerequisite,
    Role,
    RoleRequirement,
    Skill,
    Source,
    Stack,
)
from knowledge.recommend.receipt import Receipt
from knowledge.store import models as row
from knowledge.store.database import alone, reading, writing
from knowledge.store.edits import edited_catalogue
from knowledge.store.files import CATALOGUE
from knowledge.store.loader import load_files


def load_snapshot(engine: Engine, root: Path = CATALOGUE) -> Catalogue:
    """The catalogue as the database has it, after loading the files where they are newer, with the edits in use.

    Raises:
        CatalogueError: where the files are faulty.
    """
    load_files(engine, root)
    if edited := edited_catalogue(engine, root):
        return edited
    with reading(engine) as session:
        return _Reader(session).catalogue()


class _Reader:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.sources = {s.key: Source(s.key, s.url, s.title, s.seen, s.by, s.dated) for s in self._sorted(row.SourceRow.key)}
        self.issuers = {i.name: Issuer(i.name, i.type, tuple(i.aliases), i.url) for i in self._sorted(row.IssuerRow.name)}

    def _sorted(self, key: InstrumentedAttribute[Any]) -> list[Any]:
        """All rows in the order of a column as Python has it, for each database sorts words in its own way."""
        return sorted(self.session.scalars(select(key.class_)), key=lambda found: getattr(found, key.key))

    def _source(self, key: str | None) -> Source | None:
        return self.sources.get(key) if key else None

    def catalogue(self) -> Catalogue:
        facts: dict[str, dict[str, Source]] = defaultdict(dict)
        for fact in self._sorted(row.FactSourceRow.group):
            facts[fact.credential][fact.group] = self.sources[fact.source]
        return Catalogue(
            version=self.session.scalars(select(row.CatalogueState.version)).one(),
            fields={f.slug: self._field(f) for f in self._sorted(row.FieldRow.slug)},
            skills={s.name: Skill(s.name, s.field, tuple(s.aliases), s.broader) for s in self._sorted(row.SkillRow.name)},
            roles={r.title: self._role(r) for r in self._sorted(row.RoleRow.title)},
            issuers=self.issuers,
            employers={e.name: Employer(e.name, tuple(e.aliases), e.sector) for e in self._sorted(row.EmployerRow.name)},
            credentials={c.id: self._credential(c, facts[c.id]) for c in self._sorted(row.CredentialRow.id)},
            stacks=tuple(self._stack(s) for s in self._sorted(row.StackRow.position)),
            ledger=tuple(self._ledger(r) for r in self._sorted(row.LedgerRowRow.position)),
            occupations={o.title: self._occupation(o) for o in self._sorted(row.OccupationRow.title)},
        )

    def _field(self, f: row.FieldRow) -> Field:
        return Field(f.slug, f.name, f.culture, f.culture_why, tuple(f.aliases), self._source(f.culture_source), tuple(f.related))  # type: ignore[arg-type]

    def _occupation(self, o: row.OccupationRow) -> Occupation:
        licence = RoleRequirement(o.licence, o.licence_name, self._source(o.licence_source))  # type: ignore[arg-type]
        return Occupation(o.title, o.onet, tuple(o.titles), licence)

    def _role(self, r: row.RoleRow) -> Role:
        licence = RoleRequirement(r.licence, r.licence_name, self._source(r.licence_source))  # type: ignore[arg-type]
        degree = RoleRequirement(r.degree, r.degree_name, self._source(r.degree_source))  # type: ignore[arg-type]
        return Role(r.title, r.onet, r.field, r.level, r.skills, tuple(r.titles), licence, degree)  # type: ignore[arg-type]

    def _credential(self, c: row.CredentialRow, facts: Mapping[str, Source]) -> Credential:
        values: dict[str, Any] = {name: getattr(c, name) for name in row.CREDENTIAL_VALUES}
        values |= {name: tuple(getattr(c, name)) for name in row.CREDENTIAL_LISTS}
        return Credential(
            **values,
            issuer_type=self.issuers[c.issuer].type,
            weeks=_span(c.weeks_min, c.weeks_max),
            hours=_span(c.hours_min, c.hours_max),
            cost=Cost(c.currency, c.cost_learning, c.cost_learning_per_month, c.cost_exam, c.cost_membership, c.cost_renewal, c.cost_note),
            prerequisites=tuple(Prerequisite(**need) for need in c.prerequisites),
            facts=dict(facts),
        )

    def _stack(self, s: row.StackRow) -> Stack:
        return Stack(s.id, s.credential, s.kind, s.detail, s.to, s.toward, s.credits, self._source(s.source))  # type: ignore[arg-type]

    def _ledger(self, r: row.LedgerRowRow) -> LedgerRow:
        roles, source = tuple(r.roles), self._source(r.source)
        return LedgerRow(r.id, r.credential, r.recogniser_kind, r.recogniser, r.basis, r.statement, roles, r.jurisdiction, source)  # type: ignore[arg-type]


def _span(low: float | None, high: float | None) -> tuple[float, float] | None:
    return None if low is None or high is None else (low, high)


class Receipts:
    """Keeps what reproduces a recommendation, in the database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def put(self, receipt: Receipt) -> None:
        """Keep it; a receipt kept already stays as it is."""
        with writing(self.engine) as session:
            alone(session.connection())
            if session.get(row.ReceiptRow, receipt.id) is None:
                values = {field.name: getattr(receipt, field.name) for field in fields(receipt)}
                session.add(row.ReceiptRow(**{**values, "options": list(receipt.options)}, made=datetime.now(UTC)))

    def get(self, receipt_id: str) -> Receipt | None:
        """The receipt of that id, None where it is not known."""
        with reading(self.engine) as session:
            found = session.get(row.ReceiptRow, receipt_id)
            if found is None:
                return None
            values = {field.name: getattr(found, field.name) for field in fields(Receipt)}
            return Receipt(**{**values, "options": tuple(found.options)})

    def forget(self, receipt_ids: list[str]) -> None:
        """Delete receipts, as a user who wants to be forgotten asks."""
        with writing(self.engine) as session:
            session.execute(delete(row.ReceiptRow).where(row.ReceiptRow.id.in_(receipt_ids)))
