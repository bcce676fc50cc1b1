"""Exploration: short, cheap tryouts without prerequisites that give a true picture of a field."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.model import Credential
from knowledge.recognition.case import Case
from knowledge.recognition.licensing import WAYS_IN
from knowledge.recommend.relevance import Candidate, toward_role, toward_skills, within_field

SAME_FIELD = 0.6
NEXT_DOOR, ELSEWHERE = 0.7, 0.6
"""For who may go anywhere: a field beside the present one, and any other."""
TASTE = 3
"""So many skills at least give a taste of a field; one rule learned by heart does not."""

ESSENTIAL = (("field", "target_role", "target_skills"),)


def candidates(case: Case) -> Iterable[Candidate]:
    """Tryouts of the field, role or skills named, of many fields where nothing is named. Commitments are no tryouts."""
    return ((credential, relevance) for credential, relevance in _all(case) if credential.kind not in WAYS_IN)


def _all(case: Case) -> Iterable[Candidate]:
    if case.profile.target_skills and not case.profile.field:
        return toward_skills_or_their_field(case)
    if case.role and not case.profile.field:
        return toward_role(case, case.role)
    return within_field(case, case.field.slug) if case.field else anywhere(case)


def anywhere(case: Case) -> Iterable[Candidate]:
    """A taste of every field but the present one, for who cannot say which: what asks for nothing but interest."""
    home = case.background.role.field if case.background.role else None
    beside = case.index.related(home) if home else frozenset()
    for credential in case.catalogue.credentials.values():
        if credential.field != home and len(credential.skills) >= TASTE and is_open_to_anyone(credential):
            yield credential, NEXT_DOOR if credential.field in beside else ELSEWHERE


def toward_skills_or_their_field(case: Case) -> Iterable[Candidate]:
    """What teaches the skills named, and behind it the open tryouts of the field they belong to: a taste of welding is one of the trades."""
    direct = {credential.id: (credential, relevance) for credential, relevance in toward_skills(case)}
    yield from direct.values()
    homes = {skill.field for name in case.profile.target_skills if (skill := case.catalogue.skills.get(name)) and skill.field}
    for slug in sorted(homes):
        for credential, _ in within_field(case, slug):
            if credential.id not in direct and is_open_to_anyone(credential):
                yield credential, SAME_FIELD


def is_open_to_anyone(credential: Credential) -> bool:
    """For somebody who may go anywhere: nothing that asks for more than interest."""
    return credential.level == "entry" and all(
        need.need != "required" or need.type in ("age", "other") for need in credential.prerequisites
    )
