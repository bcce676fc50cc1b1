import pytest

from cases.desk import Desk
from tests.dialogue.talk import Talk

SAID = "I'm a cashier at Walmart, I have a GED and want to become a medical coder, 300 dollars, half a year"


@pytest.fixture
def asked(talk: Talk) -> Talk:
    """A user with a shortlist who has asked for a person."""
    talk.say(SAID)
    talk.answer()
    talk.say("I want to speak with an advisor")
    return talk


def brief_of(desk: Desk, talk: Talk) -> str:
    case = desk.of(talk.sender)
    assert case is not None
    assert case.brief is not None
    return case.brief.model_dump_json(exclude={"withheld"}).casefold()


@pytest.mark.parametrize(
    ("words", "slot", "gone"),
    [
        ("please leave out my budget", "max_cost", ["$300", "300 dollars"]),
        ("don't tell them where I work now, I mean my current job", "current_role", ["cashier"]),
        ("not the deadline", "max_weeks", ["half a year"]),
        ("without the medical coder part", "target_role", ["medical coder"]),
    ],
)
def test_a_thing_is_struck_out_in_words(asked: Talk, desk: Desk, words: str, slot: str, gone: list[str]) -> None:
    before = {entry["slot"] for entry in asked.now("profile")["entries"]}
    # WHEN a thing is to be left out
    asked.say(words)
    # THEN it is shown no more, and the profile keeps it
    assert {entry["slot"] for entry in asked.now("profile")["entries"]} == before - {slot}, str(asked)
    assert asked.slots[slot] is not None
    # AND it is in no part of the case
    asked.say("now send it")
    told = brief_of(desk, asked)
    assert [word for word in gone if word in told] == []


def test_a_thing_is_struck_out_by_buttons(asked: Talk, desk: Desk) -> None:
    asked.press("Leave something out")
    asked.press("Conversation")
    assert "conversation" not in {entry["slot"] for entry in asked.now("profile")["entries"]}
    asked.press("Pass it on")
    case = desk.of(asked.sender)
    assert case is not None
    assert case.brief is not None
    assert case.brief.transcript == ()
    assert case.brief.why.words == ""
    assert case.brief.withheld == ("Conversation",)


def test_only_what_is_named_is_passed_on(asked: Talk, desk: Desk) -> None:
    asked.say("only the shortlist please")
    assert {entry["slot"] for entry in asked.now("profile")["entries"]} == {"shortlist"}, str(asked)
    asked.say("yes")
    assert "walmart" not in brief_of(desk, asked)


def test_what_was_struck_out_can_be_put_back(asked: Talk, desk: Desk) -> None:
    asked.say("leave out my budget")
    asked.say("no, put the budget back in")
    assert "max_cost" in {entry["slot"] for entry in asked.now("profile")["entries"]}, str(asked)


def test_a_yes_with_a_but_is_both(asked: Talk, desk: Desk) -> None:
    asked.say("yes but not my budget")
    assert asked.now("handoff"), str(asked)
    assert "$300" not in brief_of(desk, asked)
