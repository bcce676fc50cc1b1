"""The advice beside the options: buy, wait, show a portfolio, take the free one, or the licence or degree first; and why."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.model import Credential, Pathway
from knowledge.pathways.planner import before, builds_up
from knowledge.recognition.case import Case
from knowledge.recognition.effort import cost_usd, least_weeks
from knowledge.recognition.recency import length
from knowledge.recognition.verified import flagged, marked
from knowledge.recognition.wording import as_clause, as_sentence, in_sentence, listed, money, span, with_article, wording_of
from knowledge.recommend import gate
from knowledge.recommend.against import against
from knowledge.recommend.constraints import MOVABLE, Barred, all_barred
from knowledge.recommend.ranking import Ranking
from knowledge.recommend.scoring import Scored
from knowledge.recommend.weights import MARKS
from knowledge.terms import AdviceKind

HAVE_IT = 0.85
"""Who covers this share of what is wanted needs proof rather than a course."""
AS_GOOD = 0.9
FAR_BETTER = 0.75
"""What is shown scores no more than this share of what serves far better."""
SUBSTANCE = tuple(MARKS.index(mark) for mark in ("recognised_by_targets", "matches_requirement", "shows_applied_skill"))
"""What a free credential must offer nearly as much of as the best paid one, to be the better first step."""
DEAR = 150
"""US dollars from which a credential that nobody is known to recognise should not be bought blindly."""


@dataclass(frozen=True, slots=True)
class Advice:
    """The kind, and the sentences ``advice.<said>`` that give the reason."""

    kind: AdviceKind
    reasons: tuple[tuple[str, dict[str, Any]], ...] = field(default=())
    first: str | None = None
    """The credential that the advice is to start with, which then stands first."""

    def because(self) -> str:
        """The reason in words."""
        say = wording_of("recommend").say
        return " ".join(as_sentence(say(f"advice.{key}", values)) for key, values in self.reasons)


def advise(case: Case, ranking: Ranking) -> Advice:
    """What to do, all things considered."""
    if ranking.gap:
        return _gate_first(case, ranking)
    if not ranking.picks:
        return _nothing_fits(case, ranking)
    if ranking.makeshift:
        nothing = _nothing_fits(case, ranking)
        return replace(nothing, reasons=(*nothing.reasons, ("makeshift", {})))
    if (shown := _has_it_already(case)) is not None and not _paper_is_asked_for(case, ranking.picks[0]):
        return shown
    return _among_options(case, ranking)


# --- a licence or degree first ----------------------------------------------------------------------------------------


def _gate_first(case: Case, ranking: Ranking) -> Advice:
    gap = ranking.gap
    assert gap is not None
    if case.role:
        values: dict[str, Any] = {"role": with_article(in_sentence(case.role.title)), "needed": with_the(gap.name or case.role.title)}
        key = "licence_role" if gap.kind == "licence" else "degree_role_law" if gap.by_law else "degree_role"
    else:
        values = {
            "roles": tuple(in_sentence(role.title) for role in gap.roles),
            "field": in_sentence(case.field.name) if case.field else case.aim,
            "why": as_clause(in_sentence(case.field.culture_why)) if case.field else "",
        }
        key = "licence_field"
    reasons = [(key, values)]
    ids = {one.credential.id for one in ranking.ways_in}
    if ids & {one.credential.id for one in ranking.picks}:
        reasons.append(("ways_in", {}))
    else:
        reasons += _way_out_of_limits(case, ranking)
    if {one.credential.id for one in ranking.picks} - ids:
        reasons.append(("lead_ins_free" if case.profile.goal == "exploration" else "lead_ins", {}))
    return Advice("licence_or_degree_first", tuple(reasons))


def with_the(name: str) -> str:
    """``the state teaching licence``; a plural or a name with an article of its own stays."""
    first = name.split()[0].casefold() if name else ""
    return name if first in ("the", "a", "an") else f"the {in_sentence(name)}"


def _way_out_of_limits(case: Case, ranking: Ranking) -> list[tuple[str, dict[str, Any]]]:
    """Why none of the ways in is among the options."""
    known = gate.ways(case, ranking.gap) if ranking.gap else frozenset()
    stopped = [stop for one, stop in ranking.out if one.credential.id in known]
    movable = [stop for stop in stopped if stop.rule in MOVABLE]
    if movable:
        told = tuple(f"{stop.credential.name} ({in_sentence(as_clause(stop.exclusion().because))})" for stop in movable[:2])
        return [("ways_in_out", {"names": told})]
    later = [stop.credential for stop in stopped if stop.rule == "prerequisite"]
    if later:
        first, *others = _in_turn(later, case)
        names = (first.name, *(credential.name for credential in others))
        need = str(next(stop.values["need"] for stop in stopped if stop.credential is first))
        need = flagged(need, first.source_of("prerequisites") is not None)
        return [("ways_in_later", {"names": names, "first": first.name, "need": need})]
    return [("ways_in_unknown", {})]


def _in_turn(credentials: Sequence[Credential], case: Case) -> list[Credential]:
    """What the others need comes first."""
    return sorted(credentials, key=lambda one: (sum(other.id in before(one, case) for other in credentials), one.id))


# --- nothing fits -----------------------------------------------------------------------------------------------------


def _nothing_fits(case: Case, ranking: Ranking) -> Advice:
    if not ranking.out and not ranking.ranked and not case.aim:
        return Advice("wait", (("need_target", {}),))
    good = [(one, stop) for one, stop in ranking.out if one.score >= case.settings.floor and _would_do(case, one, stop)]
    if not good:
        kept = _redundant(case, ranking)
        return kept or Advice("wait", (("not_in_catalogue", {"aim": case.aim or wording_of("recommend").say("this")}),))
    if beyond := [pair for pair in good if pair[1].rule not in ("held", "redundant")]:
        good = beyond
    else:
        renewals = _renewals(case) if case.profile.goal == "currency" else []
        return Advice("wait", (("held_already", {"name": good[0][0].credential.name}), *renewals, *_portfolio_next(case, good[0][0])))
    return Advice("wait", tuple(_deciding_rule(case, good)))


def _would_do(case: Case, one: Scored, stop: Barred) -> bool:
    """Whether only a limit, or that it is had already, speaks against it."""
    if stop.rule == "prerequisite" and case.role and case.role.title not in stop.credential.roles:
        return False  # it is for those of another profession
    return stop.rule in ("held", "redundant") or not _misfits(one)


def _portfolio_next(case: Case, one: Scored) -> list[tuple[str, dict[str, Any]]]:
    return [("portfolio_next", {})] if _can_be_shown(case, one) else []


def _deciding_rule(case: Case, good: Sequence[tuple[Scored, Barred]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rule that keeps most good matches out, and the two matches that need the smallest change: best where one rule alone stands."""
    every = {stop.credential.id: all_barred(case, stop.credential) for _, stop in good}
    rules = Counter(stop.rule for stops in every.values() for stop in stops)
    rule = min(rules, key=lambda name: (-rules[name], name not in MOVABLE, name))
    stopped = [stop for stops in every.values() for stop in stops if stop.rule == rule]
    fewest = min(len(every[stop.credential.id]) for stop in stopped)
    easiest = [stop for stop in stopped if len(every[stop.credential.id]) == fewest]
    nearest = _nearest(case, rule, easiest)
    said = wording_of("recommend").say(f"rule.{rule}")
    values = {"count": rules[rule], "rule": said, **_what_it_takes(case, nearest, every)}
    yield "nothing_fits" if rules[rule] > 1 else "nothing_fits_one", values
    if others := [stop for stop in easiest if stop.credential is not nearest.credential and rule in MEASURED]:
        yield "next_nearest", _what_it_takes(case, _nearest(case, rule, others), every)


