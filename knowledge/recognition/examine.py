"""The nine recognition questions, put to one credential for one user."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from knowledge.model import Catalogue, Credential, Finding, Profile
from knowledge.recognition.adding import adds_to_what_you_have
from knowledge.recognition.applied import shows_applied_skill
from knowledge.recognition.background import BACKGROUND
from knowledge.recognition.case import Case
from knowledge.recognition.culture import field_culture
from knowledge.recognition.fitting import fits_constraints
from knowledge.recognition.judgement import Judgement
from knowledge.recognition.matching import matches_requirement
from knowledge.recognition.recency import is_current
from knowledge.recognition.recognised import recognised_by_targets
from knowledge.recognition.reputation import issuer_reputation
from knowledge.recognition.stacking import stacks
from knowledge.settings import DEFAULT, Settings
from knowledge.terms import QuestionId

AIM = ("goal", "target_role", "target_skills", "field", "current_role", "held_credentials", "wanted_credentials")
LIMITS = ("max_cost", "max_weeks", "hours_per_week", "delivery", "assessment")

QUESTIONS: dict[QuestionId, tuple[Callable[[Case, Credential], Judgement], tuple[str, ...]]] = {
    "recognised_by_targets": (recognised_by_targets, (*AIM, *BACKGROUND)),
    "field_culture": (field_culture, (*AIM, *BACKGROUND)),
    "issuer_reputation": (issuer_reputation, AIM),
    "matches_requirement": (matches_requirement, (*AIM, *BACKGROUND)),
    "adds_to_what_you_have": (adds_to_what_you_have, BACKGROUND),
    "shows_applied_skill": (shows_applied_skill, ()),
    "stacks": (stacks, ()),
    "is_current": (is_current, ()),
    "fits_constraints": (fits_constraints, (*BACKGROUND, *LIMITS)),
}
"""In the contract's order, each with the slots that its answer depends on: while these stay the same, so does the answer."""


class Examiner:
    """Judges credentials for one case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._asked: list[tuple[Callable[[Case, Credential], Judgement], dict[str, Judgement]]] = []
        for question, (judge, slots) in QUESTIONS.items():
            key = (question, *(getattr(case.profile, slot) for slot in slots))
            self._asked.append((judge, case.shared.setdefault(key, {}) if slots else self._same_for_all(question)))

    def _same_for_all(self, question: QuestionId) -> dict[str, Judgement]:
        """What depends on no slot is kept with the catalogue, for the present day and thresholds."""
        settings, kept = self.case.settings, self.case.catalogue.memo.setdefault("same for all", {})
        today = (self.case.today, settings.fresh_months, settings.dated_months, settings.validity_stale_months)
        if kept.get("today") != today:
            kept.clear()
            kept["today"] = today
        answers: dict[str, Judgement] = kept.setdefault(question, {})
        return answers

    def judge(self, credential: Credential) -> tuple[Judgement, ...]:
        """All nine, in the contract's order."""
        answers = []
        for ask, known in self._asked:
            answer = known.get(credential.id)
            if answer is None:
                answer = known[credential.id] = ask(self.case, credential)
            answers.append(answer)
        return tuple(answers)


def examine(
    profile: Profile, credential: Credential, catalogue: Catalogue, today: date, settings: Settings = DEFAULT
) -> tuple[Finding, ...]:
    """The nine findings on this credential for this user, in the contract's order."""
    case = Case(profile, catalogue, today, settings)
    return tuple(judgement.finding() for judgement in Examiner(case).judge(credential))
