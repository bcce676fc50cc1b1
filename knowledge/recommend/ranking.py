"""The ranking itself, before anything is put into words: who is in, in which order, who is out and why, and what is advised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from knowledge.model import Pathway
from knowledge.recognition.background import BACKGROUND
from knowledge.recognition.case import Case
from knowledge.recognition.examine import AIM
from knowledge.recognition.licensing import Gap, WaysIn, gap_of
from knowledge.recommend import career_change, complement, currency, exploration, gate, skill_gap
from knowledge.recommend.against import against
from knowledge.recommend.constraints import MOVABLE, Barred, barred
from knowledge.recommend.diversity import diversified
from knowledge.recommend.relevance import Candidate
from knowledge.recommend.scoring import Scored, Scorer
from knowledge.terms import Goal

CANDIDATES: dict[Goal, Callable[[Case], Iterable[Candidate]]] = {
    "skill_gap": skill_gap.candidates,
    "currency": currency.candidates,
    "complement": complement.candidates,
    "exploration": exploration.candidates,
    "career_change": career_change.candidates,
}
LOOKED_AT = 60
"""So many candidates are judged in full; a field has about twenty."""
ONE_OF_SEVERAL = 0.75
"""The share of the floor that will do for what teaches one of several skills named: it cannot score as if it taught them all."""
MAKESHIFT = 2
MADE_DO = ("skill_gap", "career_change", "complement")
"""Where a part of what is wanted is better than nothing; who wants to look current is not served by less."""
TO_SHOW = ("skill_gap", "currency", None)
"""Where something is wanted that others take for proof; who begins anew or beside his work may well begin with what is free and unknown."""
NEAR_WHEN_OUT = 0.75
"""What is out counts for the advice where it would have reached this share of the floor; the rest would not have been shown anyway."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """``picks`` are shown, ``ranked`` are all that the limits leave, ``out`` are kept out, best first; ``far`` are kept out, but not missed."""

    picks: tuple[Scored, ...]
    ranked: tuple[Scored, ...]
    out: tuple[tuple[Scored, Barred], ...]
    gap: Gap | None = None
    ways_in: tuple[Scored, ...] = ()
    routes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Role title -> what leads straight into it."""
    pathway: Pathway | None = None
    far: tuple[Barred, ...] = ()
    makeshift: bool = False
    """Whether the limits leave nothing good, and the picks are what comes nearest within them."""


def rank(case: Case, in_full: bool = True) -> Ranking:
    """Rank for the goal of the profile (a skill gap where none is named).

    A trial is not ``in_full``: it has the picks alone, without a pathway and without what was kept out.
    """
    goal = case.profile.goal or "skill_gap"
    ranked, kept_out = _sifted(case, goal, in_full)
    out = [pair for pair in kept_out if pair[0].score >= NEAR_WHEN_OUT * case.settings.floor or pair[1].rule == "held"]
    ranking = _named_first(case, goal, _ranked(case, goal, in_full, ranked, out))
    told = {one.credential.id for one, _ in ranking.out}
    return replace(ranking, far=tuple(stop for one, stop in kept_out if one.credential.id not in told))


def _ranked(case: Case, goal: Goal, in_full: bool, ranked: list[Scored], out: list[tuple[Scored, Barred]]) -> Ranking:
    """The ranking of the candidates sifted, behind the licence or degree where one is lacking."""
    # Where custom alone asks for a degree, and no way to it is on record, what can be earned is of more use than the bare word.
    if (gap := gap_of(case)) and (gap.by_law or gate.ways(case, gap)):
        return _behind_gate(case, gap, ranked, out)
    good = _at_own_level(case, goal, above_floor(case, ranked))
    if goal == "complement" and (case.work_studied_for or not case.has_target):
        good = at_most_a_field(good, 2, case.work_studied_for, {one.field for one in case.background.held if one.kind != "degree"})
    if goal in ("exploration", "career_change") and not case.has_target:
        tastes = at_most_a_field(good, 1)
        return Ranking(tuple(tastes[: case.settings.max_options]), tuple(ranked), tuple(out))
    if not good and goal in MADE_DO and (near := _makeshift(case, ranked, out)):
        return Ranking(near, tuple(ranked), tuple(out), makeshift=True)
    good = good or _all_there_is(case, ranked)
    if goal != "career_change" or not in_full:
        return Ranking(_each_skill_named(case, diversified(good, case.settings), ranked), tuple(ranked), tuple(out))
    wished = [one for one in good if one.wished] or good
    path = career_change.pathway(case, [*wished, *(one for one, _ in out)])
    return Ranking(tuple(_steps_first(case, path, good)), tuple(ranked), tuple(out), pathway=path)


