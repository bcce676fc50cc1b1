"""The next best question: the slot still unknown whose answer is expected to change the top of the list most."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.model import Catalogue, Profile, Role
from knowledge.recognition.case import Case
from knowledge.recognition.index import LEVELS, Index
from knowledge.recognition.licensing import gap_of
from knowledge.recognition.wording import wording_of
from knowledge.recommend import career_change, complement, currency, exploration, skill_gap
from knowledge.recommend.ranking import Ranking, rank
from knowledge.settings import DEFAULT, Settings
from knowledge.terms import Goal

ESSENTIAL: Mapping[Goal, tuple[tuple[str, ...], ...]] = {
    "skill_gap": skill_gap.ESSENTIAL,
    "currency": currency.ESSENTIAL,
    "complement": complement.ESSENTIAL,
    "exploration": exploration.ESSENTIAL,
    "career_change": career_change.ESSENTIAL,
}
"""Per goal: of each group one slot is needed for any answer at all; the first of a group is asked for."""

AIMED_AT = ("target_role", "field", "target_skills")
"""Who asks for a credential by name has told what it is about."""
TOP = 3
PLACES = (0.45, 0.33, 0.22)
"""How much the first, second and third place count."""
OTHER_ADVICE = 0.35
SPREAD = 4
A_FIELD_AT_ONCE = 2
"""So many roles of a field are tried."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A plausible answer and how likely it is; the rest to 1 is the answer "no preference"."""

    changes: Mapping[str, Any]
    likelihood: float


def next_question(
    profile: Profile, catalogue: Catalogue, today: date, asked_or_skipped: Collection[str] = (), settings: Settings = DEFAULT
) -> str | None:
    """The slot to ask about next; None where the answer would hardly change, or enough has been asked."""
    if profile.goal is None:
        return None if "goal" in asked_or_skipped else "goal"
    if essential := needed(profile, asked_or_skipped):
        return essential
    if "held_credentials" not in asked_or_skipped and _hangs_on_degree(Case(profile, catalogue, today, settings)):
        return "held_credentials"
    if len([slot for slot in asked_or_skipped if slot != "goal"]) >= settings.max_questions:
        return None
    return most_telling(Case(profile, catalogue, today, settings), asked_or_skipped)


def _hangs_on_degree(case: Case) -> bool:
    """Whether a degree would come first, and nothing tells whether one is held: nobody is turned away for what was not asked."""
    gap = gap_of(case)
    return gap is not None and gap.kind == "degree" and case.background.education is None and not case.profile.held_credentials


def needed(profile: Profile, asked: Collection[str] = ()) -> str | None:
    """The slot without which there is no answer to the goal at all; None where there is enough."""
    goal = profile.goal
    if profile.wanted_credentials:
        return None  # the credential named says what it is about
    for group in ESSENTIAL[goal] if goal else ():
        if any(getattr(profile, slot) for slot in group):
            continue
        open_slots = [slot for slot in group if slot not in asked]
        if open_slots and not set(group) & set(asked):
            return open_slots[0]
        if open_slots and goal != "exploration" and len(set(group) & set(asked)) == 1:
            return open_slots[0]
    return None


def most_telling(case: Case, asked_or_skipped: Collection[str] = ()) -> str | None:
    """The slot, not known and not asked, with the greatest expected change of the top three; None where that is below the threshold."""
    now, best, most = rank(case, in_full=False), None, math.nextafter(case.settings.stable_below, 0.0)
    told_by_name = AIMED_AT if case.profile.wanted_credentials else ()
    for slot, trials in _trials(case, now):
        if slot in told_by_name or slot in asked_or_skipped or getattr(case.profile, slot) not in (None, ()):
            continue
        if (effect := _expected_change(case, now, trials, most)) > most:
            best, most = slot, effect
    return best


