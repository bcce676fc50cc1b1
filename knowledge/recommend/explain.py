"""Why this, why not that, what if, and side by side."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.model import Catalogue, Credential, Finding, Option, Profile, Recommendation
from knowledge.recognition.case import Case
from knowledge.recognition.effort import cost_usd, least_weeks
from knowledge.recognition.examine import QUESTIONS
from knowledge.recognition.licensing import Gap
from knowledge.recognition.recency import length
from knowledge.recognition.wording import as_clause, as_sentence, in_sentence, listed, money, span, wording_of
from knowledge.recommend.advice import with_the
from knowledge.recommend.constraints import MOVABLE, Barred, all_barred
from knowledge.recommend.engine import option_of, worded
from knowledge.recommend.gate import ways
from knowledge.recommend.ranking import CANDIDATES, Ranking, rank
from knowledge.recommend.scoring import Scored, Scorer
from knowledge.recommend.weights import MARKS, weights_of
from knowledge.settings import DEFAULT, Settings
from knowledge.terms import FactGroup, Goal, QuestionId

STRONGEST = 3
NO_DRAWBACK: tuple[QuestionId, ...] = ("adds_to_what_you_have", "stacks")
"""Where nothing is known on these, that speaks neither for nor against a credential."""


def why_this(option: Option, goal: Goal) -> tuple[str, ...]:
    """The option's reason, the findings that speak most for it, and the weightiest that speaks against it, is not known, or holds in part."""
    by_weight = sorted(option.findings, key=lambda one: -weights_of(goal).marks[MARKS.index(one.id)])
    good = [one for one in by_weight if one.verdict == "yes"][:STRONGEST]
    lines = [option.reason, *(one.because for one in good)]
    if doubt := _doubt(by_weight):
        key, one = doubt
        lines += [wording_of("recommend").say(f"explain.{key}", {"because": one.because}), *([one.ask] if one.ask else [])]
    return tuple(dict.fromkeys(lines))


def _doubt(by_weight: Sequence[Finding]) -> tuple[str, Finding] | None:
    """What speaks against an option, else what is not known of it, else what holds only in part; with the template's name."""
    for verdict, key in (("no", "but"), ("unknown", "not_known"), ("partly", "in_part")):
        for one in by_weight:
            if one.verdict == verdict and not (one.id in NO_DRAWBACK and verdict != "no"):
                return key, one
    return None


@dataclass(frozen=True, slots=True)
class WhyNot:
    """``place`` is its place among the options, if it is there; ``flip`` the smallest changes of slots that let it in, if any."""

    credential: Credential
    place: int | None
    rule: str
    because: str
    flip: Mapping[str, Any] | None = None
    flip_because: str | None = None


def why_not(profile: Profile, credential_id: str, catalogue: Catalogue, today: date, settings: Settings = DEFAULT) -> WhyNot:
    """What keeps a credential off the list, and the smallest change that would put it there.

    Raises:
        KeyError: where the catalogue has no such credential.
    """
    case, credential = Case(profile, catalogue, today, settings), catalogue.credentials[credential_id]
    ranking = rank(case)
    places = [one.credential.id for one in ranking.picks]
    if credential_id in places:
        place = places.index(credential_id) + 1
        return WhyNot(credential, place, "shown", _say("shown", {"name": credential.name, "place": place}))
    if stops := all_barred(case, credential):
        return _barred(case, credential, stops)
    if ranking.gap and credential_id not in ways(case, ranking.gap):
        return WhyNot(credential, None, "licence", _say("licence", {"name": credential.name, "needed": _needed(case, ranking.gap)}))
    return _outscored(case, credential, ranking)


def _say(key: str, values: Mapping[str, Any]) -> str:
    return as_sentence(wording_of("recommend").say(f"why_not.{key}", values))


def _needed(case: Case, gap: Gap) -> str:
    return with_the(gap.name) if gap.name else wording_of("recommend").say("a_licence")


def _barred(case: Case, credential: Credential, stops: Sequence[Barred]) -> WhyNot:
    because = " ".join(stop.exclusion().because for stop in stops)
    because = f"{credential.name}: {because[:1].lower()}{because[1:]}"
    if any(stop.rule not in MOVABLE for stop in stops):
        fixed = next(stop for stop in stops if stop.rule not in MOVABLE)
        return WhyNot(credential, None, fixed.rule, because)
    changes: dict[str, Any] = {}
    for stop in stops:
        changes |= _change(case, stop)
    return WhyNot(credential, None, stops[0].rule, because, changes, _after(case, credential, changes))


