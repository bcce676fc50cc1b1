"""Career change: not one credential but an ordered stack that covers the new job's skills within time and money."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.model import Pathway
from knowledge.pathways.planner import Leg, plan
from knowledge.recognition.case import Case
from knowledge.recognition.effort import cost_usd, typical_weeks
from knowledge.recognition.wording import in_sentence, listed
from knowledge.recommend.constraints import barred
from knowledge.recommend.exploration import anywhere
from knowledge.recommend.relevance import Candidate, toward_role, toward_skills, within_field
from knowledge.recommend.scoring import Scored

ESSENTIAL = (("target_role", "field"),)
STEPS_LOOKED_AT = 10
FOR_THE_OLD_JOB = 0.4


def candidates(case: Case) -> Iterable[Candidate]:
    """What leads into the role, else into the field."""
    if case.role:
        return toward_role(case, case.role)
    if case.profile.target_skills and not case.profile.field:
        return toward_skills(case)
    return _leaving(case, within_field(case, case.field.slug)) if case.field else anywhere(case)


def _leaving(case: Case, candidates: Iterable[Candidate]) -> Iterable[Candidate]:
    """In the field of the present job what is made for that job alone leads nowhere else."""
    for credential, relevance in candidates:
        yield credential, relevance * (FOR_THE_OLD_JOB if set(credential.roles) == {case.profile.current_role} else 1.0)


def pathway(case: Case, ranked: Sequence[Scored]) -> Pathway | None:
    """The stack that covers most of the role's (or field's) skills within the stated limits; None where nothing does.

    Steps that only lack a credential earned in an earlier step take part as well.
    """
    weights = dict(case.wanted) or dict(case.index.field_weights.get(case.field.slug if case.field else "", {}))
    legs = [leg_of(case, one) for one in ranked if _may_be_a_step(case, one)][:STEPS_LOOKED_AT]
    skills = listed(case.profile.target_skills, 3) if case.profile.target_skills else None
    title = case.role.title if case.role else skills or (case.field.name if case.field else case.aim)
    return plan(case, weights, legs, in_sentence(title))


def _may_be_a_step(case: Case, one: Scored) -> bool:
    stop = barred(case, one.credential)
    if stop is None:
        return True
    needs = [need for need in one.credential.prerequisites if need.need == "required"]
    return stop.rule == "prerequisite" and bool(needs) and all(need.type == "credential" for need in needs)


def leg_of(case: Case, one: Scored) -> Leg:
    """A scored credential as a possible step."""
    credential = one.credential
    cost = cost_usd(case.profile, credential, case.settings)
    return Leg(credential, one.score, typical_weeks(case.profile, credential, case.settings), cost)
