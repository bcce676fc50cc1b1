"""Complement: what stands well beside the degree, credentials or job already there. Adjacent; never a repetition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

from knowledge.recognition.case import Case, related_fields
from knowledge.recommend.relevance import Candidate, toward_role, toward_skills, within_field

ESSENTIAL = (("held_credentials", "current_role"),)
SAME_FIELD, RELATED_FIELD = 1.0, 0.92


def candidates(case: Case) -> Iterable[Candidate]:
    """Toward the direction named; without one, the fields next to what is held."""
    if case.profile.target_skills:
        return toward_skills(case)
    if case.role:
        return toward_role(case, case.role)
    if case.field:
        return within_field(case, case.field.slug)
    return _beside_what_is_held(case)


def _beside_what_is_held(case: Case) -> Iterable[Candidate]:
    for slug, relevance in sorted(adjacent_fields(case).items()):
        for credential in case.index.by_field.get(slug, ()):
            yield credential, relevance


def adjacent_fields(case: Case) -> Mapping[str, float]:
    """Field slug -> how near it is to what the user has; every field a little where nothing tells."""
    near: dict[str, float] = {}
    for text in case.background.words:
        for slug, share in fields_of_subject(text).items():
            if slug in case.catalogue.fields:
                near[slug] = max(share, near.get(slug, 0.0))
    homes = [one.field for one in case.background.held] + ([case.background.role.field] if case.background.role else [])
    for slug in homes:
        near[slug] = SAME_FIELD
        home = case.catalogue.fields.get(slug)
        for other in related_fields(case.catalogue, home) if home else ():
            near[other] = max(RELATED_FIELD, near.get(other, 0.0))
    return near


def fields_of_subject(text: str) -> Mapping[str, float]:
    """The fields that a subject of study opens, with their nearness; those of any degree where the subject is not known."""
    folded = text.casefold()
    for words, fields in _subjects():
        if re.search(words, folded):
            return fields
    return {}


@cache
def _subjects() -> tuple[tuple[str, Mapping[str, float]], ...]:
    rows = yaml.safe_load((Path(__file__).parent / "subjects.yml").read_text("utf-8"))
    return tuple((r"\b(" + "|".join(row["words"]) + ")", row["fields"]) for row in rows)
