"""Whether a slot holds what is expected, by the notation of utterances.yml."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.evaluation.data import credential_names

TOLERANCE = 0.01
LISTS = ("target_skills", "current_skills", "held_credentials", "target_employers", "issuer_types", "avoid")


@dataclass(frozen=True)
class Tally:
    """Values of one slot: `wanted` by the annotation, `given` by the assistant, `right` where both."""

    wanted: int = 0
    given: int = 0
    right: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.wanted + other.wanted, self.given + other.given, self.right + other.right)

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else float("nan")

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else float("nan")


def unmet(slots: Mapping[str, Any], expected: Mapping[str, Any], banned: Mapping[str, Any], today: date) -> list[str]:
    """Return what is wrong with the slots, in words; one line for each expectation that is not met."""
    problems = [
        f"{slot} should be {wanted}, is {slots.get(slot)!r}"
        for slot, wanted in expected.items()
        if not holds(slots.get(slot), wanted, today)
    ]
    problems += [
        f"{slot} should not be {values}, is {slots.get(slot)!r}" for slot, values in banned.items() if has_any(slots.get(slot), values)
    ]
    return problems


def tally(slot: str, before: Any, after: Any, wanted: Any, banned: Any, today: date) -> Tally:
    """Count the values of a slot that the annotation speaks of.

    Of a list every value counts, and one that was not expected is wrong; what was there before the utterance is not its doing.
    Where only banned values are told, these alone are judged: the rest may be right.
    """
    new = [one for one in _values(after) if one not in _values(before)]
    if wanted is None:
        return Tally(given=sum(has_any(one, banned) for one in new))
    if slot in LISTS and wanted != "any":
        right = sum(holds(_values(after), one, today) for one in _listed(wanted))
        wrong = sum(not any(_same(one, name) for name in _listed(wanted)) for one in new)
        return Tally(len(_listed(wanted)), right + wrong, right)
    right = int(holds(after, wanted, today))
    return Tally(1, right or int(bool(new)), right)


def holds(value: Any, wanted: Any, today: date) -> bool:
    """Return whether a slot's value meets an expectation."""
    if wanted == "any":
        return not empty(value)
    if isinstance(wanted, dict):
        low, high = _range(wanted, today)
        return _is_number(value) and low <= float(value) <= high
    if _is_number(wanted):
        return _is_number(value) and abs(float(value) - wanted) <= TOLERANCE * max(1, abs(wanted))
    if isinstance(value, list):
        return all(any(_same(item, one) for item in value) for one in _listed(wanted))
    return any(_same(value, one) for one in _listed(wanted))


def has_any(value: Any, banned: Any) -> bool:
    """Return whether a slot's value holds what it must not; `any` stands for every value."""
    if banned == "any":
        return not empty(value)
    return any(_same(item, one) for item in _listed(value) for one in _listed(banned))


def empty(value: Any) -> bool:
    return value is None or value in ([], "")


def _same(value: Any, wanted: Any) -> bool:
    """Whether a value is what is wanted; a credential may be held by its id or by its name."""
    value, wanted = str(value).casefold(), str(wanted).casefold()
    if wanted.startswith("~"):
        return wanted[1:] in value
    return value in (wanted, credential_names().get(wanted, wanted).casefold())


def _values(value: Any) -> list[Any]:
    return [] if empty(value) else _listed(value)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _range(wanted: Mapping[str, Any], today: date) -> tuple[float, float]:
    if "between" in wanted:
        low, high = wanted["between"]
        return low, high
    first, last = _days(str(wanted["until"]), today)
    return (first - today).days / 7 - 1, (last - today).days / 7 + 1


def _days(name: str, today: date) -> tuple[date, date]:
    """Return the first and the last day that a deadline can mean: the whole month, the whole next quarter, or that very day."""
    if name == "next quarter":
        month = (today.month - 1) // 3 * 3 + 4
        year, month = today.year + (month > 12), (month - 1) % 12 + 1
        return date(year, month, 1), date(year, month, 1) + timedelta(days=91)
    if name[0].isdigit():
        month, day = (int(part) for part in name.split("-"))
        found = date(today.year, month, day)
        found = found if found >= today else date(today.year + 1, month, day)
        return found, found
    month = [month.casefold() for month in calendar.month_name].index(name.casefold())
    year = today.year + (month < today.month)
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
