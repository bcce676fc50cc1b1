"""``fits_constraints``: does it fit the time, money, delivery and prerequisites?"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Final

from knowledge.model import Credential, Prerequisite
from knowledge.recognition.case import Case
from knowledge.recognition.effort import cost_usd, least_weeks, weeks_for
from knowledge.recognition.judgement import Clause, Judgement
from knowledge.recognition.prerequisites import lacking, to_check, told
from knowledge.recognition.recency import months_between
from knowledge.recognition.wording import money, span
from knowledge.terms import FactGroup, Verdict

ID: Final = "fits_constraints"


@dataclass
class _Fit:
    """Gathers clauses; ``doubts`` counts what must be checked, ``breaks`` what is certainly not fulfilled."""

    clauses: list[Clause] = field(default_factory=list)
    groups: list[FactGroup] = field(default_factory=list)
    doubts: int = 0
    breaks: int = 0
    ask: Clause | None = None

    def say(self, key: str, **values: object) -> None:
        self.clauses.append((key, values))

    def doubt(self, key: str, **values: object) -> None:
        self.doubts += 1
        self.ask = self.ask or (key, values)


def fits_constraints(case: Case, credential: Credential) -> Judgement:
    """``no`` where a stated limit is certainly broken, ``partly`` where something must be checked first."""
    fit = _Fit()
    _time(case, credential, fit)
    _money(case, credential, fit)
    _delivery(case, credential, fit)
    _assessment(case, credential, fit)
    _country(case, credential, fit)
    _prerequisites(case, credential, fit)
    evidence = tuple(f"{credential.id}#{group}" for group in fit.groups)
    tells = (credential, fit.groups)
    if fit.breaks:
        return Judgement(ID, "no", 0.0, tuple(fit.clauses), evidence, fit.ask, tells)
    unknown = credential.cost_total is None and credential.weeks is None and credential.hours is None
    verdict: Verdict = "unknown" if unknown else "partly" if fit.doubts else "yes"
    return Judgement(ID, verdict, max(0.1, 1.0 - 0.2 * fit.doubts), tuple(fit.clauses), evidence, fit.ask, tells)


def _time(case: Case, credential: Credential, fit: _Fit) -> None:
    profile, weeks = case.profile, weeks_for(case.profile, credential)
    about = {"name": credential.name, "issuer": credential.issuer}
    if weeks is None and credential.hours is None:
        fit.say("fits.time_unknown")
        fit.doubt("fits.ask_time", **about)
        return
    fit.groups.append("duration")
    if weeks is None:
        least, most = credential.hours or (0.0, 0.0)
        fit.say("fits.hours_only", hours=span(least, most, "hour"))
        if profile.max_weeks is not None:
            _hours_within(case, credential, profile.max_weeks, fit)
        return
    paced = bool(credential.hours and profile.hours_per_week)
    fit.say("fits.time_paced" if paced else "fits.time", time=span(*weeks, "week"), pace=f"{profile.hours_per_week or 0:g}")
    if profile.max_weeks is None:
        return
    limit = span(profile.max_weeks, profile.max_weeks, "week")
    if (least_weeks(profile, credential, case.settings) or weeks[0]) > profile.max_weeks:
        fit.breaks += 1
        fit.say("fits.too_long", limit=limit)
    elif weeks[1] > profile.max_weeks:
        fit.doubts += 1
        fit.say("fits.only_fast", limit=limit)
    else:
        fit.say("fits.in_time", limit=limit)


def _hours_within(case: Case, credential: Credential, limit: float, fit: _Fit) -> None:
    """The hours a week that a deadline leaves for it, where only its hours are known and the user named no pace."""
    least, _ = credential.hours or (0.0, 0.0)
    told = {"hours": f"{math.ceil(least / max(limit, 1.0))}", "limit": span(limit, limit, "week")}
    if (least_weeks(case.profile, credential, case.settings) or 0.0) > limit:
        fit.breaks += 1
        fit.say("fits.hours_too_many", **told)
        return
    fit.say("fits.hours_a_week", **told)
    fit.doubts += least / max(limit, 1.0) > case.settings.usual_hours_per_week


def _money(case: Case, credential: Credential, fit: _Fit) -> None:
    limit, cost = case.profile.max_cost, cost_usd(case.profile, credential, case.settings)
    if cost is None:
        fit.say("fits.cost_unknown" if credential.cost_total is None else "fits.currency_unknown", currency=credential.cost.currency)
        fit.doubt("fits.ask_cost", name=credential.name, issuer=credential.issuer)
        fit.breaks += limit is not None
        return
    fit.groups.append("cost")
    if credential.cost.currency != "USD" and cost:
        own = credential.cost_total or 0
        fit.say("fits.cost_converted", cost=money(own, credential.cost.currency), usd=money(cost))
    else:
        fit.say("fits.free" if cost == 0 else "fits.cost", cost=money(cost))
    if limit is not None and cost > limit:
        fit.breaks += 1
        fit.say("fits.too_dear", limit=money(limit))
    elif limit and cost:
        fit.say("fits.in_budget", limit=money(limit))
    _age_of_price(case, credential, fit)


def _age_of_price(case: Case, credential: Credential, fit: _Fit) -> None:
    source = credential.source_of("cost")
    if source and months_between(source.as_of, case.today) > case.settings.cost_stale_months:
        fit.say("fits.price_stale", day=source.as_of)


def delivery_fits(wanted: str | None, offered: tuple[str, ...]) -> bool | None:
    """Whether a form of delivery is offered; None where it is not known which are."""
    if wanted is None:
        return True
    if not offered:
        return None
    if wanted == "online":
        return "online" in offered
    if wanted == "in_person":
        return "in_person" in offered or "hybrid" in offered
    return "hybrid" in offered or len(offered) > 1


def _delivery(case: Case, credential: Credential, fit: _Fit) -> None:
    wanted = case.profile.delivery
    fits = delivery_fits(wanted, credential.delivery)
    if credential.delivery:
        fit.groups.append("delivery")
        fit.say("fits.delivery", how=tuple(kind.replace("_", " ") for kind in credential.delivery))
    if fits is None:
        fit.doubt("fits.ask_delivery", name=credential.name, issuer=credential.issuer, wanted=(wanted or "").replace("_", " "))
    elif not fits:
        fit.breaks += wanted != "hybrid"
        fit.doubts += wanted == "hybrid"


def _assessment(case: Case, credential: Credential, fit: _Fit) -> None:
    """How it is assessed is a wish, not a limit."""
    wanted = case.profile.assessment
    if wanted and credential.assessment and wanted not in credential.assessment:
        fit.groups.append("assessment")
        fit.doubts += 1
        fit.say("fits.other_assessment", how=credential.assessment, wanted=wanted)


def _country(case: Case, credential: Credential, fit: _Fit) -> None:
    if credential.countries and case.settings.home_country not in credential.countries:
        fit.say("fits.country", countries=credential.countries)
        fit.doubt("fits.ask_country", name=credential.name, issuer=credential.issuer)


def _prerequisites(case: Case, credential: Credential, fit: _Fit) -> None:
    background = case.background
    if credential.prerequisites:
        fit.groups.append("prerequisites")
    if missing := lacking(credential, background):
        fit.breaks += 1
        fit.say("fits.prerequisite_missing", need=told(missing, background))
        return
    required = [need for need in to_check(credential, background) if need.need == "required"]
    advised = [need for need in to_check(credential, background) if need.need == "recommended"]
    if required:
        needs = tuple(told(need, background) for need in required)
        fit.say("fits.prerequisite_check", needs=needs)
        hard = [need for need in required if not _is_formal(need)]
        if hard:
            fit.doubt("fits.ask_prerequisite", need=told(hard[0], background), name=credential.name, issuer=credential.issuer)
    elif advised:
        fit.say("fits.prerequisite_advised", needs=tuple(told(need, background) for need in advised))
        fit.doubts += any(need.type != "other" for need in advised)


def _is_formal(need: Prerequisite) -> bool:
    """An age or a formality that nearly everybody fulfils is told, but raises no doubt."""
    return need.type == "age" or "high school" in (need.name or "").casefold()
