import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("answer", "field"),
    [("the computer kind, I've had enough of doors", "Cybersecurity"), ("the hacker one", "Cybersecurity")],
)
def test_a_sign_of_the_meaning_chooses_it(talk: Talk, answer: str, field: str) -> None:
    # GIVEN a word of two meanings that is asked about
    talk.say("I'd like to try something in security")
    assert talk.buttons_offer_readings, str(talk)
    # WHEN the user names neither, but a sign of one
    talk.say(answer)
    # THEN that one is meant
    assert talk.slots["field"] == field, str(talk)


def test_an_issuer_of_two_names_is_asked_about_and_the_other_is_no_aim(talk: Talk) -> None:
    # GIVEN a goal with a name that two issuers bear
    talk.say("my shop wants me to get something from AWS, what have they got?")
    assert talk.buttons_offer_readings, str(talk)
    # WHEN one is chosen and the other waved off
    talk.say("the welding one, what would Amazon want with a fitter")
    # THEN the skill is the chosen one's, and the other is no employer aimed at
    assert talk.slots["target_skills"] == ["Welding"], str(talk)
    assert not talk.slots.get("target_employers"), str(talk)
