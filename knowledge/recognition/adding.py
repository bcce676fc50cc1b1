"""``adds_to_what_you_have``: what does it add to the degree, credentials and experience already held?"""

from __future__ import annotations

from typing import Final

from knowledge.model import Credential
from knowledge.recognition.case import Case
from knowledge.recognition.education import education_rank, is_subject
from knowledge.recognition.index import LEVELS
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
    reach = _reach_apart_from_wishes(case)
    new = [name for name in credential.skills if reach.get(name, 0.0) < 1.0]
    share = sum(1 - reach.get(name, 0.0) for name in credential.skills) / max(1, len(credential.skills))
    known = [name for name in credential.skills if name not in new]
    values = {"new": _told(new), "known": _told(known), "name": credential.name}
    level = background.level_shown(credential.field)
    level = None if level is None else min(level, background.ceiling(credential))
    for_beginners = credential.level == "entry" and bool(level) and case.role is background.role
    if _wants_proof(case, credential) and _unproven(case, credential, known) and share < 0.5 and not for_beginners:
        return Judgement(ID, "partly", PROOF, (("adds.proof", values),), fact)
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


def _reach_apart_from_wishes(case: Case) -> dict[str, float]:
    """How far the user has each skill. What he asks to learn he does not have, whatever his job lets suppose."""
    wished = set(case.profile.target_skills) if case.profile.goal != "currency" else set()
    return {name: reach for name, reach in case.background.reach.items() if name not in wished}


def _wants_proof(case: Case, credential: Credential) -> bool:
    """Whether a dated proof of what is known counts: to show that one is current, for another job than the present one, and beside
    what is held where it is made for the present job and not for those who begin in it (a specialty beside the licence)."""
    present = case.background.role
    if case.profile.goal == "complement" and present and case.role in (None, present):
        return credential.level != "entry" and present.title in credential.roles
    return case.profile.goal == "currency" or (case.role is not None and case.role is not present)


def _unproven(case: Case, credential: Credential, known: list[str]) -> bool:
    """Whether these skills are known by work, or where one wants to show that he is current by word, with no credential to show for them.

    A course for beginners is no proof of what an exam for the experienced tests.
    """
    whence, asked = case.background.skills, LEVELS.index(credential.level)
    by_word = ("role", "told") if case.profile.goal == "currency" else ("role",)
    proven = {name for held in case.background.held if LEVELS.index(held.level) >= asked for name in held.skills} | {
        name for name, how in whence.items() if how == "told"
    }
    return bool(known) and all(whence.get(name, "role") in by_word or name not in proven for name in known)


def _told(skills: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(skills)
