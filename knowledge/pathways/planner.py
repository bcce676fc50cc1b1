"""An ordered stack of credentials that covers a set of weighted skills within time and money."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from knowledge.model import Credential, Pathway, PathwayStep
from knowledge.recognition.case import Case
from knowledge.recognition.effort import weeks_for
from knowledge.recognition.evidence import best_first, recogniser_told
from knowledge.recognition.index import LEADS_IN, LEVELS, LISTED, NEAR

PER_STEP = 0.02
"""What a further step must earn in coverage: few steps are finished, many are not."""
WORTH_OF_SCORE = 0.45
RIVALS_SHARE = 1 / 3
"""Two credentials of one level that share this part of what either teaches of the skills wanted stand for each other."""
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
    """The best stack of at most ``max_steps`` legs around the best leg that can be taken by itself, and what adds to it.

    ``legs`` are ordered, best first. Every combination is weighed, so the result is exact over them.
    """
    wanted = shares_of(weights)
    if not wanted or not legs:
        return None
    names, shares = tuple(wanted), tuple(wanted.values())
    rivals = {
        pair for pair in combinations(range(len(legs)), 2) if _are_rivals(case, wanted, *(legs[number].credential for number in pair))
    }
    start = tuple(case.background.reach.get(name, 0.0) for name in names)
    reach = [tuple(case.index.covers[leg.credential.id].get(name, 0.0) for name in names) for leg in legs]
    alone = (number for number, leg in enumerate(legs) if within_limits(case, [leg]) and _prerequisites_inside(case, [leg]))
    anchor = next(alone, None)
    best: tuple[float, tuple[int, ...]] | None = None
    for size in range(1, case.settings.max_steps + 1):
        for group in combinations(range(len(legs)), size):
            if anchor not in group or not rivals.isdisjoint(combinations(group, 2)):
                continue
            worth = _worth(case, [legs[number] for number in group], start, [reach[number] for number in group], shares)
            if worth is not None and (best is None or worth > best[0] + 1e-9):
                best = (worth, group)
    if best is None:
        return None
    chosen = in_order([legs[number] for number in best[1]], case)
    return pathway_of(case, chosen, wanted, target)


def _are_rivals(case: Case, wanted: Mapping[str, float], one: Credential, other: Credential) -> bool:
    """Whether one would do in place of the other: the same level, much the same skills, and neither leads to the other."""
    if one.level != other.level or one.id in before(other, case) or other.id in before(one, case):
        return False
    taught, also = ({name for name in credential.skills if name in wanted} for credential in (one, other))
    return len(taught & also) >= RIVALS_SHARE * max(1, min(len(taught), len(also)))


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
    if len(group) > 1 and not all(_adds_a_skill(index, start, reach) for index in range(len(group))):
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


def _adds_a_skill(index: int, start: tuple[float, ...], reach: Sequence[tuple[float, ...]]) -> bool:
    """Whether the step at ``index`` lists a skill that neither the user nor another step comes near."""
    others = [start, *(column for number, column in enumerate(reach) if number != index)]
    return any(own >= LISTED and max(column) < NEAR for own, *column in zip(reach[index], *others, strict=True))


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
        ordered = sorted(shares, key=lambda one: (-shares[one], one))
        adds = tuple(name for name in ordered if covers.get(name, 0.0) >= LISTED > covered[name])
        covered = {name: max(covered[name], covers.get(name, 0.0)) for name in shares}
        later = [other.credential for other in legs[number + 1 :] if leg.credential.id in before(other.credential, case)]
        steps.append(PathwayStep(leg.credential, _whole(leg.weeks), leg.cost, adds, tuple(one.name for one in later)))
    share = sum(shares[name] * covered[name] for name in shares)
    taken = any(leg.credential.hours and weeks_for(case.profile, leg.credential) is None for leg in legs)
    pace = case.settings.usual_hours_per_week if taken else None
    return Pathway(target, tuple(steps), round(share, 3), accepted_by([leg.credential for leg in legs], case), pace)


def _whole(weeks: float | None) -> float | None:
    """Whole weeks, so that the steps add up to the total that is told."""
    return None if weeks is None else float(max(1, math.floor(weeks + 0.5)))


def builds_up(pathway: Pathway, case: Case) -> bool:
    """Whether each step after the first rests on the one before: a stack says so, or it is of a higher level."""
    pairs = pairwise(step.credential for step in pathway.steps)
    return all(one.id in before(other, case) or LEVELS.index(one.level) < LEVELS.index(other.level) for one, other in pairs)


def accepted_by(credentials: Iterable[Credential], case: Case) -> tuple[str, ...]:
    """Who, by sourced evidence of others than the issuers, recognises any of these; for the role aimed at where the row names roles."""
    rows = [row for credential in credentials for row in case.index.by_others.get(credential.id, ()) if row.verified]
    fitting = [row for row in rows if not case.role or not row.roles or case.role.title in row.roles]
    return tuple(dict.fromkeys(recogniser_told(row) for row in best_first(fitting)))
