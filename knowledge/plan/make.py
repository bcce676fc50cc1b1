"""From a shortlist to a plan: what is done, in which order and by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.model import Catalogue, Credential, Option, Profile, Recommendation
from knowledge.plan import days
from knowledge.plan.facts import IN_FULL, IN_SHORT, facts_of, recognition_of, say
from knowledge.plan.model import Alternative, Plan, Step
from knowledge.plan.moments import moments_of
from knowledge.recognition.case import Case
from knowledge.recognition.effort import least_weeks, typical_weeks
from knowledge.recognition.verified import marked
from knowledge.recognition.wording import as_sentence, money, span, wording_of
from knowledge.recommend.constraints import barred
from knowledge.recommend.engine import option_of
from knowledge.recommend.scoring import Scorer

MOST_ASKS = 3


@dataclass(frozen=True, slots=True)
class Leg:
    """A credential to earn, the weeks reckoned for it (None where unknown), and what they rest on."""

    option: Option
    weeks: float | None
    pace: str


def make_plan(profile: Profile, shortlist: Recommendation, catalogue: Catalogue, today: date, chosen: Sequence[str] = ()) -> Plan | None:
    """The plan for what was ``chosen`` (ids; the first is done, the others are alternatives), else for the pathway of a career
    change, else for the first option. None where there is nothing to plan.

    Raises:
        KeyError: where the catalogue has no such credential.
    """
    case = Case(profile, catalogue, today)
    legs = _legs(case, shortlist, chosen)
    if not legs:
        return None
    steps = _steps(case, legs)
    others = [_option(case, shortlist, key) for key in chosen[1:]] if len(chosen) > 1 else shortlist.options
    deadline = days.after(today, profile.max_weeks or None)
    return Plan(
        title=_title(steps, shortlist),
        receipt=shortlist.receipt,
        made=today,
        advised=wording_of("recommend").say(f"advised.{shortlist.advice}"),
        because=shortlist.because,
        told=tuple(_told(case, deadline)),
        steps=steps,
        alternatives=_alternatives(case, others, steps),
        moments=moments_of(steps, deadline, profile, shortlist.receipt, today),
        notes=tuple(_notes(case, legs, steps, deadline, chosen)),
    )


# --- what is done -----------------------------------------------------------------------------------------------------


def _legs(case: Case, shortlist: Recommendation, chosen: Sequence[str]) -> list[Leg]:
    if not chosen and shortlist.goal == "career_change" and shortlist.pathway:
        options = [(_option(case, shortlist, step.credential.id), step.weeks) for step in shortlist.pathway.steps]
        return [Leg(option, weeks, _pace(case, option.credential, weeks)) for option, weeks in options]
    first = _option(case, shortlist, chosen[0]) if chosen else next(iter(shortlist.options), None)
    return [_alone(case, first)] if first else []


def _option(case: Case, shortlist: Recommendation, key: str) -> Option:
    """The option of the shortlist, or what it would be."""
    known = next((option for option in shortlist.options if option.credential.id == key), None)
    return known or option_of(case, Scorer(case, shortlist.goal).score(case.catalogue.credentials[key]))


def _alone(case: Case, option: Option) -> Leg:
    """A credential that is earned by itself: in the usual time, or by the deadline where that is sooner but can be met."""
    weeks, limit = typical_weeks(case.profile, option.credential, case.settings), case.profile.max_weeks
    least = least_weeks(case.profile, option.credential, case.settings)
    if weeks is not None and limit is not None and least is not None and least <= limit < weeks:
        time = span(*option.weeks, "week") if option.weeks else span(*option.credential.hours, "hour") if option.credential.hours else ""
        return Leg(option, limit, _resting_on(option.credential, "pace.deadline", time=time))
    return Leg(option, weeks, _pace(case, option.credential, weeks))


def _pace(case: Case, credential: Credential, weeks: float | None) -> str:
    """What the reckoning of the weeks rests on, in words."""
    own = case.profile.hours_per_week
    if weeks is None:
        return as_sentence(say("pace.unknown", {"issuer": credential.issuer}))
    if weeks > days.FARTHEST_WEEKS:
        return _resting_on(credential, "pace.too_far")
    if credential.hours and own:
        return _resting_on(credential, "pace.yours", hours=f"{own:g}")
    if credential.weeks:
        return _resting_on(credential, "pace.record")
    return _resting_on(credential, "pace.assumed", hours=f"{case.settings.usual_hours_per_week:g}")


def _resting_on(credential: Credential, key: str, **values: str) -> str:
    """The sentence, with the mark where nobody has read the time in a source."""
    return as_sentence(marked(say(key, values), credential, "duration"))


def _steps(case: Case, legs: Iterable[Leg]) -> tuple[Step, ...]:
    """One after the other, each with its days."""
    steps: list[Step] = []
    starts: date | None = case.today
    for leg in legs:
        finishes = days.after(starts, leg.weeks)
        steps.append(_step(case, leg, starts, finishes))
        starts = finishes
    return tuple(steps)


def _step(case: Case, leg: Leg, starts: date | None, finishes: date | None) -> Step:
    credential, findings = leg.option.credential, leg.option.findings
    asks = [finding.ask for finding in findings if finding.verdict == "unknown" and finding.ask]
    return Step(
        credential=credential,
        why=leg.option.reason,
        facts=facts_of(case, credential, IN_FULL),
        recognised=recognition_of(case, credential),
        doubts=tuple(finding.because for finding in findings if finding.verdict == "no"),
        asks=tuple(dict.fromkeys(asks))[:MOST_ASKS],
        pace=leg.pace if starts else as_sentence(say("pace.waits")),
        starts=starts,
        finishes=finishes,
        expires=days.expiry(credential, finishes),
    )


def _alternatives(case: Case, options: Iterable[Option], steps: Iterable[Step]) -> tuple[Alternative, ...]:
    done = {step.credential.id for step in steps}
    return tuple(
        Alternative(option.credential, option.reason, facts_of(case, option.credential, IN_SHORT))
        for option in options
        if option.credential.id not in done
    )


# --- what is said about it --------------------------------------------------------------------------------------------


def _title(steps: Sequence[Step], shortlist: Recommendation) -> str:
    if len(steps) > 1 and shortlist.pathway:
        return say("title.steps", {"count": len(steps), "target": shortlist.pathway.target})
    return say("title.one", {"name": steps[0].credential.name})


def _told(case: Case, deadline: date | None) -> Iterable[tuple[str, str]]:
    """What the user said that the plan rests on, label and value."""
    profile, names = case.profile, case.catalogue.credentials
    field = case.catalogue.field_of(profile.field)
    held = [names[key].name if key in names else key for key in profile.held_credentials]
    values = {
        "aim": ", ".join(filter(None, (profile.target_role, *profile.target_skills, field.name if field else None))),
        "job": profile.current_role,
        "held": ", ".join(held),
        "budget": _budget(profile.max_cost),
        "deadline": _deadline(profile.max_weeks, deadline),
        "hours": say("told.a_week", {"hours": f"{profile.hours_per_week:g}"}) if profile.hours_per_week else "",
    }
    return ((say(f"told.{key}"), value) for key, value in values.items() if value)


def _budget(limit: float | None) -> str:
    if limit is None:
        return ""
    return say("told.limit", {"amount": money(limit)}) if limit else say("told.free")


def _deadline(weeks: float | None, day: date | None) -> str:
    return say("told.within", {"weeks": f"{weeks:g}", "day": days.told(day)}) if weeks and day else ""


def _notes(case: Case, legs: Sequence[Leg], steps: Sequence[Step], deadline: date | None, chosen: Sequence[str]) -> Iterable[str]:
    """What it costs in all, and what stands against the user's limits."""
    if total := _total(legs):
        yield say("note.total", {"amount": total})
    finish = steps[-1].finishes
    if deadline and finish is None:
        yield say("note.undated", {"deadline": days.told(deadline)})
    if deadline and finish and finish > deadline:
        yield say("note.late", {"finish": days.told(finish), "deadline": days.told(deadline)})
    stop = barred(case, steps[0].credential) if chosen else None
    if stop:
        yield say("note.barred", {"name": steps[0].credential.name, "because": stop.exclusion().because})


def _total(legs: Sequence[Leg]) -> str:
    """What all steps cost together, with the mark; empty for one step, whose cost is told there, or where a part is not known."""
    costs = [leg.option.cost_usd for leg in legs if leg.option.cost_usd is not None]
    if len(legs) < 2 or len(costs) < len(legs):
        return ""
    unread = next((leg.option.credential for leg in legs if leg.option.credential.unverified("cost")), legs[0].option.credential)
    return marked(money(sum(costs)), unread, "cost")