MEASURED = ("budget", "deadline")
"""Rules of which it can be told how far they would have to move."""


def _what_it_takes(case: Case, stop: Barred, every: Mapping[str, Sequence[Barred]]) -> dict[str, Any]:
    """The name of a match that is kept out, and all that would have to move for it."""
    one, stops = stop.credential, every[stop.credential.id]
    moves = " and ".join(move(case, each) for each in stops)
    return {"name": one.name, "move": marked(moves, one, *(group for each in stops for group in each.tells))}


def _redundant(case: Case, ranking: Ranking) -> Advice | None:
    known = [one for one in ranking.ranked if one.judgements[4].verdict == "no" and one.score >= case.settings.floor]
    return Advice("portfolio_instead", (("have_it", {"aim": case.aim or known[0].credential.name}),)) if known else None


def _nearest(case: Case, rule: str, stopped: Sequence[Barred]) -> Barred:
    """The one that needs the smallest change; the best one where changes cannot be measured."""
    if rule == "budget":
        return min(stopped, key=lambda stop: (cost_usd(case.profile, stop.credential, case.settings) or 0, stop.credential.id))
    if rule == "deadline":
        return min(stopped, key=lambda stop: (least_weeks(case.profile, stop.credential, case.settings) or 0, stop.credential.id))
    return stopped[0]


