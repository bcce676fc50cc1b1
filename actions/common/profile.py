"""The profile as it lies in Rasa's slots: reading it, changing it by what the user said, and telling it in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from actions.common import wording
from bot.cards.profile import GOAL_WORDS as GOAL_WORDS
from bot.cards.profile import LABELS as LABELS
from bot.cards.profile import LIST_SLOTS as LIST_SLOTS
from bot.cards.profile import PROFILE_SLOTS as PROFILE_SLOTS
from bot.cards.profile import in_words as in_words
from knowledge.model import Catalogue, Profile
from knowledge.recognition.wording import in_sentence, with_article
from knowledge.resolve.statements import Fact, removed
from knowledge.terms import Delivery, Goal, IssuerType

NUMBER_SLOTS = ("max_cost", "max_weeks", "hours_per_week", "experience_years")
TARGET_SLOTS = ("target_skills", "target_role", "field")
MOST_ITEMS = 25
"""So many items a list of the profile holds; the latest stay."""
OPPOSITES = {"target_skills": "current_skills", "current_skills": "target_skills"}

INFERABLE = (
    "target_role",
    "current_role",
    "field",
    "target_skills",
    "current_skills",
    "max_cost",
    "max_weeks",
    "hours_per_week",
    "experience_years",
    "delivery",
    "assessment",
)
"""What may be taken from words that don't say it outright; the rest is kept in the user's own words."""

Slots = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One slot's change through a message: the value before and after, and the words that did it."""

    slot: str
    before: Any
    after: Any
    quote: str

    @property
    def removed(self) -> bool:
        return self.after in (None, [])


def profile_of(slots: Slots, catalogue: Catalogue) -> Profile:
    """The knowledge library's profile; a value that no longer fits its vocabulary counts as not given."""
    names = {credential.name: credential.id for credential in catalogue.credentials.values()}
    held = tuple(names.get(name, name) for name in slots.get("held_credentials") or ())
    return Profile(
        goal=slots.get("goal") if slots.get("goal") in get_args(Goal) else None,
        target_skills=tuple(slots.get("target_skills") or ()),
        current_skills=tuple(slots.get("current_skills") or ()),
        target_role=slots.get("target_role"),
        current_role=slots.get("current_role"),
        field=slots.get("field"),
        held_credentials=held,
        wanted_credentials=tuple(names[name] for name in slots.get("wanted_credentials") or () if name in names),
        target_employers=tuple(slots.get("target_employers") or ()),
        max_cost=_number(slots.get("max_cost")),
        max_weeks=_number(slots.get("max_weeks")),
        hours_per_week=_number(slots.get("hours_per_week")),
        delivery=slots.get("delivery") if slots.get("delivery") in get_args(Delivery) else None,
        assessment=slots.get("assessment"),
        issuer_types=tuple(kind for kind in slots.get("issuer_types") or () if kind in get_args(IssuerType)),
        avoid=tuple(names.get(name, name) for name in slots.get("avoid") or ()),
        experience_years=_number(slots.get("experience_years")),
    )


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def changes_by(facts: Iterable[Fact], slots: Slots, catalogue: Catalogue) -> list[Change]:
    """What the facts change, in their order; saying again what is known changes nothing."""
    values = {slot: slots.get(slot) for slot in PROFILE_SLOTS}
    changes: dict[str, Change] = {}
    for fact in facts:
        slot = "avoid" if fact.operation == "avoid" else fact.slot
        if slot not in values:
            continue
        values[slot] = _after(fact, slot, values[slot], catalogue)
        _keep_disjoint(slot, values)
        if fact.operation in ("add", "set") and slot in NO_LONGER_UNWANTED:
            values["avoid"] = [name for name in values["avoid"] or () if name not in _as_list(values[slot])]
        for changed in (slot, OPPOSITES.get(slot, slot), "avoid"):
            if not same(values[changed], slots.get(changed)):
                changes[changed] = Change(changed, slots.get(changed), values[changed], fact.quote)
            else:
                changes.pop(changed, None)
    return list(changes.values())


NO_LONGER_UNWANTED = ("field", "target_role", "target_skills", "wanted_credentials", "assessment", "issuer_types")
""" "Back to informatics": what is asked for anew has been unwanted."""


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def same(one: Any, other: Any) -> bool:
    """Nothing and an empty list are the same."""
    return bool(one == other or (one in (None, []) and other in (None, [])))


def _after(fact: Fact, slot: str, before: Any, catalogue: Catalogue) -> Any:
    value = fact.value
    if slot in ("held_credentials", "wanted_credentials", "avoid") and isinstance(value, str) and value in catalogue.credentials:
        value = catalogue.credentials[value].name
    if slot not in LIST_SLOTS:
        return _single_after(fact, before, value)
    known, given = list(before or ()), list(value) if isinstance(value, list | tuple) else [value]
    if fact.operation == "remove":
        return list(removed(fact, known))
    if fact.operation == "set":
        known = []
    return (known + [item for item in given if item is not None and item not in known])[-MOST_ITEMS:]


