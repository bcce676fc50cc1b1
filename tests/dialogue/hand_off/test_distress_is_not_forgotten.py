"""Whoever was in distress is reminded where help is for as long as nobody has taken up the case, and the advisor sees it first."""

import pytest

from cases.desk import Desk
from tests.dialogue.talk import Talk


@pytest.fixture
def waiting(talk: Talk) -> Talk:
    """Somebody in a crisis who has asked for a person, and waits."""
    talk.say("what is Security+ good for")
    talk.say("some days I just want to die")
    talk.press("Talk to a person")
    talk.say("yes")
    assert talk.now("handoff")["status"] == "waiting", str(talk)
    return talk


@pytest.mark.parametrize("words", ["has anybody replied yet", "I need a human please, a real person", "any answer yet?"])
def test_every_answer_about_the_case_says_where_help_is_at_once(waiting: Talk, words: str) -> None:
    # WHEN it is asked how the case stands
    waiting.say(words)
    # THEN it is told, with where help is now
    assert waiting.now("handoff")["status"] == "waiting", str(waiting)
    assert waiting.tells("988"), str(waiting)
    assert waiting.tells("911"), str(waiting)
    # AND calling it off is not all that is offered
    assert [button["title"] for button in waiting.buttons] != ["Cancel my request"], str(waiting)


@pytest.mark.parametrize("words", ["hello", "bye for now", "I feel a bit better now"])
def test_a_light_word_is_met_with_the_open_request_and_where_help_is(waiting: Talk, words: str) -> None:
    waiting.say(words)
    assert waiting.tells("request"), str(waiting)
    assert waiting.tells("988"), str(waiting)
    assert not waiting.tells("good luck", "goodbye", "all you told me"), str(waiting)


def test_where_nobody_was_in_distress_news_are_plain(talk: Talk) -> None:
    # GIVEN a case for another reason
    talk.say("connect me to an advisor")
    talk.say("yes")
    # WHEN news are asked for
    talk.say("has somebody looked at it yet")
    # THEN the case is told, without a crisis line
    assert talk.now("handoff")["status"] == "waiting", str(talk)
    assert not talk.tells("988"), str(talk)


@pytest.mark.parametrize("said", ["I lost my job, I can't sleep and it all feels hopeless", "I don't want to live anymore"])
def test_distress_leads_the_brief_whenever_a_person_is_asked_for(talk: Talk, desk: Desk, said: str) -> None:
    # GIVEN distress, and plans after it
    talk.say(said)
    assert talk.tells("988"), str(talk)
    talk.say("I want to learn SQL, my budget is 200 dollars")
    talk.say("what is Security+ good for")
    # WHEN a person is asked for
    talk.say("connect me to an advisor")
    talk.say("yes")
    # THEN the case is urgent, and says why, in the user's words
    case = desk.of(talk.sender)
    assert case is not None, str(talk)
    assert case.brief is not None
    assert (case.triage, case.reason) == ("urgent", "distress"), str(talk)
    assert "distress" in case.brief.triage.because
    assert case.brief.why.words.startswith(said)


def test_a_part_of_what_was_said_is_kept_back(talk: Talk, desk: Desk) -> None:
    # GIVEN somebody who has told of a family matter and asks for a person
    talk.say("my husband left me and I was laid off, it all seems hopeless")
    talk.say("I want to learn SQL")
    talk.say("connect me to an advisor")
    # WHEN they want the part about it taken out
    talk.say("could you take out the bit about my husband and the layoff")
    talk.say("yes")
    # THEN nothing of it is in the case
    case = desk.of(talk.sender)
    assert case is not None, str(talk)
    assert case.brief is not None
    assert "husband" not in case.brief.model_dump_json(), str(talk)
