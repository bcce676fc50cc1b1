"""What curators do: propose, publish, reject, retire, revert. Every step is checked, written down, and never taken out of the history."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from knowledge.clock import today
from knowledge.curation.checking import WHOLE, Checked, NotValid, checked, shaped
from knowledge.curation.settings import CurationSettings, curation_settings
from knowledge.model import Catalogue
from knowledge.recognition.wording import wording_of
from knowledge.store.database import alone, reading, writing
from knowledge.store.edits import (
    NEWEST_EDITION,
    REPORT,
    Base,
    Revision,
    State,
    add_edition,
    built,
    change_of,
    edition_number,
    effective,
    fitting,
    history,
    in_use,
    latest,
    placed,
    read_base,
    take,
    version_of,
)
from knowledge.store.entries import NAMED_BY, Address, Entries, EntryKind, StableIds, Values, entry_of, plain, replaced
from knowledge.store.evidence import Evidence, NoSuchReport, Told
from knowledge.store.files import CATALOGUE
from knowledge.store.schema import EmployerEntry, Entry, IssuerEntry, RecognitionEntry, RoleEntry, SourceEntry, StackEntry

NEW_SOURCE = "*"
"""Where an entry names a source: the page that was read for this change."""
LONGEST_NOTE = 500
MOST_TRIES = 5


class Superseded(Exception):
    """Somebody else has changed the entry meanwhile; ``latest`` is the step that this one did not know of."""

    def __init__(self, latest: Revision | None) -> None:
        self.latest = latest
        super().__init__("the entry was changed meanwhile")


class FourEyes(Exception):
    """A change has to be published by somebody else than its author."""


class NothingPending(LookupError):
    """There is no such change that waits for a decision."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where it was read: every change names one."""

    title: str
    url: str
    seen: str
    by: str = "official"

    def values(self) -> dict[str, str]:
        """As it is kept."""
        return {"title": self.title, "url": self.url, "seen": self.seen, "by": self.by}


@dataclass(frozen=True, slots=True)
class View:
    """One state of everything: the files, what is in use, and what waits.

    ``in_use``: entry -> the step that counts, where there is one. ``last``: entry -> its last step.
    """

    base: Base
    entries: Entries
    changes: Mapping[Address, Entry | None]
    in_use: Mapping[Address, Revision]
    last: Mapping[Address, Revision]
    edition: int

    @property
    def pending(self) -> dict[Address, Revision]:
        """What waits for a decision."""
        return {address: step for address, step in self.last.items() if step.is_pending}

    def state(self, address: Address) -> State:
        """Published, unless a step says otherwise; what the files hold is published."""
        step = self.last.get(address)
        if step and step.is_pending:
            return step.state
        return "retired" if address not in self.entries and step is not None else "published"

    def number(self, address: Address) -> int:
        """How many steps the entry has taken; who changes it has to know the last one."""
        step = self.last.get(address)
        return step.number if step else 0


