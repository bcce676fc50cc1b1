import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    "after", ["don't worry, I won't do anything silly, I just feel useless. I'm 47", "i'm so ashamed", "I'll be with my sister tonight"]
)
def test_who_tells_how_they_feel_is_not_asked_about_plans(talk: Talk, after: str) -> None:
    # GIVEN distress that follows a loss
    talk.say("they let me go last week and it all feels pointless")
    assert talk.tells("988"), str(talk)
    # WHEN they tell how they feel
    talk.say(after)
    # THEN there is care and a person, and no question about plans
    assert talk.tells("988"), str(talk)
    assert not talk.requested_slot, str(talk)
    assert not talk.cards, str(talk)
    assert "Talk to a person" in [button["title"] for button in talk.buttons], str(talk)
    # AND plans are taken up where the user does
    talk.say("I was a truck driver for 20 years and I want to get into logistics")
    assert talk.requested_slot or talk.card("options"), str(talk)
