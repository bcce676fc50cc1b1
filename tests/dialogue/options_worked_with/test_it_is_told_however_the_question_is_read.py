import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    "question", ["how long does it take?", "how long will it take", "so how long is it", "how much time does it take", "what does it cost?"]
)
def test_it_is_told_however_the_question_is_read(shortlist: Talk, question: str) -> None:
    # GIVEN an option just talked about
    meant = shortlist.shown[2]
    shortlist.say("tell me about the third one")
    # WHEN something is asked about "it" that could be asked in general as well
    shortlist.say(question)
    # THEN it is told of that option
    assert meant.name in shortlist.text, str(shortlist)
