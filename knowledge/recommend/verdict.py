"""Whether one credential that a user names is worth it for the user's target, and what would do better."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.model import Catalogue, Credential, Finding, Option, Profile
from knowledge.recognition import examine
from knowledge.recognition.case import Case
from knowledge.recognition.wording import in_sentence, wording_of
from knowledge.recommend.against import against
from knowledge.recommend.constraints import barred
from knowledge.recommend.engine import recommend
from knowledge.terms import QuestionId

Worth = Literal["worth_it", "partly", "not_worth_it", "unknown"]

MOST_ALTERNATIVES = 3
DECIDED_BY_RULE = ("held", "redundant", "retired")
"""What is had already, or cannot be had any more, needs no weighing."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The verdict, what it rests on, and what was found to serve the same target better."""

    target: str
    verdict: Worth
    because: str
    findings: tuple[Finding, ...]
    alternatives: tuple[Option, ...]


def evaluate(profile: Profile, credential: Credential, catalogue: Catalogue, today: date) -> Evaluation:
    """Examine a named credential for the target in the profile, or for the field it serves where none is named."""
    findings = examine(profile, credential, catalogue, today)
    verdict, deciding = _verdict({finding.id: finding for finding in findings})
    because = deciding[0].because
    case = Case(profile, catalogue, today)
    stop = barred(case, credential)
    if stop and stop.rule in DECIDED_BY_RULE:
        verdict, because = "not_worth_it", stop.exclusion().because
    others = _alternatives(profile, credential, catalogue, today)
    return Evaluation(_target(case, credential), verdict, because, findings, others)


def _verdict(by_id: dict[QuestionId, Finding]) -> tuple[Worth, list[Finding]]:
    if decided := against(by_id.values()):
        return "not_worth_it", decided
    recognised, match, adds = by_id["recognised_by_targets"], by_id["matches_requirement"], by_id["adds_to_what_you_have"]
    if recognised.verdict == "unknown" and match.verdict != "yes":
        return "unknown", [recognised, match]
    if recognised.verdict == "yes" and match.verdict in ("yes", "partly") and by_id["field_culture"].verdict != "partly":
        return "worth_it", [recognised, match]
    doubts = [finding for finding in (recognised, by_id["field_culture"], match, adds) if finding.verdict in ("partly", "unknown")]
    return "partly", doubts or [recognised, match]


def _target(case: Case, credential: Credential) -> str:
    """ "data analyst at hospitals": the job aimed at, else the field, else the field that the credential serves."""
    field = case.field or case.catalogue.fields[credential.field]
    role, employers = case.role, case.profile.target_employers
    aim = wording_of("recognition").say("aim.role", {"role": in_sentence(role.title)}) if role else in_sentence(field.name)
    return f"{aim} at {', '.join(employers[:2])}" if employers else aim


def _alternatives(profile: Profile, credential: Credential, catalogue: Catalogue, today: date) -> tuple[Option, ...]:
    """The options of the same target that rank above it."""
    goal = profile.goal or ("skill_gap" if profile.target_role or profile.target_skills else None)
    if goal is None:
        return ()
    options = recommend(profile.but(goal=goal), catalogue, today).options
    better: list[Option] = []
    for option in options:
        if option.credential.id == credential.id:
            break
        better.append(option)
    return tuple(better[:MOST_ALTERNATIVES])
