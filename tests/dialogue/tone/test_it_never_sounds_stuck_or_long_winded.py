import pytest

from tests.dialogue.talk import Talk
from tests.support.reading import HARDEST, grade

CONVERSATIONS = [
    pytest.param("I want to learn Python for my job", id="skill gap"),
    pytest.param("I'm a store manager and want to become a data analyst", id="career change"),
    pytest.param("I want to explore cybersecurity", id="exploration"),
    pytest.param("I'm a registered nurse and want to show that I'm current", id="currency"),
]
MOST_WORDS_OF_A_QUESTION = 60


@pytest.mark.parametrize("said", CONVERSATIONS)
def test_replies_are_plain_short_and_calm_on_the_way_to_the_list(talk: Talk, said: str) -> None:
    """GIVEN any goal WHEN it is talked through THEN each reply is plain and without shouting, and each question short."""
    talk.say(said)
    talk.answer({"max_cost": "300 dollars", "hours_per_week": "evenings"})
    for text in ("why the first one?", "what do you know about me", "remove the budget", "thanks", "save my plan"):
        talk.say(text)
    for _, replies in talk.turns:
        for reply in replies:
            found = grade(reply["text"], of_rows=True)
            assert found is None or found <= HARDEST, (found, reply["text"])
            assert "!" not in reply["text"], reply["text"]
            if not reply.get("custom") and reply["text"].endswith("?"):
                assert len(reply["text"].split()) <= MOST_WORDS_OF_A_QUESTION, reply["text"]


@pytest.mark.parametrize("said", CONVERSATIONS)
def test_the_same_question_never_comes_in_the_same_words_twice_running(talk: Talk, said: str) -> None:
    # GIVEN a question
    talk.say(said)
    if not talk.requested_slot:
        pytest.skip("nothing is asked here")
    told = [talk.texts[-1]]
    # WHEN two digressions come before the answer
    for aside in ("what is a digital badge?", "why do you ask?"):
        talk.say(aside)
        told.append(talk.texts[-1])
    # THEN it comes in three wordings
    assert len(set(told)) == 3, str(talk)


@pytest.mark.parametrize("said", CONVERSATIONS)
def test_progress_is_told_honestly(talk: Talk, said: str) -> None:
    """GIVEN a question WHEN it is asked how many are to come THEN no more follow than were told."""
    talk.say(said)
    if not talk.requested_slot:
        pytest.skip("nothing is asked here")
    talk.say("how many more questions?")
    left = int(next(word for word in talk.texts[0].split() if word.isdigit()))
    for number in range(1, 9):
        if not talk.requested_slot:
            break
        talk.say("skip")
        assert number <= left, str(talk)
    assert talk.last_card("options"), str(talk)


@pytest.mark.parametrize("said", CONVERSATIONS)
def test_closed_choices_have_buttons(talk: Talk, said: str) -> None:
    closed = {"max_cost", "max_weeks", "hours_per_week", "delivery", "assessment", "issuer_types", "experience_years"}
    talk.say(said)
    for _ in range(8):
        if not talk.requested_slot:
            break
        assert talk.buttons or talk.requested_slot not in closed, str(talk)
        talk.say("skip")
