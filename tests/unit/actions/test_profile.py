"""What is known: shown, taken back, cleared, deleted, handed out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from actions.bootstrap import Knowledge
from actions.conversation import Continue, NotUnderstood
from actions.goals import Recommend
from actions.options import ShowMore, WhatIf
from actions.profile import DeleteData, ExportData, ShowProfile, StartOver, Undo
from tests.unit.actions.talk import Reply, Talk, act, tracker

DOMAIN = Path(__file__).parents[3] / "domain.yml"


def with_shortlist(**slots: object) -> tuple[Talk, Reply]:
    talk = Talk(**{"goal": "skill_gap", "target_skills": ["SQL"], **slots})
    return talk, talk.say("go on", "inform", Recommend())


def test_nothing_known_is_said_to_be_so() -> None:
    reply = Talk().say("what do you know about me", "show_profile", ShowProfile())
    assert reply.cards == []
    assert reply.text


def test_the_profile_is_shown_in_the_users_own_words() -> None:
    talk = Talk()
    talk.say("I'm a data analyst and I have 300 dollars and 5 hours a week", "inform")
    reply = talk.say("what do you know about me", "show_profile", ShowProfile())
    entries = {entry["slot"]: entry for entry in reply.cards[0]["entries"]}
    assert {"current_role", "max_cost", "hours_per_week"} <= set(entries)
    assert entries["max_cost"]["value"] == "up to $300"
    assert "300" in entries["max_cost"]["source"]
    assert all(entry["value"] in reply.text for entry in entries.values())


def test_undo_takes_back_the_last_message_then_the_one_before() -> None:
    talk = Talk()
    talk.say("I have 300 dollars", "inform")
    talk.say("make it 500 dollars and within 6 weeks", "correct")
    assert (talk.slots["max_cost"], talk.slots["max_weeks"]) == (500, 6)
    assert "Taken back: " in talk.say("undo", "undo", Undo()).text
    assert (talk.slots["max_cost"], talk.slots["max_weeks"]) == (300, None)
    talk.say("undo", "undo", Undo())
    assert talk.slots["max_cost"] is None
    assert "nothing left to take back" in talk.say("undo", "undo", Undo()).text


def test_undo_forgets_the_words_of_what_it_took_back() -> None:
    talk = Talk()
    talk.say("I have 300 dollars", "inform")
    talk.say("undo", "undo", Undo())
    assert talk.slots["profile_words"] == {}


def test_undo_brings_the_former_words_back_with_the_former_value() -> None:
    # GIVEN a budget told in words, and then another
    talk = Talk()
    talk.say("I have 300 dollars", "inform")
    told = talk.slots["profile_words"]["max_cost"]
    talk.say("make it 500 dollars", "correct")
    assert talk.slots["profile_words"]["max_cost"] != told
    # WHEN that is taken back
    talk.say("undo", "undo", Undo())
    # THEN the first words stand for the first value again
    assert talk.slots["max_cost"] == 300
    assert talk.slots["profile_words"] == {"max_cost": told}


@pytest.mark.parametrize(
    ("said", "intent", "source"),
    [
        ("Hello there. I want to switch careers", "goal_career_change", "I want to switch careers"),
        ("help me get into tech", "goal_career_change", "help me get into tech"),
        ("/goal_exploration", "goal_exploration", "explore a field"),
    ],
)
def test_the_goal_is_shown_with_the_words_that_told_it(said: str, intent: str, source: str) -> None:
    # GIVEN a goal that the user has told, or pressed
    talk = Talk()
    talk.say(said, intent)
    # WHEN it is asked what is known
    entries = {entry["slot"]: entry for entry in talk.say("what do you know", "show_profile", ShowProfile()).cards[0]["entries"]}
    # THEN those words are its source
    assert entries["goal"]["source"] == source


def test_a_goal_that_was_guessed_has_no_words() -> None:
    # GIVEN facts that point to a goal nobody told
    talk = Talk()
    talk.say("SQL", "inform", Continue())
    assert talk.slots["goal_guessed"]
    # THEN none are put into the user's mouth
    entries = {entry["slot"]: entry for entry in talk.say("what do you know", "show_profile", ShowProfile()).cards[0]["entries"]}
    assert entries["goal"]["source"] == ""
    assert entries["target_skills"]["source"] == "SQL"


def test_undo_takes_a_guessed_goal_back_with_what_it_was_guessed_from() -> None:
    # GIVEN a skill from which the goal was guessed
    talk = Talk()
    talk.say("SQL", "inform", Continue())
    # WHEN that is taken back
    reply = talk.say("undo", "undo", Undo())
    # THEN both are gone, and the goal is asked for
    assert not talk.slots["goal"]
    assert not talk.slots["goal_guessed"]
    assert not talk.slots["target_skills"]
    assert reply.text.startswith("Taken back: skills wanted, goal")
    assert len(reply.buttons) == 5
    assert "nothing left to take back" in talk.say("undo", "undo", Undo()).text


def test_undo_brings_the_former_goal_back_with_its_targets_and_its_list() -> None:
    # GIVEN a shortlist, and then another goal with another target, which leaves the old target behind
    talk = Talk()
    talk.say("I want to learn SQL", "goal_skill_gap", Recommend())
    shown, words = talk.slots["shown_options"], talk.slots["profile_words"]
    talk.say("I want to change careers and become a registered nurse", "goal_career_change")
    assert (talk.slots["goal"], talk.slots["target_role"], talk.slots["target_skills"]) == ("career_change", "Registered nurse", [])
    # WHEN that is taken back
    reply = talk.say("undo", "undo", Undo())
    # THEN goal, target, words and list are as they were, and no form goes on asking for the sake of the other goal
    assert (talk.slots["goal"], talk.slots["target_role"], talk.slots["target_skills"]) == ("skill_gap", None, ["SQL"])
    assert talk.slots["profile_words"] == words
    assert talk.slots["shown_options"] == shown
    assert {"event": "active_loop", "name": None} in [{key: event.get(key) for key in ("event", "name")} for event in reply.events]


def test_undo_without_a_list_goes_on_with_the_former_goal() -> None:
    # GIVEN one goal and, before its list, another
    talk = Talk()
    talk.say("I want to explore a field", "goal_exploration")
    talk.say("no, I want to switch careers", "goal_career_change")
    # WHEN that is taken back
    reply = talk.say("undo", "undo", Undo())
    # THEN the questions of the first goal follow
    assert talk.slots["goal"] == "exploration"
    assert [event["name"] for event in reply.events if event["event"] == "followup"] == ["exploration_form"]


def test_undo_with_a_shortlist_makes_it_again() -> None:
    talk, first = with_shortlist()
    shown = list(talk.slots["shown_options"])
    talk.say("only what is free", "refine", Continue())
    assert talk.slots["max_cost"] == 0
    reply = talk.say("undo", "undo", Undo())
    assert reply.cards[0]["type"] == "options"
    assert talk.slots["shown_options"] == shown
    assert reply.cards[0]["receipt"] == first.cards[0]["receipt"]


def test_start_over_clears_everything_but_what_was_said() -> None:
    talk, _ = with_shortlist()
    said = talk.slots["said_counts"]
    talk.say("start over", "start_over", StartOver())
    left = {name: value for name, value in talk.slots.items() if value not in (None, [], {}, "")}
    assert set(left) == {"said_counts"}
    assert said.items() <= left["said_counts"].items()


def test_delete_forgets_every_receipt_of_the_conversation(knowledge: Knowledge) -> None:
    talk, first = with_shortlist()
    more = talk.say("show me more", "show_more", ShowMore())
    supposed = talk.say("what if only free ones counted", "what_if", WhatIf())
    given = {card["receipt"] for reply in (first, more, supposed) for card in reply.cards if card["type"] == "options"}
    assert len(given) == 3
    assert all(knowledge.receipts.get(receipt) for receipt in given)
    asked = talk.say("delete my data", "delete_my_data", DeleteData())
    assert "for good" in asked.text
    assert talk.slots["goal"] == "skill_gap", "nothing is deleted before it is confirmed"
    talk.say("yes", "affirm", Continue())
    assert [receipt for receipt in given if knowledge.receipts.get(receipt)] == []
    assert talk.slots.get("goal") is None


def test_who_does_not_confirm_keeps_everything(knowledge: Knowledge) -> None:
    talk, _ = with_shortlist()
    receipt = talk.slots["receipt"]
    talk.say("delete my data", "delete_my_data", DeleteData())
    reply = talk.say("no, keep it", "deny", Continue())
    assert "Nothing is deleted" in reply.text
    assert knowledge.receipts.get(receipt)
    talk.say("yes", "affirm", Continue())
    assert talk.slots["goal"] == "skill_gap", "a later yes is about something else"


def test_yes_counts_in_whatever_words() -> None:
    """GIVEN the question WHEN "yes delete it" is taken for nothing in particular THEN it is a yes all the same."""
    talk, _ = with_shortlist()
    talk.say("delete my data", "delete_my_data", DeleteData())
    talk.say("yes delete it", "nlu_fallback", NotUnderstood())
    assert talk.slots.get("goal") is None


@pytest.mark.parametrize(
    ("text", "intent"), [("ok, and my budget is 300", "inform"), ("ok no, keep it", "deny"), ("sure, what is a badge?", "nlu_fallback")]
)
def test_what_says_more_than_yes_deletes_nothing(text: str, intent: str) -> None:
    """GIVEN the question WHEN the answer begins like a yes and is none THEN everything is kept: what is deleted does not come back."""
    talk, _ = with_shortlist()
    talk.say("delete my data", "delete_my_data", DeleteData())
    talk.say(text, intent, Continue() if intent != "nlu_fallback" else NotUnderstood())
    assert talk.slots["goal"] == "skill_gap"
    talk.say("yes", "affirm", Continue())
    assert talk.slots["goal"] == "skill_gap", "a later yes is about something else"


def test_a_second_demand_confirms() -> None:
    talk, _ = with_shortlist()
    talk.say("delete my data", "delete_my_data", DeleteData())
    talk.say("delete it all", "delete_my_data", DeleteData())
    assert talk.slots.get("goal") is None


def test_export_hands_out_what_the_profile_shows() -> None:
    talk, _ = with_shortlist(max_cost=300.0)
    text = talk.say("export my data", "export_my_data", ExportData()).text
    told = json.loads(text[text.index("{") :])
    assert (told["goal"], told["target_skills"], told["max_cost"]) == ("skill_gap", ["SQL"], 300.0)
    assert told["shown_options"] == talk.slots["shown_options"]
    assert told["receipt"] == talk.slots["receipt"]


def test_every_slot_that_holds_something_of_the_users_own_is_handed_out() -> None:
    """GIVEN a value in each slot of the domain THEN the export has all but those that count what the assistant said."""
    names = set(yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["slots"])
    kept_back = {
        "heard",
        "said_counts",
        "ask_counts",
        "last_number",
        "asked_anew",
        "profile_shown",
        "came_back",
        "confirming",
        "forget_me",
        "withheld",
    }
    plain = {name: f"value of {name}" for name in names - {"heard", "handoff", "open_question", "meanings", "said_counts", "watch"}}
    filled = {
        **plain,
        "handoff": {"reason": "appeal"},
        "open_question": {"text": "which"},
        "meanings": {"it": {"of": ["a"], "meant": "a"}},
        "watch": {"all": 2},
    }
    given = tracker("export my data", "export_my_data", slots=filled)
    text = act(ExportData(), given).text
    told = json.loads(text[text.index("{") :])
    assert names - kept_back <= set(told)
    assert not kept_back & set(told)
    assert told["handoff"] == {"reason": "appeal"}
