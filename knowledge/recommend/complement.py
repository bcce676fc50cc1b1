"""Complement: what stands well beside the degree, credentials or job already there. Adjacent; never a repetition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.model import Credential, Role
from knowledge.recognition.case import Case
from knowledge.recognition.index import LEVELS
from knowledge.recommend.relevance import Candidate, toward_role, toward_skills, within_field

ESSENTIAL = (("held_credentials", "current_role"),)
SAME_FIELD, RELATED_FIELD = 1.0, 0.85
ANOTHER_TRADE, OTHER_TRADE = 52, 0.6
"""Weeks from which something is another trade rather than a complement, and what is left of such a one."""
BEHIND = 0.5
"""What is left of a way into jobs that stand below one's own."""
BACHELOR = 3
MANUAL = frozenset({"31", "33", "35", "37", "39", "45", "47", "49", "51", "53"})
"""The major groups of O*NET for service, trades, production and transport."""


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
            yield credential, relevance * _as_complement(case, credential)


def _as_complement(case: Case, credential: Credential) -> float:
    """What is left for what is rather another trade: a course of a year and more, and beside a degree a card for manual work."""
    if credential.weeks and credential.weeks[0] >= ANOTHER_TRADE:
        return OTHER_TRADE
    roles = [case.catalogue.roles[title] for title in credential.roles if title in case.catalogue.roles]
    manual = bool(roles) and all(role.onet[:2] in MANUAL for role in roles)
    own = case.background.role
    if own and own.title in credential.roles:
        return 1.0
    if own and roles and own.field == credential.field and _is_behind(own, credential, roles):
        return BEHIND
    graduate = (case.background.education or 0) >= BACHELOR
    if own and own.onet[:2] in MANUAL and own.field == credential.field and _shares_little(case, own, credential):
        return OTHER_TRADE
    return OTHER_TRADE if manual and graduate else 1.0


def _is_behind(own: Role, credential: Credential, roles: list[Role]) -> bool:
    """Whether it is made to get into jobs of the field that stand below one's own."""
    return credential.level == "entry" and all(LEVELS.index(role.level) < LEVELS.index(own.level) for role in roles)


def _shares_little(case: Case, own: Role, credential: Credential) -> bool:
    """Whether it has little to do with one's own trade."""
    weights, covers = case.index.role_weights[own.title], case.index.covers[credential.id]
    return sum(weight * covers.get(name, 0.0) for name, weight in weights.items()) < case.settings.match_partly * sum(weights.values())


def adjacent_fields(case: Case) -> Mapping[str, float]:
    """Field slug -> how near it is to what the user has."""
    near = dict(case.background.fields_studied)
    homes = [one.field for one in case.background.held] + ([case.background.role.field] if case.background.role else [])
    for slug in homes:
        near[slug] = SAME_FIELD
        for other in case.index.related(slug):
            near[other] = max(RELATED_FIELD, near.get(other, 0.0))
    return near
