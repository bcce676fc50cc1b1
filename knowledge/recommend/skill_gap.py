"""Skill gap: what closes the gap to a skill or role, proved by applied work."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.recognition.case import Case
from knowledge.recommend.relevance import Candidate, toward_role, toward_skills, within_field

ESSENTIAL = (("target_skills", "target_role", "field"),)


def candidates(case: Case) -> Iterable[Candidate]:
    """By the skills named, else by the role's, else the whole field."""
    if case.profile.target_skills:
        return toward_skills(case)
    if case.role:
        return toward_role(case, case.role)
    return within_field(case, case.field.slug) if case.field else ()
