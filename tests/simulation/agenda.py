"""What a simulated person wants, knows and has patience for, and what comes to mind on the way: all drawn from one seed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

import yaml

HERE = Path(__file__).parent
GOALS = ("skill_gap", "currency", "complement", "exploration", "career_change")

ALIKE = {"skill_gap", "complement"}
"""Goals that differ for the assistant only: who wants a skill is content with either."""
BUYING = ("buy", "free_first")
"""The advice that recommends what is shown."""

Typing = Literal["careful", "hasty", "sloppy"]


@dataclass(frozen=True)
class Span:
    """A length of time as people give it."""

    count: int
    unit: Literal["week", "month"]

    @property
    def weeks(self) -> float:
        return self.count * (52 / 12 if self.unit == "month" else 1)


Value = int | str | Span | None
"""A fact: an amount, a word, a time; None is "open", for one who knows that there is no limit (or that there is none of it)."""


@dataclass(frozen=True)
class Want:
    """One goal.

    Attributes:
        words: what fills the phrases: skill, job, now, degree, field.
        tells: slot -> the value that belongs to the goal itself, for the questions after it.
        about: what the titles, skills or issuers of a fitting answer hold, as a pattern.
    """

    goal: str
    words: Mapping[str, str]
    tells: Mapping[str, Value]
    about: str

    def objection(self, card: Mapping[str, Any]) -> str | None:
        """Why an `options` card does not answer this; None where it does, as an honest "none" or advice to hold back does too."""
        if card["goal"] != self.goal and not {card["goal"], self.goal} <= ALIKE:
            return f"the card is for {card['goal']}, wanted was {self.goal}"
        told = [" ".join([one["title"], one["issuer"], *one["skills"]]) for one in card["options"]]
        if card["advice"] not in BUYING:  # what would answer is among what is left out
            told += [one["title"] for one in card["excluded"]]
        if card["options"] and not any(re.search(self.about, text.replace("-", " "), re.IGNORECASE) for text in told):
            return f"nothing is about /{self.about}/: {', '.join(one['title'] for one in card['options'])}"
        return None


@dataclass(frozen=True)
class Change:
    """A fact becomes another."""

    slot: str
    value: Value


@dataclass(frozen=True)
class Ask:
    """A question in between or about the shortlist: a symbol of the phrases."""

    symbol: str


Plan = Change | Ask | Want


@dataclass(frozen=True)
class Question:
    """What can be asked about a shortlist.

    Attributes:
        least: how many options it takes.
        card: the card that the answer has to bring; None where words will do.
    """

    least: int = 1
    card: str | None = None


QUESTIONS: Mapping[str, Question] = {
    **{f"ask_{name}": Question() for name in "why details recognised cost time expiry exam hard next needs cheaper shorter more".split()},
    **{f"ask_{name}": Question(least=0) for name in "what_if why_not worth plan".split()},
    "ask_compare": Question(least=2, card="comparison"),
    "ask_better": Question(least=2),
    "ask_profile": Question(least=0, card="profile"),
}
ASIDES = tuple(f"aside_{name}" for name in "cost recognition what_is degree duration expiry scam privacy progress robot resume".split())


@dataclass(frozen=True)
class Agenda:
    """One simulated person.

    Attributes:
        facts: slot -> value; what is not in it the person does not know.
        patience: how many turns the person gives the assistant for each shortlist, own digressions apart.
        openness: how likely it is to tell one more fact than it was asked for.
        presses: how likely it is to press a fitting button instead of typing.
        vague: the slots that it first answers vaguely.
        slip: the slot whose value it first gets wrong.
        before, after: what it does on the way to the shortlist, and once it has that.
    """

    seed: int
    want: Want
    facts: Mapping[str, Value]
    patience: int
    typing: Typing
    openness: float
    presses: float
    greets: bool
    vague: frozenset[str]
    slip: str | None
    before: tuple[Plan, ...]
    after: tuple[Plan, ...]


@cache
def people() -> dict[str, Any]:
    """The word lists."""
    return dict(yaml.safe_load((HERE / "people.yml").read_text("utf-8")))


def draw(seed: int) -> Agenda:
    """Draw a person. Goals take turns, so that each has its share in any run."""
    chance = Random(f"agenda {seed}")
    want = _want(chance, GOALS[seed % len(GOALS)])
    facts = _facts(chance, want)
    return Agenda(
        seed,
        want,
        facts,
        patience=chance.randint(8, 12),
        typing=chance.choices(("careful", "hasty", "sloppy"), (4, 4, 2))[0],
        openness=chance.choice((0.0, 0.2, 0.5)),
        presses=chance.choice((0.0, 0.2, 0.6)),
        greets=chance.random() < 0.2,
        vague=frozenset(slot for slot in ("max_cost", "max_weeks", "hours_per_week") if chance.random() < 0.1),
        slip=chance.choice(("max_cost", "max_weeks")) if chance.random() < 0.15 else None,
        before=_before(chance),
        after=_after(chance),
    )


def _want(chance: Random, goal: str) -> Want:
    field = chance.choice(people()["fields"])
    job, name = chance.choice(field["jobs"]), chance.choice(field["says"])
    skill, about = chance.choice(list(field["skills"].items()))
    degree = chance.choice([*field["degrees"], *people()["degrees"]])
    now = chance.choice(people()["outside"] if goal == "career_change" else [job, *people()["outside"]])
    words = {"skill": skill, "job": job, "field": name, "degree": degree, "now": now}
    match goal:
        case "skill_gap":
            return Want(goal, words, {"target_skills": skill, "target_role": job, "field": name}, str(about))
        case "currency":
            return Want(goal, {**words, "now": job}, {"current_role": job, "field": name}, field["about"])
        case "complement":
            return Want(goal, words, {"held_credentials": degree, "target_skills": skill, "field": name}, str(about))
        case "exploration":
            return Want(goal, words, {"field": name}, field["about"])
        case _:
            return Want(goal, words, {"target_role": job, "current_role": now, "field": name}, field["about"])


def _facts(chance: Random, want: Want) -> dict[str, Value]:
    """What the person knows of itself and its limits; each fact is unknown to some."""
    skills = [one for one in people()["current_skills"] if want.words["skill"] not in one]
    every: dict[str, Value] = {
        "max_cost": _budget(chance),
        "max_weeks": _deadline(chance),
        "hours_per_week": chance.choice((2, 3, 5, 6, 8, 10, 12, 20)),
        "delivery": chance.choice(("online", "online", "in_person", "hybrid")),
        "assessment": chance.choice(("project", "exam", "completion")),
        "issuer_types": chance.choice(("university", "industry_body", "employer_vendor")),
        "target_employers": chance.choice(people()["employers"]),
        "held_credentials": chance.choice((None, want.words["degree"])),
        "current_skills": chance.choice((None, *skills)),
        "current_role": want.words["now"],
        "experience_years": chance.choice((2, 3, 5, 10) if want.goal == "currency" else (None, 2, 3, 5, 10)),
    }
    return {slot: value for slot, value in every.items() if chance.random() < 0.75} | dict(want.tells)


def _budget(chance: Random) -> Value:
    return chance.choice((0, 50, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1500, 2000, None))


def _deadline(chance: Random) -> Value:
    weeks, months = [Span(count, "week") for count in (3, 4, 6, 8, 10)], [Span(count, "month") for count in (2, 3, 4, 6, 9, 12)]
    return chance.choice([*weeks, *months, *months, None])


def _before(chance: Random) -> tuple[Plan, ...]:
    """On the way to the shortlist: a question, a change of limits, seldom another goal."""
    plans: list[Plan] = [Ask(chance.choice((*ASIDES, "aside_why")))] if chance.random() < 0.35 else []
    if chance.random() < 0.15:
        plans.append(Change("max_cost", chance.choice((0, 80, 180, 450, 1100, None))))
    if chance.random() < 0.05:
        plans.append(_want(chance, chance.choice(GOALS)))
    return tuple(plans)


def _after(chance: Random) -> tuple[Plan, ...]:
    """Once there is a shortlist: questions about it, a change of limits, seldom another goal."""
    plans: list[Plan] = [Ask(symbol) for symbol in chance.sample(sorted(QUESTIONS), chance.randint(1, 3))]
    if chance.random() < 0.1:
        plans.append(Ask(chance.choice(ASIDES)))
    if chance.random() < 0.3:
        plans.append(Change("max_cost", chance.choice((0, 75, 120, 350, 700, 900, 1200, 3000, None))))
    if chance.random() < 0.15:
        plans.append(Change("max_weeks", _deadline(chance)))
    if chance.random() < 0.1:
        plans.append(Change("hours_per_week", chance.choice((4, 7, 15))))
    chance.shuffle(plans)
    if chance.random() < 0.15:
        plans += [_want(chance, chance.choice(GOALS)), Ask("ask_details")]
    return tuple(plans)
