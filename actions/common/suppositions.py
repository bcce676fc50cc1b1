"""What a "what if" supposes: facts, however they are put ("if my uncle gave me 800", "and if I waited two years?")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from actions.common.profile import Change, changes_by
from actions.common.turn import Turn
from knowledge.resolve.amounts import Amount, amounts_in
from knowledge.resolve.statements import Fact, read_statements

OPENS = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|well|hmm+|now|also|then)\b\W*)*(?:what|how|and|say|suppose|supposing|imagine|assume|assuming|pretend|let'?s say)?\W*(?:would it be |about )?(?:if|that)?\b\W*"
)
"""The words that make a supposition of a sentence."""
PRESENT = (
    (
        re.compile(
            r"\b(i|we)(?:'d| would| could| can)? (?:only |just )?(?:had|got|get|found|find|saved?(?: up)?|scrape(?:d)? (?:together|up)|raised?|borrow(?:ed)?)\b"
        ),
        r"\1 have",
    ),
    (re.compile(r"\b(?:had|would have|'d have) to be\b"), "has to be"),
    (re.compile(r"\b(i|we) (?:waited|took|needed|gave (?:it|myself))\b"), r"\1 have"),
    (re.compile(r"\b(i|we) was\b"), r"\1 am"),
    (re.compile(r"\bdidn'?t\b"), "don't"),
    (re.compile(r"\b(?:could|might|would)\b"), "can"),
)
"""Supposed facts as the statements that they would be."""
MORE = re.compile(r"\b(?:another|extra|additional|more|on top|an? further)\b")
TIMES = (
    (re.compile(r"\b(?:double|twice)\b"), 2.0),
    (re.compile(r"\b(?:triple|three times)\b"), 3.0),
    (re.compile(r"\bhalf\b(?! (?:a|an|the) (?:year|day|month|hour))"), 0.5),
)
""" "If I could spend double": of the budget told."""
WEEKS_IN = {"day": 1 / 7, "week": 1.0, "month": 4.345, "year": 52.0}
LEAST_SUM, MOST_SUM = 20, 200_000
"""A number without a unit between these can only be money."""


def supposed(turn: Turn) -> list[Change]:
    """What would change in the profile if it were so; nothing where no fact is supposed."""
    facts = _read(turn, turn.text, supposing=True) or list(_times_the_budget(turn)) or _read(turn, _as_stated(turn.text), supposing=False)
    return changes_by([*facts, *_by_unit(turn, facts)], turn.slots, turn.catalogue)


def _read(turn: Turn, text: str, *, supposing: bool) -> list[Fact]:
    intent = turn.intent if supposing else "inform"
    said = read_statements(text, turn.names, asked=None, goal=turn.get("goal"), intent=intent, today=turn.today, supposing=supposing)
    facts = [fact for fact in said.facts if not (fact.slot == "experience_years" and not supposing)]
    return [_on_top(turn, fact) for fact in facts]


def _as_stated(text: str) -> str:
    stated = OPENS.sub("", text.casefold().replace("\u2019", "'")).rstrip("? ")
    for words, present in PRESENT:
        stated = words.sub(present, stated)
    return stated


def _on_top(turn: Turn, fact: Fact) -> Fact:
    """ "If my boss chipped in another 500": beside the budget told."""
    budget = turn.get("max_cost")
    if fact.slot == "max_cost" and isinstance(fact.value, float) and budget and MORE.search(turn.text.casefold()):
        return Fact("max_cost", fact.value + float(budget), "set", fact.quote)
    return fact


def _times_the_budget(turn: Turn) -> Iterable[Fact]:
    budget = turn.get("max_cost")
    factor = next((factor for words, factor in TIMES if words.search(turn.text.casefold())), None)
    if budget and factor:
        yield Fact("max_cost", float(budget) * factor, "set", turn.text)


def _by_unit(turn: Turn, facts: Sequence[Fact]) -> Iterable[Fact]:
    """A number that nothing else has been made of is for the slot that its unit tells; without a unit it is money."""
    told = {fact.slot for fact in facts}
    if told & {"max_cost", "max_weeks", "hours_per_week", "experience_years", "held_credentials"}:
        return
    numbers = [amount for amount in amounts_in(turn.text) if amount.value and not amount.unit.isspace()]
    for amount in numbers[:1] if len(numbers) == 1 else ():
        if fact := _of_unit(amount):
            yield _on_top(turn, fact)


def _of_unit(amount: Amount) -> Fact | None:
    if amount.unit == "hour":
        return Fact("hours_per_week", amount.value, "set", amount.text)
    if weeks := WEEKS_IN.get(amount.unit):
        return Fact("max_weeks", round(amount.value * weeks, 1), "set", amount.text)
    if amount.currency or (amount.unit == "none" and LEAST_SUM <= amount.value <= MOST_SUM):
        return Fact("max_cost", amount.value, "set", amount.text)
    return None
