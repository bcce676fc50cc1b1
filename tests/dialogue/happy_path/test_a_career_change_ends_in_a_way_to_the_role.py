import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("first", "role", "field"),
    [
        pytest.param("I want to move into HR from being an administrative assistant", "HR generalist", "hr", id="hr"),
        pytest.param(
            "I'm a bartender and I want to become a cybersecurity analyst", "security analyst", "cybersecurity", id="cybersecurity"
        ),
        pytest.param(
            "I work in a warehouse and want to become a supply chain analyst", "supply chain analyst", "supply-chain", id="supply chain"
        ),
        pytest.param("I want to go from waiting tables to IT support, no degree", "help desk technician", "it-support", id="it"),
    ],
)
def test_a_career_change_ends_in_a_way_to_the_role(talk: Talk, first: str, role: str, field: str) -> None:
    # GIVEN somebody who wants to leave one line of work for another
    talk.say(first)
    # WHEN the questions are answered
    card = talk.answer(
        {
            "max_cost": "$600",
            "max_weeks": "8 months",
            "hours_per_week": "10 hours a week",
            "target_role": role,
            "field": "IT support",
        }
    )
    # THEN the list leads into the new field, and says that a credential by itself is not the whole way
    assert card["goal"] == talk.slots["goal"] == "career_change", str(talk)
    assert len(talk.turns) <= 6, str(talk)
    assert talk.shown[0].field == field, str(talk)
    assert talk.tells("project", "something you made", "piece of work", "does not promise"), str(talk)
