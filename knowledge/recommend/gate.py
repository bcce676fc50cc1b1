"""A licence or degree stands before the goal: then that comes first, and short credentials are at most a preparation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Credential, Pathway
from knowledge.pathways.planner import Leg, before, pathway_of, shares_of, within_limits
from knowledge.recognition.case import Case
from knowledge.recognition.index import LEVELS, LISTED
from knowledge.recognition.licensing import WAYS_IN, Gap, WaysIn, is_degree_route
from knowledge.recognition.prerequisites import states_of
from knowledge.recognition.wording import in_sentence
from knowledge.recommend.career_change import leg_of
from knowledge.recommend.constraints import Barred, barred
from knowledge.recommend.diversity import diversified
from knowledge.recommend.relevance import toward_role, within_field
from knowledge.recommend.scoring import Scored, Scorer

ROUTE_FROM = 0.6
"""The way in scores at least this: it is the answer, however long."""
LEAD_IN_UP_TO = 0.6
LONGEST_LEAD_IN = 26
"""Weeks; what takes longer is no preparation any more."""
ROUTES_SHOWN = 3
MATTERS = 2
"""The weight of a skill in a job from which learning it prepares for the job."""


def ways_in(case: Case, gap: Gap) -> tuple[list[Scored], list[Barred]]:
    """The licence, degree or apprenticeship and what counts toward it, first steps first; and those that are out of limits."""
    scorer, found, out = Scorer(case, "career_change"), list[Scored](), list[Barred]()
    for key in sorted(ways(case, gap)):
        credential = case.catalogue.credentials[key]
        if stop := barred(case, credential):
            out.append(stop)
            continue
        scored = scorer.score(credential)
        found.append(_with_score(scored, ROUTE_FROM + (1 - ROUTE_FROM) * scored.score * _nearness(credential)))
    return sorted(_without_needless_steps(case, found), key=lambda one: one.key), out


def _without_needless_steps(case: Case, routes: Sequence[Scored]) -> list[Scored]:
    """Who meets all that a licence asks for, such as a nursing degree from abroad, needs no lower step toward it."""
    open_now = {one.credential.id for one in routes if one.credential.kind == "licence" and _is_met(case, one.credential)}
    above = case.index.implied_by
    return [one for one in routes if one.credential.id in open_now or open_now.isdisjoint(above.get(one.credential.id, ()))]


def _is_met(case: Case, credential: Credential) -> bool:
    """Whether it asks for something, and all of it is there."""
    states = [state for need, state in states_of(credential, case.background) if need.need == "required"]
    return bool(states) and all(state == "met" for state in states)


def ways(case: Case, gap: Gap) -> frozenset[str]:
    """The ids of the ways in, and of licences, degrees and apprenticeships that are steps toward them."""
    key = ("ways", gap.kind, tuple(role.title for role in gap.roles), gap.name)
    if key not in case.shared:
        case.shared[key] = frozenset(one.id for one in case.index.all if _is_way_in(case, one, gap))
    found: frozenset[str] = case.shared[key]
    return found


def _is_way_in(case: Case, credential: Credential, gap: Gap) -> bool:
    if gap.kind == "degree":
        return is_degree_route(case, credential, gap)
    known = WaysIn.of(case)
    return any(
        credential.id in known.routes(role) or (credential.id in known.lead_to(role) and credential.kind in WAYS_IN) for role in gap.roles
    )


def _nearness(credential: Credential) -> float:
    """In a whole licensed field the entry-level ways in come first."""
    return (1.0, 0.85, 0.6)[LEVELS.index(credential.level)]


def lead_ins(case: Case, gap: Gap, most: int) -> tuple[list[Scored], list[Barred]]:
    """Preparations and tryouts: open to anyone, short, and in the field of the role."""
    scorer = Scorer(case, "exploration")
    pairs = toward_role(case, gap.roles[0]) if case.role else within_field(case, case.field.slug) if case.field else ()
    found, out = list[Scored](), list[Barred]()
    for credential, relevance in pairs:
        if credential.id in ways(case, gap) or not _is_lead_in(credential) or not _prepares(case, credential):
            continue
        if stop := barred(case, credential):
            out.append(stop)
            continue
        scored = scorer.score(credential, relevance)
        if scored.score < case.settings.floor or not _is_called_for(case, scored):
            continue
        found.append(_with_score(scored, LEAD_IN_UP_TO * scored.score))
    return diversified(sorted(found, key=lambda one: one.key), case.settings, most), out


def _is_called_for(case: Case, one: Scored) -> bool:
    """Beside the way into a job only what others ask for in that very job is worth the time; a tryout is for oneself."""
    return case.profile.goal == "exploration" or case.role is None or one.judgements[0].verdict == "yes"


def _prepares(case: Case, credential: Credential) -> bool:
    """Whether it teaches something that matters in the job aimed at, not only what is useful beside it."""
    asked = case.role.skills if case.role else {}
    return not asked or any(asked.get(name, 0) >= MATTERS for name, share in case.index.covers[credential.id].items() if share >= LISTED)


def _is_lead_in(credential: Credential) -> bool:
    """Nothing for which the law wants a licence, nothing long, nothing for the experienced."""
    short = credential.weeks is None or credential.weeks[0] <= LONGEST_LEAD_IN
    bound = any(
        need.need == "required" and need.type in ("licence", "experience", "degree", "credential") for need in credential.prerequisites
    )
    return credential.kind not in WAYS_IN and credential.level == "entry" and short and not bound


def _with_score(one: Scored, score: float) -> Scored:
    return replace(one, score=round(score, 4))


def pathway(case: Case, gap: Gap, start: Sequence[Scored], later: Sequence[tuple[Scored, Barred]]) -> Pathway | None:
    """The first way in, then the licence itself where it must be earned after it; None where that breaks a limit or is not on record."""
    if not case.role or not start:
        return None
    straight = WaysIn.of(case).routes(case.role)
    chain = [
        start[0],
        *(one for one, stop in later if stop.rule == "prerequisite" and one.credential.kind == "licence" and one.credential.id in straight),
    ]
    legs = _after_each_other([leg_of(case, one) for one in chain[:2]])
    if not within_limits(case, legs):
        return None
    return pathway_of(case, legs, shares_of(case.index.role_weights[case.role.title]), in_sentence(case.role.title))


def _after_each_other(legs: Sequence[Leg]) -> list[Leg]:
    """What a licence is said to take includes the training before it, which must not be counted twice; what is then left of it may be unknown."""
    first, *others = legs
    before = first.weeks or 0.0
    return [
        first,
        *(Leg(leg.credential, leg.score, leg.weeks - before if leg.weeks and leg.weeks > before else None, leg.cost) for leg in others),
    ]


def _first_things_first(case: Case, routes: Sequence[Scored]) -> list[Scored]:
    """The order of the score, but nothing before what must be earned first: law school stands before the bar."""
    ordered: list[Scored] = []
    for one in routes:
        later = [place for place, other in enumerate(ordered) if one.credential.id in before(other.credential, case)]
        ordered.insert(min(later, default=len(ordered)), one)
    return ordered


def shown(case: Case, routes: Sequence[Scored], preparations: Sequence[Scored]) -> list[Scored]:
    """The ways in, then the preparations, at most as many as are shown at all."""
    first = _first_things_first(case, diversified(routes, case.settings, ROUTES_SHOWN))
    return [*first, *preparations][: case.settings.max_options]
