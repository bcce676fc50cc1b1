import pytest

from tests.dialogue.talk import Talk
from tests.support.assistant import RunningAssistant


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param("what even is a micro-credential?", ["short", "skill"], id="what it is"),
        pytest.param("are these things ever a scam?", ["guarantee", "refund", "careful"], id="warning signs"),
        pytest.param("why do you want to know that?", ["limit", "list", "change", "know", "count"], id="why"),
        pytest.param("how many more questions?", ["question"], id="progress"),
        pytest.param("how much does the PMP cost?", ["$675"], id="a fact"),
        pytest.param("who are you, are you human?", ["program"], id="a challenge"),
        pytest.param("what's the capital of France?", ["credential"], id="out of scope"),
    ],
)
def test_a_question_in_the_middle_is_answered_and_the_form_goes_on(talk: Talk, question: str, answer: list[str]) -> None:
    # GIVEN a question of the assistant's
    talk.say("I want to become a data analyst, I'm a cashier now")
    asked, profile = talk.requested_slot, {slot: talk.slots.get(slot) for slot in ("goal", "target_role", "current_role")}
    assert asked, str(talk)
    # WHEN the user asks something else
    talk.say(question)
    # THEN that is answered, nothing is lost, and the same is asked again in the same turn
    assert talk.tells(*answer), str(talk)
    assert talk.requested_slot == asked, str(talk)
    assert {slot: talk.slots.get(slot) for slot in profile} == profile, str(talk)
    # AND the answer is taken
    talk.answer({"max_cost": "200 dollars"})


def test_many_digressions_in_a_row_never_bring_the_same_reply_again_and_again(talk: Talk) -> None:
    # GIVEN a question of the assistant's
    talk.say("I want to learn bookkeeping")
    asked = talk.requested_slot
    # WHEN the user digresses again and again
    for question in (
        "why do you ask?",
        "why do you ask?",
        "why do you ask?",
        "do employers care about badges?",
        "thanks",
        "hello?",
        "how do I choose one?",
    ):
        talk.say(question)
        assert talk.requested_slot == asked, str(talk)
    # THEN there is a shortlist all the same (the fixture's checks see to the repetitions)
    talk.answer({"max_cost": "100"})


def test_an_answer_that_makes_no_sense_is_asked_for_again_and_then_left(talk: Talk) -> None:
    # GIVEN a question
    talk.say("I want to become a data analyst")
    asked = talk.requested_slot
    # WHEN the answers are noise
    talk.say("flibberty gibbet")
    assert talk.requested_slot == asked, str(talk)
    for _ in range(12):
        if talk.card("options"):
            break
        talk.say("flibberty gibbet")
    # THEN it gives up asking and answers with what it has
    assert talk.now("options"), str(talk)


def test_an_ambiguous_answer_is_not_asked_about_for_ever(talk: Talk) -> None:
    # GIVEN a question about the job aimed at
    talk.say("I studied history and would like to add something to my degree that gets me into marketing")
    # WHEN the answer can mean several things, and is said again and again
    card = talk.answer({"target_role": "marketing specialist", "max_cost": "1000"})
    # THEN it goes on with what it has
    assert card["goal"] == "complement", str(talk)


def test_a_form_that_steps_aside_leaves_no_error_in_the_log(talk: Talk, assistant: RunningAssistant) -> None:
    # GIVEN a question of the assistant's
    talk.say("I want to become a data analyst, I'm a cashier now")
    assert talk.requested_slot, str(talk)
    # WHEN the user asks something else, so that the form steps aside
    talk.say("what even is a micro-credential?")
    # THEN nothing about it stands in the log of the Rasa server
    assert "steps aside" not in (assistant.logs / "rasa.log").read_text(errors="replace")