class Curation:
    """The service. ``root`` holds the files."""

    def __init__(self, engine: Engine, root: Path = CATALOGUE, settings: CurationSettings | None = None) -> None:
        self.engine, self.root = engine, root
        self.settings = settings or curation_settings()
        self.evidence = Evidence(engine)

    # --- looking ---

    def view(self) -> View:
        """Everything as it is now."""
        edition, base = edition_number(self.engine), read_base(self.root)
        with reading(self.engine) as session:
            steps, last = in_use(session), latest(session)
        changes = fitting(base, effective(steps, base))
        return View(base, replaced(base.entries, changes), changes, placed(steps, base), last, edition)

    def history(self, address: Address) -> list[Revision]:
        """All steps of an entry, the first one first."""
        with reading(self.engine) as session:
            return history(session, address)

    def change(self, change: str) -> list[Revision]:
        """The steps of a change that still wait for a decision; none where there are none."""
        with reading(self.engine) as session:
            last = latest(session)
            return [step for step in change_of(session, change) if step.is_pending and last[step.address].id == step.id]

    def queue(self) -> list[list[Revision]]:
        """The changes that wait for a decision, the oldest first."""
        waiting: dict[str, list[Revision]] = {}
        for step in sorted(self.view().pending.values(), key=lambda step: step.id):
            waiting.setdefault(step.change, []).append(step)
        return list(waiting.values())

    def draft(self, change: str, view: View | None = None) -> Catalogue:
        """The catalogue as it would be with a change.

        Raises:
            NothingPending: where nothing of it waits.
            NotValid: where it does not fit what is in use.
        """
        view, steps = view or self.view(), self.change(change)
        if not steps:
            raise NothingPending(change)
        return self._checked(view, steps).catalogue

    # --- proposing ---

    def propose(
        self,
        author: str,
        folder: str,
        kind: EntryKind,
        values: Values,
        page: Page,
        key: str | None = None,
        seen: int = 0,
        note: str = "",
        state: State = "in_review",
    ) -> tuple[str, tuple[str, ...]]:
        """Propose an entry, a new one without a ``key``; ``seen`` is the number of the last step that its author has seen.

        Returns the change, and what lint warns of.

        Raises:
            NotValid: with what is wrong, field by field.
            Superseded: where somebody else has changed the entry meanwhile.
        """
        view = self.view()
        page_key, source = self._source(view, folder, page)
        told = _with_source(values, page_key)
        entry = shaped(kind, told)
        _refuse_reports_as_rows(entry)
        address = Address(folder, kind, key or self._key(view, folder, kind, entry))
        self._refuse_wrong_key(view, address, entry, is_new=key is None)
        changes: dict[Address, Entry | None] = {address: entry}
        if page_key in _sources_named(told):
            changes = {Address(folder, "source", page_key): source, **changes} if source else changes
        before = view.entries.get(address)
        if before is not None and plain(before) == plain(entry) and not (view.last.get(address) and view.last[address].is_pending):
            raise NotValid({WHOLE: ["Nothing has been changed."]})
        waiting = {at: entry_of(at.kind, step.values) for at, step in view.pending.items() if step.values and not at.key.startswith(REPORT)}
        result = checked(view.base, replaced(view.entries, {**waiting, address: before}), {address: entry, **changes}, today())
        steps = [
            self._step(
                view, at, state, author, note, page.values(), values=plain(one) if one else None, number=seen if at == address else None
            )
            for at, one in changes.items()
        ]
        return self._write(steps), result.warnings

    def retire(self, author: str, address: Address, seen: int, note: str) -> str:
        """Propose to withdraw an entry; the note says why.

        Raises:
            NotValid: where others name it still, or no reason is given.
            Superseded: where somebody else has changed the entry meanwhile.
        """
        view = self.view()
        if address not in view.entries:
            raise NotValid({WHOLE: ["There is no such entry in use."]})
        if not note.strip():
            raise NotValid({"note": ["Say why it is withdrawn."]})
        checked(view.base, view.entries, {address: None}, today())
        return self._write([self._step(view, address, "in_review", author, note, None, number=seen, retires=True)])

    def revert(self, author: str, address: Address, to: int, seen: int, note: str = "") -> str:
        """Propose what the entry said after an earlier step; 0 for what the files say.

        Raises:
            NotValid: where that would not fit any more, or is said already.
            Superseded: where somebody else has changed the entry meanwhile.
        """
        view, steps = self.view(), self.history(address)
        if address.key.startswith(REPORT):
            raise NotValid({WHOLE: ["What a user was told is accepted or rejected; it has no earlier state."]})
        found = next((step for step in steps if step.number == to), None)
        if to and found is None:
            raise NotValid({WHOLE: ["There is no such step in its history."]})
        values = found.values if found else None
        target = entry_of(address.kind, values) if values else view.base.entries.get(address)
        present = view.entries.get(address)
        if (plain(target) if target else None) == (plain(present) if present else None):
            raise NotValid({WHOLE: ["It says that already."]})
        checked(view.base, view.entries, {address: target}, today())
        note = note or (f"Back to step {to}." if to else "Back to what the files say.")
        source, retires = found.source if found else None, target is None
        return self._write([self._step(view, address, "in_review", author, note, source, values=values, number=seen, retires=retires)])

    def accept_report(self, author: str, report: Told, statement: str) -> str:
        """Propose to let everybody see what a user was told; it stays what a user was told, and is never a row read in a source.

        Raises:
            NotValid: without words of the curator's own, or where its credential is gone.
        """
        view = self.view()
        if not statement.strip():
            raise NotValid({"statement": ["Say in your own words what everybody may read. Leave out whoever told it."]})
        folder = next((at.folder for at in view.entries if at.kind == "credential" and at.key == report.credential), None)
        if folder is None:
            raise NotValid({WHOLE: ["Its credential is not in the catalogue any more."]})
        recogniser = {"kind": report.recogniser_kind, "name": _fit_to_publish(view, report)}
        values = {"credential": report.credential, "recogniser": recogniser, "basis": "logged_by_user", "statement": statement.strip()}
        address = Address(folder, "recognition", report.id)
        step = self._step(view, address, "in_review", author, f"A user was told: {report.answer}.", None, values=values)
        return self._write([replace(step, number=view.number(address) + 1)])

    def bring_in(
        self, author: str, folder: str, kind: EntryKind, rows: Iterable[Values], page: Page, note: str = ""
    ) -> list[tuple[str, tuple[str, ...]]]:
        """Put entries from elsewhere before the curators: each is a change of its own, in state imported.

        Raises:
            NotValid: at the first row that cannot be taken, with its number; those before it are kept.
        """
        done = []
        for number, values in enumerate(rows, start=1):
            named = values.get(NAMED_BY.get(kind, ""))
            address, view = Address(folder, kind, str(named)), self.view()
            key = address.key if named and address in view.entries else None
            try:
                done.append(self.propose(author, folder, kind, values, page, key, view.number(address), note, state="imported"))
            except NotValid as error:
                told = {field: [f"Row {number}: {message}" for message in messages] for field, messages in error.errors.items()}
                raise NotValid(told) from None
        return done

    # --- deciding ---

    def publish(self, change: str, by: str, note: str = "") -> tuple[Address, ...]:
        """Put a change into use, for every process at its next turn.

        Raises:
            NothingPending: where it was decided on already.
            FourEyes: where its author is the one who publishes it, and the rule is on.
            NotValid: where it does not fit what is in use by now.
            NoSuchReport: where the user who was told it has taken it back.
        """
        for _ in range(MOST_TRIES):
            view, steps = self.view(), self.change(change)
            if not steps:
                raise NothingPending(change)
            if self.settings.four_eyes and any(step.author == by for step in steps):
                raise FourEyes(change)
            self._checked(view, steps)
            reports = [step for step in steps if step.key.startswith(REPORT) and step.values]
            if reports and not {step.key for step in reports} <= {one.id for one in self.evidence.pending_evidence()}:
                raise NoSuchReport(reports[0].key)
            if self._publish(view, steps, by, note):
                for step in reports:
                    values = step.values or {}
                    self.evidence.accept(step.key, values["statement"], values["recogniser"]["name"])
                return tuple(step.address for step in steps)
        raise Superseded(None)

    def _publish(self, view: View, steps: list[Revision], by: str, note: str) -> bool:
        """Write it down, unless something else was published since ``view``."""
        now = datetime.now(UTC)
        taken = [
            replace(step, state="retired" if step.retires else "published", author=by, made=now, number=step.number + 1, note=_short(note))
            for step in steps
        ]
        try:
            with writing(self.engine) as session:
                alone(session.connection())
                if int(session.scalar(NEWEST_EDITION) or 0) != view.edition:
                    return False
                take(session, taken)
                changes = fitting(view.base, effective(in_use(session), view.base))
                add_edition(session, view.base, version_of(view.base, changes))
                return True
        except IntegrityError:
            raise NothingPending(steps[0].change) from None  # somebody else has decided on it at the same moment

    def reject(self, change: str, by: str, note: str = "") -> tuple[Address, ...]:
        """Take a change off the list; what is in use stays.

        Raises:
            NothingPending: where it was decided on already.
        """
        steps, now = self.change(change), datetime.now(UTC)
        if not steps:
            raise NothingPending(change)
        taken = [replace(step, state="rejected", author=by, made=now, number=step.number + 1, note=_short(note)) for step in steps]
        try:
            with writing(self.engine) as session:
                alone(session.connection())
                take(session, taken)
        except IntegrityError:
            raise NothingPending(change) from None
        return tuple(step.address for step in steps)

    # --- parts ---

    def _checked(self, view: View, steps: list[Revision]) -> Checked:
        changes: dict[Address, Entry | None] = {}
        for step in steps:
            if not step.key.startswith(REPORT):
                told = entry_of(step.kind, step.values) if step.values else None
                changes[step.address] = None if step.retires else told or view.base.entries.get(step.address)
        return checked(view.base, view.entries, changes, today()) if changes else Checked(built(view.base, view.changes), ())

    def _source(self, view: View, folder: str, page: Page) -> tuple[str, SourceEntry | None]:
        """The key of the page among the folder's sources, and the entry where it has to be added."""
        try:
            entry = shaped("source", dict(page.values()))
        except NotValid as error:
            raise NotValid({f"page.{field}": messages for field, messages in error.errors.items()}) from None
        assert isinstance(entry, SourceEntry)
        if not entry.title:
            raise NotValid({"page.title": ["Give the title of the page that you read."]})
        if entry.seen > today():
            raise NotValid({"page.seen": ["That day is still to come."]})
        sources = {at.key: one for at, one in view.entries.items() if at.kind == "source" and at.folder == folder}
        sources |= {
            at.key: entry_of("source", step.values)
            for at, step in view.pending.items()
            if at.kind == "source" and at.folder == folder and step.values
        }
        if same := next((key for key, one in sources.items() if plain(one) == plain(entry)), None):
            return same, None
        words = re.findall(r"[a-z0-9]+", entry.title.casefold())[:5]
        stem = "-".join(words) or "page"
        return next(key for key in (stem, *(f"{stem}-{number}" for number in range(2, 10_000))) if key not in sources), entry

    def _key(self, view: View, folder: str, kind: EntryKind, entry: Entry) -> str:
        """The key of a new entry: what it is named by, or what the ledger would call the row."""
        if kind in NAMED_BY:
            return str(getattr(entry, NAMED_BY[kind]))
        if isinstance(entry, StackEntry):
            stem = StableIds().of_stack(entry)
        elif isinstance(entry, RecognitionEntry):
            stem = StableIds().of_row(entry)
        elif isinstance(entry, SourceEntry):
            stem = "-".join(re.findall(r"[a-z0-9]+", entry.title.casefold())[:5]) or "page"
        else:
            raise NotValid({WHOLE: ["A field of work is added as a folder of files."]})
        taken = {at.key for at in (*view.entries, *view.last) if at.kind == kind}
        return next(key for key in (stem, *(f"{stem}:{number}" for number in range(2, 10_000))) if key not in taken)

    def _refuse_wrong_key(self, view: View, address: Address, entry: Entry, *, is_new: bool) -> None:
        name = NAMED_BY.get(address.kind)
        if name and getattr(entry, name) != address.key:
            raise NotValid({name: [f"Others refer to it by this, so it stays {address.key!r}. Add another name as an alias."]})
        if address.folder not in {at.folder for at in view.base.entries}:
            raise NotValid({WHOLE: ["There is no such field of work."]})
        if is_new and (address in view.entries or (address in view.last and view.last[address].is_pending)):
            raise NotValid({name or WHOLE: ["There is one of this name already. Edit that one."]})
        if not is_new and address not in view.entries and address not in view.last:
            raise NotValid({WHOLE: ["There is no such entry."]})

    def _step(
        self,
        view: View,
        address: Address,
        state: State,
        author: str,
        note: str,
        source: dict[str, str] | None,
        values: Values | None = None,
        number: int | None = None,
        retires: bool = False,
    ) -> Revision:
        """The next step of an entry, after step ``number`` (its last one where none is told)."""
        known, last = view.number(address), view.last.get(address)
        if number is not None and number != known and not address.key.startswith(REPORT):
            raise Superseded(last)
        base = view.base.entries.get(address)
        return Revision(
            "", *address, known + 1, state, values, plain(base) if base else None, author, datetime.now(UTC), _short(note), source, retires
        )

    def _write(self, steps: list[Revision]) -> str:
        change = uuid.uuid4().hex
        try:
            with writing(self.engine) as session:
                alone(session.connection())
                take(session, [replace(step, change=change) for step in steps])
        except IntegrityError:
            with reading(self.engine) as session:
                raise Superseded(latest(session).get(steps[-1].address)) from None
        return change