def move(case: Case, stop: Barred) -> str:
    """The smallest change that would let it in, in words."""
    say = wording_of("recommend").say
    if stop.rule == "budget":
        cost = cost_usd(case.profile, stop.credential, case.settings) or 0
        return say("move.budget", {"cost": money(cost), "more": money(cost - (case.profile.max_cost or 0))})
    if stop.rule == "deadline":
        least = math.ceil(least_weeks(case.profile, stop.credential, case.settings) or 0)
        more = max(1, math.ceil(least - (case.profile.max_weeks or 0)))
        return say("move.deadline", {"least": span(least, least, "week"), "more": span(more, more, "week")})
    if stop.rule == "delivery":
        return say("move.delivery", {"offered": tuple(how.replace("_", " ") for how in stop.credential.delivery)})
    return say(f"move.{stop.rule}", dict(stop.values))


# --- among options ----------------------------------------------------------------------------------------------------


def _has_it_already(case: Case) -> Advice | None:
    """The skills wanted are there already: then proof is wanted, not another course."""
    if case.profile.goal not in ("skill_gap", None) or not case.wanted:
        return None
    reach = case.background.reach
    named = case.profile.target_skills or tuple(case.role.skills if case.role else ())
    weight = {name: (3 if name in case.profile.target_skills else case.role.skills.get(name, 1) if case.role else 1) for name in named}
    told = {name for name, whence in case.background.skills.items() if whence != "role"}
    if not told:
        return None
    assumed = {name for name in case.profile.target_skills if case.background.skills.get(name) == "role"}
    # Who asks for a skill lacks it, however usual it is in the present job.
    share = sum(weight[name] * reach.get(name, 0.0) for name in named if name not in assumed) / sum(weight.values())
    return Advice("portfolio_instead", (("have_it", {"aim": case.aim}), ("proof_next", {}))) if share >= HAVE_IT else None


def _paper_is_asked_for(case: Case, one: Scored) -> bool:
    """Whether the law, postings or the employers aimed at ask for the credential itself: then knowing the skills does not do."""
    recognised = next(judgement for judgement in one.judgements if judgement.id == "recognised_by_targets")
    rows = {row.id: row for row in case.index.by_others.get(one.credential.id, ())}
    bases = {rows[key].basis for key in recognised.evidence if key in rows}
    asked = bool(case.profile.target_employers) or not bases.isdisjoint(("legally_required", "required_in_postings"))
    return recognised.verdict == "yes" and asked


def _among_options(case: Case, ranking: Ranking) -> Advice:
    picks = ranking.picks
    reasons: list[tuple[str, dict[str, Any]]] = []
    if not any(one.wished for one in picks):
        reasons.append(("none_wished", {"wanted": tuple(kind.replace("_", " ") for kind in case.profile.issuer_types)}))
    if case.profile.goal == "currency":
        reasons += _renewals(case)
    reasons += _usual_degree(case)
    if free := _free_first(case, ranking):
        said, one = free
        return Advice("free_first", (*reasons, said, *_far_better_beyond(case, ranking)), one.credential.id)
    if case.profile.goal != "exploration" and _is_unproven(case, picks[0]) and _can_be_shown(case, picks[0]):
        return Advice(
            "portfolio_instead", (*reasons, ("unproven", {"name": picks[0].credential.name, "aim": case.aim_for(picks[0].credential)}))
        )
    reasons.append(_why_buy(case, ranking))
    reasons += _far_better_beyond(case, ranking)
    if case.profile.goal == "career_change":
        reasons.append(("no_single" if _can_be_shown(case, picks[0]) else "no_single_plain", {}))
    return Advice("buy", tuple(reasons))


def _free_first(case: Case, ranking: Ranking) -> tuple[tuple[str, dict[str, Any]], Scored] | None:
    """The free one to start with and why: nothing else is shown, or it is the better first step."""
    picks = [one for one in ranking.picks if one.wished == ranking.picks[0].wished]
    free = next((one for one in picks if cost_usd(case.profile, one.credential, case.settings) == 0), None)
    paid = next((one for one in picks if cost_usd(case.profile, one.credential, case.settings) != 0), None)
    if free is None or (ranking.pathway and len(ranking.pathway.steps) > 1):
        return None
    values = {"free": free.credential.name, "paid": paid.credential.name if paid else ""}
    if paid is None:
        return ("free_only", values), free
    if free.score >= paid.score + case.settings.free_margin:
        return ("free_leads", values), free
    return (("free_first", values), free) if _is_as_good(case, free, paid) else None


