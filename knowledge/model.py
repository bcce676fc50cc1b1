"""The domain: what the catalogue holds, who asks, and what an answer consists of. Plain frozen values, no framework.

Units: money in the currency named beside it, durations in weeks and hours, validity in months.
``None`` always means "not known", never zero.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from datetime import date
from functools import cached_property
from typing import Any, get_args

from knowledge.terms import (
    AdviceKind,
    Answer,
    AppliedWork,
    Assessment,
    Basis,
    Culture,
    Delivery,
    FactGroup,
    Goal,
    IssuerType,
    Kind,
    Level,
    QuestionId,
    RecogniserKind,
    Requirement,
    StackKind,
    Status,
    Verdict,
)

# --- facts ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Source:
    """A page that was read. ``as_of`` is the day from which its age counts."""

    key: str
    url: str
    title: str
    seen: date
    by: str
    dated: date | None = None

    @property
    def as_of(self) -> date:
        """The date the page carries, else the day it was read."""
        return self.dated or self.seen


@dataclass(frozen=True, slots=True)
class Field:
    """A field of work, and how much credentials count there."""

    slug: str
    name: str
    culture: Culture
    culture_why: str
    aliases: tuple[str, ...] = ()
    culture_source: Source | None = None
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill under its one canonical name."""

    name: str
    field: str | None
    aliases: tuple[str, ...] = ()
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class RoleRequirement:
    """Whether a licence or degree is needed for a role: by law, by custom, or not."""

    requirement: Requirement = "none"
    name: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A job: what it asks for, by weighted skills (1 helps, 3 is core), and whether the law or custom asks for more."""

    title: str
    onet: str
    field: str
    level: Level
    skills: Mapping[str, int]
    titles: tuple[str, ...] = ()
    licence: RoleRequirement = RoleRequirement()
    degree: RoleRequirement = RoleRequirement()


@dataclass(frozen=True, slots=True)
class Occupation:
    """A job known by name only: somebody may have it, but the catalogue has no credentials for it. Of its licence it may tell."""

    title: str
    onet: str
    titles: tuple[str, ...] = ()
    licence: RoleRequirement = RoleRequirement()


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who awards credentials."""

    name: str
    type: IssuerType
    aliases: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer, or a kind of employer, that users aim at."""

    name: str
    aliases: tuple[str, ...] = ()
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost in parts, in ``currency``. ``learning_per_month`` is a subscription paid while learning."""

    currency: str = "USD"
    learning: float | None = None
    learning_per_month: float | None = None
    exam: float | None = None
    membership: float | None = None
    renewal: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """What must (``need`` is required) or should be there before. ``months`` of experience, ``years`` of age."""

    type: str
    need: str
    months: int | None = None
    years: int | None = None
    name: str | None = None
    credential: str | None = None


def months_of(weeks: float) -> float:
    """The months begun within so many weeks, at least one: what a subscription charges. 26 weeks are six months, not seven."""
    return max(1.0, math.ceil(round(weeks * 12 / 52, 6)))


@dataclass(frozen=True, slots=True)
class Credential:
    """Anything a learner can earn and show. Spans are (least, most)."""

    id: str
    name: str
    field: str
    kind: Kind
    issuer: str
    issuer_type: IssuerType
    level: Level
    summary: str
    skills: tuple[str, ...]
    url: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    weeks: tuple[float, float] | None = None
    hours: tuple[float, float] | None = None
    cost: Cost = Cost()
    prerequisites: tuple[Prerequisite, ...] = ()
    assessment: tuple[Assessment, ...] = ()
    applied_work: AppliedWork | None = None
    delivery: tuple[Delivery, ...] = ()
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    validity_months: int | None = None
    never_expires: bool = False
    renewal: str | None = None
    updated: date | None = None
    version: str | None = None
    status: Status = "active"
    facts: Mapping[str, Source] | None = None
    """Fact group -> the source it was read in. A group that is missing here is unverified."""

    def source_of(self, group: str) -> Source | None:
        """Where that group of facts was read; None where it was not."""
        return (self.facts or {}).get(group)

    def unverified(self, *groups: FactGroup) -> tuple[FactGroup, ...]:
        """Those of these groups that tell something which was read in no source."""
        return tuple(group for group in groups if self.source_of(group) is None and TELLS[group](self))

    @property
    def verified(self) -> dict[FactGroup, bool]:
        """Fact group -> whether it was read in a source; a group of which nothing is known is not there."""
        groups: tuple[FactGroup, ...] = get_args(FactGroup)
        return {group: self.source_of(group) is not None for group in groups if self.source_of(group) or TELLS[group](self)}

    @property
    def seen(self) -> dict[FactGroup, date]:
        """Fact group -> the day that its source's age counts from, for those that were read."""
        groups: tuple[FactGroup, ...] = get_args(FactGroup)
        return {group: source.as_of for group in groups if (source := self.source_of(group))}

    @property
    def cost_total(self) -> float | None:
        """What it costs to earn (without renewal), in ``cost.currency``; None where a part is unknown.

        A subscription counts for the longest ordinary duration, so that a budget is never overrun by an optimistic guess.
        """
        cost = self.cost
        learning = cost.learning
        if cost.learning_per_month is not None and self.weeks:
            learning = cost.learning_per_month * months_of(self.weeks[1])
        if learning is None or cost.exam is None:
            return None
        return learning + cost.exam + (cost.membership or 0)

    @property
    def is_free(self) -> bool:
        """Whether it is known to cost nothing."""
        return self.cost_total == 0

    @property
    def as_of(self) -> date | None:
        """The oldest day that its sourced facts rest on."""
        return min((source.as_of for source in (self.facts or {}).values()), default=None)


