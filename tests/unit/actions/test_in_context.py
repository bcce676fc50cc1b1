"""Amounts and words that say something only where they stand."""

from __future__ import annotations

from typing import Any

import pytest

from actions.conversation import Continue
from actions.options import Refine
from tests.unit.actions.talk import Talk

LISTED: dict[str, Any] = {"goal": "skill_gap", "target_skills": ["SQL"], "receipt": "r", "shown_options": ["cs50-databases-sql"]}


def said(text: str, intent: str = "inform", **slots: Any) -> dict[str, Any]:
    """The profile's numbers and preferences after one message."""
    talk = Talk(**slots)
    talk.say(text, intent)
    names = ("max_cost", "max_weeks", "hours_per_week", "experience_years", "delivery", "assessment", "current_role")
    return {name: talk.slots[name] for name in names if talk.slots.get(name) is not None}


@pytest.mark.parametrize("asked", ["delivery", "current_role", "target_role", "max_weeks", "field"])
def test_a_number_that_can_only_be_money_is_money_at_any_question(asked: str) -> None:
    """GIVEN another question WHEN a large bare number comes THEN it is the budget."""
    assert said("200", goal="career_change", requested_slot=asked) == {"max_cost": 200.0}


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("15 hrs", "hours_per_week", 15.0),
        ("about 3 months", "max_weeks", 13.0),
        ("portfolio", "assessment", "project"),
        ("full time", "hours_per_week", 40.0),
    ],
)
def test_an_answer_counts_at_another_question(text: str, slot: str, value: Any) -> None:
    assert said(text, goal="career_change", requested_slot="target_role") == {slot: value}


@pytest.mark.parametrize(("text", "amount"), [("actually, 2000", 2000.0), ("no i meant 500", 500.0), ("no wait, 250", 250.0)])
def test_a_bare_correction_is_of_the_money(text: str, amount: float) -> None:
    """GIVEN a shortlist within a budget WHEN only another number is said THEN it is the new budget."""
    assert said(text, "correct", **LISTED, max_cost=300.0, last_number="max_cost") == {"max_cost": amount}


def test_a_small_number_is_of_what_was_told_last() -> None:
    assert said("no, make it 6", "correct", **LISTED, max_weeks=20.0, last_number="max_weeks") == {"max_weeks": 6.0}


def test_a_number_that_can_be_several_things_is_asked_about() -> None:
    """GIVEN no number talked about WHEN a small one comes THEN buttons ask which it is, and one of them takes it."""
    talk = Talk(**LISTED)
    reply = talk.say("15", "inform", Continue())
    assert {button["title"].split(":")[0] for button in reply.buttons} == {"Budget", "Time limit", "Hours a week"}
    assert "15" in reply.text


def test_a_place_on_the_list_is_no_amount() -> None:
    assert said("1", **LISTED, max_cost=300.0, last_number="max_cost") == {"max_cost": 300.0}


def test_the_currency_alone_can_be_corrected() -> None:
    found = said("not dollars, euros", "correct", **LISTED, max_cost=300.0, profile_words={"max_cost": "300 dollars"})
    assert 310 < found["max_cost"] < 400


@pytest.mark.parametrize("text", ["sorry forget what I said about money", "delete my budget", "ignore the budget"])
def test_what_was_told_can_be_taken_back_by_its_name(text: str) -> None:
    assert said(text, "correct", **LISTED, max_cost=300.0) == {}


@pytest.mark.parametrize("asked", ["max_weeks", "delivery"])
def test_no_limit_is_about_the_question_asked(asked: str) -> None:
    """GIVEN a budget and another question WHEN "no limit" is the answer THEN the budget stays."""
    assert said("no limit", goal="career_change", requested_slot=asked, max_cost=300.0) == {"max_cost": 300.0}


@pytest.mark.parametrize("text", ["unemployed", "I'm a student", "no job", "i'm not working right now"])
def test_to_have_no_job_is_an_answer(text: str) -> None:
    talk = Talk(goal="currency", requested_slot="current_role")
    talk.say(text, "inform")
    assert "current_role" in talk.slots["heard"]["slots"]
    assert "current_role" in talk.slots["settled"]
    assert not talk.slots["heard"]["ambiguous"]


def test_cheaper_leaves_the_budget_as_it_was_told() -> None:
    """GIVEN a shortlist WHEN something cheaper is wished THEN the list is narrowed, and the budget stays."""
    talk = Talk(**{**LISTED, "shown_options": ["google-data-analytics"]}, max_cost=300.0)
    reply = talk.say("anything cheaper?", "refine", Refine())
    assert talk.slots["max_cost"] == 300.0
    assert all(option["cost_total"] < 294 for option in reply.cards[0]["options"])
    assert "stay" in reply.text


def test_a_limit_that_may_go_further_is_asked_for() -> None:
    reply = Talk(**LISTED, max_weeks=10.0).say("longer is fine", "refine", Refine())
    assert reply.buttons
    assert any("deadline" in button["title"].casefold() or "month" in button["title"] for button in reply.buttons)


def test_a_name_counts_at_another_question() -> None:
    """GIVEN a question about something else WHEN a skill is named THEN it is wanted."""
    talk = Talk(goal="exploration", requested_slot="assessment")
    talk.say("telehealth", "inform")
    assert talk.slots["target_skills"] == ["Telehealth"]


@pytest.mark.parametrize("text", ["owner changed his mind, he only gives 50 dollars", "it'll have to be £40 then"])
def test_a_sum_that_stands_alone_is_what_can_be_spent(text: str) -> None:
    """GIVEN a budget WHEN a message tells nothing but another sum THEN that is the budget."""
    assert said(text, "inform", **LISTED, max_cost=300.0)["max_cost"] < 300.0


def test_a_price_that_is_told_is_no_budget() -> None:
    assert said("my friend paid 900 dollars for that", "inform", **LISTED, max_cost=300.0) == {"max_cost": 300.0}


def test_no_deadline_where_none_was_told_is_an_answer() -> None:
    """GIVEN no time limit WHEN "no deadline" is said THEN it is settled, and not told that there was nothing to take out."""
    talk = Talk(goal="career_change")
    talk.say("no deadline", "inform")
    assert "max_weeks" in talk.slots["settled"]


def test_a_question_about_a_nurse_makes_no_nurse() -> None:
    talk = Talk()
    talk.say("is the CPHQ worth it for a nurse", "evaluate_credential")
    assert talk.slots.get("current_role") is None
