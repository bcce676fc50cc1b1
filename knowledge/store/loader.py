"""Load the catalogue's files into the database. Doing it again with the same files changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from knowledge.model import Catalogue, Credential, Occupation, Role, Source
from knowledge.store import models as row
from knowledge.store.build import build_catalogue, catalogue_version
from knowledge.store.database import alone, reading, writing
from knowledge.store.files import CATALOGUE, read_catalogue


def load_files(engine: Engine, root: Path = CATALOGUE) -> bool:
    """Replace the tables' content by the files' where their version differs; returns whether it did.

    Raises:
        CatalogueError: where the files are faulty; the tables then stay as they were.
    """
    version = catalogue_version(root)
    with reading(engine) as session:
        if _loaded(session) == version:
            return False
    catalogue = build_catalogue(read_catalogue(root), version)
    with writing(engine) as session:
        alone(session.connection())
        if _loaded(session) == version:
            return False  # another process was quicker
        _clear(session)
        for group in _rows(catalogue):
            session.add_all(group)
            session.flush()
        session.add(row.CatalogueState(version=catalogue.version))
        return True


def _loaded(session: Session) -> str | None:
    return session.scalar(select(row.CatalogueState.version))


def _clear(session: Session) -> None:
    tables = (
        row.LedgerRowRow,
        row.StackRow,
        row.FactSourceRow,
        row.CredentialRow,
        row.EmployerRow,
        row.IssuerRow,
        row.RoleRow,
        row.OccupationRow,
        row.SkillRow,
        row.FieldRow,
    )
    for table in (*tables, row.SourceRow, row.CatalogueState):
        session.execute(delete(table))


def _rows(catalogue: Catalogue) -> Iterable[list[row.Base]]:
    """All rows, each group after the groups that it refers to."""
    yield [row.SourceRow(key=s.key, url=s.url, title=s.title, seen=s.seen, dated=s.dated, by=s.by) for s in catalogue.sources]
    yield [
        row.FieldRow(
            slug=field.slug,
            name=field.name,
            aliases=list(field.aliases),
            culture=field.culture,
            culture_why=field.culture_why,
            culture_source=_key(field.culture_source),
            related=list(field.related),
        )
        for field in catalogue.fields.values()
    ]
    yield [row.SkillRow(name=s.name, field=s.field, aliases=list(s.aliases), broader=s.broader) for s in catalogue.skills.values()]
    yield [_role_row(role) for role in catalogue.roles.values()]
    yield [_occupation_row(job) for job in catalogue.occupations.values()]
    yield [row.IssuerRow(name=i.name, type=i.type, aliases=list(i.aliases), url=i.url) for i in catalogue.issuers.values()]
    yield [row.EmployerRow(name=e.name, aliases=list(e.aliases), sector=e.sector) for e in catalogue.employers.values()]
    yield [_credential_row(credential) for credential in catalogue.credentials.values()]
    yield [
        row.FactSourceRow(credential=credential.id, group=group, source=source.key)
        for credential in catalogue.credentials.values()
        for group, source in (credential.facts or {}).items()
    ]
    yield [
        row.StackRow(
            id=stack.id,
            position=position,
            credential=stack.credential,
            kind=stack.kind,
            to=stack.to,
            toward=stack.toward,
            credits=stack.credits,
            detail=stack.detail,
            source=_key(stack.source),
        )
        for position, stack in enumerate(catalogue.stacks)
    ]
    yield [
        row.LedgerRowRow(
            id=entry.id,
            position=position,
            credential=entry.credential,
            recogniser_kind=entry.recogniser_kind,
            recogniser=entry.recogniser,
            basis=entry.basis,
            statement=entry.statement,
            roles=list(entry.roles),
            jurisdiction=entry.jurisdiction,
            source=_key(entry.source),
        )
        for position, entry in enumerate(catalogue.ledger)
    ]


def _key(source: Source | None) -> str | None:
    return source.key if source else None


def _occupation_row(job: Occupation) -> row.OccupationRow:
    return row.OccupationRow(
        title=job.title,
        onet=job.onet,
        titles=list(job.titles),
        licence=job.licence.requirement,
        licence_name=job.licence.name,
        licence_source=_key(job.licence.source),
    )


def _role_row(role: Role) -> row.RoleRow:
    return row.RoleRow(
        title=role.title,
        onet=role.onet,
        field=role.field,
        level=role.level,
        titles=list(role.titles),
        skills=dict(role.skills),
        licence=role.licence.requirement,
        licence_name=role.licence.name,
        licence_source=_key(role.licence.source),
        degree=role.degree.requirement,
        degree_name=role.degree.name,
        degree_source=_key(role.degree.source),
    )


def _credential_row(credential: Credential) -> row.CredentialRow:
    weeks, hours, cost = credential.weeks or (None, None), credential.hours or (None, None), credential.cost
    return row.CredentialRow(
        **{name: getattr(credential, name) for name in row.CREDENTIAL_VALUES},
        **{name: list(getattr(credential, name)) for name in row.CREDENTIAL_LISTS},
        weeks_min=weeks[0],
        weeks_max=weeks[1],
        hours_min=hours[0],
        hours_max=hours[1],
        currency=cost.currency,
        cost_learning=cost.learning,
        cost_learning_per_month=cost.learning_per_month,
        cost_exam=cost.exam,
        cost_membership=cost.membership,
        cost_renewal=cost.renewal,
        cost_note=cost.note,
        prerequisites=[{name: getattr(need, name) for name in need.__slots__} for need in credential.prerequisites],
    )
