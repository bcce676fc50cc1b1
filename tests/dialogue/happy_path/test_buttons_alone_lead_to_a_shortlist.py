import pytest

from tests.dialogue.talk import Talk

TYPED = {
    "target_skills": "SQL",
    "field": "cybersecurity",
    "target_role": "data analyst",
    "held_credentials": "a degree in history",
    "current_role": "cook",
}


@pytest.mark.parametrize("goal", ["Close a skill gap", "Show I'm current", "Add to my degree", "Explore a field", "Change career"])
def test_buttons_alone_lead_to_a_shortlist(talk: Talk, goal: str) -> None:
    # GIVEN a user who greets and presses buttons wherever there are any
    talk.say("hello")
    talk.press(goal)
    # WHEN each question is answered by its first button, or in a word where there is none
    for _ in range(8):
        asked = talk.requested_slot
        if not asked:
            break
        if TYPED.get(asked):
            talk.say(TYPED[asked])
        else:
            talk.press(talk.buttons[0]["title"])
    # THEN there is a shortlist
    assert talk.now("options"), str(talk)