def _is_as_good(case: Case, free: Scored, paid: Scored) -> bool:
    """Nearly as good is enough for a tryout, and for a beginner; who names a budget is ready to pay, so there it must be no worse."""
    if case.profile.goal == "exploration":
        return free.score >= paid.score - case.settings.free_margin
    margin = 0.0 if case.profile.max_cost or case.profile.goal == "career_change" else case.settings.free_margin / 2
    substance = all(free.marks[mark] >= AS_GOOD * paid.marks[mark] for mark in SUBSTANCE)
    return substance and free.score >= paid.score - margin


def _can_be_shown(case: Case, one: Scored) -> bool:
    """Whether work in the field aimed at leaves something that can be shown to an employer."""
    slug = case.role.field if case.role else case.field.slug if case.field else one.credential.field
    return slug in case.settings.shown_work


def _usual_degree(case: Case) -> list[tuple[str, dict[str, Any]]]:
    """What most employers ask for beside any credential, where it is not known to be held."""
    role = case.role
    if (
        case.profile.goal not in ("career_change", "skill_gap")
        or role is None
        or role.degree.requirement == "none"
        or case.background.role is role
    ):
        return []
    if case.background.holds_degree(role.degree.name, any_subject=role.degree.requirement == "customary"):
        return []
    return [
        (
            "degree_usual",
            {
                "role": in_sentence(role.title),
                "needed": with_article(in_sentence(role.degree.name or wording_of("recommend").say("degree"))),
            },
        )
    ]


def _is_unproven(case: Case, one: Scored) -> bool:
    """Dear, and nobody but its issuer is on record for it."""
    cost = cost_usd(case.profile, one.credential, case.settings)
    return (cost is None or cost >= DEAR) and not case.index.by_others.get(one.credential.id)


def _renewals(case: Case) -> list[tuple[str, dict[str, Any]]]:
    """Who holds something that must be renewed shows most by renewing it."""
    reasons: list[tuple[str, dict[str, Any]]] = []
    for held in case.background.held:
        if held.renewal or held.validity_months:
            how = as_clause(in_sentence(held.renewal)) if held.renewal else wording_of("recommend").say("renewal_unknown")
            valid = length(held.validity_months) if held.validity_months else ""
            values = {"name": held.name, "valid": valid, "how": marked(how, held, "validity")}
            reasons.append(("renew_first" if valid else "renew_first_plain", values))
        reasons += [("replaced", {"name": held.name, "new": new.name}) for new in _successors(case, held)]
    return reasons[:2]


def _successors(case: Case, held: Credential) -> list[Credential]:
    onward = case.catalogue.stacks_from.get(held.id, ())
    known = case.catalogue.credentials
    return [known[stack.to] for stack in onward if stack.kind == "replaced_by" and stack.to and stack.to in known]


def _far_better_beyond(case: Case, ranking: Ranking) -> list[tuple[str, dict[str, Any]]]:
    """What one limit alone keeps out and would serve far better than all that is shown, with what it takes."""
    best = ranking.picks[0].score
    for one, stop in ranking.out:
        if stop.rule in (*MEASURED, "cost_unknown") and FAR_BETTER * one.score >= best and not _misfits(one):
            every = {one.credential.id: all_barred(case, one.credential)}
            if len(every[one.credential.id]) == 1:
                return [("far_better_beyond", _what_it_takes(case, stop, every))]
    return []


def _misfits(one: Scored) -> bool:
    """Whether more than a limit speaks against it."""
    return any(answer.id != "fits_constraints" for answer in against(one.judgements))


def _why_buy(case: Case, ranking: Ranking) -> tuple[str, dict[str, Any]]:
    best = ranking.picks[0]
    said = {"name": best.credential.name, "aim": case.aim_for(best.credential)}
    if ranking.pathway and len(ranking.pathway.steps) > 1:
        return _why_pathway(case, ranking.pathway, said["aim"])
    match = "open" if not case.aim else "strongest" if best.judgements[3].verdict == "yes" else "nearest"
    costs = cost_usd(case.profile, best.credential, case.settings) != 0
    return f"buy_{match}_{'proven' if best.judgements[0].verdict == 'yes' else 'check' if costs else 'free'}", said


def _why_pathway(case: Case, path: Pathway, aim: str) -> tuple[str, dict[str, Any]]:
    """Steps that rest on each other, or one credential and what adds to it."""
    names = tuple(step.credential.name for step in path.steps)
    if builds_up(path, case):
        return "pathway", {"count": len(names), "aim": aim, "names": names}
    say = wording_of("recommend").say
    added = tuple(say("advice.added", {"name": step.credential.name, "skills": listed(step.adds, 3)}) for step in path.steps[1:])
    return "pathway_side_by_side", {"aim": aim, "first": names[0], "added": added}
