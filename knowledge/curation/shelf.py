"""The catalogue as a list to look through: what each entry is called, in which state it is, and which of its facts are stale."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from knowledge.curation.inbox import stale_facts
from knowledge.curation.service import View
from knowledge.curation.settings import CurationSettings
from knowledge.store.edits import REPORT, State, read_base
from knowledge.store.entries import Address, Entries, EntryKind, entry_of, plain
from knowledge.store.schema import CredentialEntry, Entry, RecognitionEntry, SourceEntry, StackEntry


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list. ``text`` is all that the entry says, in small letters."""

    address: Address
    title: str
    detail: str
    text: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; empty parts ask for nothing. ``query``: all its words have to stand in the entry."""

    query: str = ""
    kind: EntryKind | None = None
    folder: str = ""
    state: State | None = None
    stale: bool = False


def found(view: View, wanted: Wanted, today: date, settings: CurationSettings) -> list[Listed]:
    """The entries wanted: those whose name begins with the words first, else in the order of the files."""
    words = wanted.query.casefold().split()
    lines = [
        line
        for line in _lines(view)
        if (wanted.kind in (None, line.address.kind))
        and wanted.folder in ("", line.address.folder)
        and all(word in line.text for word in words)
        and (wanted.state is None or view.state(line.address) == wanted.state)
        and (not wanted.stale or is_stale(view, line.address, today, settings))
    ]
    return sorted(lines, key=lambda line: not line.title.casefold().startswith(wanted.query.casefold())) if words else lines


def is_stale(view: View, address: Address, today: date, settings: CurationSettings) -> bool:
    """Whether any fact of an entry is stale."""
    entry = view.entries.get(address)
    return entry is not None and any(stale_facts(address, entry, view.entries, today, settings))


def line_of(address: Address, entry: Entry, entries: Entries) -> Listed:
    """The line of an entry."""
    title, detail = _called(address, entry, entries)
    said = " ".join((title, detail, address.key, json.dumps(plain(entry), ensure_ascii=False)))
    return Listed(address, title, detail, said.casefold())


def _lines(view: View) -> Iterable[Listed]:
    """Of all entries: those in use, those that wait, and those that were retired."""
    known = _base_lines(view.base.root, view.base.version)
    for address, entry in view.entries.items():
        yield known[address] if address in known and address not in view.changes else line_of(address, entry, view.entries)
    for address, step in view.last.items():
        values = step.values or step.before
        if address not in view.entries and values and (step.is_pending or step.state in ("published", "retired")):
            yield line_of(address, entry_of(address.kind, values), view.entries)


@lru_cache(maxsize=2)
def _base_lines(root: Path, version: str) -> dict[Address, Listed]:
    entries = read_base(root).entries
    return {address: line_of(address, entry, entries) for address, entry in entries.items()}


def _called(address: Address, entry: Entry, entries: Entries) -> tuple[str, str]:
    """What an entry is called, and what tells it from others of its name."""
    if isinstance(entry, CredentialEntry):
        return entry.name, f"{entry.issuer}, {entry.kind.replace('_', ' ')}"
    if isinstance(entry, RecognitionEntry):
        told = "a user was told" if address.key.startswith(REPORT) else entry.basis.replace("_", " ")
        return f"{entry.recogniser.name} on {name_of(entry.credential, address.folder, entries)}", told
    if isinstance(entry, StackEntry):
        target = name_of(entry.to, address.folder, entries) if entry.to else entry.toward
        return f"{name_of(entry.credential, address.folder, entries)} to {target}", entry.kind.replace("_", " ")
    if isinstance(entry, SourceEntry):
        return entry.title, f"read on {entry.seen}"
    return str(getattr(entry, "title", None) or getattr(entry, "name", address.key)), ""


def name_of(credential: str, folder: str, entries: Entries) -> str:
    """The name of a credential; its id where it is not in the catalogue."""
    entry = entries.get(Address(folder, "credential", credential))
    if entry is None:
        entry = next((one for at, one in entries.items() if at.kind == "credential" and at.key == credential), None)
    return entry.name if isinstance(entry, CredentialEntry) else credential
