"""A posting against a profile: what is there, what is missing, and what closes the gap for least."""

from __future__ import annotations

from datetime import date

import pytest

from actions.bootstrap import Knowledge
from knowledge.model import Profile
from knowledge.recommend.coverage import coverage
from knowledge.resolve.posting import Posting

TODAY = date(2026, 11, 22)
ANALYST = Posting(role="Data analyst", required_skills=("SQL", "Python", "Tableau"), preferred_skills=("Power BI",))


def test_each_skill_is_there_or_missing_and_it_is_told_whence(knowledge: Knowledge) -> None:
    """GIVEN a skill told, one of the job and one of a credential held WHEN a posting asks for them THEN each says whence it is known."""
    held = knowledge.catalogue.credentials["microsoft-power-bi-data-analyst"]
    profile = Profile(goal="skill_gap", current_skills=("SQL",), held_credentials=(held.id,))
    found = coverage(profile, ANALYST, knowledge.catalogue, TODAY)
    by = {skill.name: skill.by for skill in found.skills}
    assert by["SQL"] == "told"
    assert by["Power BI"] == held.name
    assert by["Python"] is None
    assert [skill.required for skill in found.skills] == [True, True, True, False]


def test_shares_count_required_skills_double(knowledge: Knowledge) -> None:
    found = coverage(Profile(goal="skill_gap"), ANALYST, knowledge.catalogue, TODAY)
    for one in found.covers:
        weight = sum(0.5 if name == "Power BI" else 1.0 for name in one.skills)
        assert one.share == pytest.approx(weight / 3.5, abs=0.001)


def test_the_best_for_the_money_covers_much_and_costs_least_for_it(knowledge: Knowledge) -> None:
    """GIVEN many that cover something WHEN the best are chosen THEN they cover two thirds of the most there is, and nobody serious beats them."""
    found = coverage(Profile(goal="skill_gap"), ANALYST, knowledge.catalogue, TODAY)
    most = found.covers[0].share
    for best in (found.free, found.per_dollar, found.per_week):
        assert best is None or best.share >= 2 / 3 * most - 0.001
    assert found.free is None or found.free.cost_usd == 0
    assert found.per_dollar is None or found.per_dollar.cost_usd
    assert found.per_week is not None
    assert found.per_week.weeks is not None


def test_what_breaks_a_limit_or_is_held_covers_nothing(knowledge: Knowledge) -> None:
    profile = Profile(goal="skill_gap", max_cost=100.0, max_weeks=8.0)
    for one in coverage(profile, ANALYST, knowledge.catalogue, TODAY).covers:
        assert one.cost_usd is not None
        assert one.cost_usd <= 100
        assert one.weeks is None or one.credential.weeks is None or one.credential.weeks[0] <= 8


def test_free_and_unpriced_ones_have_no_share_for_the_dollar(knowledge: Knowledge) -> None:
    found = coverage(Profile(goal="skill_gap"), ANALYST, knowledge.catalogue, TODAY)
    for one in found.covers:
        assert (one.per_100_usd is None) == (not one.cost_usd)
        assert (one.per_week is None) == (one.weeks is None)


def test_needs_are_met_unmet_or_not_known(knowledge: Knowledge) -> None:
    """GIVEN a licence, a degree, years and a credential WHEN nothing is told THEN none is claimed to be missing; years that are told are compared."""
    posting = Posting(
        role="Registered nurse",
        licences=("Registered Nurse (state licence)",),
        degree="Associate degree in nursing",
        degree_required=True,
        experience_years=3,
        required_credentials=("aha-bls-provider",) if "aha-bls-provider" in knowledge.catalogue.credentials else (),
    )
    unknown = coverage(Profile(goal="skill_gap"), posting, knowledge.catalogue, TODAY)
    assert {need.met for need in unknown.needs} == {None}
    assert [need.kind for need in unknown.needs][:3] == ["licence", "degree", "experience"]
    nurse = Profile(goal="skill_gap", current_role="Registered nurse", experience_years=1.0)
    met = {need.kind: need.met for need in coverage(nurse, posting, knowledge.catalogue, TODAY).needs}
    assert met["licence"] is True
    assert met["experience"] is False


def test_a_posting_without_skills_goes_by_what_such_work_asks_for(knowledge: Knowledge) -> None:
    found = coverage(Profile(goal="skill_gap"), Posting(role="Bookkeeper"), knowledge.catalogue, TODAY)
    assert found.usual
    assert "Bookkeeping" in {skill.name for skill in found.skills}


def test_where_all_is_there_nothing_is_looked_for(knowledge: Knowledge) -> None:
    profile = Profile(goal="skill_gap", current_skills=("SQL", "Python", "Tableau", "Power BI"))
    found = coverage(profile, ANALYST, knowledge.catalogue, TODAY)
    assert found.missing == ()
    assert found.covers == ()
    assert (found.free, found.per_dollar, found.per_week) == (None, None, None)


def test_a_degree_that_experience_may_stand_for_is_told_so(knowledge: Knowledge) -> None:
    """GIVEN a posting that takes experience for the degree WHEN its needs are told THEN the words say so, and what is held still counts."""
    posting = Posting(role="Data analyst", required_skills=("SQL",), degree="Bachelor's degree", experience_instead=True)
    profile = Profile(goal="skill_gap", held_credentials=("Bachelor's degree in biology",))
    (need,) = coverage(profile, posting, knowledge.catalogue, TODAY).needs
    assert (need.name, need.met) == ("Bachelor's degree or the same by experience", True)


def test_where_only_the_hours_are_known_hours_are_told(knowledge: Knowledge) -> None:
    """GIVEN a course of which only the hours are on record, and no pace WHEN it covers a posting THEN its hours stand in place of guessed weeks."""
    posting = Posting(role="Web developer", required_skills=("HTML and CSS", "Responsive design"))
    by_id = {one.credential.id: one for one in coverage(Profile(goal="skill_gap"), posting, knowledge.catalogue, TODAY).covers}
    assert by_id["freecodecamp-responsive-web-design"].hours == 300
    told = {
        one.credential.id: one for one in coverage(Profile(goal="skill_gap", hours_per_week=10), posting, knowledge.catalogue, TODAY).covers
    }
    assert told["freecodecamp-responsive-web-design"].hours is None
