"""The catalogue's files as a flat list of entries, each under an address, so that one entry can be replaced, added or left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from knowledge.store.files import Folder
from knowledge.store.schema import FILES, Entry, FieldEntry, RecognitionEntry, SourceEntry, StackEntry

EntryKind = Literal["credential", "recognition", "stack", "role", "skill", "issuer", "employer", "occupation", "source", "field"]
Values = dict[str, Any]
"""An entry as plain JSON, what is left at its default left out."""

LISTS: Mapping[EntryKind, str] = {
    "credential": "credentials",
    "recognition": "recognition",
    "stack": "stacks",
    "role": "roles",
    "skill": "skills",
    "issuer": "issuers",
    "employer": "employers",
    "occupation": "occupations",
}
"""Kind -> the name of its list in a folder, which is that of its file too."""
FILE_OF: Mapping[EntryKind, str] = {**LISTS, "source": "sources", "field": "field"}
MODELS: Mapping[EntryKind, type[Entry]] = {
    **{kind: FILES[name] for kind, name in LISTS.items()},
    "source": SourceEntry,
    "field": FieldEntry,
}
NAMED_BY: Mapping[EntryKind, str] = {
    "credential": "id",
    "role": "title",
    "skill": "name",
    "issuer": "name",
    "employer": "name",
    "occupation": "title",
}
"""The part of an entry that others refer to, and that never changes. Rows of the ledger, stacks and sources have none in themselves."""
ROWS: tuple[EntryKind, ...] = ("stack", "recognition")


class Address(NamedTuple):
    """Where an entry stands: the folder, the kind, and its key there."""

    folder: str
    kind: EntryKind
    key: str


Entries = Mapping[Address, Entry]


class StableIds:
    """Ids made of what an entry says, so that inserting another entry does not rename it. No two of the whole catalogue are the same."""

    def __init__(self) -> None:
        self._used: Counter[str] = Counter()

    def of_stack(self, entry: StackEntry) -> str:
        """The id of a stack."""
        return self._of(entry.credential, entry.kind, entry.to or entry.toward or "")

    def of_row(self, entry: RecognitionEntry) -> str:
        """The id of a row of the ledger."""
        return self._of(entry.credential, entry.basis, entry.recogniser.name)

    def _of(self, *parts: str) -> str:
        key = ":".join(re.sub(r"[^a-z0-9]+", "-", part.casefold()).strip("-")[:48] for part in parts)
        self._used[key] += 1
        return key if self._used[key] == 1 else f"{key}:{self._used[key]}"


def plain(entry: Entry) -> Values:
    """An entry in the one form in which entries are kept and compared."""
    return entry.model_dump(mode="json", exclude_defaults=True)


def entry_of(kind: EntryKind, values: Values) -> Entry:
    """The entry that the values make.

    Raises:
        ValidationError: where they do not fit.
    """
    return MODELS[kind].model_validate(values)


def entries_of(folders: Iterable[Folder]) -> dict[Address, Entry]:
    """Every entry of the folders under its address, in their order. Stacks and rows of the ledger have the ids that the snapshot gives them."""
    folders, ids = list(folders), StableIds()
    named = {id(entry): ids.of_stack(entry) for folder in folders for entry in folder.stacks}
    named |= {id(entry): ids.of_row(entry) for folder in folders for entry in folder.recognition}
    found: dict[Address, Entry] = {}
    for folder in folders:
        slug = folder.path.name
        if folder.field:
            found[Address(slug, "field", slug)] = folder.field
        found |= {Address(slug, "source", key): entry for key, entry in folder.sources.items()}
        for kind, name in LISTS.items():
            for entry in getattr(folder, name):
                key = named[id(entry)] if kind in ROWS else getattr(entry, NAMED_BY[kind])
                found[Address(slug, kind, key)] = entry
    return found


def folders_of(entries: Entries, root: Path) -> list[Folder]:
    """The folders that hold these entries."""
    folders = {slug: Folder(root / slug) for slug in sorted({address.folder for address in entries})}
    for address, entry in entries.items():
        folder = folders[address.folder]
        if address.kind == "field":
            folder.field = entry  # type: ignore[assignment]
        elif address.kind == "source":
            folder.sources[address.key] = entry  # type: ignore[assignment]
        else:
            getattr(folder, LISTS[address.kind]).append(entry)
    return list(folders.values())


def replaced(entries: Entries, changes: Mapping[Address, Entry | None]) -> dict[Address, Entry]:
    """The entries with some replaced, added at the end, or (None) left out; what only tells of a credential left out goes with it."""
    gone = {address.key for address, entry in changes.items() if entry is None and address.kind == "credential"}
    result = {address: entry for address, entry in {**entries, **changes}.items() if entry is not None}
    return {address: entry for address, entry in result.items() if not gone & _told_of(entry)}


def _told_of(entry: Entry) -> set[str | None]:
    """The credentials that a row or a stack is about."""
    if isinstance(entry, StackEntry):
        return {entry.credential, entry.to}
    return {entry.credential} if isinstance(entry, RecognitionEntry) else set()
