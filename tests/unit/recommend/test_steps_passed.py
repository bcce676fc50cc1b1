"""What lies behind somebody who holds a licence is neither offered nor asked about."""

from __future__ import annotations

import pytest

from knowledge.model import Profile
from knowledge.recommend import recommend
from knowledge.recommend.questions import typical_roles
from tests.unit.recommend.real import TODAY, world

BEHIND_A_NURSE = {"state-lpn-license", "practical-nursing-program", "state-nurse-aide-certification", "home-health-aide-training"}


@pytest.mark.parametrize("present", ["Registered nurse", "Critical care nurse"])
def test_a_nurse_who_wants_wound_care_hears_of_nursing_only(present: str) -> None:
    """GIVEN a registered nurse WHEN wound care is wanted THEN the wound care job and certifications come, not the practical nurse's."""
    profile = Profile(goal="skill_gap", current_role=present, target_skills=("Wound care",))

    assert typical_roles(profile, world()) == ["Wound care nurse"]
    answer = {option.credential.id for option in recommend(profile, world(), TODAY).options}
    assert "wocncb-cwcn" in answer
    assert not answer & BEHIND_A_NURSE


@pytest.mark.parametrize("goal", ["career_change", "exploration", "currency"])
def test_a_nurse_is_offered_no_step_that_lies_behind(goal: str) -> None:
    """GIVEN a registered nurse WHEN the field of nursing is asked about THEN no job and no course below the licence is named."""
    profile = Profile(goal=goal, current_role="Registered nurse", field="Nursing and clinical care")  # type: ignore[arg-type]

    assert not {"Licensed practical nurse", "Nursing assistant", "Home health aide"} & set(typical_roles(profile, world()))
    assert not {option.credential.id for option in recommend(profile, world(), TODAY).options} & BEHIND_A_NURSE


def test_a_nursing_assistant_still_hears_of_the_next_step() -> None:
    """GIVEN a nursing assistant WHEN nursing is asked about THEN the practical nurse's job is named, for it lies ahead."""
    profile = Profile(goal="career_change", current_role="Nursing assistant", field="Nursing and clinical care")

    assert "Licensed practical nurse" in typical_roles(profile, world())
