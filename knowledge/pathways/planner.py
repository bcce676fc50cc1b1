"""An ordered stack of credentials that covers a set of weighted skills within time and money."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from knowledge.model import Credential, Pathway, PathwayStep
from knowledge.recognition.background import LEVELS
from knowledge.recognition.case import Case
from knowledge.recognition.evidence import best_first
from knowledge.recognition.index import LEADS_IN

PER_STEP = 0.02
"""What a further step must earn in coverage: few steps are finished, many are not."""
WORTH_OF_SCORE = 0.45
ADDS = 0.3
"""A step is said to add a skill where it covers this much more of it than before."""
PER_YEAR, PER_THOUSAND = 0.08, 0.04
"""Coverage that a year or a thousand dollars more must earn."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A possible step: its score, weeks and US dollars (None where unknown)."""

    credential: Credential
    score: float
    weeks: float | None
    cost: float | None


def plan(case: Case, weights: Mapping[str, float], legs: Sequence[Leg], target: str) -> Pathway | None:
    """The best stack of at most ``max_steps`` legs: every combination is weighed, so the result is exact over ``legs``."""
    wanted = shares_of(weights)
    if not wanted or not legs:
        return None
    names, shares = tuple(wanted), tuple(wanted.values())
    start = tuple(case.background.reach.get(name, 0.0) for name in names)
    reach = [tuple(case.index.covers[leg.credential.id].get(name, 0.0) for name in names) for leg in legs]
    best: tuple[float, tuple[int, ...]] | None = None
    for size in range(1, case.settings.max_steps + 1):
        for group in combinations(range(len(legs)), size):
            worth = _worth(case, [legs[number] for number in group], start, [reach[number] for number in group], shares)
            if worth is not None and (best is None or worth > best[0] + 1e-9):
                best = (worth, group)
    if best is None:
        return None
    chosen = in_order([legs[number] for number in best[1]], case)
    return pathway_of(case, chosen, wanted, target)


def shares_of(weights: Mapping[str, float]) -> dict[str, float]:
    """Skill -> its share of all that is wanted, by name."""
    names = sorted(name for name in weights if weights[name] > 0)
    total = sum(weights[name] for name in names)
    return {name: weights[name] / total for name in names}


def within_limits(case: Case, legs: Sequence[Leg]) -> bool:
    """Whether all legs together stay within the stated money and time; what is not known stays within no limit."""
    profile = case.profile
    weeks, cost = [leg.weeks for leg in legs], [leg.cost for leg in legs]
    if profile.max_cost is not None and (None in cost or sum(one or 0 for one in cost) > profile.max_cost):
        return False
    return profile.max_weeks is None or (None not in weeks and sum(one or 0 for one in weeks) <= profile.max_weeks)


def _worth(
    case: Case, group: Sequence[Leg], start: tuple[float, ...], reach: Sequence[tuple[float, ...]], shares: tuple[float, ...]
) -> float | None:
    """Coverage gained and the quality of the steps, less what they take; None where the group breaks a limit."""
    if not within_limits(case, group) or not _prerequisites_inside(case, group):
        return None
    weeks, cost = [leg.weeks for leg in group], [leg.cost for leg in group]
    gained: float = sum(share * max(0.0, max(column) - had) for share, had, *column in zip(shares, start, *reach, strict=True))
    if len(group) > 1 and any(_gain_without(index, start, reach, shares, gained) < case.settings.step_gain for index in range(len(group))):
        return None
    quality = max(leg.score for leg in group)
    effort = PER_STEP * len(group) + PER_YEAR * sum(one or 12 for one in weeks) / 52 + PER_THOUSAND * sum(one or 300 for one in cost) / 1000
    return gained + WORTH_OF_SCORE * quality - effort


def _gain_without(
    index: int, start: tuple[float, ...], reach: Sequence[tuple[float, ...]], shares: tuple[float, ...], gained: float
) -> float:
    """What the step at ``index`` alone brings."""
    others = [column for number, column in enumerate(reach) if number != index]
    without: float = sum(share * max(0.0, max(column) - had) for share, had, *column in zip(shares, start, *others, strict=True))
    return gained - without


def _prerequisites_inside(case: Case, group: Sequence[Leg]) -> bool:
    earned = {leg.credential.id for leg in group} | case.background.held_ids
    for leg in group:
        for need in leg.credential.prerequisites:
            if need.need == "required" and need.credential and need.credential not in earned:
                held_above = case.index.implied_by.get(need.credential, frozenset())
                if not held_above & earned - {leg.credential.id}:
                    return False
    return True


def in_order(legs: Sequence[Leg], case: Case) -> list[Leg]:
    """Prerequisites and lower levels first; the better one first among equals."""
    waiting = sorted(legs, key=lambda leg: (LEVELS.index(leg.credential.level), -leg.score, leg.credential.id))
    ordered: list[Leg] = []
    while waiting:
        ids = {leg.credential.id for leg in waiting}
        ready = next((leg for leg in waiting if not before(leg.credential, case) & ids - {leg.credential.id}), waiting[0])
        ordered.append(ready)
        waiting.remove(ready)
    return ordered


def before(credential: Credential, case: Case) -> set[str]:
    """What must, or had better, be earned before this one."""
    needed = {need.credential for need in credential.prerequisites if need.credential}
    return needed | {stack.credential for stack in case.catalogue.stacks_into.get(credential.id, ()) if stack.kind in LEADS_IN}


def pathway_of(case: Case, legs: Sequence[Leg], shares: Mapping[str, float], target: str) -> Pathway:
    """These legs in this order, with what each adds and unlocks."""
    covered = {name: case.background.reach.get(name, 0.0) for name in shares}
    steps: list[PathwayStep] = []
    for number, leg in enumerate(legs):
        covers = case.index.covers[leg.credential.id]
        adds = tuple(name for name in sorted(shares, key=lambda one: (-shares[one], one)) if covers.get(name, 0.0) - covered[name] >= ADDS)
        covered = {name: max(covered[name], covers.get(name, 0.0)) for name in shares}
        later = [other.credential for other in legs[number + 1 :] if leg.credential.id in before(other.credential, case)]
        steps.append(PathwayStep(leg.credential, leg.weeks, leg.cost, adds, tuple(one.name for one in later)))
    share = sum(shares[name] * covered[name] for name in shares)
    return Pathway(target, tuple(steps), round(share, 3), accepted_by([leg.credential for leg in legs], case))


def accepted_by(credentials: Iterable[Credential], case: Case) -> tuple[str, ...]:
    """Who, by sourced evidence of others than the issuers, recognises any of these; for the role aimed at where the row names roles."""
    rows = [row for credential in credentials for row in case.index.by_others.get(credential.id, ()) if row.verified]
    fitting = [row for row in rows if not case.role or not row.roles or case.role.title in row.roles]
    return tuple(dict.fromkeys(row.recogniser for row in best_first(fitting)))
