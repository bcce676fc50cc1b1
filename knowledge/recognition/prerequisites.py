"""Whether this user can earn a credential: each prerequisite is met, lacking, or must be checked."""

from __future__ import annotations

import re
from typing import Literal

from knowledge.model import Credential, Prerequisite
from knowledge.recognition.background import Background
from knowledge.recognition.education import education_rank
from knowledge.recognition.wording import in_sentence, with_article, wording_of

EVERYDAY_LICENCE = r"^(?!.*commercial).*\b(driver|driving)"
"""What most grown-ups have is not taken to be missing."""

TIED = r"\b(employ|sponsor|job in|a post|post in|citizenship|member of)"
"""Conditions in words that only some people can fulfil, such as work for a certain employer."""

TIED_TO_WORK = r"\b(employee of|employed (?:by|at|in|as)|employment (?:by|at|in|with)|federal|civil servant|civilian agenc|military)"
COMMON_IN_TIES = frozenset("employee employed employment position holder current civilian member".split())

GRADUATE = 4
"""The rank of a master's degree."""

State = Literal["met", "lacking", "check"]


def state_of(need: Prerequisite, credential: Credential, background: Background) -> State:
    """How this background stands to one prerequisite."""
    if need.type == "credential":
        return _held_credential(need, background)
    if need.type == "degree":
        return _held_degree(need.name, background)
    if need.type == "licence":
        return _held_licence(need, background)
    if need.type == "experience":
        months = _months(need, credential, background)
        return "check" if months is None else _state(months >= (need.months or 0))
    if need.type == "other" and is_tied_to_work(need) and credential.kind != "apprenticeship":
        return _at_such_work(need, background)
    return "check"


WORK_OF_ANY = frozenset({"manager", "assistant", "specialist", "technician", "worker", "general", "officer", "representative"})


def _months(need: Prerequisite, credential: Credential, background: Background) -> float | None:
    """Months of the experience asked for: in the credential's field, or in the present job where that is what the prerequisite names."""
    months, role = background.months_in(credential.field), background.role
    words = re.findall(r"[a-z]{5,}", (need.name or "").casefold())
    named = role and any(
        word.startswith(part[:4]) for part in re.findall(r"[a-z]{5,}", role.title.casefold()) if part not in WORK_OF_ANY for word in words
    )
    own = background.months_in(role.field) if role and named else None
    return (
        max(one for one in (months, own) if one is not None) if months is not None and own is not None else months if own is None else own
    )


def is_tied_to_work(need: Prerequisite) -> bool:
    """Whether it asks for work at a certain employer."""
    return bool(re.search(TIED_TO_WORK, (need.name or "").casefold()))


def _at_such_work(need: Prerequisite, background: Background) -> State:
    """Met where the user has told of such an employer; who has told of his work or aims and not of this is taken not to be there."""
    profile = background.profile
    told_words = " ".join((*profile.target_employers, profile.current_role or "", *profile.held_credentials)).casefold()
    names = [word for word in re.findall(r"[a-z]{5,}", (need.name or "").casefold()) if word not in COMMON_IN_TIES]
    return "check" if any(word in told_words for word in names) else "lacking"


def _state(holds: bool | None) -> State:
    return "check" if holds is None else "met" if holds else "lacking"


def _held_credential(need: Prerequisite, background: Background) -> State:
    key = need.credential or ""
    if key in background.held_ids or not background.index.implied_by.get(key, frozenset()).isdisjoint(background.held_ids):
        return "met"
    wanted = background.index.catalogue.credentials.get(key)
    if wanted and any(background.names_licence(text, wanted.name) for text in background.words):
        return "met"
    if wanted and wanted.kind == "licence" and background.holds_licence(wanted.name):
        return "met"
    if wanted and wanted.kind == "degree":
        return _held_degree(wanted.name, background)
    return "lacking"


def _held_degree(name: str | None, background: Background) -> State:
    """Most who hold a degree beyond the bachelor's tell of it: who tells a job or what is held, and not this, is taken to have none."""
    holds = background.holds_degree(name)
    if holds is None and (education_rank(name or "") or 0) >= GRADUATE and background.is_known and not background.education:
        return "lacking"
    return _state(holds)


def _held_licence(need: Prerequisite, background: Background) -> State:
    """Who tells a job or what is held and names no such licence is taken to have none; who tells nothing is asked to check."""
    if background.holds_licence(need.name):
        return "met"
    if re.search(EVERYDAY_LICENCE, (need.name or "").casefold()):
        return "check"
    return "lacking" if background.is_newcomer or background.role or background.profile.held_credentials else "check"


def states_of(credential: Credential, background: Background) -> tuple[tuple[Prerequisite, State], ...]:
    """How this background stands to each prerequisite, worked out once."""
    key = ("prerequisites", credential.id)
    if key not in background.memo:
        background.memo[key] = tuple((need, state_of(need, credential, background)) for need in credential.prerequisites)
    states: tuple[tuple[Prerequisite, State], ...] = background.memo[key]
    return states


def lacking(credential: Credential, background: Background) -> Prerequisite | None:
    """The first required prerequisite that is certainly not met."""
    return next((need for need, state in states_of(credential, background) if need.need == "required" and state == "lacking"), None)


def to_check(credential: Credential, background: Background) -> tuple[Prerequisite, ...]:
    """What the user must check before enrolling: required ones that are not known, and recommended ones not held."""
    return tuple(
        need for need, state in states_of(credential, background) if state == "check" or (state == "lacking" and need.need == "recommended")
    )


def is_tied(credential: Credential) -> bool:
    """Whether it is open only to people of a certain employer, country or membership. An apprenticeship is a job, which ties nobody."""
    if credential.kind == "apprenticeship":
        return False
    return any(
        need.need == "required" and need.type == "other" and re.search(TIED, (need.name or "").casefold())
        for need in credential.prerequisites
    )


def told(need: Prerequisite, background: Background) -> str:
    """The prerequisite in words: "a bachelor's degree", "3 years of experience in nursing"."""
    say = wording_of("recognition").say
    if need.type == "credential":
        held = background.index.catalogue.credentials.get(need.credential or "")
        return say("need.credential", {"name": held.name if held else need.name or ""})
    if need.type == "experience":
        months = need.months or 0
        length = f"{months / 12:g} years" if months >= 24 else "1 year" if months == 12 else f"{months} months"
        return say("need.experience_in" if need.name else "need.experience", {"length": length, "name": in_sentence(need.name or "")})
    if need.type == "age":
        return say("need.age", {"years": need.years or 0})
    return with_article(in_sentence(need.name or "")) if need.type in ("degree", "licence") else in_sentence(need.name or "")
