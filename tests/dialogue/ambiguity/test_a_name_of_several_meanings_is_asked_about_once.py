from collections.abc import Callable

import pytest

from tests.dialogue.talk import Talk


def titles(talk: Talk) -> set[str]:
    return {button["title"] for button in talk.buttons}


@pytest.mark.parametrize(
    ("said", "offered", "answer", "slot", "meant"),
    [
        ("I want to become a PM, I work in retail, 500 dollars", {"Project manager", "Product manager"}, "product", "target_role", "Product manager"),
        ("I'm a cashier and want to move into security, I have 400 dollars", {"Cybersecurity", "Security guard"}, "the cyber kind", "field", "Cybersecurity"),
        ("I'm a cashier and want to move into security, I have 400 dollars", {"Cybersecurity", "Security guard"}, "guard", "target_role", "Security guard"),
        ("I want to be a nursing assistant or nurse, 6 months, 900 dollars", {"Nursing assistant", "Registered nurse"}, "nursing assistant", "target_role", "Nursing assistant"),
        ("I want to change career to analyst, I wait tables, 300 dollars", {"Data analyst", "Business analyst"}, "business", "target_role", "Business analyst"),
    ],
)  # fmt: skip
def test_it_is_asked_with_buttons_and_the_other_facts_are_kept(
    talk: Talk, said: str, offered: set[str], answer: str, slot: str, meant: str
) -> None:
    # GIVEN a first message with a name that can mean several things, and other facts
    talk.say(said)
    # THEN it is asked which, with buttons, and the rest is kept
    assert offered <= titles(talk), str(talk)
    assert talk.slots["max_cost"] > 0, str(talk)
    # WHEN the user types the answer
    talk.say(answer)
    # THEN that is what is aimed at
    assert talk.slots[slot] == meant, str(talk)


def test_a_name_that_was_settled_is_not_asked_about_again(talk: Talk) -> None:
    # GIVEN a PM that was settled
    talk.say("I want to become a PM")
    talk.press("Product manager")
    talk.answer()
    # WHEN it is said again, as an aim and in a question
    talk.say("I want to be a PM within 6 months")
    # THEN it is not asked
    assert "Project manager" not in titles(talk), str(talk)
    assert talk.slots["target_role"] == "Product manager", str(talk)
    talk.say("is a PM certification worth it?")
    assert "Project manager" not in titles(talk), str(talk)


@pytest.mark.parametrize(
    ("answer", "issuer"),
    [("the welding one", "American Welding Society"), ("Amazon", "Amazon Web Services"), ("amazon web services", "Amazon Web Services")],
)
def test_in_a_question_the_answer_takes_the_question_up(talk: Talk, answer: str, issuer: str) -> None:
    # GIVEN a question about a name of several meanings
    talk.say("is AWS worth it?")
    assert {"Amazon Web Services", "American Welding Society"} <= titles(talk), str(talk)
    # WHEN it is said which
    talk.say(answer)
    # THEN the question goes on with that one's credentials
    assert all(button["payload"].startswith("/evaluate_credential") for button in talk.buttons), str(talk)
    talk.press(talk.buttons[0]["title"])
    assert talk.now("credential")["issuer"] == issuer, str(talk)
    # AND the name is not asked about again
    talk.say("who recognises AWS?")
    assert "Amazon Web Services" not in titles(talk), str(talk)
    assert "American Welding Society" not in titles(talk), str(talk)


@pytest.mark.parametrize(
    ("before", "other"),
    [
        ("I'm a welder", "Amazon Web Services"),
        ("I want to get into cloud computing", "American Welding Society"),
    ],
)
def test_the_conversation_settles_what_it_can(begin: Callable[[], Talk], before: str, other: str) -> None:
    # GIVEN a user whose field is known
    talk = begin()
    talk.say(before)
    # WHEN a name is used that means something else elsewhere
    talk.say("is AWS worth it?")
    # THEN only what belongs to the field is spoken of
    assert other not in titles(talk), str(talk)
    assert not talk.tells(other), str(talk)


def test_a_digression_does_not_lose_the_question(talk: Talk) -> None:
    # GIVEN a question that waits for what was meant
    talk.say("is AWS worth it for my job?")
    assert "Amazon Web Services" in titles(talk), str(talk)
    # WHEN something else is asked in between
    talk.say("what is a micro-credential?")
    # THEN the answer still takes the first question up
    talk.say("Amazon Web Services")
    assert any(button["payload"].startswith("/evaluate_credential") for button in talk.buttons) or talk.card("credential"), str(talk)


def test_who_changes_the_subject_is_not_held_to_the_question(talk: Talk) -> None:
    # GIVEN a question that waits
    talk.say("is AWS worth it?")
    # WHEN the user turns to something else
    talk.say("I want to learn bookkeeping for my shop, 200 dollars, three months")
    # THEN that is what it is about
    card = talk.answer()
    assert card["options"], str(talk)
    assert talk.slots["target_skills"] == ["Bookkeeping"], str(talk)
