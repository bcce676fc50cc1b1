"""What was told in so many words, and what was only taken from them: "evenings" for hours, "I run a shop" for a job."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from actions.common.profile import LIST_SLOTS, Change
from knowledge.model import Catalogue
from knowledge.resolve.money import read_money
from knowledge.resolve.numbers import DIGITS, NUMBER, read_number
from knowledge.resolve.tokens import key_of

NAMES = ("target_role", "current_role", "field", "target_skills", "current_skills")
"""These hold canonical names, which people call by many others."""
FREE = re.compile(r"\bfree\b|\bno (?:money|budget|cost)\b|\bnothing\b|\$?\b0\b|\bwithout paying\b")
PERIOD = re.compile(
    rf"{NUMBER}[\s-]*(?:more )?(?:days?|weeks?|wks?|months?|mos?|years?|yrs?|semesters?)\b|\bhalf (?:a )?year\b", re.IGNORECASE
)
CALLED = {
    "online": r"online|on-?line|remote\w*|virtual\w*|web|internet|distance|e-?learning",
    "in_person": r"in[- ]?person|class\w*|face[- ]to[- ]face|campus|on[- ]?site",
    "hybrid": r"hybrid|blended|mix\w*|both",
    "project": r"projects?|portfolio\w*|piece of work",
    "exam": r"exam\w*|tests?|quiz\w*",
    "completion": r"complet\w+|attend\w*|finish\w*",
}
"""Words that say a preference outright; "from home" does not."""
NEARLY = 0.51
"""Numbers that differ by less are the same, told and kept."""


def inferred_after(
    before: Mapping[str, list[Any]] | None, changes: Iterable[Change], catalogue: Catalogue, message: str = ""
) -> dict[str, list[Any]]:
    """The values of the profile that were inferred, by slot, once the changes that the message makes are made."""
    inferred = {slot: list(values) for slot, values in (before or {}).items()}
    for change in changes:
        known = inferred.pop(change.slot, [])
        now = items_of(change.slot, change.after)
        old = items_of(change.slot, change.before)
        new = [value for value in now if value not in old]
        guessed = [value for value in new if not is_told(change.slot, value, change.quote, catalogue, message)]
        kept = [value for value in known if value in now and value not in new]
        if kept or guessed:
            inferred[change.slot] = [*kept, *guessed]
    return inferred


def items_of(slot: str, value: Any) -> list[Any]:
    """The single values that a slot holds."""
    if value in (None, []):
        return []
    return list(value) if slot in LIST_SLOTS else [value]


def is_told(slot: str, value: Any, quote: str, catalogue: Catalogue, message: str = "") -> bool:
    """Whether the user's words say the value itself: a name that it goes by, the number, the period. A name counts anywhere in the message."""
    text = quote.casefold().replace("’", "'")
    if slot in NAMES:
        words = set(key_of(f"{quote} . {message}"))
        return any(set(key_of(name)) <= words for name in _called(slot, str(value), catalogue))
    if slot == "max_cost":
        return bool(FREE.search(text)) if not value else _sum_told(quote, float(value))
    if slot == "max_weeks":
        return bool(PERIOD.search(text)) or _number_told(text, float(value))
    if slot in ("hours_per_week", "experience_years"):
        return _number_told(text, float(value)) or (slot == "experience_years" and bool(PERIOD.search(text)))
    if slot in ("delivery", "assessment"):
        return re.search(rf"\b(?:{CALLED.get(str(value), '')})\b", text) is not None or text.strip() == str(value)
    return True


def _called(slot: str, value: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Every name that the catalogue has for a job, a field or a skill."""
    if slot == "field":
        field = catalogue.field_of(value)
        return (value, *field.name.split(" and "), *field.aliases) if field else (value,)
    if slot.endswith("_role"):
        job = catalogue.roles.get(value) or catalogue.occupations.get(value)
        return (value, *job.titles) if job else (value,)
    skill = catalogue.skills.get(value)
    return (value, *skill.aliases) if skill else (value,)


def _sum_told(quote: str, value: float) -> bool:
    sums = [money.usd for money in read_money(quote, asked=True) if money.usd is not None]
    return any(abs(each - value) < 1 for each in sums) or _number_told(quote.casefold(), value)


def _number_told(text: str, value: float) -> bool:
    found = (read_number(words) for words in re.findall(rf"{DIGITS}|{NUMBER}", text))
    return any(number is not None and abs(number - value) < NEARLY for number in found)