def _fit_to_publish(view: View, report: Told) -> str:
    """Who answered, as the catalogue names them; their kind where it does not, for the name may be a private person's."""
    kind = report.recogniser_kind
    known = {
        *(entry.name for entry in view.entries.values() if isinstance(entry, IssuerEntry | EmployerEntry)),
        *(entry.title for entry in view.entries.values() if isinstance(entry, RoleEntry)),
        *(
            entry.recogniser.name
            for entry in view.entries.values()
            if isinstance(entry, RecognitionEntry) and entry.recogniser.kind == kind
        ),
    }
    named = report.recogniser.strip().casefold()
    return next((name for name in sorted(known) if name.casefold() == named), wording_of("recognition").say(f"report.by_{kind}"))


def _short(note: str) -> str:
    return " ".join(note.split())[:LONGEST_NOTE]


def _refuse_reports_as_rows(entry: Entry) -> None:
    if isinstance(entry, RecognitionEntry) and entry.basis == "logged_by_user":
        raise NotValid({"basis": ["What a user was told is accepted in the inbox. A row of the ledger needs a page that was read."]})


def _with_source(values: Values, key: str) -> Values:
    """The values, with the page read for this change where they name it."""

    def put(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: put(part) for name, part in value.items()}
        return key if value == NEW_SOURCE else value

    return {name: put(value) for name, value in values.items()}


def _sources_named(values: Values) -> set[str]:
    """The keys of sources that an entry names."""
    facts = values.get("facts")
    needs = [values[name] for name in ("licence", "degree") if isinstance(values.get(name), dict)]
    named = [values.get("source"), values.get("culture_source"), *(need.get("source") for need in needs)]
    named += list(facts.values()) if isinstance(facts, dict) else []
    return {key for key in named if isinstance(key, str)}


def differences(before: Values | None, after: Values | None) -> list[tuple[str, Any, Any]]:
    """Field by field what two states of an entry say differently; None is nothing."""
    old, new = _flat(before or {}), _flat(after or {})
    return [(name, old.get(name), new.get(name)) for name in dict.fromkeys((*old, *new)) if old.get(name) != new.get(name)]


def _flat(values: Values, prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{prefix}{name}.")
        else:
            flat[prefix + name] = value
    return flat
