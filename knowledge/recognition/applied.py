"""``shows_applied_skill``: is there a project, portfolio or practical assessment, or only a knowledge test?"""

from __future__ import annotations

from typing import Final

from knowledge.model import Credential
from knowledge.recognition.case import Case
from knowledge.recognition.judgement import Clause, Judgement
from knowledge.terms import FactGroup

ID: Final = "shows_applied_skill"
BY_DOING = ("project", "portfolio", "practical")
ASSESSMENT: tuple[FactGroup, ...] = ("assessment",)


def shows_applied_skill(case: Case, credential: Credential) -> Judgement:
    """What is made or done counts; an exam or an attendance list does not; what is not on record is ``unknown``."""
    fact, tells = (f"{credential.id}#assessment",), (credential, ASSESSMENT)
    work: str | None = credential.applied_work
    if work in (None, "none"):
        work = next((kind for kind in BY_DOING if kind in credential.assessment), work)
    if work in BY_DOING:
        return Judgement(ID, "yes", 1.0, ((f"applied.{work}", {}),), fact, None, tells)
    if work == "none":
        key = (
            "applied.exam_only"
            if "exam" in credential.assessment
            else "applied.completion_only"
            if credential.assessment
            else "applied.none"
        )
        return Judgement(ID, "no", 0.1, ((key, {}),), fact, None, tells)
    ask: Clause = ("applied.ask", {"issuer": credential.issuer, "name": credential.name})
    if credential.assessment:
        return Judgement(ID, "unknown", 0.25, (("applied.not_told", {"how": credential.assessment}),), fact, ask, tells)
    return Judgement(ID, "unknown", 0.3, (("applied.unknown", {}),), (), ask)
