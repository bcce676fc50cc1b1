"""The advisor changes the profile and sees the list beside the old one."""

from __future__ import annotations

from datetime import date

import pytest

from cases.desk import Desk
from cases.model import Case, Refused
from cases.what_if import as_told, beside, changes_told, profile_in
from knowledge.model import Catalogue
from knowledge.recommend import recommend
from knowledge.resolve.index import NameIndex
from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue
from tests.unit.cases.briefs import brief, full_brief

TODAY = date(2026, 11, 22)
VALUES = {
    "goal": "career_change",
    "target_role": "Data analyst",
    "current_role": "Store manager",
    "max_cost": 60.0,
    "target_skills": ["SQL"],
}


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return build_catalogue(read_catalogue())


@pytest.fixture(scope="session")
def names(catalogue: Catalogue) -> NameIndex:
    return NameIndex(catalogue)


@pytest.fixture
def case(desk: Desk) -> Case:
    return desk.open("talk", full_brief(values=VALUES))


def test_what_is_left_as_it_was_changes_nothing(case: Case, catalogue: Catalogue, names: NameIndex) -> None:
    profile = profile_in(case)
    assert changes_told(profile, as_told(profile, catalogue), catalogue, names) == {}


def test_the_new_list_is_the_one_that_the_user_would_get(case: Case, catalogue: Catalogue, names: NameIndex) -> None:
    # GIVEN a case with a small budget WHEN the advisor raises it
    profile = profile_in(case)
    changes = changes_told(profile, {**as_told(profile, catalogue), "max_cost": "$2,000"}, catalogue, names)
    assert changes == {"max_cost": 2000.0}
    found = beside(profile, changes, catalogue, TODAY)
    # THEN the old list stands beside the new one, which is the recommendation for that profile
    expected = recommend(profile.but(max_cost=2000.0), catalogue, TODAY)
    assert [one.credential.id for one in found.after.options] == [one.credential.id for one in expected.options]
    assert [one.credential.id for one in found.before.options] == [
        one.credential.id for one in recommend(profile, catalogue, TODAY).options
    ]
    assert found.entered
    assert found.because


def test_names_are_those_of_the_catalogue(case: Case, catalogue: Catalogue, names: NameIndex) -> None:
    told = as_told(profile_in(case), catalogue)
    changes = changes_told(
        profile_in(case), {**told, "target_role": "ux designer", "target_skills": "sql, python", "max_weeks": "12"}, catalogue, names
    )
    assert changes == {"target_role": "UX designer", "target_skills": ("SQL", "Python"), "max_weeks": 12.0}


@pytest.mark.parametrize(
    ("slot", "text", "told"),
    [
        ("target_role", "zxqv", "no target role called zxqv"),
        ("max_cost", "many", "many is no number for max cost"),
        ("max_cost", "-5", "no number"),
        ("max_cost", "inf", "no number"),
        ("goal", "riches", "riches is no goal"),
    ],
)
def test_what_is_not_known_is_told(case: Case, catalogue: Catalogue, names: NameIndex, slot: str, text: str, told: str) -> None:
    profile = profile_in(case)
    with pytest.raises(Refused, match=told):
        changes_told(profile, {**as_told(profile, catalogue), slot: text}, catalogue, names)


def test_a_case_without_a_goal_has_no_list(desk: Desk) -> None:
    with pytest.raises(Refused, match="no goal"):
        profile_in(desk.open("other", brief()))
