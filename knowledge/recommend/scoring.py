"""From the nine judgements to one score, with the goal's weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from knowledge.model import Credential
from knowledge.recognition.case import Case
from knowledge.recognition.effort import cost_usd, usual_weeks
from knowledge.recognition.examine import Examiner
from knowledge.recognition.index import LEVELS
from knowledge.recognition.judgement import Judgement
from knowledge.recognition.prerequisites import is_tied
from knowledge.recommend.weights import Weights, weights_of
from knowledge.terms import Goal, QuestionId, Verdict

EFFORT_SCALE: dict[Goal, tuple[float, float]] = {
    "skill_gap": (400.0, 16.0),
    "currency": (500.0, 16.0),
    "complement": (300.0, 16.0),
    "exploration": (60.0, 6.0),
    "career_change": (600.0, 40.0),
}
"""The dollars and the weeks at which half of the mark for low effort is lost."""
EFFORT_UNKNOWN = 0.3
ABROAD = 0.5
"""What is aimed at learners of other countries."""
OTHER_ASSESSMENT = 0.85
TIED_TO_OTHERS = 0.6
"""Open only to people of a certain employer or country; whether the user is one is not known."""
BELOW_LEVEL = 0.7
"""For each level below the user's: a beginner's paper makes an experienced person look less current, however known it is."""
FAR_BELOW = 2
"""So many levels below the user's own, a paper leads nowhere whatever the goal."""
BEGUN_AGAIN = 0.9
"""A beginner's paper on new ground, for somebody experienced who wants to look current: right to learn from, weaker to show."""
ABOVE_LEVEL = 0.6
"""What is made for the experienced, for somebody who is new to the field."""
A_STEP_ABOVE = 0.85
"""What is made for those with some experience, for somebody who wants to be current in a field that is not his own."""
NEWCOMER_LEVELS = (1.0, 0.6, 0.1)
NO_TRYOUT = 0.75
"""What is made for those who know the field already."""
WITHDRAWN = 0.4
GENERIC_HEADS = frozenset(
    "manager specialist coordinator assistant analyst engineer technician administrator director supervisor officer representative associate"
    " clerk consultant designer developer worker operator agent".split()
)
"""Heads of titles that tell no trade: a sales manager is a newcomer to the work of a nurse manager."""
LICENCE_OF_OWN_WORK = 0.9
ASKED_FOR_THERE = 1.1
"""Who names employers wants what they ask for: that weighs more than a better fit to the skills."""
AGAINST_THE_LAW = 0.45
"""Where the law wants another credential first, one that does not lead there is a side matter."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A credential with its judgements; ``marks`` are in the order of ``weights.MARKS``.

    ``wished`` is False where the user wants another kind of issuer: that comes behind all that is wished for, however good.
    """

    credential: Credential
    score: float
    judgements: tuple[Judgement, ...]
    marks: tuple[float, ...]
    wished: bool = True

    @property
    def key(self) -> tuple[bool, float, float, str]:
        """What is wished for first, and the best of it first; equals are ordered by evidence, then by id."""
        return not self.wished, -round(self.score, 6), -sum(one.strength for one in self.judgements), self.credential.id

    def verdict_on(self, question: QuestionId) -> Verdict:
        """How it was judged on that question."""
        return next(one.verdict for one in self.judgements if one.id == question)


