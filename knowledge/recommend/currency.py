"""Currency: what shows people of the same field that one has kept up. Recency, renewal, recognition; nothing below one's level."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.model import Credential
from knowledge.recognition.case import Case
from knowledge.recommend.relevance import Candidate, toward_skills, within_field

ESSENTIAL = (("current_role", "field", "held_credentials"),)
BESIDE_THE_WORK = 0.8
"""In the field, but made for other jobs than the user's."""
FROM_OUTSIDE = 0.7
OPENS_ANOTHER = 0.6
OTHER_SKILLS = 0.55
"""In the field, but not about the skills in which the user wants to be current."""


def candidates(case: Case) -> Iterable[Candidate]:
    """The field of the present work; what builds on a held credential comes first."""
    linked = linked_to_held(case)
    seen: set[str] = set()
    if case.profile.target_skills:
        for credential, relevance in toward_skills(case):
            seen.add(credential.id)
            yield credential, relevance
    if case.field:
        for credential, relevance in within_field(case, case.field.slug):
            if credential.id in seen:
                continue
            if case.profile.target_skills:
                relevance *= OTHER_SKILLS
            seen.add(credential.id)
            suits = credential.id in linked or _suits_work(case, credential)
            yield credential, relevance * (1.0 if suits else BESIDE_THE_WORK) * _for_another_job(case, credential)
    for credential in case.index.all:
        if credential.id in seen:
            continue
        if credential.id in linked:
            yield credential, 0.9
        elif case.role and case.role.title in credential.roles and case.coverage(credential.id) >= 0.2:
            yield credential, FROM_OUTSIDE


def _for_another_job(case: Case, credential: Credential) -> float:
    """What is left in a licensed field for what opens another job there."""
    licensed = case.field is not None and case.field.culture == "licensed" and case.role is not None
    made_for = case.role is not None and case.role.title in credential.roles
    return OPENS_ANOTHER if licensed and credential.roles and not made_for else 1.0


def _suits_work(case: Case, credential: Credential) -> bool:
    if case.wanted:
        return case.coverage(credential.id) >= 0.12 or (case.role is not None and case.role.title in credential.roles)
    held = {role for one in case.background.held for role in one.roles}
    return not held or bool(held & set(credential.roles))


def linked_to_held(case: Case) -> frozenset[str]:
    """What a held credential leads to, or what counts toward renewing or extending it."""
    found: set[str] = set()
    for credential in case.background.held:
        found |= {stack.to for stack in case.catalogue.stacks_from.get(credential.id, ()) if stack.to}
        found |= {stack.credential for stack in case.catalogue.stacks_into.get(credential.id, ())}
    return frozenset(found - case.background.held_ids)
