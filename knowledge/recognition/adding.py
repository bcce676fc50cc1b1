"""``adds_to_what_you_have``: what does it add to the degree, credentials and experience already held?"""

from __future__ import annotations

from typing import Final

from knowledge.model import Credential
from knowledge.recognition.background import LEVELS, education_rank, is_subject
from knowledge.recognition.case import Case
from knowledge.recognition.judgement import Judgement

PROOF = 0.6
"""What a dated proof of skills is worth to somebody who uses them at work and has nothing to show for it."""
ID: Final = "adds_to_what_you_have"


def adds_to_what_you_have(case: Case, credential: Credential) -> Judgement:
    """``no`` where something held stands above it or has taught it all; ``unknown`` where nothing about the user is known."""
    background = case.background
    fact = (f"{credential.id}#skills",)
    above = supersedes(case, credential)
    if above:
        return Judgement(ID, "no", 0.0, (("adds.superseded", {"held": above}),), fact)
    if not background.skills and background.education is None:
        newcomer = background.is_newcomer or case.profile.goal == "exploration"
        values = {"skills": _told(credential.skills)}
        if newcomer:
            return Judgement(ID, "yes", 0.8, (("adds.newcomer", values),), fact)
        return Judgement(ID, "unknown", 0.6, (("adds.unknown", values),), (), ("adds.ask", {"skills": _told(credential.skills)}))
    return _by_skills(case, credential, fact)


def supersedes(case: Case, credential: Credential) -> str | None:
    """The name of what is held and makes this credential needless."""
    background = case.background
    higher = case.index.implied_by.get(credential.id, frozenset()) & background.held_ids
    if higher:
        return case.catalogue.credentials[min(higher)].name
    rank = education_rank(credential.name) if credential.kind == "degree" else None
    if rank and background.education and background.education > rank:
        # In the same subject only: a bachelor of biology makes no associate degree in nursing needless.
        higher_texts = [text for text in background.words if (education_rank(text) or 0) > rank]
        return next((text for text in higher_texts if is_subject(text, credential.name) is True), None)
    return None


def _by_skills(case: Case, credential: Credential, fact: tuple[str, ...]) -> Judgement:
    background = case.background
    reach = background.reach
    new = [name for name in credential.skills if reach.get(name, 0.0) < 1.0]
    share = sum(1 - reach.get(name, 0.0) for name in credential.skills) / max(1, len(credential.skills))
    known = [name for name in credential.skills if name not in new]
    values = {"new": _told(new), "known": _told(known), "name": credential.name}
    if case.profile.goal == "currency" and _only_by_work(case, known) and share < 0.5:
        return Judgement(ID, "partly", PROOF, (("adds.proof", values),), fact)
    level = background.level_shown(credential.field)
    below = level is not None and LEVELS.index(credential.level) < level and bool(background.skills)
    if below and share < 0.5:
        return Judgement(ID, "no", 0.1, (("adds.below", values),) if known else (("adds.below_plain", values),), fact)
    if not new:
        return Judgement(ID, "no", 0.1, (("adds.nothing", values),), fact)
    if share >= 0.5 and not below:
        return Judgement(ID, "yes", 0.4 + 0.6 * share, (("adds.much" if not known else "adds.some", values),), fact)
    return Judgement(
        ID, "partly", 0.2 + 0.5 * share, (("adds.below_some" if below else "adds.some" if known else "adds.related", values),), fact
    )


def _only_by_work(case: Case, known: list[str]) -> bool:
    """Whether these skills are known from the present job alone, with nothing to show for them."""
    return bool(known) and all(case.background.skills.get(name, "role") == "role" for name in known)


def _told(skills: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(skills)
