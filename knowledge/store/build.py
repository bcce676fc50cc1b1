"""Make the catalogue snapshot from the files as read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

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
from knowledge.store.entries import StableIds
from knowledge.store.files import CatalogueError, Folder, check_links
from knowledge.store.schema import CredentialEntry, RequirementEntry


def build_catalogue(folders: list[Folder], version: str | None = None) -> Catalogue:
    """Join the folders into one snapshot, everything in the order of its key.

    Raises:
        CatalogueError: where a reference leads nowhere or two entries claim one name.
    """
    if problems := check_links(folders):
        raise CatalogueError("\n".join(problems))
    issuers = {
        entry.name: Issuer(entry.name, entry.type, tuple(entry.aliases), str(entry.url) if entry.url else None)
        for folder in folders
        for entry in folder.issuers
    }
    parts, ids = [_FolderPart(folder, issuers) for folder in folders], StableIds()
    return Catalogue(
        version=version or catalogue_version(folders[0].path.parent),
        fields={folder.path.name: part.field for folder, part in zip(folders, parts, strict=True) if part.field},
        skills=_sorted({skill.name: skill for part in parts for skill in part.skills()}),
        roles=_sorted({role.title: role for part in parts for role in part.roles()}),
        issuers=_sorted(issuers),
        employers=_sorted(
            {entry.name: Employer(entry.name, tuple(entry.aliases), entry.sector) for folder in folders for entry in folder.employers}
        ),
        credentials=_sorted({credential.id: credential for part in parts for credential in part.credentials()}),
        stacks=tuple(stack for part in parts for stack in part.stacks(ids)),
        ledger=tuple(row for part in parts for row in part.ledger(ids)),
        occupations=_sorted({job.title: job for part in parts for job in part.occupations()}),
    )


def _sorted[T](entries: dict[str, T]) -> dict[str, T]:
    return dict(sorted(entries.items()))


def catalogue_version(root: Path) -> str:
    """Twelve hexadecimal digits that change with any byte of any fact file."""
    digest = hashlib.sha256()
    for path in sorted(root.glob("*/*.yml")):
        digest.update(f"{path.parent.name}/{path.name}".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


class _FolderPart:
    """The entries of one folder as domain values, their source keys replaced by the sources."""

    def __init__(self, folder: Folder, issuers: dict[str, Issuer]) -> None:
        self.folder = folder
        self.slug = folder.path.name
        self.issuers = issuers
        self.sources = {
            key: Source(f"{self.slug}/{key}", str(entry.url), entry.title, entry.seen, entry.by, entry.dated)
            for key, entry in folder.sources.items()
        }

    @property
    def field(self) -> Field | None:
        entry = self.folder.field
        if entry is None:
            return None
        source = self.sources.get(entry.culture_source)
        return Field(self.slug, entry.name, entry.culture, entry.culture_why, tuple(entry.aliases), source, tuple(entry.related))

    def skills(self) -> Iterable[Skill]:
        owner = self.slug if self.folder.field else None
        for entry in self.folder.skills:
            yield Skill(entry.name, owner, tuple(entry.aliases), entry.broader)

    def roles(self) -> Iterable[Role]:
        for entry in self.folder.roles:
            licence, degree = self._requirement(entry.licence), self._requirement(entry.degree)
            yield Role(entry.title, entry.onet, self.slug, entry.level, dict(entry.skills), tuple(entry.titles), licence, degree)

    def occupations(self) -> Iterable[Occupation]:
        for entry in self.folder.occupations:
            yield Occupation(entry.title, entry.onet, tuple(entry.titles), self._requirement(entry.licence))

    def _requirement(self, entry: RequirementEntry) -> RoleRequirement:
        return RoleRequirement(entry.requirement, entry.name, self.sources.get(entry.source))

    def credentials(self) -> Iterable[Credential]:
        for entry in self.folder.credentials:
            yield self._credential(entry)

    def _credential(self, entry: CredentialEntry) -> Credential:
        return Credential(
            id=entry.id,
            name=entry.name,
            field=self.slug,
            kind=entry.kind,
            issuer=entry.issuer,
            issuer_type=self.issuers[entry.issuer].type,
            level=entry.level,
            summary=entry.summary,
            skills=tuple(entry.skills),
            url=str(entry.url),
            aliases=tuple(entry.aliases),
            roles=tuple(entry.roles),
            weeks=entry.duration.weeks,
            hours=entry.duration.hours,
            cost=Cost(**entry.cost.model_dump()),
            prerequisites=tuple(Prerequisite(**need.model_dump()) for need in entry.prerequisites),
            assessment=tuple(entry.assessment),
            applied_work=entry.applied_work,
            delivery=tuple(entry.delivery),
            languages=tuple(entry.languages),
            countries=tuple(entry.countries),
            validity_months=entry.validity.months,
            never_expires=entry.validity.never_expires,
            renewal=entry.validity.renewal,
            updated=entry.updated,
            version=entry.version,
            status=entry.status,
            facts={group: self.sources[key] for group, key in sorted(entry.facts.items()) if key in self.sources},
        )

    def stacks(self, ids: StableIds) -> Iterable[Stack]:
        for entry in self.folder.stacks:
            key = ids.of_stack(entry)
            values = entry.model_dump(exclude={"source"})
            yield Stack(id=key, source=self.sources.get(entry.source), **values)

    def ledger(self, ids: StableIds) -> Iterable[LedgerRow]:
        for entry in self.folder.recognition:
            yield LedgerRow(
                id=ids.of_row(entry),
                credential=entry.credential,
                recogniser_kind=entry.recogniser.kind,
                recogniser=entry.recogniser.name,
                basis=entry.basis,
                statement=entry.statement,
                roles=tuple(entry.roles),
                jurisdiction=entry.jurisdiction,
                source=self.sources.get(entry.source),
            )
