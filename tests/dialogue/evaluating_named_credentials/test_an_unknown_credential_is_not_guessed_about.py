import pytest

from tests.dialogue.talk import Talk

OWNED_UP = ("not in my catalogue", "nothing on record about", "don't know")


@pytest.mark.parametrize(
    "question",
    [
        "is the Hogwarts Diploma of Wizardry worth it?",
        "what about the Zanzibar Institute of Llama Grooming certificate",
        "who recognises the Blue Lantern Guild Master Badge?",
    ],
)
def test_an_unknown_credential_is_not_guessed_about(talk: Talk, question: str) -> None:
    # GIVEN a name that is in no catalogue
    # WHEN it is asked about
    talk.say(question)
    # THEN it is said to be unknown, no credential is shown for it, and there is a way to examine it oneself
    assert talk.tells(*OWNED_UP), str(talk)
    assert not talk.card("credential"), str(talk)
    assert talk.card("checklist") or talk.buttons, str(talk)


def test_a_misspelt_name_is_found(talk: Talk) -> None:
    # GIVEN a name with slips of the keys
    # WHEN it is asked about
    talk.say("is the gogle data analitics certifcate worth it")
    # THEN it is found, or offered to choose from
    card = talk.card("credential")
    assert (card and card["id"] == "google-data-analytics") or any("Google" in button["title"] for button in talk.buttons), str(talk)
