"""Where the law or nearly every employer wants a licence or a degree: what is missing, and what leads there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from knowledge.model import Catalogue, Credential, Role
from knowledge.recognition.background import Background
from knowledge.recognition.case import Case
from knowledge.recognition.education import education_rank, is_subject, subject_of
from knowledge.recognition.index import LEADS_IN, Index
from knowledge.recognition.names import key_words

NEW_TO_IT = ("career_change", "exploration")
"""Goals of people who are not in the work yet: a degree that they do not mention is taken to be missing, until they are asked."""

MOSTLY = 0.5
"""Where this share of a field's jobs is licensed, the licence comes first for any goal."""

MAIN_PART = 0.4
"""The share of a role's skills from which a short credential is more than a formality."""

WAYS_IN = ("licence", "degree", "apprenticeship")


@dataclass(frozen=True, slots=True)
class Gap:
    """A licence or degree that is required and not held. ``name`` is None for a licensed field without a role."""

    kind: Literal["licence", "degree"]
    by_law: bool
    name: str | None
    roles: tuple[Role, ...]
    evidence: str


def gap_of(case: Case) -> Gap | None:
    """What stands before the role or field aimed at, None where nothing does or it is held."""
    if case.role:
        return role_gap(case, case.role)
    return _field_gap(case) if case.field and not _is_in_it(case) else None


def role_gap(case: Case, role: Role) -> Gap | None:
    """What stands before that role."""
    background = case.background
    if role.licence.requirement == "legal" and not holds_what(background, role):
        return Gap("licence", True, role.licence.name, (role,), f"role:{role.title}#licence")
    field = case.catalogue.fields.get(role.field)
    focused = role.degree.requirement == "customary" and field is not None and field.culture in ("degree_focused", "licensed")
    if (role.degree.requirement == "legal" or focused) and _lacks_degree(case, role):
        return Gap("degree", role.degree.requirement == "legal", role.degree.name, (role,), f"role:{role.title}#degree")
    return None


def holds_what(background: Background, role: Role) -> bool:
    """Whether the user is in that role already or shows its licence."""
    return background.role is role or background.holds_licence(role.licence.name or role.title)


def _lacks_degree(case: Case, role: Role) -> bool:
    if case.background.role is role:
        return False
    holds = case.background.holds_degree(role.degree.name)
    if holds is None and role.degree.requirement == "customary" and case.background.is_seasoned_in(role.field):
        return False  # custom gives way to years in the same line of work; that a degree is usual is told all the same
    return holds is False or (holds is None and case.profile.goal in NEW_TO_IT)


def _is_in_it(case: Case) -> bool:
    """Whether the present job or a held licence shows that the user works in the licensed field already."""
    background, field = case.background, case.field
    if field is None or case.profile.goal == "currency":
        return True
    role = background.role
    if role and role.field == field.slug and (role.licence.requirement == "legal" or case.profile.goal not in NEW_TO_IT):
        return True
    return any(background.holds_licence(one.licence.name or one.title) for one in _licensed_roles(case, field.slug))


def _licensed_roles(case: Case, slug: str) -> tuple[Role, ...]:
    return tuple(role for role in case.index.roles_by_field.get(slug, ()) if role.licence.requirement == "legal")


def _field_gap(case: Case) -> Gap | None:
    field = case.field
    if field is None:
        return None
    licensed, every = _licensed_roles(case, field.slug), case.index.roles_by_field.get(field.slug, ())
    concerned = case.profile.goal in NEW_TO_IT or len(licensed) >= MOSTLY * max(1, len(every))
    if field.culture == "licensed" and concerned and not _skills_elsewhere(case):
        return Gap("licence", True, None, licensed, f"field:{field.slug}#culture")
    return None


def _skills_elsewhere(case: Case) -> bool:
    """Whether the skills named are such that jobs without a licence use them too: then no licence stands before them."""
    skills, slug = case.profile.target_skills, case.field.slug if case.field else ""
    if not skills or case.profile.field:
        return False
    free = [role for role in case.index.roles_by_field.get(slug, ()) if role.licence.requirement != "legal"]
    return any(set(skills) & set(role.skills) for role in free)