def _change(case: Case, stop: Barred) -> dict[str, Any]:
    """The smallest change of a wish that lifts a rule."""
    profile, credential = case.profile, stop.credential
    if stop.rule == "budget":
        return {"max_cost": float(math.ceil(cost_usd(profile, credential, case.settings) or 0))}
    if stop.rule == "deadline":
        return {"max_weeks": float(math.ceil(least_weeks(profile, credential, case.settings) or 0))}
    if stop.rule == "delivery":
        return {"delivery": credential.delivery[0]}
    if stop.rule == "avoided":
        named = {
            credential.issuer,
            credential.id,
            credential.name,
            credential.kind,
            credential.issuer_type,
            *credential.aliases,
            *credential.assessment,
        }
        return {"avoid": tuple(one for one in profile.avoid if one not in named)}
    return {"issuer_types": ()} if stop.rule == "issuer_type" else {"max_cost": None}


def _after(case: Case, credential: Credential, changes: Mapping[str, Any]) -> str:
    """What would become of it with these changes, tried out."""
    places = [one.credential.id for one in rank(case.but(**changes)).picks]
    values = {"changes": listed([told_change(slot, value) for slot, value in changes.items()]), "name": credential.name}
    if credential.id in places:
        return _say("flip_in", {**values, "place": places.index(credential.id) + 1})
    return _say("flip_allowed", values)


def told_change(slot: str, value: Any) -> str:
    """A changed wish in words: "a budget of $300"."""
    say = wording_of("recommend").say
    if value in (None, ()):
        return say(f"change.no_{slot}")
    if slot == "max_cost" and not value:
        return say("change.free_only")
    if slot == "max_cost":
        return say("change.max_cost", {"value": money(value)})
    if slot == "max_weeks":
        return say("change.max_weeks", {"value": span(value, value, "week")})
    if slot in ("target_role", "current_role", "field"):
        value = in_sentence(str(value))
    if isinstance(value, float):
        value = f"{value:g}"
    key = f"change.{slot}"
    return say(
        key if key in wording_of("recommend") else "change.other",
        {"value": value if isinstance(value, tuple) else str(value).replace("_", " ")},
    )


FITS = MARKS.index("fits_constraints")


def _outscored(case: Case, credential: Credential, ranking: Ranking) -> WhyNot:
    goal = case.profile.goal or "skill_gap"
    relevance = {one.id: near for one, near in CANDIDATES[goal](case)}
    changes = _other_aim(case, credential)
    flip_because = _after(case, credential, changes) if changes else None
    if credential.id not in relevance:
        aim = case.aim or wording_of("recommend").say("this")
        return WhyNot(credential, None, "not_relevant", _say("not_relevant", {"name": credential.name, "aim": aim}), changes, flip_because)
    own = Scorer(case, goal).score(credential, relevance[credential.id])
    if own.judgements[4].verdict == "no":
        because = own.judgements[4].finding().because
        return WhyNot(
            credential, None, "redundant", _say("adds_nothing", {"name": credential.name, "because": as_clause(in_sentence(because))})
        )
    takes = own.judgements[FITS].finding().because if credential.prerequisites else ""
    if not ranking.picks or own.score < case.settings.floor:
        because = f"{_say('floor', {'name': credential.name, 'mark': _weakest(own, goal)})} {takes}".strip()
        return WhyNot(credential, None, "floor", because, changes, flip_because)
    last = ranking.picks[-1]
    values = {"name": credential.name, "other": last.credential.name, "mark": _mark_lost(own, last, goal)}
    same_issuer = own.score >= last.score
    because = f"{_say('diversity' if same_issuer else 'score', values)} {takes}".strip()
    return WhyNot(credential, None, "score", because, changes, flip_because)


def _mark_lost(own: Scored, other: Scored, goal: Goal) -> str:
    """The mark in which it falls behind most, weighted."""
    weights = weights_of(goal).marks
    lost = max(range(len(MARKS)), key=lambda number: weights[number] * (other.marks[number] - own.marks[number]))
    return wording_of("recommend").say(f"mark.{MARKS[lost]}")


def _weakest(own: Scored, goal: Goal) -> str:
    weights = weights_of(goal).marks
    lost = max(range(len(MARKS)), key=lambda number: weights[number] * (1 - own.marks[number]))
    return wording_of("recommend").say(f"mark.{MARKS[lost]}")


