import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("first", "field"),
    [
        pytest.param("I just want to try out UX design to see if I like it, free please", "ux-design", id="design"),
        pytest.param("I want to dip my toes into cybersecurity and see if it's for me", "cybersecurity", id="cybersecurity"),
        pytest.param("I'm thinking about trying project management, no idea if I'd like it", "project-management", id="project management"),
        pytest.param("what would be a low-risk way to try teaching?", "education", id="teaching"),
    ],
)
def test_exploration_ends_in_cheap_ways_to_try_a_field_out(talk: Talk, first: str, field: str) -> None:
    # GIVEN somebody who is curious about a field
    talk.say(first)
    # WHEN what little is asked is passed over or kept small
    card = talk.answer({"max_cost": "100 dollars at most", "max_weeks": "four weeks"})
    # THEN the first option is a small step in that field, open to anyone
    assert card["goal"] == talk.slots["goal"] == "exploration", str(talk)
    assert len(talk.turns) <= 6, str(talk)
    first_option = talk.shown[0]
    assert first_option.field == field, str(talk)
    assert first_option.level == "entry", str(talk)
    assert (first_option.cost_total or 0) <= 300, str(talk)