def _tells_cost(credential: Credential) -> bool:
    cost = credential.cost
    amounts = (cost.learning, cost.learning_per_month, cost.exam, cost.membership, cost.renewal)
    return any(amount is not None for amount in amounts)


TELLS: Mapping[FactGroup, Callable[[Credential], bool]] = {
    "cost": _tells_cost,
    "duration": lambda one: bool(one.weeks or one.hours),
    "validity": lambda one: bool(one.validity_months or one.never_expires or one.renewal),
    "prerequisites": lambda one: bool(one.prerequisites),
    "assessment": lambda one: bool(one.assessment or one.applied_work),
    "delivery": lambda one: bool(one.delivery),
    "updated": lambda one: one.updated is not None,
    "status": lambda one: one.status != "active",
}
"""Fact group -> whether the credential says anything in it. That something is on offer is no claim: it is in the catalogue."""


@dataclass(frozen=True, slots=True)
class Stack:
    """``credential`` leads to credential ``to``, or ``toward`` something told in words."""

    id: str
    credential: str
    kind: StackKind
    detail: str
    to: str | None = None
    toward: str | None = None
    credits: float | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a user was told by a recogniser: when it was told on, the answer, and whether this user told it or a curator took it over from another."""

    day: date
    answer: Answer
    own: bool = True


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One piece of evidence: this recogniser gives this credential this weight. Only what users were told has a ``report``."""

    id: str
    credential: str
    recogniser_kind: RecogniserKind
    recogniser: str
    basis: Basis
    statement: str
    roles: tuple[str, ...] = ()
    jurisdiction: str | None = None
    source: Source | None = None
    report: Report | None = None

    @property
    def verified(self) -> bool:
        """Whether somebody has read it in a source."""
        return self.source is not None


MOST_KEPT = 32
"""So many snapshots with the evidence of different users are kept at once."""


