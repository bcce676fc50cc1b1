import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    "said",
    [
        "wanna get into cybersec",
        "i work in a warehouse, i want to work in accounting",
        "PMP since 2015",
        "UX design",
        "truck driver for 20 years, CDL A. off the road please, logistics maybe. 500 bucks",
        "I want to show my boss I'm ready for a promotion",
    ],
)
def test_the_goal_is_found_without_being_asked_for_again_and_again(talk: Talk, said: str) -> None:
    # GIVEN somebody who does not say what it is for
    talk.say(said)
    # WHEN he answers nothing that helps
    for _ in range(8):
        if talk.card("options"):
            break
        talk.say("hm, I don't know")
    # THEN he comes to a shortlist, and the goal was asked for once at most
    assert talk.card("options"), str(talk)
    asked = [
        text for text, replies in talk.turns for reply in replies if len(reply.get("buttons") or []) == 5 and "Change career" in str(reply)
    ]
    assert len(asked) <= 1, str(talk)
