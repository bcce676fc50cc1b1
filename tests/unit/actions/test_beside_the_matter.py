"""What is asked and said beside the matter: words, choices by number, vague amounts, distress, what lies near but outside."""

from __future__ import annotations

from typing import Any

import pytest

from actions.common.glossary import tell_meaning
from actions.common.roles import asks_for_short_way
from actions.common.vague import tells_no_amount
from actions.common.wording import responses
from actions.conversation import Continue, NotUnderstood, OutOfScope, SmallTalk
from actions.goals import is_question
from knowledge.help_lines import help_lines
from tests.unit.actions.talk import Talk, act, tracker

BUDGET = [{"title": title, "payload": payload} for title, payload in (("Free only", "free only"), ("Up to $100", "up to $100"))]
DEADLINE = [{"title": "Within a month", "payload": "within a month"}, {"title": "Within 3 months", "payload": "within 3 months"}]


def offered(buttons: list[dict[str, str]], text: str = "?") -> list[dict[str, Any]]:
    """The assistant's last turn, as Rasa keeps it."""
    return [{"event": "user", "text": "…"}, {"event": "bot", "text": text, "data": {"buttons": buttons}}]


@pytest.mark.parametrize(
    ("slot", "text"),
    [
        ("max_cost", "not too much"),
        ("max_cost", "depends"),
        ("max_weeks", "soon"),
        ("max_weeks", "not too long"),
        ("hours_per_week", "it varies"),
    ],
)
def test_a_direction_is_no_amount(slot: str, text: str) -> None:
    assert tells_no_amount(text, slot)


@pytest.mark.parametrize(
    ("slot", "text"),
    [("max_cost", "200 dollars"), ("max_cost", "no limit"), ("max_weeks", "3 months, not too long"), ("field", "not too much")],
)
def test_an_amount_is_no_mere_direction(slot: str, text: str) -> None:
    assert not tells_no_amount(text, slot)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("why can't I just do a certificate?", True),
        ("isn't a bootcamp enough", True),
        ("can I skip the licence", True),
        ("would a short course not be enough", True),
        ("is the google certificate worth it", False),
        ("is there a course", False),
    ],
)
def test_who_asks_for_a_short_way_is_heard(text: str, asks: bool) -> None:
    assert asks_for_short_way(text) is asks


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("who should I ask", True),
        ("200?", True),
        ("ok so what is that", True),
        ("200 dollars", False),
        ("no degree", False),
        ("whatever", False),
    ],
)
def test_a_question_is_told_by_its_form(text: str, question: bool) -> None:
    assert is_question(text) is question


def test_the_place_of_a_suggestion_chooses_it() -> None:
    """GIVEN suggestions for the budget WHEN "1" or "b)" is typed THEN that suggestion is meant, not a dollar."""
    for text, budget in (("1", 0), ("b)", 100), ("option 2", 100)):
        talk = Talk(goal="skill_gap", target_skills=["SQL"], requested_slot="max_cost")
        talk.events = offered(BUDGET)
        talk.say(text, "inform")
        assert talk.slots["max_cost"] == budget, text


def test_a_number_at_a_deadline_is_asked_about() -> None:
    """GIVEN suggestions for the deadline WHEN "1" is typed THEN nothing is taken for granted: a week, a month, or the first suggestion."""
    talk = Talk(goal="skill_gap", target_skills=["SQL"], requested_slot="max_weeks")
    talk.events = offered(DEADLINE)
    talk.say("1", "inform")
    assert talk.slots.get("max_weeks") is None
    assert [one["title"] for one in talk.slots["heard"]["readings"]] == ["Within a month", "1 week", "1 month"]


def test_a_number_of_hours_is_a_number_of_hours() -> None:
    talk = Talk(goal="skill_gap", target_skills=["SQL"], requested_slot="hours_per_week")
    talk.events = offered([{"title": "About 3", "payload": "3 hours a week"}, {"title": "About 6", "payload": "6 hours a week"}])
    talk.say("3", "inform")
    assert talk.slots["hours_per_week"] == 3


def test_a_goal_is_chosen_by_its_place() -> None:
    talk = Talk()
    talk.events = offered(
        [{"title": "Close a gap", "payload": "/goal_skill_gap"}, {"title": "Show I'm current", "payload": "/goal_currency"}]
    )
    talk.say("2", "inform", Continue())
    assert talk.slots["goal"] == "currency"


def test_a_word_is_explained_wherever_it_stands() -> None:
    """GIVEN a word in the message, or in what was just shown, or an open question WHEN its meaning is asked THEN that is explained."""
    named = Talk().say("what does proctored mean?", "nlu_fallback", NotUnderstood())
    talk = Talk()
    talk.events = offered([], "1. X: … not verified: price.")
    shown = talk.say("what does that mean?", "nlu_fallback", NotUnderstood())
    asked = Talk(goal="skill_gap", requested_slot="max_cost").say("what do you mean by that?", "nlu_fallback", NotUnderstood())
    assert "watches" in named.text
    assert "in a source" in shown.text
    assert "all you'd pay" in asked.text


def test_every_term_has_its_explanation_of_few_words() -> None:
    for name, variants in responses().items():
        if name.startswith(("utter_term_", "utter_meant_")):
            assert all(len(one["text"].split()) <= 32 for one in variants), name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("can you help with my student visa", "immigration"),
        ("write my admission essay", "writing center"),
        ("fix my resume", "career center"),
        ("negotiate my salary", "pay talks"),
        ("do my taxes", "tax"),
        ("I need a therapist", "counselor"),
        ("find me a job", "job board"),
    ],
)
def test_what_lies_near_is_declined_with_where_to_turn(text: str, told: str) -> None:
    reply = act(OutOfScope(), tracker(text, "out_of_scope", slots={}))
    assert told in reply.text
    assert len(reply.messages) == 1
    assert reply.text.count("\n") == 0


def test_distress_gets_numbers_that_are_facts_and_nothing_else() -> None:
    """GIVEN a question of ours WHEN somebody is in distress THEN the lines are told, nothing is asked, and an "ok" brings no sales talk either."""
    talk = Talk(goal="skill_gap", target_skills=["SQL"], requested_slot="max_cost")
    reply = talk.say("I want to die", "distress", SmallTalk())
    assert "988" in reply.text
    assert "local emergency number" in reply.text
    assert talk.slots["requested_slot"] is None
    for text, intent in (("ok", "affirm"), ("i don't know", "skip")):
        after = talk.say(text, intent, Continue())
        assert "988" in after.text, str(after)
        assert not after.cards
    on = talk.say("I want to learn Excel", "inform", Continue())
    assert "988" not in on.text


def test_violence_at_home_has_its_own_line() -> None:
    reply = Talk().say("my husband hits me", "distress", SmallTalk())
    assert help_lines()["violence"].how in reply.text


def test_every_help_line_has_a_source_that_was_read() -> None:
    for line in help_lines().values():
        assert line.source.url.startswith("https://")
        assert line.source.title
        assert line.country == "US"


def test_a_story_asks_for_no_meaning() -> None:
    """GIVEN a long story with the word "mean" in it WHEN it is read THEN no word is explained."""
    from rasa_sdk.executor import CollectingDispatcher

    from actions.common.turn import Turn

    text = "I mean I have worked in retail for ten years and what I want is to get a certificate that means something to people"
    assert not tell_meaning(Turn(CollectingDispatcher(), tracker(text)))