class WaysIn:
    """Which credentials lead to which role."""

    def __init__(self, catalogue: Catalogue, index: Index) -> None:
        self.catalogue, self.index = catalogue, index
        self._routes: dict[str, frozenset[str]] = {}
        self._leading: dict[str, frozenset[str]] = {}

    @classmethod
    def of(cls, case: Case) -> WaysIn:
        """The ways in of that catalogue, worked out once."""
        found = case.catalogue.memo.get("ways in")
        if found is None:
            found = case.catalogue.memo["ways in"] = cls(case.catalogue, case.index)
        assert isinstance(found, cls)
        return found

    def routes(self, role: Role) -> frozenset[str]:
        """The licence, degrees and apprenticeships for that role, and whatever the law requires for it."""
        if role.title not in self._routes:
            self._routes[role.title] = frozenset(one.id for one in self.index.all if self._is_route(one, role))
        return self._routes[role.title]

    def _is_route(self, credential: Credential, role: Role) -> bool:
        if credential.kind in WAYS_IN and role.title in credential.roles:
            return True
        if role.licence.name and credential.kind in ("licence", "industry_certification", "certificate"):
            names = {key_words(name) for name in (credential.name, *credential.aliases)}
            if key_words(role.licence.name) in names and role.field == credential.field:
                return True
        required = (row for row in self.catalogue.ledger_of.get(credential.id, ()) if row.basis == "legally_required")
        return self._is_the_point(credential, role) and any(role.title in (row.roles or credential.roles) for row in required)

    def _is_the_point(self, credential: Credential, role: Role) -> bool:
        """A short duty course that the law adds (safety on building sites) is required, but nobody gets into the job by it."""
        if credential.kind in ("licence", "industry_certification"):
            return True
        weights, covers = self.index.role_weights[role.title], self.index.covers[credential.id]
        return sum(weight * covers.get(name, 0.0) for name, weight in weights.items()) >= MAIN_PART * sum(weights.values())

    @cached_property
    def _before(self) -> dict[str, frozenset[str]]:
        """Credential id -> those that are steps toward it."""
        before: dict[str, set[str]] = {}
        for stack in self.catalogue.stacks:
            if stack.to and stack.kind in LEADS_IN:
                before.setdefault(stack.to, set()).add(stack.credential)
        for credential in self.index.all:
            for need in credential.prerequisites:
                if need.credential:
                    before.setdefault(credential.id, set()).add(need.credential)
        return {key: frozenset(value) for key, value in before.items()}

    def lead_to(self, role: Role) -> frozenset[str]:
        """The ways in, and what counts toward them."""
        if role.title in self._leading:
            return self._leading[role.title]
        found = set(self.routes(role))
        queue = list(found)
        while queue:
            for key in self._before.get(queue.pop(), ()):
                if key not in found:
                    found.add(key)
                    queue.append(key)
        self._leading[role.title] = frozenset(found)
        return self._leading[role.title]


def is_degree_route(case: Case, credential: Credential, gap: Gap) -> bool:
    """Whether a credential is the degree (or the way to it) that the gap asks for."""
    if not any(_prepares(case, credential, role) for role in gap.roles):
        return False
    if credential.kind == "degree":
        return any(credential.field == role.field for role in gap.roles) and _is_such_a_degree(credential.name, gap.name or "")
    ways, names = WaysIn.of(case), {key_words(name) for name in (credential.name, *credential.aliases)}
    named = any(credential.field == role.field for role in gap.roles) and any(key_words(one) in names for one in _alternatives(gap))
    return named or any(credential.id in ways.lead_to(role) for role in gap.roles)


def _alternatives(gap: Gap) -> list[str]:
    """What will do, one by one: "associate degree or paralegal certificate"."""
    return [one for one in re.split(r"\bor\b|,", gap.name or "") if key_words(one)]


def _is_such_a_degree(name: str, asked: str) -> bool:
    """Whether a degree is of the rank asked for, or the next, and not of a subject other than the one asked for."""
    rank, wanted, subject = education_rank(name) or 3, education_rank(asked) or 3, subject_of(asked)
    return wanted <= rank <= wanted + 1 and not (subject and is_subject(name, subject) is False)


def _prepares(case: Case, credential: Credential, role: Role) -> bool:
    """Whether a degree teaches a part of what the job asks for: a degree in law is none for a security manager, though both serve the public."""
    weights, covers = case.index.role_weights[role.title], case.index.covers[credential.id]
    return sum(weight * covers.get(name, 0.0) for name, weight in weights.items()) >= case.settings.match_partly * sum(weights.values())
