"""What a shortlist is said to be for."""

import pytest

from actions.common.profile import purpose
from knowledge.model import Profile
from tests.unit.recognition.small import catalogue


@pytest.mark.parametrize(
    ("profile", "told"),
    [
        (Profile(goal="skill_gap", target_skills=("Tableau", "SQL")), "Tableau and SQL"),
        (Profile(goal="career_change", target_role="UX designer"), "UX designer work"),
        (Profile(goal="complement", held_credentials=("Degree in biology",)), "someone with a degree in biology"),
        (Profile(goal="complement", held_credentials=("MBA",)), "someone with an MBA"),
    ],
)
def test_it_is_told_with_articles_and_the_capitals_of_its_names(profile: Profile, told: str) -> None:
    assert purpose(profile, catalogue([])) == told
