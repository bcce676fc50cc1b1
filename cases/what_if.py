"""What the shortlist would be if the user's profile were another: for the advisor, by the ranking that users get."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from cases.model import Case, Refused
from knowledge.model import Catalogue, Profile
from knowledge.recommend import WhatIf, profile_from_json, what_if
from knowledge.resolve.index import Ambiguous, Match, NameIndex
from knowledge.terms import Delivery, Goal

KINDS: dict[str, frozenset[str]] = {
    "target_skills": frozenset({"skill"}),
    "current_skills": frozenset({"skill"}),
    "target_role": frozenset({"role"}),
    "current_role": frozenset({"role", "occupation"}),
    "field": frozenset({"field"}),
    "held_credentials": frozenset({"credential"}),
    "target_employers": frozenset({"employer", "issuer"}),
}
"""What the names of a field are names of."""
LISTS = ("target_skills", "current_skills", "held_credentials", "target_employers")
NUMBERS = ("max_cost", "max_weeks", "hours_per_week")
OWN_WORDS = ("held_credentials", "target_employers", "current_role")
"""Here a name that the catalogue lacks counts as it is."""
FIELDS = (
    "goal",
    "target_role",
    "target_skills",
    "field",
    "target_employers",
    "current_role",
    "current_skills",
    "held_credentials",
    *NUMBERS,
    "delivery",
)
MOST, MOST_NEAREST = 1_000_000, 3


def profile_in(case: Case) -> Profile:
    """The profile of a case, without what its user does not want passed on.

    Raises:
        Refused: where the case has none, as an older one, or one whose user has had everything deleted.
    """
    if case.brief is None or not case.brief.values.get("goal"):
        raise Refused("There is no goal in this case, so no list can be made. Ask the user what they want to reach.")
    return profile_from_json(json.dumps(case.brief.values))


def as_told(profile: Profile, catalogue: Catalogue) -> dict[str, str]:
    """The profile's fields as they stand in a form: names, several with commas."""
    told = {}
    for slot in FIELDS:
        value = getattr(profile, slot)
        if slot in LISTS:
            told[slot] = ", ".join(catalogue.credentials[name].name if name in catalogue.credentials else str(name) for name in value)
        else:
            told[slot] = "" if value is None else f"{value:g}" if slot in NUMBERS else str(value)
    return told


def changes_told(profile: Profile, told: Mapping[str, str], catalogue: Catalogue, names: NameIndex) -> dict[str, Any]:
    """What a form changes in the profile; a field that is left as it was changes nothing.

    Raises:
        Refused: where something in it is not known; the message names it.
    """
    before = as_told(profile, catalogue)
    return {slot: _value(slot, told[slot].strip(), names) for slot in FIELDS if slot in told and told[slot].strip() != before[slot]}


def beside(profile: Profile, changes: Mapping[str, Any], catalogue: Catalogue, today: date) -> WhatIf:
    """The present list and the one after the changes."""
    return what_if(profile, changes, catalogue, today)


def _value(slot: str, text: str, names: NameIndex) -> Any:
    if slot == "goal":
        return _one_of(text, get_args(Goal), "goal")
    if slot == "delivery":
        return _one_of(text, get_args(Delivery), "way of learning") if text else None
    if slot in NUMBERS:
        return _number(slot, text)
    if slot in LISTS:
        return tuple(_name(slot, part.strip(), names) for part in text.split(",") if part.strip())
    return _name(slot, text, names) if text else None


def _one_of(text: str, known: tuple[str, ...], what: str) -> str:
    if text not in known:
        raise Refused(f"{text or 'Nothing'} is no {what}; choose one of {', '.join(one.replace('_', ' ') for one in known)}.")
    return text


def _number(slot: str, text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text.replace(",", "").replace("$", ""))
    except ValueError:
        value = -1
    if not 0 <= value <= MOST:
        raise Refused(f"{text} is no number for {slot.replace('_', ' ')}; write digits only, such as 300.")
    return value


def _name(slot: str, text: str, names: NameIndex) -> str:
    found = names.resolve(text, set(KINDS[slot]))
    if isinstance(found, Match):
        return found.id if slot == "held_credentials" else found.name
    if slot in OWN_WORDS:
        return text
    near = found.candidates if isinstance(found, Ambiguous) else found.nearest
    meant = ", ".join(one.name for one in near[:MOST_NEAREST])
    raise Refused(f"The catalogue knows no {slot.replace('_', ' ')} called {text}.{f' Did you mean: {meant}?' if meant else ''}")