def _single_after(fact: Fact, before: Any, value: Any) -> Any:
    if fact.operation == "remove":
        return None if fact.value is None or fact.value == before else before
    return value


def _keep_disjoint(slot: str, values: dict[str, Any]) -> None:
    """A skill that is wanted is not one that is had: what was said last holds."""
    other = OPPOSITES.get(slot)
    if other and values[other]:
        values[other] = [skill for skill in values[other] if skill not in (values[slot] or ())]


def inferred_in(slots: Slots) -> dict[str, list[Any]]:
    """The values of the profile, by slot, that the user did not tell in so many words."""
    inferred = {}
    for slot, values in (slots.get("inferred") or {}).items():
        now = slots.get(slot)
        holding = [value for value in values if (value in (now or ()) if slot in LIST_SLOTS else value == now)]
        if holding:
            inferred[slot] = holding
    return inferred


def inference(slot: str, values: list[Any]) -> str:
    """What was inferred, as half a sentence: "you work as a store manager"."""
    value = values if slot in LIST_SLOTS else values[0]
    words = in_words(slot, value)
    if slot in ("current_role", "target_role"):
        words = with_article(in_sentence(words))
    elif slot == "field":
        words = in_sentence(words)
    elif slot in LIST_SLOTS:
        words = and_([str(item).replace("_", " ") for item in values])
    return wording.utterance(f"utter_take_{slot}", value=words).text


KEEPS_UP = re.compile(r"\b(?:since|expir\w+|lapsed?|renew\w*|recertif\w*|still|current|up to date|years? ago|(?:19|20)\d\d)\b")


WORKS_IN = re.compile(
    r"\b(?:i|i'm|i've|i am|i have)(?: currently| now| been)? work(?:ed|ing)? in\b|\b(?:years?|background|experience) in\b"
)


def likely_goal(slots: Slots, catalogue: Catalogue, words: str = "") -> tuple[str | None, bool]:
    """The goal that the facts told point to, and whether they do so plainly; ``words`` are the user's own.

    Another job or field than the present one is a change of career, skills wanted are a gap, a field alone is explored, and
    what is held is kept up or added to; who works in the field wants to get on there.
    """
    aim, now = catalogue.roles.get(str(slots.get("target_role"))), catalogue.roles.get(str(slots.get("current_role")))
    field = catalogue.field_of(slots.get("field"))
    works_there = bool(WORKS_IN.search(words.casefold()))
    if aim and not now and field and works_there and aim.field == field.slug:
        return "skill_gap", True
    if (aim and now and aim != now) or (field and now and now.field != field.slug):
        return "career_change", True
    if slots.get("target_skills"):
        return "skill_gap", True
    if field and now and not works_there and not aim:
        return "career_change", False
    if aim and not now:
        return "career_change", bool(slots.get("held_credentials") or slots.get("experience_years"))
    if field and not now and not works_there:
        return "exploration", True
    if slots.get("held_credentials"):
        return ("currency" if KEEPS_UP.search(words.casefold()) else "complement"), True
    return None, False


def purpose(profile: Profile, catalogue: Catalogue) -> str:
    """What the shortlist is for, in a few words: "data analyst" or "SQL and Statistics"."""
    if profile.target_skills and profile.goal in ("skill_gap", "currency", None):
        return and_(profile.target_skills[:3])
    if profile.target_role:
        return work_of(profile.target_role)
    if profile.target_skills:
        return and_(profile.target_skills[:3])
    field = catalogue.field_of(profile.field)
    if field:
        return in_sentence(field.name)
    if profile.goal in ("exploration", "career_change"):
        return "a new direction"
    if profile.current_role:
        return work_of(profile.current_role)
    held = [catalogue.credentials[key].name if key in catalogue.credentials else _own_words(key) for key in profile.held_credentials]
    return f"someone with {and_(held[:2])}" if held else "your goal"


def _own_words(held: str) -> str:
    """What is held, in the user's words, within a sentence: "a degree in biology", "an MBA"."""
    return held if held.split()[0].casefold() in ("a", "an", "the", "no", "my", "some") else with_article(in_sentence(held))


def work_of(role: str) -> str:
    """ "Data analyst" as work: "data analyst work"."""
    return f"{in_sentence(role)} work"


def and_(items: Iterable[str]) -> str:
    """ "SQL, Python and Excel"."""
    *most, last = items
    return f"{', '.join(most)} and {last}" if most else last
