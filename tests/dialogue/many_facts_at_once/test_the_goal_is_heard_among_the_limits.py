import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("first", "goal"),
    [
        ("£200, six weeks, want to learn bookkeeping", "skill_gap"),
        ("I want to learn python and sql and tableau and excel in 2 weeks for free", "skill_gap"),
        ("welder wanting to move into quality inspection, 700 dollars, in person is fine, four months", "career_change"),
        ("I'm an HR manager, SHRM-CP since 2015, want to show I'm current, 500 dollars, 3 months", "currency"),
        ("I'm a nurse. Want to learn more about telehealth", "skill_gap"),
    ],
)
def test_the_goal_is_heard_among_the_limits(talk: Talk, first: str, goal: str) -> None:
    # GIVEN a first message in which the goal is one thing among others
    # WHEN it is said
    talk.say(first)
    # THEN nobody has to ask what it is for
    assert talk.slots.get("goal") == goal, str(talk)


def test_a_credential_held_since_a_year_is_held(talk: Talk) -> None:
    # GIVEN a credential told with its year
    talk.say("I'm an HR manager, SHRM-CP since 2015, want to show I'm current, 500 dollars, 3 months")
    # THEN it is held, and not offered
    assert any("SHRM-CP" in held for held in talk.slots.get("held_credentials") or []), str(talk)
    talk.answer()
    assert not talk.tells("nearest is SHRM Certified Professional (SHRM-CP)"), str(talk)