def _named_first(case: Case, goal: Goal, ranking: Ranking) -> Ranking:
    """What the user or the posting asks for by name leads, unless a limit or a finding speaks against it."""
    known, scorer = case.catalogue.credentials, Scorer(case, goal)
    named = {key: known[key] for key in case.profile.wanted_credentials if key in known}
    if not named:
        return ranking
    judged = {one.credential.id: one for one in (*ranking.ranked, *ranking.picks)}
    inside = [judged.get(key) or scorer.score(wanted) for key, wanted in named.items() if not barred(case, wanted)]
    leading = [one for one in inside if not against(one.judgements)]
    kept_out = [(scorer.score(wanted), stop) for wanted in named.values() if (stop := barred(case, wanted))]
    picks = [*leading, *(one for one in ranking.picks if one.credential.id not in named)][: case.settings.max_options]
    out = [*kept_out, *(pair for pair in ranking.out if pair[0].credential.id not in named)]
    return replace(ranking, picks=tuple(picks), out=tuple(out))


def _makeshift(case: Case, ranked: Sequence[Scored], out: Sequence[tuple[Scored, Barred]]) -> tuple[Scored, ...]:
    """The few that come nearest within the limits, where the user's limits alone keep out what is good."""
    if not any(one.score >= case.settings.floor and stop.rule in MOVABLE for one, stop in out):
        return ()
    near = [one for one in ranked if one.score >= ONE_OF_SEVERAL * case.settings.floor and one.wished and not against(one.judgements)]
    return tuple(near[:MAKESHIFT])


def _sifted(case: Case, goal: Goal, in_full: bool) -> tuple[list[Scored], list[tuple[Scored, Barred]]]:
    """All candidates, best first: those within the limits, and those kept out."""
    scorer, inside, out = Scorer(case, goal), list[Scored](), list[tuple[Scored, Barred]]()
    for credential, relevance in _likeliest(scorer, _candidates(case, goal)):
        stop = barred(case, credential)
        if stop is None:
            inside.append(scorer.score(credential, relevance))
        elif in_full:
            out.append((scorer.score(credential, relevance), stop))
    inside.sort(key=lambda one: one.key)
    out.sort(key=lambda pair: pair[0].key)
    return inside, out


def _likeliest(scorer: Scorer, candidates: list[Candidate]) -> list[Candidate]:
    """Of very many candidates those that the cheap marks speak for: only an undirected search has so many, and it shows the easy ones."""
    if len(candidates) <= LOOKED_AT:
        return candidates
    return sorted(candidates, key=lambda pair: (-scorer.promise(*pair), pair[0].id))[:LOOKED_AT]


def _candidates(case: Case, goal: Goal) -> list[Candidate]:
    """The goal's candidates, looked up once for trials that do not change the aim or the background."""
    key = ("candidates", goal, *(getattr(case.profile, slot) for slot in (*AIM, *BACKGROUND)))
    if key not in case.shared:
        case.shared[key] = list(CANDIDATES[goal](case))
    found: list[Candidate] = case.shared[key]
    return found


def above_floor(case: Case, ranked: Sequence[Scored]) -> list[Scored]:
    """Those good enough to show: nothing decides against them, above the floor, and not far behind the best."""
    fitting = [one for one in ranked if not against(one.judgements)]
    best = max(fitting, key=lambda one: one.score, default=None)
    top, asked_for = (best.score, best.verdict_on("recognised_by_targets") == "yes") if best else (0.0, False)

    def least(one: Scored) -> float:
        if case.profile.issuer_types and one.wished:
            return case.settings.floor
        behind = case.settings.far_behind
        if asked_for and case.profile.goal in TO_SHOW and not case.index.by_others.get(one.credential.id):
            behind = case.settings.unproven_behind
        if best and _is_for_another_job(case, one) and not _is_for_another_job(case, best):
            behind = case.settings.elsewhere_behind
        return max(case.settings.floor, behind * top)

    return [one for one in fitting if one.score >= least(one)]


