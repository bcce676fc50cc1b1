"""How well it advises: what personas are shown, straight from the recommender and through the conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from typing import Any

from knowledge.model import Catalogue, Credential, Profile, Recommendation
from knowledge.recommend import recommend
from tests.evaluation.data import Persona
from tests.evaluation.grounding import RATES, Fact
from tests.evaluation.rules import limits_broken, unsupported
from tests.evaluation.slots import LISTS
from tests.evaluation.talk import User
from tests.evaluation.understanding import share
from tests.support.assistant import RunningAssistant

TOP = 3
SHOWN = 5
WITHIN = 12
WORDS = {
    "max_cost": "{} dollars at most",
    "max_weeks": "{} weeks",
    "hours_per_week": "about {} hours a week",
    "experience_years": "{} years",
    "current_role": "I work as {}",
}


@dataclass(frozen=True)
class Advice:
    """What one persona was shown: None where no answer came. `turns` counts the persona's own."""

    persona: Persona
    shown: list[str] | None
    advice: str | None
    violations: list[str]
    unsupported: list[str]
    turns: int = 0
    repeated: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    transcript: str = ""

    @property
    def is_hit(self) -> bool:
        if self.shown is None:
            return False
        if not self.shown and self.persona.none_ok:
            return self.advice in self.persona.advice
        return bool(self.persona.want & set(self.shown[:TOP]))

    @property
    def ndcg(self) -> float:
        """nDCG over the five that are shown: what is wanted has the gain 1, all else 0; best is as many wanted ones first as there are.

        Where an empty list is right too, one with the right advice counts as 1.
        """
        if not self.shown:
            return float(self.is_hit)
        gain = sum(_discount(place) for place, id_ in enumerate(self.shown[:SHOWN]) if id_ in self.persona.want)
        best = sum(_discount(place) for place in range(min(SHOWN, len(self.persona.want))))
        return gain / best if best else 0.0

    @property
    def advice_is_right(self) -> bool:
        return not self.persona.advice or self.advice in self.persona.advice

    def unwanted(self, catalogue: Catalogue) -> list[str]:
        """What was shown that never should be, by the persona's own list."""
        never = self.persona.never
        found = [catalogue.credentials[id_] for id_ in self.shown or []]
        return [
            one.id
            for one in found
            if one.id in never.get("ids", ()) or one.kind in never.get("kinds", ()) or one.level in never.get("levels", ())
        ]


def _discount(place: int) -> float:
    return 1 / log2(place + 2)


@dataclass(frozen=True)
class AdviceSet:
    """The measures over all personas."""

    all: Sequence[Advice]

    @property
    def hits(self) -> float:
        return share(one.is_hit for one in self.all)

    @property
    def ndcg(self) -> float:
        return sum(one.ndcg for one in self.all) / len(self.all)

    @property
    def right_advice(self) -> float:
        return share(one.advice_is_right for one in self.all if one.persona.advice)

    @property
    def violations(self) -> list[str]:
        return [f"{one.persona.id}: {problem}" for one in self.all for problem in one.violations]

    @property
    def unsupported(self) -> list[str]:
        return [f"{one.persona.id}: {problem}" for one in self.all for problem in one.unsupported]

    def unwanted(self, catalogue: Catalogue) -> list[str]:
        return [f"{one.persona.id}: {id_}" for one in self.all for id_ in one.unwanted(catalogue)]

    def turns(self, rich: bool) -> list[int]:
        return [one.turns for one in self.all if one.persona.rich is rich and one.shown is not None]


def advise_directly(personas: Sequence[Persona], catalogue: Catalogue, today: date) -> list[Advice]:
    return [_direct(persona, catalogue, today) for persona in personas if persona.direct]


def _direct(persona: Persona, catalogue: Catalogue, today: date) -> Advice:
    profile = Profile(**{slot: tuple(value) if slot in LISTS else value for slot, value in persona.profile.items()})
    answer = recommend(profile, catalogue, today)
    return Advice(
        persona,
        [option.credential.id for option in answer.options],
        answer.advice,
        limits_broken(_as_options(answer), persona.profile, catalogue),
        [problem for option in _as_options(answer) for problem in unsupported(option["id"], option["findings"], catalogue)],
    )


def as_option(credential: Credential) -> dict[str, Any]:
    """A credential by its row alone, in as much of the card's form as limits are judged by."""
    return {
        "id": credential.id,
        "cost_total": credential.cost_total,
        "currency": credential.cost.currency,
        "weeks_min": credential.weeks[0] if credential.weeks else None,
    }


def _as_options(answer: Recommendation) -> list[dict[str, Any]]:
    """The options of a recommendation in as much of the card's form as is judged here."""
    return [
        {
            "id": option.credential.id,
            "cost_total": option.cost_usd if option.credential.cost_total is None else option.credential.cost_total,
            "currency": option.credential.cost.currency if option.credential.cost.currency in RATES else "USD",
            "weeks_min": option.credential.weeks[0] if option.credential.weeks else None,
            "findings": [
                {"id": one.id, "verdict": one.verdict, "because": one.because, "evidence": list(one.evidence), "ask": one.ask}
                for one in option.findings
            ],
        }
        for option in answer.options
    ]


def advise_in_conversation(assistant: RunningAssistant, personas: Sequence[Persona], catalogue: Catalogue) -> list[Advice]:
    return [_through(assistant, persona, catalogue) for persona in personas]


def _through(assistant: RunningAssistant, persona: Persona, catalogue: Catalogue) -> Advice:
    user = User.of(assistant, catalogue, in_words({"field": persona.field, **persona.profile}, catalogue), persona.profile["goal"])
    for text in persona.says:
        user.say(text)
    turn = user.until("options", WITHIN)
    card = turn.cards("options")[-1] if turn else None
    shown = [option["id"] for option in card["options"]] if card else None
    # What the persona really said counts, whatever the assistant made of it. What it was never asked it could not say.
    told = persona.profile if persona.rich else {slot: value for slot, value in persona.profile.items() if slot in user.answered}
    violations = limits_broken(card["options"], told, catalogue) if card else []
    return Advice(
        persona,
        shown,
        card["advice"] if card else None,
        violations,
        user.rules.unsupported,
        len(user.turns),
        tuple(user.repeated),
        tuple(user.unheard),
        tuple(user.rules.broken),
        tuple(user.rules.facts),
        user.transcript(),
    )


def in_words(profile: Mapping[str, Any], catalogue: Catalogue) -> dict[str, str]:
    """What a persona would answer to each question."""
    return {slot: _words(slot, value, catalogue) for slot, value in profile.items() if slot != "goal"}


def _words(slot: str, value: Any, catalogue: Catalogue) -> str:
    if slot == "max_cost" and value == 0:
        return "it has to be free"
    if slot == "assessment":
        return {"project": "a project", "exam": "an exam is fine", "completion": "just finishing the course"}[value]
    if slot == "delivery":
        return {"online": "online", "in_person": "in person", "hybrid": "a bit of both"}[value]
    if isinstance(value, list):
        return ", ".join(catalogue.credentials[one].name if one in catalogue.credentials else str(one) for one in value)
    return WORDS.get(slot, "{}").format(value)