def _expected_change(case: Case, now: Ranking, trials: Sequence[Trial], least: float) -> float:
    """0 to 1; given up as soon as it cannot exceed ``least`` any more, since most of the time goes into these trials."""
    effect, open_share = 0.0, sum(trial.likelihood for trial in trials)
    for trial in trials:
        if effect + open_share <= least:
            return 0.0
        effect += trial.likelihood * difference(now, rank(case.but(**trial.changes), in_full=False))
        open_share -= trial.likelihood
    return effect


def difference(old: Ranking, new: Ranking) -> float:
    """0 where the top three stay as they are, 1 where all of them are others; a licence that comes first weighs as well."""
    before = [one.credential.id for one in old.picks[:TOP]]
    after = [one.credential.id for one in new.picks[:TOP]]
    moved = 0.0
    for place, weight in enumerate(PLACES):
        was, now = _at(before, place), _at(after, place)
        if was != now:
            moved += weight * (0.5 if now in before and was in after else 1.0)
    gate = OTHER_ADVICE if (old.gap is None) != (new.gap is None) else 0.0
    return min(1.0, moved + gate)


def _at(ids: list[str], place: int) -> str | None:
    return ids[place] if place < len(ids) else None


def _trials(case: Case, now: Ranking) -> Iterable[tuple[str, tuple[Trial, ...]]]:
    """The slots in the order in which they are asked where they matter alike, with plausible answers."""
    goal = case.profile.goal
    if goal in ("skill_gap", "career_change", "complement"):
        yield "target_role", _roles(case)
    yield "field", _fields(case)
    yield "current_role", _present_jobs(case)
    yield (
        "max_cost",
        tuple(Trial({"max_cost": dollars}, share) for dollars, share in ((0.0, 0.3), (100.0, 0.2), (300.0, 0.2), (1000.0, 0.1))),
    )
    yield "max_weeks", tuple(Trial({"max_weeks": weeks}, share) for weeks, share in ((4.0, 0.2), (12.0, 0.25), (26.0, 0.2)))
    if goal != "exploration":
        yield "held_credentials", _held(case, now)
    if goal in ("skill_gap", "career_change", "currency"):
        yield "current_skills", _skills(case)
    if case.profile.max_weeks is not None or goal == "career_change":
        yield "hours_per_week", tuple(Trial({"hours_per_week": hours}, share) for hours, share in ((4.0, 0.3), (10.0, 0.3)))
    yield "delivery", (Trial({"delivery": "online"}, 0.5), Trial({"delivery": "in_person"}, 0.15))
    yield "assessment", (Trial({"assessment": "project"}, 0.3), Trial({"assessment": "exam"}, 0.15))


def _fields(case: Case) -> tuple[Trial, ...]:
    """Directions in which what is held could be complemented."""
    if case.has_target or case.profile.goal != "complement":
        return ()
    near = complement.adjacent_fields(case)
    slugs = sorted(near, key=lambda slug: (-near[slug], slug))[:SPREAD]
    return tuple(Trial({"field": case.catalogue.fields[slug].name}, 0.8 / len(slugs)) for slug in slugs)


def _roles(case: Case) -> tuple[Trial, ...]:
    if case.field is None or case.profile.target_role:
        return ()
    roles = sorted(case.index.roles_by_field.get(case.field.slug, ()), key=lambda role: (role.level != "entry", role.title))[:SPREAD]
    return tuple(Trial({"target_role": role.title}, 0.7 / len(roles)) for role in roles)


def _present_jobs(case: Case) -> tuple[Trial, ...]:
    """A beginner elsewhere, or somebody who is in that work already."""
    if case.field is None or case.profile.goal == "exploration":
        return ()
    inside = case.index.roles_by_field.get(case.field.slug, ())
    own = (
        case.role if case.role else next((role for role in inside if role.licence.requirement == "legal"), None) or next(iter(inside), None)
    )
    return (Trial({"current_role": own.title}, 0.4),) if own and case.profile.goal != "career_change" else ()


