import pytest

from tests.dialogue.talk import Talk

GOALS = [
    "I want to become a data analyst, I'm a cashier now",
    "I want to learn bookkeeping",
    "I want to add to my degree in biology, in data analysis",
]
DIGRESSIONS = [
    pytest.param("who should I ask?", ["recruiter", "hires"], id="whom to ask"),
    pytest.param("what does that mean?", ["I mean", "is on a screen"], id="what the question means"),
    pytest.param("what is a proctored exam", ["watch"], id="a word"),
    pytest.param("why do you ask?", ["list", "limit", "suit", "credential"], id="why"),
    pytest.param("how long will this take?", ["question", "more at most"], id="how long"),
    pytest.param("do micro-credentials expire?", ["renew", "expire", "valid"], id="a frequent question"),
    pytest.param("thanks", ["welcome", "glad", "any time"], id="small talk"),
    pytest.param("is the CompTIA A+ worth it?", ["CompTIA A+"], id="a named credential"),
]


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize(("question", "answer"), DIGRESSIONS)
def test_a_digression_is_answered_and_the_question_comes_in_other_words(talk: Talk, goal: str, question: str, answer: list[str]) -> None:
    # GIVEN a question of the assistant's
    talk.say(goal)
    asked, before = talk.requested_slot, talk.texts[-1]
    assert asked, str(talk)
    # WHEN the user asks something else
    talk.say(question)
    # THEN that is answered, and the same is asked in other words
    assert talk.tells(*answer), str(talk)
    assert talk.requested_slot == asked, str(talk)
    assert talk.texts[-1] not in before, str(talk)
    assert before not in talk.texts[-1], str(talk)


@pytest.mark.parametrize("goal", GOALS)
def test_two_digressions_deep_the_answer_still_counts(talk: Talk, goal: str) -> None:
    # GIVEN a question
    talk.say(goal)
    asked = talk.requested_slot
    # WHEN the user digresses twice, the second time about the first answer
    talk.say("is the PMP worth it?")
    first = talk.texts[-1]
    talk.say("what does recognised mean?")
    # THEN the question is there again, in third words
    assert talk.requested_slot == asked, str(talk)
    assert talk.texts[-1] != first, str(talk)
    # AND its answer is taken
    talk.say({"max_cost": "200 dollars", "max_weeks": "3 months"}.get(str(asked), "skip"))
    assert talk.requested_slot != asked, str(talk)


def test_a_place_inside_a_question_is_owned_up_to(talk: Talk) -> None:
    talk.say("do I need a license to be an electrician in Ohio?")
    assert talk.tells("by place", "your state"), str(talk)


def test_a_direction_is_no_refusal(talk: Talk) -> None:
    # GIVEN the question for the budget
    talk.say("I want to become a data analyst, I'm a cashier now")
    assert talk.requested_slot == "max_cost", str(talk)
    # WHEN the answer tells a direction and no amount
    talk.say("not too much")
    # THEN the amount is asked for again, with amounts to choose from
    assert talk.requested_slot == "max_cost", str(talk)
    assert talk.buttons, str(talk)
    # AND one of them can be chosen by its place
    talk.say("2")
    assert talk.slots.get("max_cost", -1) >= 100, str(talk)


def test_a_number_at_lettered_choices_is_not_a_week(talk: Talk) -> None:
    # GIVEN the question for the deadline
    talk.say("I want to become a web developer, 500 dollars")
    assert talk.requested_slot == "max_weeks", str(talk)
    # WHEN "1" is typed
    talk.say("1")
    # THEN it is asked what it means
    assert talk.slots.get("max_weeks") is None, str(talk)
    assert {"1 week", "1 month"} <= {button["title"] for button in talk.buttons}, str(talk)
    talk.press("1 month")
    assert 4 <= talk.slots["max_weeks"] <= 5, str(talk)
