"""What was inferred is marked, and each piece of what is known can be put right by itself, in words."""

from __future__ import annotations

from typing import Any

import pytest

from actions.bootstrap import Knowledge
from actions.common.inferring import is_told
from actions.conversation import Continue
from actions.profile import ShowProfile, Undo
from bot.edits import names_a_piece, read_edit
from tests.unit.actions.talk import Talk

KNOWN: dict[str, Any] = {
    "goal": "career_change",
    "target_role": "Data analyst",
    "current_role": "Store manager",
    "current_skills": ["Microsoft Excel", "SQL"],
    "max_cost": 400.0,
    "hours_per_week": 6.0,
    "receipt": "r",
}


@pytest.mark.parametrize(
    ("slot", "value", "told", "inferred"),
    [
        ("current_role", "Store manager", "I'm a store manager", "I run a clothing store"),
        ("current_role", "Registered nurse", "RN here", "I look after patients"),
        ("target_role", "Data analyst", "become a data analyst", "something with numbers"),
        ("field", "Nursing and clinical care", "nursing", "after the kids are in bed"),
        ("max_weeks", 17.3, "four months", "by next quarter"),
        ("max_weeks", 26.0, "half a year", "before summer"),
        ("hours_per_week", 6.0, "6 hours", "evenings"),
        ("hours_per_week", 40.0, "40 hours a week", "full time"),
        ("experience_years", 11.0, "11 years", "since 2015"),
        ("max_cost", 0, "free only", "I'm broke"),
        ("max_cost", 2000.0, "2k", "my savings"),
        ("delivery", "online", "only online", "from home"),
        ("current_skills", "Microsoft Excel", "I know excel", "sums and tables"),
    ],
)
def test_what_is_said_outright_is_told_and_the_rest_inferred(knowledge: Knowledge, slot: str, value: Any, told: str, inferred: str) -> None:
    assert is_told(slot, value, told, knowledge.catalogue)
    assert not is_told(slot, value, inferred, knowledge.catalogue)


@pytest.mark.parametrize(
    ("text", "kind", "slot"),
    [
        ("the hours are wrong, it's 5", "wrong", "hours_per_week"),
        ("you got my job wrong", "wrong", "current_role"),
        ("That's not my field!", "wrong", "field"),
        ("can you fix my deadline please", "wrong", "max_weeks"),
        ("fix my deadline", "wrong", "max_weeks"),
        ("please remove the budget", "remove", "max_cost"),
        ("Forget what I said about money", "remove", "max_cost"),
        ("change my field to nursing", "change", "field"),
        ("my hours should be 10", "change", "hours_per_week"),
        ("hours: 12", "change", "hours_per_week"),
        ("remove number 2", "remove", None),
        ("what if my budget was 500", None, None),
        ("is my budget wrong?", None, None),
        ("I am in a hurry", None, None),
    ],
)
def test_corrections_are_read_from_words(text: str, kind: str | None, slot: str | None) -> None:
    edit = read_edit(text)
    assert (edit and edit.kind, edit and edit.slot) == (kind, slot)
    assert names_a_piece(text) == (kind is not None)


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("the hours are wrong, it's 5", "hours_per_week", 5.0),
        ("my hours should be 10", "hours_per_week", 10.0),
        ("remove the budget", "max_cost", None),
        ("take out excel", "current_skills", ["SQL"]),
        ("remove sql from my skills", "current_skills", ["Microsoft Excel"]),
        ("no, I'm not in retail", "current_role", None),
        ("I'm not a store manager, I'm a barber", "current_role", "Barber"),
        ("my job is wrong, I'm a midwife", "current_role", "Midwife"),
        ("change the target role to data engineer", "target_role", "Data engineer"),
        ("the skills are wrong", "current_skills", []),
    ],
)
def test_one_piece_is_put_right_and_the_others_stay(text: str, slot: str, value: Any) -> None:
    """GIVEN a profile WHEN one piece is corrected THEN it alone has changed, and undo brings it back."""
    talk = Talk(**KNOWN)
    talk.say(text, "correct", Continue())
    assert talk.slots[slot] == value
    assert {name: talk.slots[name] for name in KNOWN if name not in (slot, "receipt")} == {
        name: kept for name, kept in KNOWN.items() if name not in (slot, "receipt")
    }
    talk.say("undo that", "undo", Undo())
    assert {name: talk.slots[name] for name in KNOWN if name != "receipt"} == {
        name: kept for name, kept in KNOWN.items() if name != "receipt"
    }


