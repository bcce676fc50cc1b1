import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("first", "skills"),
    [
        pytest.param("I need to learn SQL for my job", {"SQL"}, id="data"),
        pytest.param("I'm missing Linux skills for a sysadmin job", {"Linux", "System administration"}, id="it"),
        pytest.param(
            "My boss says I should get better at quality control on the shop floor",
            {"Quality inspection", "Quality control"},
            id="manufacturing",
        ),
        pytest.param("I need to get good at food safety for the kitchen I work in", {"Food safety"}, id="hospitality"),
    ],
)
def test_a_skill_gap_ends_in_a_shortlist_that_covers_the_skill(talk: Talk, first: str, skills: set[str]) -> None:
    # GIVEN somebody who names a skill that is missing
    talk.say(first)
    # WHEN the questions are answered
    card = talk.answer({"max_cost": "up to 500 dollars", "max_weeks": "half a year", "current_skills": "none so far"})
    # THEN the list is for that gap, came soon, and teaches the skill
    assert card["goal"] == talk.slots["goal"] == "skill_gap", str(talk)
    assert skills & set(talk.slots["target_skills"]), str(talk)
    assert len(talk.turns) <= 6, str(talk)
    assert card["options"], str(talk)
    assert all(skills & set(credential.skills) for credential in talk.shown[:1]), str(talk)
