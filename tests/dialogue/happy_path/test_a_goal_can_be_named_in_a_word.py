import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("said", "goal"),
    [("career change", "career_change"), ("a skill gap", "skill_gap"), ("just exploring", "exploration"), ("staying current", "currency")],
)
def test_a_goal_can_be_named_in_a_word(talk: Talk, said: str, goal: str) -> None:
    # GIVEN the question what it is for
    talk.say("200 dollars is all I have")
    assert talk.buttons, str(talk)
    # WHEN the goal is typed instead of pressed
    talk.say(said)
    # THEN it is taken
    assert talk.slots.get("goal") == goal, str(talk)