def test_what_is_wrong_is_asked_for_and_the_answer_counts() -> None:
    """GIVEN a shortlist WHEN a piece is wrong and nothing said in its place THEN it is asked for with buttons, and the bare answer is taken."""
    talk = Talk(**KNOWN)
    asked = talk.say("the budget is wrong", "correct", Continue())
    assert asked.buttons
    assert talk.slots["max_cost"] is None
    talk.say("250", "inform", Continue())
    assert talk.slots["max_cost"] == 250.0


def test_the_answer_to_what_is_right_is_read_as_that_piece() -> None:
    talk = Talk(**KNOWN)
    talk.say("no, I'm not in retail", "correct", Continue())
    talk.say("barber", "inform", Continue())
    assert (talk.slots["current_role"], talk.slots["target_role"]) == ("Barber", "Data analyst")


def test_what_is_inferred_is_shown_apart_and_marked_on_the_card() -> None:
    # GIVEN hours and a job that are only described, and a budget that is told
    talk = Talk()
    reply = talk.say("I run a clothing store, 300 dollars, evenings only", "inform", Continue())
    # THEN the answer tells the one as noted and the other as taken
    noted, taken = reply.text.split("I take it that", 1)
    assert "$300" in noted
    assert "store manager" not in noted.casefold()
    assert "store manager" in taken
    # AND the card marks them, with a button to correct each
    shown = talk.say("what do you know about me", "show_profile", ShowProfile())
    entries = {entry["slot"]: entry for entry in shown.cards[0]["entries"]}
    assert entries["current_role"]["inferred"]
    assert entries["hours_per_week"]["inferred"]
    assert not entries["max_cost"]["inferred"]
    assert "the present job is wrong" in [button["payload"] for button in shown.buttons]


def test_what_is_told_after_all_is_no_longer_inferred() -> None:
    talk = Talk()
    talk.say("evenings only, 300 dollars", "inform")
    assert "hours_per_week" in talk.slots["inferred"]
    talk.say("6 hours a week", "inform")
    assert not talk.slots["inferred"]


def test_that_is_wrong_means_what_was_inferred_last() -> None:
    """GIVEN hours that were inferred beside a budget that was told WHEN "that's wrong" follows THEN the hours go and are asked for."""
    talk = Talk(**(KNOWN | {"hours_per_week": None, "max_cost": None}))
    talk.say("300 dollars and evenings only", "inform", Continue())
    assert talk.slots["hours_per_week"]
    talk.say("no, that's wrong", "deny", Continue())
    assert (talk.slots["hours_per_week"], talk.slots["max_cost"]) == (None, 300.0)
    talk.say("8", "inform", Continue())
    assert talk.slots["hours_per_week"] == 8.0


def test_who_corrects_the_field_has_not_changed_the_goal() -> None:
    talk = Talk(goal="exploration", field="Cybersecurity", receipt="r")
    talk.say("change my field to nursing", "correct", Continue())
    assert (talk.slots["goal"], talk.slots["field"]) == ("exploration", "Nursing and clinical care")


def test_the_goal_can_be_corrected_with_or_without_another() -> None:
    talk = Talk(goal="exploration", field="Cybersecurity", receipt="r")
    talk.say("the goal is wrong, I want to change career", "correct", Continue())
    assert talk.slots["goal"] == "career_change"
    asked = talk.say("the goal is wrong", "correct", Continue())
    assert talk.slots["goal"] is None
    assert len(asked.buttons) == 5
    assert talk.slots["field"] == "Cybersecurity"


def test_a_place_means_the_card_in_view() -> None:
    """GIVEN the profile in view WHEN the second one is wrong THEN that entry goes; with a list of options in view, that is not about the profile."""
    talk = Talk(**KNOWN)
    card = talk.say("what do you know", "show_profile", ShowProfile()).cards[0]
    second = card["entries"][1]["slot"]
    talk.say("that second one is wrong", "correct", Continue())
    assert talk.slots[second] in (None, [])
    talk = Talk(**KNOWN, shown_options=["cs50-databases-sql"])
    talk.say("that second one is wrong", "correct")
    assert talk.slots["target_role"] == "Data analyst"
