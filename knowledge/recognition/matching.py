"""``matches_requirement``: does it map to the skills that the role or the posting asks for?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from knowledge.model import Credential
from knowledge.recognition.case import HELD_ALREADY, Case
from knowledge.recognition.index import LISTED, NEAR
from knowledge.recognition.judgement import Clause, Judgement
from knowledge.terms import Verdict

ID: Final = "matches_requirement"
LISTED_FOR_ROLE = 0.25
"""Part of the mark for being made for this very role; the rest comes from the skills."""
TASTE = 0.5
"""What is left of the mark for a tryout of the field, where a job or a skill of it is to be tried out."""
INSIDE, AT_ITS_EDGE, OUTSIDE = 0.55, 0.25, 0.15
"""The mark for being of the field; for a single duty that its jobs hardly ask for, which gives no picture of it; and for another field's."""
MADE_FOR_THE_WORK = 0.85
"""Beside a degree in one's own work, what is made for that very work."""
FOCUS = 0.4
"""Part of the mark for teaching little else, where single skills are wanted."""


def matches_requirement(case: Case, credential: Credential) -> Judgement:
    """Weighted coverage of the skills named or of the role's; without these, of what the field's roles ask for most."""
    if case.wanted and not _is_taste_of_the_field(case, credential):
        return _against_wanted(case, credential)
    if case.wanted:
        tasted = _against_field(case, credential)
        return replace(tasted, verdict="partly", strength=TASTE * tasted.strength)
    if case.field or case.profile.goal == "exploration":
        return _against_field(case, credential)
    values = {"aim": case.aim_for(credential), "skills": _told(credential.skills)}
    return Judgement(ID, "partly", 0.5, (("matches.no_target", values),), (f"{credential.id}#skills",))


def _is_taste_of_the_field(case: Case, credential: Credential) -> bool:
    """Whether it does not teach what somebody wants to try out, but comes from the same field: that gives a taste of it as well."""
    if case.profile.goal != "exploration" or case.field is None or credential.field != case.field.slug:
        return False
    return case.coverage(credential.id) < case.settings.match_partly


def _against_wanted(case: Case, credential: Credential) -> Judgement:
    share = case.coverage(credential.id)
    listed, near, missing = split(case.wanted, case.index.covers[credential.id])
    settings = case.settings
    verdict: Verdict = "yes" if listed and share >= settings.match_yes else "partly" if listed or near else "no"
    made_for_it = bool(listed or near) and case.role is not None and case.role.title in credential.roles
    verdict = verdict if share >= settings.match_partly or made_for_it else "no"
    strength = _strength(case, credential, share)
    return Judgement(ID, verdict, strength, _clauses(case, verdict, listed, near, missing), (f"{credential.id}#skills",))


def _clauses(case: Case, verdict: Verdict, listed: list[str], near: list[str], missing: list[str]) -> tuple[Clause, ...]:
    """What it covers, what it is merely near to, what it leaves out."""
    values: dict[str, Any] = {"aim": case.aim, "matched": _told(listed), "near": _told(near), "missing": _told(missing or near)}
    if not listed:
        return ((f"matches.{'near' if near else 'none'}", values),)
    if not near and not missing:
        return (("matches.all_named" if set(listed) <= set(case.profile.target_skills) else "matches.all", values),)
    clauses: list[Clause] = [("matches.little" if verdict == "no" else "matches.some", values)]
    clauses += [("matches.also_near", values)] if near else []
    clauses += [("matches.leaves_out", values)] if missing else []
    return tuple(clauses)


def _strength(case: Case, credential: Credential, share: float) -> float:
    full = min(1.0, share / case.settings.match_full)
    if case.profile.target_skills:
        covers = case.reach_of_wanted
        focus = sum(covers.get(name, 0.0) for name in credential.skills) / max(1, len(credential.skills))
        full = (1 - FOCUS) * full + FOCUS * full * focus
    if case.role is None or case.profile.target_skills:
        return full
    made_for = 1.0 if case.role.title in credential.roles else 0.0
    return (1 - LISTED_FOR_ROLE) * full + LISTED_FOR_ROLE * made_for


def _against_field(case: Case, credential: Credential) -> Judgement:
    slug = case.field.slug if case.field else credential.field
    weights = _less_what_is_held(case, case.index.field_weights.get(slug, {}))
    covers = case.index.covers[credential.id]
    listed, near, missing = split(weights, covers)
    matched = listed or near
    share = sum(weight * covers.get(name, 0.0) for name, weight in weights.items()) / (sum(weights.values()) or 1)
    values = {"aim": case.aim_for(credential), "matched": _told(matched or credential.skills), "missing": _told(missing)}
    inside = credential.field == slug
    single_duty = not matched and len(credential.skills) == 1
    strength = (OUTSIDE if not inside else AT_ITS_EDGE if single_duty else INSIDE) + 0.45 * min(1.0, share / 0.4)
    if case.work_studied_for and case.background.role and case.background.role.title in credential.roles:
        strength = max(strength, MADE_FOR_THE_WORK)
    of_it = matched or (inside and not (single_duty and case.profile.goal == "exploration"))
    verdict: Verdict = "yes" if inside and share >= 0.15 else "partly" if of_it else "no"
    return Judgement(ID, verdict, strength, (("matches.field" if of_it else "matches.field_none", values),), (f"{credential.id}#skills",))


def _less_what_is_held(case: Case, weights: Mapping[str, float]) -> Mapping[str, float]:
    """Beside what is held already, its skills count for little: they would be shown twice."""
    if case.profile.goal != "complement":
        return weights
    shown = {name for one in case.background.held for name in one.skills}
    return {name: weight * (HELD_ALREADY if name in shown else 1.0) for name, weight in weights.items()}


def split(weights: Mapping[str, float], covers: Mapping[str, float]) -> tuple[list[str], list[str], list[str]]:
    """The wanted skills that are listed, those that are near to a listed one, and the others, the weightiest first."""
    ordered = sorted(weights, key=lambda name: (-weights[name], name))
    share = {name: covers.get(name, 0.0) for name in ordered}
    return (
        [name for name in ordered if share[name] >= LISTED],
        [name for name in ordered if NEAR <= share[name] < LISTED],
        [name for name in ordered if share[name] < NEAR],
    )


def _told(skills: Any) -> tuple[str, ...]:
    return tuple(skills)
