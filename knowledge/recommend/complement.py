"""Complement: what stands well beside the degree, credentials or job already there. Adjacent; never a repetition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.recognition.case import Case
from knowledge.recommend.relevance import Candidate, toward_role, toward_skills, within_field

ESSENTIAL = (("held_credentials", "current_role"),)
SAME_FIELD, RELATED_FIELD = 1.0, 0.85


def candidates(case: Case) -> Iterable[Candidate]:
    """Toward the direction named; without one, the fields next to what is held."""
    if case.profile.target_skills:
        return toward_skills(case)
    if case.role:
        return toward_role(case, case.role)
    if case.field and not case.work_studied_for:
        return within_field(case, case.field.slug)
    return _beside_what_is_held(case)


def _beside_what_is_held(case: Case) -> Iterable[Candidate]:
    for slug, relevance in sorted(adjacent_fields(case).items()):
        for credential in case.index.by_field.get(slug, ()):
            yield credential, relevance


def adjacent_fields(case: Case) -> Mapping[str, float]:
    """Field slug -> how near it is to what the user has."""
    near = dict(case.background.fields_studied)
    homes = [one.field for one in case.background.held] + ([case.background.role.field] if case.background.role else [])
    for slug in homes:
        near[slug] = SAME_FIELD
        for other in case.index.related(slug):
            near[other] = max(RELATED_FIELD, near.get(other, 0.0))
    return near
