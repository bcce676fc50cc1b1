"""A librarian's work list, by demand: what users told, what has become stale, and what was asked for in vain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.curation.service import Curation, View
from knowledge.curation.settings import CurationSettings
from knowledge.store.demand import Asked, Demand
from knowledge.store.edits import REPORT, Revision
from knowledge.store.entries import Address, Entries, plain
from knowledge.store.evidence import Told
from knowledge.store.schema import CredentialEntry, Entry, RecognitionEntry, SourceEntry

DAYS_PER_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Stale:
    """A fact that was read too long ago: of which entry, which fact, as of which day, and how often that entry was asked for."""

    address: Address
    what: str
    as_of: date
    demand: int = 0


@dataclass(frozen=True, slots=True)
class Inbox:
    """All that waits for a librarian. ``outdated`` are edits whose entry has changed in the files since."""

    reports: tuple[Told, ...]
    stale: tuple[Stale, ...]
    recognitions: tuple[Asked, ...]
    names: tuple[Asked, ...]
    outdated: tuple[Revision, ...]
    in_review: int

    @property
    def size(self) -> int:
        """How much waits."""
        return len(self.reports) + len(self.stale) + len(self.recognitions) + len(self.names) + len(self.outdated) + self.in_review


def inbox(curation: Curation, today: date, view: View | None = None) -> Inbox:
    """The work list as it is now."""
    view, settings, demand = view or curation.view(), curation.settings, Demand(curation.engine)
    recognitions = demand.most("recognition", settings.least_demand, settings.most_shown)
    asked: dict[str, int] = {}
    for one in recognitions:
        asked[one.subject] = asked.get(one.subject, 0) + one.count
    waiting = {at.key for at in view.pending if at.key.startswith(REPORT)}
    found = [
        Stale(at, what, as_of, asked.get(_credential_of(entry), 0))
        for at, entry in view.entries.items()
        for what, as_of in stale_facts(at, entry, view.entries, today, settings)
    ]
    found.sort(key=lambda one: (-one.demand, one.as_of, one.address))
    return Inbox(
        reports=tuple(one for one in curation.evidence.pending_evidence() if one.id not in waiting),
        stale=tuple(found),
        recognitions=recognitions,
        names=demand.most("name", settings.least_demand, settings.most_shown),
        outdated=tuple(
            step
            for at, step in view.in_use.items()
            if at in view.changes and _now(view.base.entries.get(at)) not in (step.before, step.values)
        ),
        in_review=len(curation.queue()),
    )


def _now(entry: Entry | None) -> dict[str, Any] | None:
    return plain(entry) if entry else None


def _credential_of(entry: Entry) -> str:
    return entry.id if isinstance(entry, CredentialEntry) else str(getattr(entry, "credential", ""))


def stale_facts(address: Address, entry: Entry, entries: Entries, today: date, settings: CurationSettings) -> Iterable[tuple[str, date]]:
    """The facts of an entry that were read too long ago, with the day from which their age counts."""
    limits = settings.stale_after_months
    if isinstance(entry, CredentialEntry):
        named = [(str(group), key, getattr(limits, group, limits.other)) for group, key in entry.facts.items()]
    elif isinstance(entry, RecognitionEntry):
        named = [("recognition", entry.source, limits.recognition)]
    else:
        needs = [("licence", getattr(entry, "licence", None)), ("degree", getattr(entry, "degree", None))]
        named = [(what, need.source, limits.other) for what, need in needs if need]
    for what, key, months in named:
        source = entries.get(Address(address.folder, "source", key))
        if isinstance(source, SourceEntry):
            as_of = source.dated or source.seen
            if (today - as_of).days > months * DAYS_PER_MONTH:
                yield what, as_of
