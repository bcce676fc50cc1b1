"""The cards: what goes out comes in again, and what the contract doesn't know is refused."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError

from bot.cards.models import AnyCard, Card
from bot.cards.phrases import BASIS_WORDS, QUESTIONS, VERDICT_MARKS
from knowledge.terms import Basis, QuestionId, Verdict
from tests.unit.cards.examples import EXAMPLES, any_card, options, plan

CARDS: TypeAdapter[Any] = TypeAdapter(AnyCard)
CONTRACT = {
    "options": "goal receipt options excluded advice",
    "credential": "id title issuer issuer_type kind level weeks_min weeks_max hours_min hours_max cost_total cost_parts currency assessment url skills "
    "score findings reason as_of ledger",
    "comparison": "columns rows",
    "pathway": "target steps accepted_by",
    "checklist": "credential questions",
    "profile": "entries",
    "plan": "title receipt markdown html ics steps",
    "posting": "role employer needs skills usual best",
}


@given(any_card)
def test_a_card_comes_back_as_it_was(card: Card) -> None:
    assert CARDS.validate_json(json.dumps(card.model_dump(mode="json"))) == card


@pytest.mark.parametrize("card", EXAMPLES.values(), ids=EXAMPLES)
def test_a_card_has_the_fields_of_the_contract(card: Card) -> None:
    told = card.model_dump(mode="json")
    assert told["version"] == 1
    assert set(CONTRACT[told["type"]].split()) <= set(told)


def test_every_kind_of_card_has_an_example() -> None:
    kinds = {model.model_fields["type"].default for model in get_args(get_args(AnyCard)[0])}
    assert kinds == {card.type for card in EXAMPLES.values()} == set(CONTRACT)  # type: ignore[attr-defined]


@pytest.mark.parametrize("change", [{"version": 2}, {"type": "poem"}, {"advice": "sell"}, {"goal": "fame"}, {"colour": "red"}])
def test_what_the_contract_does_not_know_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        CARDS.validate_python(options().model_dump() | change)


@pytest.mark.parametrize("receipt", ["", "../../etc", "a/b", "A", "a" * 33, "abc\n"])
def test_the_receipt_of_a_plan_is_fit_to_be_the_name_of_a_folder(receipt: str) -> None:
    with pytest.raises(ValidationError):
        CARDS.validate_python(plan().model_dump() | {"receipt": receipt})


def test_a_score_lies_between_0_and_1() -> None:
    told = options().model_dump()
    told["options"][0]["score"] = 1.2
    with pytest.raises(ValidationError):
        CARDS.validate_python(told)


def test_there_are_words_for_every_question_verdict_and_basis() -> None:
    assert set(QUESTIONS) == set(get_args(QuestionId))
    assert set(VERDICT_MARKS) == set(get_args(Verdict))
    assert set(BASIS_WORDS) == set(get_args(Basis))
