"""Whether an entry may stand in the catalogue: the same schema, references and lint as for the files, told field by field."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from knowledge.lint import lint
from knowledge.model import Catalogue
from knowledge.store.build import build_catalogue
from knowledge.store.edits import Base, problems_of
from knowledge.store.entries import MODELS, Address, Entries, EntryKind, Values, entry_of, folders_of, replaced
from knowledge.store.schema import Entry

WHOLE = ""
"""The field of what concerns the entry as a whole."""
FieldErrors = Mapping[str, tuple[str, ...]]

REFERENCES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"unknown skill "), ("skills", "broader")),
    (re.compile(r"unknown role title "), ("roles",)),
    (re.compile(r"unknown issuer "), ("issuer",)),
    (re.compile(r"unknown credential id "), ("credential", "prerequisites")),
    (re.compile(r"no source "), ("facts", "source", "licence", "culture_source")),
    (re.compile(r" is claimed by |: occupation .* is the role "), ("aliases", "titles", "id")),
)
LINTED: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"^weeks |^hours |weeks is too long|hours do not fit"), ("duration",)),
    (re.compile(r"^costs |^learning costs"), ("cost",)),
    (re.compile(r"^valid for "), ("validity",)),
    (re.compile(r"^applied work "), ("applied_work",)),
    (re.compile(r"^updated on "), ("updated",)),
    (re.compile(r"^requires itself"), ("prerequisites",)),
    (re.compile(r"issuer_claim"), ("basis",)),
    (re.compile(r"credentials have this name"), ("name",)),
    (re.compile(r"^unknown skill "), ("skills",)),
    (re.compile(r"^unknown role "), ("roles",)),
    (re.compile(r"^unknown related field "), ("related",)),
    (re.compile(r"stands there \d+ times"), ("statement",)),
    (re.compile(r"is required before itself"), ("to",)),
)
"""What a message of lint or of the check of references is about; of several fields the first that the entry has."""


class NotValid(ValueError):
    """The entry cannot be kept as it is. ``errors``: field -> what is wrong with it, in sentences; the empty field is the whole entry."""

    def __init__(self, errors: Mapping[str, Iterable[str]]) -> None:
        self.errors: FieldErrors = {field: tuple(messages) for field, messages in errors.items()}
        super().__init__("; ".join(f"{field or 'entry'}: {message}" for field, messages in self.errors.items() for message in messages))


@dataclass(frozen=True, slots=True)
class Checked:
    """What passed: the catalogue with it, and what lint warns of that it did not before."""

    catalogue: Catalogue
    warnings: tuple[str, ...]


def shaped(kind: EntryKind, values: Values) -> Entry:
    """The entry that the values make.

    Raises:
        NotValid: with each field that does not fit the schema.
    """
    try:
        return entry_of(kind, values)
    except ValidationError as error:
        found: dict[str, list[str]] = defaultdict(list)
        for item in error.errors(include_url=False):
            found[".".join(map(str, item["loc"]))].append(_in_words(item["type"], item["msg"], item.get("ctx") or {}))
        raise NotValid(found) from None


def _in_words(kind: str, message: str, context: Mapping[str, object]) -> str:
    words = PLAINLY.get(kind)
    return words(context) if words else f"{message.removeprefix('Value error, ').rstrip('.')}."


PLAINLY: Mapping[str, Callable[[Mapping[str, object]], str]] = {
    "missing": lambda _: "This has to be filled in.",
    "url_parsing": lambda _: "This is no web address. Write it in full, such as https://example.org/page.",
    "url_scheme": lambda _: "A web address has to begin with https:// or http://.",
    "float_parsing": lambda _: "This has to be a number, such as 49.50.",
    "float_type": lambda _: "This has to be a number, such as 49.50.",
    "int_parsing": lambda _: "This has to be a whole number.",
    "int_from_float": lambda _: "This has to be a whole number.",
    "date_from_datetime_parsing": lambda _: "This has to be a day, such as 2026-11-22.",
    "date_parsing": lambda _: "This has to be a day, such as 2026-11-22.",
    "literal_error": lambda context: f"Choose one of these: {context.get('expected')}.",
    "greater_than_equal": lambda context: f"This has to be {context.get('ge')} or more.",
    "less_than_equal": lambda context: f"This has to be {context.get('le')} or less.",
    "greater_than": lambda context: f"This has to be more than {context.get('gt')}.",
    "extra_forbidden": lambda _: "There is no such field.",
    "string_pattern_mismatch": lambda context: f"This does not have the right form ({context.get('pattern')}).",
}


def checked(base: Base, before: Entries, changes: Mapping[Address, Entry | None], today: date) -> Checked:
    """Put changes into the entries and look at the whole.

    Raises:
        NotValid: with what would be wrong then and was not before.
    """
    after = replaced(before, changes)
    kind, *_ = [address.kind for address in changes] or ["credential"]
    if news := set(problems_of(after, base.root)) - set(problems_of(before, base.root)):
        raise NotValid(_by_field(sorted(map(_without_place, news)), REFERENCES, kind, changes))
    catalogue = build_catalogue(folders_of(after, base.root), "a draft")
    old = {(fault.place, fault.message) for fault in lint(build_catalogue(folders_of(before, base.root), "before"), today)}
    faults = [fault for fault in lint(catalogue, today) if (fault.place, fault.message) not in old]
    if errors := [fault for fault in faults if fault.severity == "error"]:
        raise NotValid(_by_field([fault.message for fault in errors], LINTED, kind, changes))
    return Checked(catalogue, tuple(f"{fault.place}: {fault.message}" for fault in faults))


def _without_place(problem: str) -> str:
    """ "data: sql-basics: unknown skill 'SLQ'" without the folder and the entry, which whoever edits it knows."""
    return re.sub(r"^[\w-]+: .*?: (?=unknown |no source )", "", problem)


def _by_field(
    messages: Iterable[str],
    table: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...],
    kind: EntryKind,
    changes: Mapping[Address, Entry | None],
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    parts = MODELS[kind].model_fields
    is_removal = all(entry is None for entry in changes.values())
    for message in messages:
        names = next((names for pattern, names in table if pattern.search(message)), ())
        field = WHOLE if is_removal else next((name for name in names if name in parts), WHOLE)
        found[field].append(f"{message[:1].upper()}{message[1:].rstrip('.')}.")
    return found
