"""Edits of the catalogue: their history, what of it is in use, and the catalogue that comes out (docs/decisions/0019-curation.md).

The files are the base. An entry's life is a list of steps that is only added to; its last step that was published or retired is in
use. What the files say by now needs no edit any more: such an entry gets a step back to the files, so that later files count again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import ValidationError
from sqlalchemy import Engine, Select, func, select
from sqlalchemy.orm import Session

from knowledge.model import Catalogue
from knowledge.store.build import build_catalogue, catalogue_version
from knowledge.store.database import alone, reading, writing
from knowledge.store.entries import ROWS, Address, Entries, EntryKind, Values, entries_of, entry_of, folders_of, plain, replaced
from knowledge.store.files import CATALOGUE, Folder, check_links, read_catalogue
from knowledge.store.models import EditionRow, RevisionRow
from knowledge.store.schema import Entry

logger = logging.getLogger(__name__)

State = Literal["imported", "in_review", "published", "retired", "rejected"]
LIVE: tuple[State, ...] = ("published", "retired")
"""Steps that count in answers: what they say, or that the entry is withdrawn."""
PENDING: tuple[State, ...] = ("imported", "in_review")
REPORT = "report:"
"""The key of what a user was told begins so; a step of its own says only who accepted it."""
FILES_AUTHOR = ""
"""Who takes the step back to the files."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One step in the life of an entry.

    ``values`` is what the entry says from then on; none where it says what the files say. ``retires``: it is withdrawn, or would be.
    ``before`` is what the files said at the time. Steps of one ``change`` were made together and are decided on together.
    ``source`` is where the author read it: title, url, seen, by.
    """

    change: str
    folder: str
    kind: EntryKind
    key: str
    number: int
    state: State
    values: Values | None
    before: Values | None
    author: str
    made: datetime
    note: str = ""
    source: dict[str, str] | None = None
    retires: bool = False
    id: int = 0

    @property
    def address(self) -> Address:
        """Whose step it is."""
        return Address(self.folder, self.kind, self.key)

    @property
    def is_pending(self) -> bool:
        """Whether it waits for a decision."""
        return self.state in PENDING


@dataclass(frozen=True, slots=True)
class Base:
    """The files: their version and their entries."""

    version: str
    root: Path
    entries: Entries


def read_base(root: Path = CATALOGUE) -> Base:
    """The files as they are now; read once for each version of them.

    Raises:
        CatalogueError: where they are faulty.
    """
    return _read(root, catalogue_version(root))


@lru_cache(maxsize=2)
def _read(root: Path, version: str) -> Base:
    return Base(version, root, entries_of(read_catalogue(root)))


# --- the history ---


def edition_number(engine: Engine) -> int:
    """The number of the newest edition; 0 where nothing was ever edited. One statement, for it is asked at every turn."""
    with engine.connect() as connection:
        return int(connection.execution_options(credwise_reads_once=True).execute(NEWEST_EDITION).scalar() or 0)


NEWEST_EDITION = select(func.max(EditionRow.number))


def latest(session: Session) -> dict[Address, Revision]:
    """The last step of every entry that has any."""
    return {step.address: step for step in _last_of(session, select(func.max(RevisionRow.id)))}


def in_use(session: Session, until: int | None = None) -> list[Revision]:
    """The step of each entry that counts, in the order in which they were taken; as it was after step ``until``."""
    wanted = select(func.max(RevisionRow.id)).where(RevisionRow.state.in_(LIVE))
    return _last_of(session, wanted if until is None else wanted.where(RevisionRow.id <= until))


def _last_of(session: Session, wanted: Select[tuple[int]]) -> list[Revision]:
    ids = wanted.group_by(RevisionRow.folder, RevisionRow.kind, RevisionRow.key)
    return [_step(row) for row in session.scalars(select(RevisionRow).where(RevisionRow.id.in_(ids)).order_by(RevisionRow.id))]


def history(session: Session, address: Address) -> list[Revision]:
    """All steps of an entry, the first one first."""
    found = select(RevisionRow).filter_by(folder=address.folder, kind=address.kind, key=address.key).order_by(RevisionRow.number)
    return [_step(row) for row in session.scalars(found)]


def change_of(session: Session, change: str) -> list[Revision]:
    """The steps that were taken together, in their order."""
    return [_step(row) for row in session.scalars(select(RevisionRow).filter_by(change=change).order_by(RevisionRow.id))]


_PARTS = tuple(field.name for field in fields(Revision))


def _step(row: RevisionRow) -> Revision:
    return Revision(**{name: getattr(row, name) for name in _PARTS})


def take(session: Session, steps: Iterable[Revision]) -> None:
    """Write steps down.

    Raises:
        IntegrityError: where somebody else has taken a step of the same number.
    """
    session.add_all([RevisionRow(**{name: getattr(step, name) for name in _PARTS if name != "id"}) for step in steps])
    session.flush()


# --- the catalogue that comes out ---


def placed(steps: Iterable[Revision], base: Base) -> dict[Address, Revision]:
    """Each step at the entry of the files that it means: rows that got another key meanwhile are known by what they say."""
    by_content: dict[tuple[str, str, str], Address] = {}
    found: dict[Address, Revision] = {}
    for step in steps:
        address = step.address
        if address.kind in ROWS and not _is(base.entries.get(address), step.values or step.before):
            if not by_content:
                by_content = {(*at[:2], _text(plain(entry))): at for at, entry in base.entries.items() if at.kind in ROWS}
            told = (by_content.get((*address[:2], _text(values))) for values in (step.values, step.before) if values)
            address = next(filter(None, told), address)
        found[address] = step
    return found


def _is(entry: Entry | None, *values: Values | None) -> bool:
    return (plain(entry) if entry else None) in values


def _text(values: Values) -> str:
    return json.dumps(values, sort_keys=True)


def effective(steps: Iterable[Revision], base: Base) -> dict[Address, Entry | None]:
    """What the steps change in the files: the entry that stands there instead, None where it is withdrawn."""
    changes: dict[Address, Entry | None] = {}
    for address, step in placed(steps, base).items():
        present = base.entries.get(address)
        if address.key.startswith(REPORT):
            continue  # it is shown as what users were told (knowledge.store.evidence)
        if step.state == "retired" and present is not None:
            changes[address] = None
        elif step.state == "published" and step.values is not None and not _is(present, step.values):
            try:
                changes[address] = entry_of(address.kind, step.values)
            except ValidationError as error:  # it was right when it was published, and the form of entries has changed since
                logger.error("the edit of %s no longer fits: %s", "/".join(address), error.errors(include_input=False)[0]["msg"])
    return changes


def version_of(base: Base, changes: Mapping[Address, Entry | None]) -> str:
    """Twelve hexadecimal digits that change with any byte of the files and with any edit in use; the files' own without edits."""
    if not changes:
        return base.version
    told = sorted(("/".join(address), plain(entry) if entry else None) for address, entry in changes.items())
    return hashlib.sha256(f"{base.version}\n{json.dumps(told, sort_keys=True)}".encode()).hexdigest()[:12]


