"""``recommend``: from a profile and the catalogue to options, advice, reasons, and what was left out and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from knowledge.model import Catalogue, Credential, Option, Profile, Recommendation
from knowledge.recognition.case import Case
from knowledge.recognition.effort import cost_usd, weeks_for
from knowledge.recognition.matching import split
from knowledge.recognition.verified import marked
from knowledge.recognition.wording import as_sentence, in_sentence, listed, money, span, wording_of
from knowledge.recommend.advice import advise
from knowledge.recommend.ranking import Ranking, rank
from knowledge.recommend.receipt import receipt_id
from knowledge.recommend.scoring import Scored
from knowledge.settings import DEFAULT, Settings
from knowledge.terms import FactGroup


def recommend(profile: Profile, catalogue: Catalogue, today: date, settings: Settings = DEFAULT) -> Recommendation:
    """At most five options for the goal of the profile, best first, within every stated limit; with the advice and its reason."""
    return worded(case := Case(profile, catalogue, today, settings), rank(case))


def worded(case: Case, ranking: Ranking) -> Recommendation:
    """A ranking put into words."""
    advice = advise(case, ranking)
    if advice.first:
        ranking = replace(ranking, picks=tuple(sorted(ranking.picks, key=lambda one: one.credential.id != advice.first)))
    return Recommendation(
        goal=case.profile.goal or "skill_gap",
        advice=advice.kind,
        because=advice.because(),
        options=tuple(option_of(case, one, ranking) for one in ranking.picks),
        excluded=(*(stop.exclusion() for _, stop in ranking.out), *(stop.exclusion(near=False) for stop in ranking.far)),
        receipt=receipt_id(case.profile, case.catalogue.version, case.today, case.catalogue.evidence),
        catalogue_version=case.catalogue.version,
        pathway=ranking.pathway,
        evidence=case.catalogue.evidence,
    )


def option_of(case: Case, one: Scored, ranking: Ranking | None = None) -> Option:
    """A scored credential as the user sees it."""
    return Option(
        credential=one.credential,
        score=one.score,
        findings=tuple(judgement.finding() for judgement in one.judgements),
        reason=reason_of(case, one, ranking),
        weeks=weeks_for(case.profile, one.credential),
        cost_usd=cost_usd(case.profile, one.credential, case.settings),
    )


def reason_of(case: Case, one: Scored, ranking: Ranking | None = None) -> str:
    """One line: what it is to this user, whom it convinces, and what it takes."""
    wording = wording_of("recommend")
    clauses = [*_role_of(one, ranking, case.profile.wanted_credentials), _content(case, one)]
    recognised = one.judgements[0]
    if recognised.verdict == "yes":
        clauses.append(_recognised(case, one))
    told: tuple[FactGroup, ...] = ("cost", "duration") if _cost(case, one.credential) else ("duration",)
    if one.judgements[5].verdict == "yes":
        clauses.append(wording.say("reason.applied"))
        told += ("assessment",)
    clauses.append(marked(_takes(case, one.credential), one.credential, *told))
    return as_sentence("; ".join(clause for clause in clauses if clause))


def _recognised(case: Case, one: Scored) -> str:
    """Who says so: an organisation recognises, a job or a sector is where it counts. What speaks for the whole country goes before a region."""
    rows = {row.id: row for row in case.catalogue.ledger_of.get(one.credential.id, ())}
    shown = [rows[key] for key in one.judgements[0].evidence if key in rows and not rows[key].report]
    told = next((row for row in shown if row.jurisdiction in (None, case.settings.home_country)), shown[0])
    key = f"reason.recognised_{told.recogniser_kind}" if told.recogniser_kind in ("role", "sector") else "reason.recognised"
    return wording_of("recommend").say(
        key, {"recogniser": in_sentence(told.recogniser) if told.recogniser_kind == "role" else told.recogniser}
    )


def _role_of(one: Scored, ranking: Ranking | None, wanted: Collection[str]) -> list[str]:
    """A label for what is asked for by name, the way in, a mere preparation, or a step of the pathway."""
    say = wording_of("recommend").say
    if one.credential.id in wanted:
        return [say("reason.named")]
    if ranking and ranking.gap:
        if one.credential.id not in {way.credential.id for way in ranking.ways_in}:
            return [say("reason.lead_in")]
        straight = ranking.gap.kind == "degree" or any(
            one.credential.id in ranking.routes.get(role.title, ()) for role in ranking.gap.roles
        )
        return [say("reason.way_in" if straight else "reason.step_in")]
    steps = [step.credential.id for step in ranking.pathway.steps] if ranking and ranking.pathway else []
    if len(steps) > 1 and one.credential.id in steps:
        return [say("reason.step", {"number": steps.index(one.credential.id) + 1, "count": len(steps)})]
    return [say("reason.alternative")] if len(steps) > 1 else []


def _content(case: Case, one: Scored) -> str:
    say, covers = wording_of("recommend").say, case.index.covers[one.credential.id]
    covered, near, _ = split(case.wanted, covers)
    if covered:
        return say("reason.covers", {"skills": listed(covered, 3)})
    reach = case.background.reach
    new = [name for name in one.credential.skills if reach.get(name, 0.0) < 1.0]
    taught = say("reason.teaches", {"skills": listed(new or one.credential.skills, 3)})
    return say("reason.related", {"taught": taught, "skills": listed(near, 3)}) if near else taught


def _takes(case: Case, credential: Credential) -> str:
    say, weeks, hours = wording_of("recommend").say, weeks_for(case.profile, credential), credential.hours
    time = span(weeks[0], weeks[1], "week") if weeks else span(hours[0], hours[1], "hour") if hours else say("reason.time_unknown")
    return say("reason.takes", {"time": time, "cost": _cost(case, credential) or say("reason.cost_unknown")})


def _cost(case: Case, credential: Credential) -> str | None:
    """The whole cost, or what it is a month where the whole is not known; None where neither is."""
    cost, monthly = cost_usd(case.profile, credential, case.settings), credential.cost.learning_per_month
    if cost is not None:
        return money(cost)
    return wording_of("recommend").say("reason.cost_monthly", {"cost": money(monthly, credential.cost.currency)}) if monthly else None