def _other_aim(case: Case, credential: Credential) -> dict[str, Any] | None:
    """Another aim of the user's under which it would be shown: a role it serves, else a skill it teaches."""
    aims: list[dict[str, Any]] = [{"target_role": title} for title in credential.roles[:3] if title != case.profile.target_role]
    aims += [{"target_skills": (name,)} for name in credential.skills[:2]]
    for changes in aims:
        if credential.id in {one.credential.id for one in rank(case.but(**changes), in_full=False).picks}:
            return changes
    return None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answers before and after, the ids that came in and went out, and the difference in words."""

    before: Recommendation
    after: Recommendation
    entered: tuple[str, ...]
    left: tuple[str, ...]
    because: str


def what_if(profile: Profile, changes: Mapping[str, Any], catalogue: Catalogue, today: date, settings: Settings = DEFAULT) -> WhatIf:
    """The recommendation with ``changes`` to the profile beside the present one. The profile itself stays as it is."""
    case = Case(profile, catalogue, today, settings)
    other = case.but(**changes)
    before, after = worded(case, rank(case)), worded(other, rank(other))
    old, new = [one.credential.id for one in before.options], [one.credential.id for one in after.options]
    entered, left = tuple(key for key in new if key not in old), tuple(key for key in old if key not in new)
    names = catalogue.credentials
    values = {
        "changes": listed([told_change(slot, value) for slot, value in changes.items()]),
        "entered": tuple(names[key].name for key in entered),
        "left": tuple(names[key].name for key in left),
    }
    key = "both" if entered and left else "entered" if entered else "left" if left else "order" if old != new else "same"
    return WhatIf(before, after, entered, left, as_sentence(wording_of("recommend").say(f"what_if.{key}", values)))


# --- side by side -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison, a cell for each credential, and the groups of facts that the cells tell or rest on."""

    label: str
    cells: tuple[str, ...]
    groups: tuple[FactGroup, ...] = ()


def compare(ids: Iterable[str], profile: Profile, catalogue: Catalogue, today: date, settings: Settings = DEFAULT) -> tuple[Row, ...]:
    """Two to five credentials side by side: the facts, then the nine findings' verdicts.

    Raises:
        KeyError: where the catalogue has no such credential.
    """
    case = Case(profile, catalogue, today, settings)
    scorer = Scorer(case, profile.goal or "skill_gap")
    options = [option_of(case, scorer.score(catalogue.credentials[key])) for key in ids]
    say = wording_of("recommend").say
    cells = {name: tuple(tell(case, option) for option in options) for name, tell in _FACTS.items()}
    cells |= {question: tuple(_verdict(option.finding(question)) for option in options) for question in QUESTIONS}
    return tuple(Row(say(f"compare.{name}"), told, _GROUPS.get(name, ())) for name, told in cells.items())


def _verdict(finding: Finding) -> str:
    return wording_of("recommend").say(
        "compare.verdict", {"verdict": wording_of("recommend").say(f"verdict.{finding.verdict}"), "because": finding.because}
    )


def _unknown(text: str | None) -> str:
    return text or wording_of("recommend").say("compare.not_known")


def _cost(case: Case, option: Option) -> str:
    credential = option.credential
    if option.cost_usd is None:
        return _unknown(None)
    if credential.cost.currency == "USD" or not option.cost_usd:
        return money(option.cost_usd)
    return f"{money(credential.cost_total or 0, credential.cost.currency)} ({money(option.cost_usd)})"


def _time(case: Case, option: Option) -> str:
    hours = option.credential.hours
    if option.weeks:
        return span(option.weeks[0], option.weeks[1], "week")
    return _unknown(span(hours[0], hours[1], "hour") if hours else None)


def _validity(case: Case, option: Option) -> str:
    credential = option.credential
    if credential.never_expires:
        return wording_of("recommend").say("compare.never_expires")
    return _unknown(length(credential.validity_months) if credential.validity_months else None)


def _plain(words: Iterable[str]) -> str:
    return listed(word.replace("_", " ") for word in words)


_FACTS: dict[str, Callable[[Case, Option], str]] = {
    "issuer": lambda case, option: option.credential.issuer,
    "kind": lambda case, option: option.credential.kind.replace("_", " "),
    "level": lambda case, option: option.credential.level,
    "cost": _cost,
    "time": _time,
    "assessment": lambda case, option: _unknown(_plain(option.credential.assessment)),
    "delivery": lambda case, option: _unknown(_plain(option.credential.delivery)),
    "validity": _validity,
    "skills": lambda case, option: listed(option.credential.skills),
}
_GROUPS: dict[str, tuple[FactGroup, ...]] = {
    "cost": ("cost",),
    "time": ("duration",),
    "assessment": ("assessment",),
    "delivery": ("delivery",),
    "validity": ("validity",),
    "shows_applied_skill": ("assessment",),
    "is_current": ("updated", "validity"),
    "fits_constraints": ("cost", "duration", "prerequisites", "delivery"),
}
"""Row -> the groups of facts that it tells or rests on."""
