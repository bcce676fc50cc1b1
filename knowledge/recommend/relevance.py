"""How near a credential is to what the user aims at, for all goals alike."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.model import Credential, Role
from knowledge.recognition.case import Case
from knowledge.recognition.licensing import WAYS_IN

Candidate = tuple[Credential, float]
"""A credential worth looking at, and its relevance from 0 to 1."""

ENOUGH_OF_NAMED = 0.6
ENOUGH_OF_ROLE = 0.35
MADE_FOR = 0.75
"""What is made for the role is worth a look, even where skills are named otherwise."""
UNFOCUSED, UNFOCUSED_COMMON, FOCUSED_SHARE = 0.75, 0.5, 0.5
"""What is left for something that only touches the skill named, and the share of its content from which it counts as being about it."""
NEAR_FIELD, OTHER_FIELD = 0.9, 0.75


def toward_skills(case: Case) -> Iterable[Candidate]:
    """Credentials of any field that teach at least one of the skills named."""
    named = case.profile.target_skills
    homes = {known.field for name in named if (known := case.catalogue.skills.get(name))}
    present = case.background.role
    elsewhere = present.field if present and homes <= {None} else None  # what every field uses is learned for one's own
    for credential in case.index.teaching_any(named):
        covers = case.index.covers[credential.id]
        share = sum(covers.get(name, 0.0) for name in named) / len(named)
        of_any = bool(elsewhere) and not credential.roles
        home = 1.0 if credential.field in homes or of_any else field_factor(case, credential, elsewhere)
        least = UNFOCUSED if homes - {None} else UNFOCUSED_COMMON
        yield credential, (0.4 + 0.6 * min(1.0, share / ENOUGH_OF_NAMED)) * home * _focus(case, credential, least)


def _focus(case: Case, credential: Credential, least: float) -> float:
    """Who asks for one skill is served best by what is about it, not by what also touches it, as all that serves the public touches service."""
    near = case.index.reach(case.profile.target_skills)
    share = sum(near.get(name, 0.0) for name in credential.skills) / max(1, len(credential.skills))
    return least + (1 - least) * min(1.0, share / FOCUSED_SHARE)


def toward_role(case: Case, role: Role) -> Iterable[Candidate]:
    """Credentials made for the role, or covering some of the skills that tell it from other jobs."""
    own = [name for name in role.skills if not case.index.is_common(name) and role.skills[name] >= 2]
    near = {credential.id: credential for credential in (*case.index.teaching_any(own), *case.index.made_for.get(role.title, ()))}
    for key in sorted(near):
        credential = near[key]
        listed = role.title in credential.roles
        share = case.coverage(credential.id)
        relevance = (0.35 + 0.65 * min(1.0, share / ENOUGH_OF_ROLE)) * (1.0 if listed else _way_elsewhere(credential))
        relevance = max(relevance, MADE_FOR) if listed else relevance
        yield credential, relevance * field_factor(case, credential, role.field)


def _way_elsewhere(credential: Credential) -> float:
    """What is left for what is not made for the role: less where it opens another job, for that is what its time and money go into."""
    return 0.6 if credential.kind in WAYS_IN and credential.kind != "degree" else 0.92


def within_field(case: Case, slug: str, near: float = 0.0) -> Iterable[Candidate]:
    """All of a field; with ``near`` above 0 those of its related fields too, at that relevance."""
    for credential in case.index.by_field.get(slug, ()):
        yield credential, 1.0
    if near:
        for other in sorted(case.near_fields - {slug}):
            for credential in case.index.by_field.get(other, ()):
                yield credential, near


def field_factor(case: Case, credential: Credential, slug: str | None = None) -> float:
    """A skill learnt in the field aimed at is worth more there than the same skill learnt for another."""
    home = slug or (case.field.slug if case.field else None)
    if home is None or credential.field == home:
        return 1.0
    return NEAR_FIELD if credential.field in case.near_fields else OTHER_FIELD
