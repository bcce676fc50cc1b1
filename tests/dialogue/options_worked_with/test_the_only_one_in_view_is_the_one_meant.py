import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    "question", ["does it expire?", "how much is it in total?", "can I do it online?", "is there an exam at the end of it?"]
)
def test_a_question_about_it_is_answered_for_the_one_in_view(shortlist: Talk, question: str) -> None:
    # GIVEN details of the second
    meant = shortlist.shown[1]
    shortlist.say("tell me about the second one")
    # WHEN a question is asked about it
    shortlist.say(question)
    # THEN the answer is about that one, not about credentials in general
    assert meant.name in shortlist.text, str(shortlist)


def test_which_one_to_take_is_answered_with_one_of_the_list(shortlist: Talk) -> None:
    # GIVEN a shortlist
    # WHEN the user wants one name
    shortlist.say("so which one would you pick?")
    # THEN there is one from the list
    assert shortlist.tells(*(credential.name for credential in shortlist.shown)), str(shortlist)
