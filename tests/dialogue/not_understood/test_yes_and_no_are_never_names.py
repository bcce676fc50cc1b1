import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize("said", ["yes please", "sure", "no thanks", "ok", "none of these"])
def test_yes_and_no_are_never_names(talk: Talk, said: str) -> None:
    # GIVEN a question about the field or job
    talk.say("I want to change careers")
    assert talk.requested_slot, str(talk)
    # WHEN the answer is a mere yes or no
    talk.say(said)
    # THEN it is not looked up as a name
    assert f'"{said}"' not in talk.text, str(talk)
    assert not talk.slots.get("target_role"), str(talk)
