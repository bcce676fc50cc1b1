"""What a change does to recommendations, tried on sample people before it is published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.model import Catalogue, Profile, Recommendation
from knowledge.recommend import recommend
from knowledge.store.edits import Revision
from knowledge.store.entries import entry_of
from knowledge.store.schema import CredentialEntry, RecognitionEntry, RoleEntry, SkillEntry, StackEntry

FILE = Path(__file__).with_name("profiles.yml")
MOST_AIMED = 12


@dataclass(frozen=True, slots=True)
class Sample:
    """A person of the sample: what the preview calls them, and what is known about them."""

    who: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class Move:
    """An option's place in a list before and after, from 1; none where it is not in the list."""

    id: str
    name: str
    before: int | None
    after: int | None

    @property
    def kind(self) -> str:
        """``enters``, ``leaves``, ``up`` or ``down``."""
        if self.before is None or self.after is None:
            return "enters" if self.before is None else "leaves"
        return "up" if self.after < self.before else "down"


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes for one sample person: options that enter, leave or move, other advice, or the same list with other words and scores."""

    who: str
    moves: tuple[Move, ...]
    advice: tuple[str, str] | None = None
    reworded: tuple[str, ...] = ()


@cache
def samples() -> tuple[Sample, ...]:
    """The people of the file."""
    return tuple(_sample(dict(told)) for told in yaml.safe_load(FILE.read_text("utf-8")))


def _sample(told: dict[str, Any]) -> Sample:
    who = str(told.pop("who"))
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    return Sample(who, Profile(**values))


def aimed_at(steps: Iterable[Revision], before: Catalogue, after: Catalogue) -> tuple[Sample, ...]:
    """Further people whom a change concerns: who aims at the roles, skills and field of what is changed."""
    found: dict[Profile, str] = {}
    for step in steps:
        values = step.values or step.before
        if not values or step.kind == "source":
            continue
        entry, catalogue = entry_of(step.kind, values), after if step.values else before
        credential = entry.id if isinstance(entry, CredentialEntry) else getattr(entry, "credential", None)
        known = catalogue.credentials.get(credential or "") or before.credentials.get(credential or "")
        if known and isinstance(entry, CredentialEntry | RecognitionEntry | StackEntry):
            field = catalogue.fields[known.field].name
            found[Profile(goal="skill_gap", field=field, target_skills=known.skills[:3])] = f"Somebody who wants what {known.name} teaches"
            found[Profile(goal="exploration", field=field)] = f"Somebody looking at {field}"
            for role in known.roles:
                found[Profile(goal="career_change", target_role=role)] = f"Somebody who wants to become: {role}"
        elif isinstance(entry, RoleEntry):
            found[Profile(goal="career_change", target_role=entry.title)] = f"Somebody who wants to become: {entry.title}"
        elif isinstance(entry, SkillEntry):
            found[Profile(goal="skill_gap", target_skills=(entry.name,))] = f"Somebody who wants {entry.name}"
    return tuple(Sample(who, profile) for profile, who in list(found.items())[:MOST_AIMED])


def compare(
    before: Catalogue,
    after: Catalogue,
    people: Iterable[Sample],
    today: date,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> list[Effect]:
    """The effects on those people whose answer changes, in their order; ``progress`` is told how many are done."""
    people, effects = [one for one in people if _is_known(one.profile, before) or _is_known(one.profile, after)], []
    for number, one in enumerate(people, start=1):
        effect = _effect(one.who, recommend(one.profile, before, today), recommend(one.profile, after, today))
        effects += [effect] if effect.moves or effect.advice or effect.reworded else []
        progress(number, len(people))
    return effects


def _is_known(profile: Profile, catalogue: Catalogue) -> bool:
    """Whether the catalogue has what the profile names; a role may be retired one day."""
    roles = [name for name in (profile.target_role, profile.current_role) if name]
    return (
        all(role in catalogue.roles for role in roles)
        and all(skill in catalogue.skills for skill in profile.target_skills)
        and (profile.field is None or catalogue.field_of(profile.field) is not None)
    )


def _effect(who: str, before: Recommendation, after: Recommendation) -> Effect:
    old, new = _places(before), _places(after)
    names = {option.credential.id: option.credential.name for one in (before, after) for option in one.options}
    moves = [Move(key, names[key], old.get(key), new.get(key)) for key in {**new, **old} if old.get(key) != new.get(key)]
    told_then = {option.credential.id: (option.reason, round(option.score, 2), option.findings) for option in before.options}
    told_now = {option.credential.id: (option.reason, round(option.score, 2), option.findings) for option in after.options}
    reworded = tuple(names[key] for key in new if key in told_then and told_then[key] != told_now[key])
    return Effect(who, tuple(moves), (before.advice, after.advice) if before.advice != after.advice else None, reworded)


def _places(result: Recommendation) -> Mapping[str, int]:
    return {option.credential.id: place for place, option in enumerate(result.options, start=1)}
