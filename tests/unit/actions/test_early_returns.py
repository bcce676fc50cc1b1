"""A message that asks for a person or answers a question of ours is a message like any other: counted, and its facts are kept."""

from __future__ import annotations

from typing import Any

import pytest

from actions.handoff import TalkToAdvisor
from actions.options import WhatIf
from tests.unit.actions.talk import Talk

WELDERS = {
    "intent": "evaluate_credential",
    "text": "is the certificate worth it",
    "quote": "certificate",
    "choices": [{"kind": "meaning", "id": "Welding", "name": "Welding"}, {"kind": "meaning", "id": "Plumbing", "name": "Plumbing"}],
    "known": {},
    "age": 0,
}


def test_facts_beside_a_request_for_a_person_are_kept() -> None:
    """GIVEN nothing known WHEN the facts and the request come in one message THEN the preview already holds the facts."""
    talk = Talk()
    said = "I'm a nurse with 300 dollars and want informatics, can I talk to someone?"
    reply = talk.say(said, "talk_to_advisor", TalkToAdvisor())
    assert talk.slots["max_cost"] == 300
    assert talk.slots["current_role"]
    assert {"max_cost", "current_role"} <= {entry["slot"] for entry in reply.cards[0]["entries"]}
    assert {"max_cost", "current_role"} <= set(talk.slots["heard"]["slots"])


def test_a_goal_beside_a_request_for_a_person_is_kept() -> None:
    talk = Talk()
    talk.say("I want to change careers, can I talk to a person about it?", "talk_to_advisor")
    assert talk.slots["goal"] == "career_change"


@pytest.mark.parametrize("text", ["can I talk to a career counselor", "I want to speak with an advisor", "a real person please"])
def test_whom_one_wants_to_talk_to_is_no_job_aimed_at(text: str) -> None:
    talk = Talk(requested_slot="target_role", goal="career_change")
    talk.say(text, "talk_to_advisor", TalkToAdvisor())
    assert not talk.slots.get("target_role")
    assert not talk.slots.get("current_role")
    assert not talk.slots.get("target_skills")


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("the welding one", {"open_question": WELDERS}),
        ("can I talk to a person", {}),
        ("the welding one, I have 300 dollars", {"open_question": WELDERS}),
    ],
)
def test_every_message_counts_as_a_turn(said: str, slots: dict[str, Any]) -> None:
    talk = Talk(heard={"message": "before", "turn": 6}, **slots)
    talk.say(said, "inform")
    assert talk.slots["heard"]["turn"] == 7


def test_what_is_told_beside_an_answer_is_kept() -> None:
    """GIVEN a question that waits WHEN its answer tells the budget too THEN the question is taken up and the budget kept."""
    talk = Talk(open_question=WELDERS)
    talk.say("the welding one, I have 300 dollars", "inform")
    assert talk.slots["heard"]["resumes"]["intent"] == "evaluate_credential"
    assert talk.slots["max_cost"] == 300
    assert not talk.slots.get("target_skills")
    assert talk.slots["undo_stack"][-1][0]["slot"] == "max_cost"


def test_a_place_in_a_list_is_no_amount() -> None:
    talk = Talk(open_question=WELDERS, requested_slot="max_cost")
    talk.say("2", "inform")
    assert talk.slots["heard"]["resumes"]
    assert talk.slots.get("max_cost") is None


def test_what_waits_for_one_message_does_not_outlive_a_request_for_a_person() -> None:
    """GIVEN what waits for the very next message WHEN that asks for a person THEN a yes much later takes up none of it."""
    talk = Talk(goal="skill_gap", target_skills=["SQL"], max_cost=100.0)
    talk.say("what if I had 900 dollars", "what_if", WhatIf())
    assert talk.slots["supposed"]
    talk.slots |= {"came_back": "offered", "asked_anew": "max_cost", "open_question": {**WELDERS, "age": 1}}
    talk.say("a person please", "talk_to_advisor", TalkToAdvisor())
    assert [talk.slots[slot] for slot in ("supposed", "came_back", "asked_anew", "open_question")] == [None] * 4