@dataclass(frozen=True)
class Catalogue:
    """An immutable snapshot of all facts. ``version`` changes whenever any fact does."""

    version: str
    fields: Mapping[str, Field]  # by slug
    skills: Mapping[str, Skill]  # by name
    roles: Mapping[str, Role]  # by title
    issuers: Mapping[str, Issuer]  # by name
    employers: Mapping[str, Employer]  # by name
    credentials: Mapping[str, Credential]  # by id
    stacks: tuple[Stack, ...]
    ledger: tuple[LedgerRow, ...]
    occupations: Mapping[str, Occupation] = attribute(default_factory=dict)  # by title; none of them is a role
    evidence: tuple[LedgerRow, ...] = ()
    """The rows at the end of ``ledger`` that are not of the files: what users were told, as far as this user may see it."""

    def with_evidence(self, rows: tuple[LedgerRow, ...]) -> Catalogue:
        """The same facts with these rows in the ledger. Kept for a while: what is worked out from a snapshot takes a moment."""
        known = tuple(row for row in rows if row.credential in self.credentials)
        if not known:
            return self
        kept: dict[tuple[LedgerRow, ...], Catalogue] = self.memo.setdefault("with evidence", {})
        if known not in kept:
            if len(kept) >= MOST_KEPT:
                kept.pop(next(iter(kept)))
            kept[known] = replace(self, ledger=(*self.ledger, *known), evidence=known)
        return kept[known]

    @cached_property
    def ledger_of(self) -> Mapping[str, tuple[LedgerRow, ...]]:
        """Credential id -> its ledger rows."""
        return _grouped((row.credential, row) for row in self.ledger)

    @cached_property
    def stacks_from(self) -> Mapping[str, tuple[Stack, ...]]:
        """Credential id -> what it leads to."""
        return _grouped((stack.credential, stack) for stack in self.stacks)

    @cached_property
    def stacks_into(self) -> Mapping[str, tuple[Stack, ...]]:
        """Credential id -> what leads to it."""
        return _grouped((stack.to, stack) for stack in self.stacks if stack.to)

    @cached_property
    def memo(self) -> dict[str, Any]:
        """Room for views derived from this snapshot; they live as long as it does."""
        return {}

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source that some fact names, each once, by key."""
        facts = [source for credential in self.credentials.values() for source in (credential.facts or {}).values()]
        named = [field.culture_source for field in self.fields.values()]
        named += [need.source for role in self.roles.values() for need in (role.licence, role.degree)]
        named += [job.licence.source for job in self.occupations.values()]
        named += [stack.source for stack in self.stacks]
        named += [row.source for row in self.ledger]
        return tuple({source.key: source for source in sorted(filter(None, [*facts, *named]), key=lambda s: s.key)}.values())

    def field_of(self, name_or_slug: str | None) -> Field | None:
        """The field of that canonical name or slug."""
        if name_or_slug is None:
            return None
        return self.fields.get(name_or_slug) or self._fields_by_name.get(name_or_slug)

    @cached_property
    def _fields_by_name(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields.values()}


def _grouped(pairs: Any) -> Mapping[str, tuple[Any, ...]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


# --- who asks ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known about the user; the names and values are those of the contract's slots.

    ``held_credentials`` holds catalogue ids, or plain words such as "Bachelor's degree in biology".
    ``avoid`` holds canonical issuer names, credential ids, assessment kinds or kinds the user does not want.
    ``wanted_credentials`` holds ids of credentials that the user, or the posting, asks for by name.
    ``experience_years`` is the experience in the current or the target role's field, as told.
    """

    goal: Goal | None = None
    target_skills: tuple[str, ...] = ()
    current_skills: tuple[str, ...] = ()
    target_role: str | None = None
    current_role: str | None = None
    field: str | None = None
    held_credentials: tuple[str, ...] = ()
    target_employers: tuple[str, ...] = ()
    max_cost: float | None = None
    max_weeks: float | None = None
    hours_per_week: float | None = None
    delivery: Delivery | None = None
    assessment: str | None = None
    issuer_types: tuple[IssuerType, ...] = ()
    avoid: tuple[str, ...] = ()
    experience_years: float | None = None
    wanted_credentials: tuple[str, ...] = ()

    def but(self, **changes: Any) -> Profile:
        """The same profile with some values changed."""
        return replace(self, **changes)


# --- an answer --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to one recognition question. ``evidence`` names ledger rows, or a fact as ``<credential>#<group>``."""

    id: QuestionId
    verdict: Verdict
    because: str
    evidence: tuple[str, ...] = ()
    ask: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A credential recommended in answer to a goal, with its nine findings. ``score`` runs from 0 to 1."""

    credential: Credential
    score: float
    findings: tuple[Finding, ...]
    reason: str
    weeks: tuple[float, float] | None = None
    """Weeks for this user: from the hours and the user's hours a week where both are known."""
    cost_usd: float | None = None

    def finding(self, question: QuestionId) -> Finding:
        """The finding on one of the nine questions."""
        return next(finding for finding in self.findings if finding.id == question)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A credential that was left out: the rule that did it, and why in a sentence.

    ``near``: but for the rule it might have been among the options; the rest fits the goal too poorly for that.
    """

    credential: Credential
    rule: str
    because: str
    near: bool = True


@dataclass(frozen=True, slots=True)
class PathwayStep:
    """One step of a pathway; ``weeks`` and ``cost`` (US dollars) for this user."""

    credential: Credential
    weeks: float | None
    cost: float | None
    adds: tuple[str, ...]
    unlocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pathway:
    """An ordered stack toward a role or a larger credential. ``covered`` is the share of the wanted skills, 0 to 1."""

    target: str
    steps: tuple[PathwayStep, ...]
    covered: float
    accepted_by: tuple[str, ...] = ()
    pace: float | None = None
    """The hours a week that were taken for steps of which only the hours are on record, where the user named none."""

    @property
    def weeks(self) -> float | None:
        """All steps one after the other; None where one is not known."""
        known = [step.weeks for step in self.steps]
        return None if None in known else sum(week or 0 for week in known)

    @property
    def cost(self) -> float | None:
        """All steps together, in US dollars; None where one is not known."""
        known = [step.cost for step in self.steps]
        return None if None in known else sum(cost or 0 for cost in known)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The answer to a goal: advice, options, what was left out, and the receipt that reproduces it."""

    goal: Goal
    advice: AdviceKind
    because: str
    options: tuple[Option, ...]
    excluded: tuple[Exclusion, ...]
    receipt: str
    catalogue_version: str
    pathway: Pathway | None = None
    evidence: tuple[LedgerRow, ...] = ()
    """What users were told, as far as it was seen in making this; the receipt holds it."""
