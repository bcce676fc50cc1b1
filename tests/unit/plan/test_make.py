"""What is planned, and what is said about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from hypothesis import given, settings

from knowledge.model import Profile
from knowledge.plan.documents import documents
from knowledge.plan.make import make_plan
from knowledge.recommend import recommend
from tests.unit.plan.plans import PAGE, SQL, TO_DATA, changed, plan, shortlist
from tests.unit.recommend.real import TODAY, profiles, world


def ids(profile: Profile) -> list[str]:
    return [option.credential.id for option in shortlist(profile).options]


def test_without_a_choice_the_first_option_is_planned_and_the_others_are_alternatives() -> None:
    # GIVEN a shortlist, WHEN nothing is chosen
    made = plan(SQL)
    # THEN its first option is the plan, the others would do as well
    first, *others = ids(SQL)
    assert [step.credential.id for step in made.steps] == [first]
    assert [other.credential.id for other in made.alternatives] == others


def test_a_choice_is_planned_and_the_rest_of_the_list_are_alternatives() -> None:
    # GIVEN a shortlist, WHEN its second is chosen, THEN that is the plan, and the first would do as well
    first, second, *others = ids(SQL)
    made = plan(SQL, [second])
    assert [step.credential.id for step in made.steps] == [second]
    assert [other.credential.id for other in made.alternatives] == [first, *others]


def test_of_several_chosen_the_first_is_planned_and_only_the_chosen_are_alternatives() -> None:
    first, _, third, *_ = ids(SQL)
    made = plan(SQL, [third, first])
    assert ([step.credential.id for step in made.steps], [other.credential.id for other in made.alternatives]) == ([third], [first])


def test_a_change_of_career_is_planned_step_by_step_one_after_the_other() -> None:
    # GIVEN a change of career with a pathway, WHEN nothing is chosen
    made, pathway = plan(TO_DATA), shortlist(TO_DATA).pathway
    assert pathway
    # THEN the plan has its steps, each starting when the one before is done, in the time that the pathway tells
    assert [step.credential for step in made.steps] == [step.credential for step in pathway.steps]
    assert made.steps[0].starts == TODAY
    assert [step.starts for step in made.steps[1:]] == [step.finishes for step in made.steps[:-1]]
    assert made.steps[-1].finishes == TODAY + timedelta(weeks=pathway.weeks or 0)
    assert pathway.target in made.title


def test_a_choice_leaves_the_pathway() -> None:
    assert len(plan(TO_DATA, [ids(TO_DATA)[1]]).steps) == 1


def test_without_options_there_is_nothing_to_plan() -> None:
    empty = replace(shortlist(SQL), options=())
    assert make_plan(SQL, empty, world(), TODAY) is None


def test_what_is_chosen_against_a_limit_is_planned_and_the_limit_told() -> None:
    # GIVEN a deadline of two weeks WHEN something long is chosen all the same
    profile = replace(SQL, max_weeks=2.0)
    made = plan(profile, ["google-data-analytics"])
    # THEN the plan says that it was kept off, and that it would be late
    assert any("was kept off your shortlist" in note for note in made.notes)
    assert any("after your deadline of 6 December 2026" in note for note in made.notes)


@pytest.mark.parametrize(
    ("hours", "weeks", "pace", "told", "days"),
    [
        ((40.0, 60.0), None, 10.0, "It rests on your 10 hours a week.", 35),
        ((40.0, 60.0), (2.0, 4.0), None, "It rests on the usual time on record.", 21),
        ((48.0, 60.0), None, None, "It rests on 6 hours a week, which is assumed, for you have named no hours.", 70),
        (None, None, 10.0, "How long it takes is not known, so ask Saylor Academy.", None),
        ((40.0, 60.0), None, 0.001, "At this pace it would take longer than can be planned.", None),
    ],
)
def test_the_suggested_finish_and_what_it_rests_on(hours: object, weeks: object, pace: float | None, told: str, days: int | None) -> None:
    # GIVEN a credential of so many hours or weeks and a user with so many hours a week WHEN planned THEN it tells the day and its ground
    catalogue = changed("saylor-databases", hours=hours, weeks=weeks, facts={"duration": PAGE})
    step = plan(replace(SQL, hours_per_week=pace), ["saylor-databases"], catalogue).steps[0]
    assert step.pace == told
    assert step.finishes == (TODAY + timedelta(days=days) if days else None)


def test_a_deadline_sooner_than_usual_is_the_suggested_finish_where_it_can_be_met() -> None:
    catalogue = changed("saylor-databases", hours=None, weeks=(4.0, 12.0), facts={"duration": PAGE})
    step = plan(replace(SQL, max_weeks=5.0), ["saylor-databases"], catalogue).steps[0]
    assert step.finishes == TODAY + timedelta(weeks=5)
    assert step.pace == "It is your deadline, which is sooner than usual: the time on record is 4 to 12 weeks."


def test_a_time_that_nobody_read_is_marked_where_a_day_rests_on_it() -> None:
    step = plan(SQL, ["saylor-databases"], changed("saylor-databases", weeks=(4.0, 4.0), facts={})).steps[0]
    assert step.pace == "It rests on the usual time on record; not verified: time."


def test_what_follows_a_step_of_unknown_length_has_no_days() -> None:
    # GIVEN a pathway whose first step takes nobody knows how long
    found = shortlist(TO_DATA)
    assert found.pathway
    first, *others = found.pathway.steps
    unknown = replace(found, pathway=replace(found.pathway, steps=(replace(first, weeks=None), *others)))
    # WHEN planned THEN no later step has a day, and whether the deadline is met is said to be unknown
    made = make_plan(TO_DATA, unknown, world(), TODAY)
    assert made is not None
    assert [(step.starts, step.finishes, step.expires) for step in made.steps[1:]] == [(None, None, None)] * len(others)
    assert made.steps[1].pace.startswith("It starts when the step before is done")
    assert any("can be met is not known" in note for note in made.notes)


def test_what_is_not_known_is_said_to_be_so_and_is_not_called_unverified() -> None:
    catalogue = changed("saylor-databases", validity_months=None, never_expires=False, renewal=None, weeks=None, hours=None, facts={})
    facts = {fact.label: fact for fact in plan(SQL, ["saylor-databases"], catalogue).steps[0].facts}
    for label in ("Time", "How long it holds"):
        assert facts[label].told == "not known; ask Saylor Academy"
        assert not facts[label].is_unverified


def test_what_the_issuer_says_of_its_own_credential_is_no_recognition() -> None:
    claims = {row.recogniser for row in world().ledger_of["google-data-analytics"] if row.basis == "issuer_claim"}
    told = {fact.label for fact in plan(SQL, ["google-data-analytics"]).steps[0].recognised}
    assert claims
    assert not claims & told


def test_recognition_that_holds_elsewhere_says_where() -> None:
    row = next(one for one in world().ledger if one.jurisdiction not in (None, "US") and one.basis != "issuer_claim")
    told = [fact.told for fact in plan(SQL, [row.credential]).steps[0].recognised]
    assert any(f"({row.jurisdiction})" in words for words in told)


@settings(max_examples=25)
@given(profiles())
def test_any_profile_with_options_has_a_plan_with_all_its_documents(profile: Profile) -> None:
    found = recommend(profile, world(), TODAY)
    made = make_plan(profile, found, world(), TODAY)
    assert (made is None) == (not found.options and not (found.pathway and found.goal == "career_change"))
    if made:
        written = documents(made)
        assert len(made.steps) <= 4
        assert not any("None" in text.split() for text in (written.markdown, written.html, written.ics))
        assert all(step.credential.name in unescape(written.html) for step in made.steps)