def fitting(base: Base, changes: Mapping[Address, Entry | None]) -> dict[Address, Entry | None]:
    """The changes without those that do not fit the files any more, so that new files are never kept out of use by an old edit."""
    if not changes or not problems_of(replaced(base.entries, changes), base.root):
        return dict(changes)
    kept: dict[Address, Entry | None] = {}
    for address, entry in changes.items():
        if problems := problems_of(replaced(base.entries, {**kept, address: entry}), base.root):
            logger.error("the edit of %s is left out: %s", "/".join(address), problems[0])
        else:
            kept[address] = entry
    return kept


def problems_of(entries: Entries, root: Path) -> list[str]:
    """References that lead nowhere, and names that two entries claim."""
    return check_links(folders_of(entries, root))


def built(base: Base, changes: Mapping[Address, Entry | None]) -> Catalogue:
    """The catalogue of the files with these changes.

    Raises:
        CatalogueError: where they do not fit together.
    """
    folders: list[Folder] = folders_of(replaced(base.entries, changes), base.root)
    return build_catalogue(folders, version_of(base, changes))


def has_edits(engine: Engine) -> bool:
    """Whether anything was ever published or retired."""
    with reading(engine) as session:
        return session.scalar(select(RevisionRow.id).where(RevisionRow.state.in_(LIVE)).limit(1)) is not None


def edited_catalogue(engine: Engine, root: Path = CATALOGUE) -> Catalogue | None:
    """The catalogue with the edits in use; None where they change nothing. What the files say by now goes back to the files.

    Raises:
        CatalogueError: where the files are faulty.
    """
    if not has_edits(engine):
        return None
    base = read_base(root)
    with reading(engine) as session:
        steps = in_use(session)
        newest = session.scalar(select(EditionRow).order_by(EditionRow.number.desc()).limit(1))
        known, last = (newest.version, newest.base) if newest else ("", "")
    if last != base.version:
        settle(engine, base)
        with reading(engine) as session:
            steps = in_use(session)
    changes = fitting(base, effective(steps, base))
    if (version := version_of(base, changes)) != known:
        note_edition(engine, base, version)
    return built(base, changes) if changes else None


def note_edition(engine: Engine, base: Base, version: str) -> None:
    """Write down that this catalogue is in use from now on."""
    with writing(engine) as session:
        alone(session.connection())
        add_edition(session, base, version)


def add_edition(session: Session, base: Base, version: str) -> None:
    """The same within a transaction; nothing where it is the newest already."""
    newest = session.scalar(select(EditionRow).order_by(EditionRow.number.desc()).limit(1))
    if newest is None or (newest.version, newest.base) != (version, base.version):
        revision = session.scalar(select(func.max(RevisionRow.id))) or 0
        session.add(EditionRow(version=version, base=base.version, revision=revision, made=datetime.now(UTC)))


def settle(engine: Engine, base: Base) -> int:
    """Give entries that stand in the files as they were edited back to the files; returns how many they were."""
    with writing(engine) as session:
        alone(session.connection())
        last, now = latest(session), datetime.now(UTC)
        steps = []
        for address, step in placed(in_use(session), base).items():
            present = base.entries.get(address)
            kept = step.state == "published" and step.values is not None and _is(present, step.values)
            left_out = step.state == "retired" and step.before is not None and present is None
            if (kept or left_out) and not last[step.address].is_pending:
                number = last[step.address].number + 1
                steps.append(
                    Revision(
                        uuid.uuid4().hex,
                        *step.address,
                        number,
                        "published",
                        None,
                        step.values,
                        FILES_AUTHOR,
                        now,
                        "It stands in the files.",
                    )
                )
        take(session, steps)
        return len(steps)


def past_catalogue(engine: Engine, version: str, root: Path = CATALOGUE) -> Catalogue | None:
    """The catalogue of that version, made again from the files and the history; None where its files are gone."""
    base = read_base(root)
    if version == base.version:
        return built(base, {})
    with reading(engine) as session:
        edition = session.scalar(select(EditionRow).filter_by(version=version, base=base.version).order_by(EditionRow.number).limit(1))
        steps = in_use(session, edition.revision) if edition else []
    changes = fitting(base, effective(steps, base))
    return built(base, changes) if version_of(base, changes) == version else None