def _held(case: Case, now: Ranking) -> tuple[Trial, ...]:
    """A degree, or the very credential that stands first."""
    trials = [Trial({"held_credentials": (wording_of("recommend").say("a_degree"),)}, 0.35)]
    if now.picks and case.profile.goal in ("skill_gap", "currency"):
        trials.append(Trial({"held_credentials": (now.picks[0].credential.id,)}, 0.15))
    return tuple(trials)


def _skills(case: Case) -> tuple[Trial, ...]:
    """The weightier half of what is wanted is known already."""
    names = sorted(case.wanted, key=lambda name: (-case.wanted[name], name))
    return (Trial({"current_skills": tuple(names[: max(1, len(names) // 2)])}, 0.3),) if len(names) > 1 else ()


def typical_roles(profile: Profile, catalogue: Catalogue) -> list[str]:
    """Job titles to choose from: those of the field, else those that use the skills wanted, else those near to the present job, else all.

    Those that share most with the present job come first, then the entry-level ones, then those that most credentials lead to.
    Jobs on the way to the present one are left out: no registered nurse is asked whether to become a practical nurse.
    """
    field = catalogue.field_of(profile.field)
    wanted, present = set(profile.target_skills), catalogue.roles.get(profile.current_role or "")
    leading = Counter(title for credential in catalogue.credentials.values() for title in credential.roles)
    passed = _passed(present, catalogue) | {profile.current_role}
    roles = [role for role in catalogue.roles.values() if role.title not in passed and leading[role.title]]
    if field:
        fitting = [role for role in roles if role.field == field.slug]
    elif wanted:
        fitting = [role for role in roles if wanted & set(role.skills)]
    else:
        near = Index.of(catalogue).related(present.field) if present else frozenset()
        fitting = [role for role in roles if role.field in near]
    weights = Index.of(catalogue).role_weights
    known = weights[present.title] if present else {}
    shared = {role.title: sum(min(weight, known.get(name, 0.0)) for name, weight in weights[role.title].items()) for role in roles}
    ranked = sorted(
        fitting or roles, key=lambda role: (-round(shared[role.title]), role.level != "entry", -leading[role.title], role.title)
    )
    return [role.title for role in (ranked if field or wanted else _directions(ranked))]


def _passed(present: Role | None, catalogue: Catalogue) -> set[str]:
    """Jobs of a lower level that the steps to the present job's licence lead to."""
    steps = Index.of(catalogue).steps_to.get(present.title, {}) if present else {}
    titles = {title for key in steps for title in catalogue.credentials[key].roles if title in catalogue.roles}
    return {title for title in titles if present and LEVELS.index(catalogue.roles[title].level) < LEVELS.index(present.level)}


def _directions(ranked: Sequence[Role]) -> list[Role]:
    """The same, the fields in turn, so that the first ones point several ways."""
    seen: Counter[str] = Counter()
    turns = {}
    for role in ranked:
        turns[role.title] = seen[role.field] // A_FIELD_AT_ONCE
        seen[role.field] += 1
    return sorted(ranked, key=lambda role: turns[role.title])


def likely_fields(profile: Profile, catalogue: Catalogue, touched: Sequence[str] = ()) -> list[str]:
    """Names of fields to choose from: those ``touched`` (slugs), then those next to the present job and to what is held, then the largest."""
    index, role = Index.of(catalogue), catalogue.roles.get(profile.current_role or "")
    homes = [role.field] if role else []
    homes += [catalogue.credentials[key].field for key in profile.held_credentials if key in catalogue.credentials]
    beside = [slug for home in homes for slug in sorted(index.related(home))]
    largest = sorted(catalogue.fields, key=lambda slug: (-len(index.by_field.get(slug, ())), slug))
    own = set(homes) - set(touched) if profile.goal in ("career_change", "exploration") else set()
    return [catalogue.fields[slug].name for slug in dict.fromkeys((*touched, *beside, *largest)) if slug not in own]