class Scorer:
    """Scores credentials for one case and goal."""

    def __init__(self, case: Case, goal: Goal) -> None:
        self.case, self.goal = case, goal
        self.weights: Weights = weights_of(goal)
        self.examiner = Examiner(case)

    def score(self, credential: Credential, relevance: float = 1.0) -> Scored:
        """``relevance`` (0 to 1) is how near the credential is to what the goal is about."""
        judgements = self.examiner.judge(credential)
        marks = (*(one.strength for one in judgements), self.effort(credential), self.level(credential))
        total = sum(weight * mark for weight, mark in zip(self.weights.marks, marks, strict=True))
        wished = not self.case.profile.issuer_types or credential.issuer_type in self.case.profile.issuer_types
        return Scored(credential, round(min(1.0, total * relevance * self._factor(credential, judgements)), 4), judgements, marks, wished)

    def promise(self, credential: Credential, relevance: float) -> float:
        """What can be told without judging it: its kind, its relevance, the effort and the level."""
        effort, level = self.weights.marks[-2] * self.effort(credential), self.weights.marks[-1] * self.level(credential)
        others = bool(self.case.index.by_others.get(credential.id)) * self.weights.marks[0]
        return (effort + level + others) * self.weights.kinds[credential.kind] * relevance

    def _factor(self, credential: Credential, judgements: tuple[Judgement, ...]) -> float:
        profile, factor = self.case.profile, self._kind(credential)
        if credential.countries and self.case.settings.home_country not in credential.countries:
            factor *= ABROAD
        if profile.assessment and credential.assessment and profile.assessment not in credential.assessment:
            factor *= OTHER_ASSESSMENT
        factor *= self._step(credential)
        if self.goal == "exploration" and credential.level != "entry":
            factor *= NO_TRYOUT
        if is_tied(credential):
            factor *= TIED_TO_OTHERS
        if credential.status == "retiring":
            factor *= WITHDRAWN
        if profile.target_employers and judgements[0].verdict == "yes":
            factor *= ASKED_FOR_THERE
        if judgements[1].verdict == "no" and self.goal != "exploration":
            factor *= AGAINST_THE_LAW
        return factor

    def _step(self, credential: Credential) -> float:
        """What a level far from the user's own takes from the score."""
        own, asked = self._own_level(credential.field), LEVELS.index(credential.level)
        if own is None or self.goal in ("exploration", "career_change"):
            return 1.0
        own = min(own, self.case.background.ceiling(credential)) if own else own
        if own == 0:
            a_step = A_STEP_ABOVE if self.goal == "currency" else 1.0
            return (1.0, a_step, ABOVE_LEVEL)[asked]
        below = max(0, own - (self._standing(credential) if self.goal == "currency" else asked))
        if self._new_ground:
            return BEGUN_AGAIN if below and asked == 0 and self.goal == "currency" else 1.0
        return BELOW_LEVEL**below if self.goal == "currency" or below >= FAR_BELOW else 1.0

    def is_far_below(self, credential: Credential) -> bool:
        """Whether it is made for beginners, and the user is experienced in that field."""
        return (self._own_level(credential.field) or 0) - LEVELS.index(credential.level) >= FAR_BELOW

    def _own_level(self, field: str) -> int | None:
        """The user's level in that field. An auditor is no newcomer to the work of an IT auditor, whatever field that is counted under."""
        background, aim = self.case.background, self.case.role
        own = background.level_in(field)
        if not (background.role and aim and aim.field == field) or aim is background.role:
            return own
        trade = background.role.title.casefold().split()[-1]
        if trade in GENERIC_HEADS or trade != aim.title.casefold().split()[-1]:
            return own
        return max(own or 0, background.level_by_experience - 1)

    def _standing(self, credential: Credential) -> int:
        """The level it shows to others in the same work: no higher than that of the jobs it is made for, if the user's is not among these."""
        asked, roles = LEVELS.index(credential.level), self.case.catalogue.roles
        made_for = [LEVELS.index(roles[title].level) for title in credential.roles if title in roles]
        own_work = self.case.role is not None and self.case.role.title in credential.roles
        return asked if own_work else min(asked, max(made_for, default=asked))

    @cached_property
    def _new_ground(self) -> bool:
        """Whether skills are named that are new to the user: there he is a learner, however experienced."""
        reach = self.case.background.reach
        return any(reach.get(name, 0.0) < 1.0 for name in self.case.profile.target_skills)

    def _kind(self, credential: Credential) -> float:
        """A licence is another profession for most, and the next step for those in the very work it is given for."""
        factor, role = self.weights.kinds[credential.kind], self.case.role or self.case.background.role
        own = credential.kind == "licence" and role is not None and role.title in credential.roles
        return max(factor, LICENCE_OF_OWN_WORK) if own else factor

    def effort(self, credential: Credential) -> float:
        """1 for nothing to pay and no time, less for more of either."""
        dollars, weeks_at_half = EFFORT_SCALE[self.goal]
        cost = cost_usd(self.case.profile, credential, self.case.settings)
        weeks = usual_weeks(self.case.profile, credential, self.case.settings)
        cheap = EFFORT_UNKNOWN if cost is None else 1 / (1 + cost / dollars)
        short = EFFORT_UNKNOWN if weeks is None else 1 / (1 + weeks / weeks_at_half)
        return 0.55 * cheap + 0.45 * short

    def level(self, credential: Credential) -> float:
        """1 where it suits the user's level in its field; harder and easier both lose."""
        own, asked = self._own_level(credential.field), LEVELS.index(credential.level)
        if self.goal == "exploration":
            return (1.0, 0.35, 0.05)[asked]
        if self.goal == "currency" and own == 0:
            return NEWCOMER_LEVELS[asked]
        if self.goal == "currency" and self._new_ground:
            return (0.85, 1.0, 0.4)[asked]
        if own is None:
            return {"currency": (0.4, 0.9, 1.0), "career_change": NEWCOMER_LEVELS}.get(self.goal, (1.0, 0.85, 0.5))[asked]
        step = asked - own
        if self.goal in ("currency", "complement") or own > 0:
            return {0: 1.0, 1: 0.9, 2: 0.4, -1: 0.55, -2: 0.15}[step]
        return {0: 1.0, 1: 0.55, 2: 0.1}.get(step, 0.6)