def _is_for_another_job(case: Case, one: Scored) -> bool:
    """Whether it is made for other jobs of a licensed field, where each paper opens one, and leaves out much of what is wanted."""
    role, field = case.role, case.field
    if role is None or role is case.background.role or case.profile.target_skills or role.title in one.credential.roles:
        return False
    if field is None or field.culture != "licensed":
        return False
    return bool(one.credential.roles) and case.coverage(one.credential.id) < case.settings.match_full


def _all_there_is(case: Case, ranked: Sequence[Scored]) -> list[Scored]:
    """What teaches the very skills named, though little speaks for it otherwise: who asks for a skill is told where it can be learned."""
    able = [one for one in ranked if one.score >= ONE_OF_SEVERAL * case.settings.floor and not against(one.judgements)]
    return [one for one in able if case.profile.target_skills and one.verdict_on("matches_requirement") == "yes"]


def _at_own_level(case: Case, goal: Goal, good: Sequence[Scored]) -> list[Scored]:
    """Without what is made for beginners, where the same is taught at a level nearer to that of an experienced user."""
    if goal in ("exploration", "career_change"):
        return list(good)
    scorer = Scorer(case, goal)
    beginners = [one for one in good if scorer.is_far_below(one.credential)]
    others = [frozenset(one.credential.skills) for one in good if one not in beginners]
    taught = [frozenset(one.credential.skills) & case.wanted.keys() for one in beginners]
    needless = [one for one, skills in zip(beginners, taught, strict=True) if any(skills <= other for other in others)]
    return [one for one in good if one not in needless]


def _each_skill_named(case: Case, picks: Sequence[Scored], ranked: Sequence[Scored]) -> tuple[Scored, ...]:
    """Of several skills named each should be taught by something shown, if anything good teaches it: that takes the last places."""
    taught = {name for one in picks for name in one.credential.skills}
    able = [one for one in ranked if one.score >= ONE_OF_SEVERAL * case.settings.floor and not against(one.judgements)]
    extra: list[Scored] = []
    for name in case.profile.target_skills:
        if name in taught or not picks:
            continue
        if best := next((one for one in able if name in one.credential.skills), None):
            extra.append(best)
            taught |= set(best.credential.skills)
    return (*picks[: case.settings.max_options - len(extra)], *extra)


def at_most_a_field(ranked: Sequence[Scored], most: int, home: str | None = None, begun: Collection[str] = ()) -> list[Scored]:
    """Where no direction is named the list should show directions: the best few of each field, one more where something is ``begun``, and all of ``home``."""
    seen: Counter[str] = Counter()
    kept = []
    for one in ranked:
        seen[one.credential.field] += 1
        if one.credential.field == home or seen[one.credential.field] <= most + (one.credential.field in begun):
            kept.append(one)
    return kept


def _steps_first(case: Case, path: Pathway | None, good: Sequence[Scored]) -> list[Scored]:
    """The steps of the pathway that can be begun now, in their order, then the best alternatives."""
    by_id = {one.credential.id: one for one in good}
    steps = [by_id[step.credential.id] for step in (path.steps if path else ()) if step.credential.id in by_id]
    others = [one for one in diversified(good, case.settings, case.settings.max_options + len(steps)) if one not in steps]
    return [*steps, *others][: case.settings.max_options]


def _behind_gate(case: Case, gap: Gap, ranked: Sequence[Scored], out: Sequence[tuple[Scored, Barred]]) -> Ranking:
    routes, routes_out = gate.ways_in(case, gap)
    preparations, _ = gate.lead_ins(case, gap, case.settings.lead_ins + (case.profile.goal == "exploration"))
    scorer = Scorer(case, "career_change")
    told = {stop.credential.id: (scorer.score(stop.credential), stop) for stop in routes_out}
    told |= {one.credential.id: (one, stop) for one, stop in out if one.credential.id not in told}
    picks = gate.shown(case, routes, preparations)
    straight = {role.title: WaysIn.of(case).routes(role) for role in gap.roles}
    path = gate.pathway(case, gap, routes, tuple(told.values())) if case.profile.goal == "career_change" else None
    return Ranking(tuple(picks), tuple(ranked), tuple(told.values()), gap, tuple(routes), straight, path)
