from collections.abc import Callable

import pytest

from tests.dialogue.talk import Talk

Later = Callable[[Talk, float], None]
BEGUN = [
    pytest.param("I want to learn SQL for my job, I have 300 dollars and four months", "SQL", "close a skill gap", id="skill gap"),
    pytest.param(
        "I'm a store manager and want to become a data analyst, $300, half a year", "Data analyst", "change career", id="career change"
    ),
    pytest.param("I want to explore cybersecurity, free only", "Cybersecurity", "explore", id="exploration"),
]


@pytest.mark.parametrize(("said", "known", "goal"), BEGUN)
def test_a_greeting_after_days_tells_where_things_stood_and_going_on_brings_the_list(
    talk: Talk, later: Later, said: str, known: str, goal: str
) -> None:
    # GIVEN a shortlist, and three days
    talk.say(said)
    talk.answer()
    shown, slots = list(talk.slots["shown_options"]), talk.slots
    later(talk, 72)
    # WHEN the user says hello again
    talk.say("hi")
    # THEN goal, facts and list are told, with the choice to go on or start anew
    for words in (goal, known, talk.shown[0].name):
        assert talk.tells(words), str(talk)
    assert {"Go on", "Start anew"} <= {button["title"] for button in talk.buttons}, str(talk)
    # AND going on shows the same list; nothing is forgotten
    talk.press("Go on")
    assert [option["id"] for option in talk.now("options")["options"]] == shown, str(talk)
    profile = ("goal", "target_skills", "target_role", "current_role", "field", "max_cost", "max_weeks")
    assert {name: talk.slots.get(name) for name in profile} == {name: slots.get(name) for name in profile}


@pytest.mark.parametrize("said", ["I want to learn Python for my job", "I want to become a data analyst", "I want to explore a new field"])
def test_going_on_asks_the_question_that_was_open(talk: Talk, later: Later, said: str) -> None:
    # GIVEN a question without an answer, and a night
    talk.say(said)
    asked = talk.requested_slot
    assert asked, str(talk)
    later(talk, 10)
    # WHEN the user comes back and goes on
    talk.say("hello")
    assert talk.tells("asked", "question"), str(talk)
    talk.say("yes let's continue")
    # THEN the same is asked, and the answer counts
    assert talk.requested_slot == asked, str(talk)
    assert talk.tells("?"), str(talk)
    talk.say("skip")
    assert talk.requested_slot != asked, str(talk)


def test_a_first_message_that_asks_something_is_answered_after_a_word_of_welcome(shortlist: Talk, later: Later) -> None:
    later(shortlist, 30)
    shortlist.say("why the first one?")
    assert shortlist.text.startswith(("Welcome back", "Good to see you", "Hello again")), str(shortlist)
    assert shortlist.tells(shortlist.shown[0].name), str(shortlist)
    shortlist.say("and the second one?")
    assert not shortlist.tells("welcome back", "good to see you"), str(shortlist)


def test_an_answer_after_hours_is_still_the_answer(talk: Talk, later: Later) -> None:
    # GIVEN an open question WHEN its answer comes hours later THEN it counts, and the form goes on
    talk.say("I want to become a data analyst, I'm a store manager")
    asked = talk.requested_slot
    assert asked == "max_cost", str(talk)
    later(talk, 5)
    talk.say("300")
    assert talk.slots["max_cost"] == 300, str(talk)


def test_starting_anew_clears_everything(shortlist: Talk, later: Later) -> None:
    later(shortlist, 48)
    shortlist.say("hi there")
    shortlist.press("Start anew")
    assert not shortlist.slots.get("goal"), str(shortlist)
    assert not shortlist.slots.get("max_cost"), str(shortlist)


def test_a_client_that_opens_the_chat_again_is_told_where_things_stood(shortlist: Talk, later: Later) -> None:
    later(shortlist, 48)
    shortlist.say("/session_start")
    assert shortlist.tells("SQL"), str(shortlist)
    shortlist.press("Go on")
    assert shortlist.card("options"), str(shortlist)


def test_a_client_that_opens_a_new_chat_gets_a_greeting(talk: Talk) -> None:
    talk.say("/session_start")
    assert len(talk.buttons) == 5, str(talk)
    assert talk.tells("Credwise"), str(talk)


def test_within_the_hour_nobody_is_welcomed_back(shortlist: Talk, later: Later) -> None:
    later(shortlist, 0.5)
    shortlist.say("hi")
    assert not shortlist.tells("welcome back", "good to see you again"), str(shortlist)


def test_who_has_told_nothing_is_greeted_as_anybody(talk: Talk, later: Later) -> None:
    talk.say("hi")
    later(talk, 72)
    talk.say("hello")
    assert not talk.tells("last time", "what I know"), str(talk)
    assert talk.buttons, str(talk)


def test_where_was_i_tells_where_things_stand(shortlist: Talk) -> None:
    # WHEN somebody with a list asks where they were
    shortlist.say("so where were we?")
    # THEN the goal and the list are told, and it is offered to go on
    assert shortlist.tells("SQL"), str(shortlist)
    assert "Go on" in [button["title"] for button in shortlist.buttons], str(shortlist)
