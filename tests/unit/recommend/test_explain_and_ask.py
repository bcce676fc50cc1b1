"""Why this, why not that, what if, what to ask next, and receipts."""

from __future__ import annotations

import pytest

from knowledge.model import Cost, Profile
from knowledge.recommend import (
    Receipt,
    compare,
    next_question,
    profile_from_json,
    profile_json,
    recommend,
    what_if,
    why_not,
    why_this,
)
from knowledge.recommend.weights import MARKS, weights_of
from tests.unit.recognition.small import TODAY, catalogue, credential, need, row

SQL = Profile(goal="skill_gap", target_skills=("SQL",))


def test_why_not_names_the_limit_and_the_smallest_change_that_lets_it_in() -> None:
    world = catalogue([credential("free"), credential("dear", cost=Cost(learning=400, exam=0), applied_work="project")], [row("r", "dear")])
    why = why_not(SQL.but(max_cost=300), "dear", world, TODAY)
    assert why.rule == "budget"
    assert why.flip == {"max_cost": 400.0}
    assert "number 1" in (why.flip_because or "")


def test_what_nobody_can_change_has_no_flip() -> None:
    world = catalogue([credential("free"), credential("bound", prerequisites=(need("credential", credential="free"),))])
    why = why_not(SQL, "bound", world, TODAY)
    assert (why.rule, why.flip) == ("prerequisite", None)


def test_why_not_of_a_shown_option_gives_its_place() -> None:
    assert why_not(SQL, "free", catalogue([credential("free")]), TODAY).place == 1


def test_why_not_of_something_off_the_subject() -> None:
    world = catalogue([credential("free"), credential("other", skills=("Statistics",))])
    why = why_not(SQL, "other", world, TODAY)
    assert why.rule == "not_relevant"
    assert why.flip


def test_why_this_tells_what_speaks_for_and_against() -> None:
    option = recommend(SQL, catalogue([credential("free")]), TODAY).options[0]
    lines = why_this(option, "skill_gap")
    assert lines[0] == option.reason
    assert any(line.startswith("Against it") for line in lines)


def test_what_is_not_known_of_the_user_or_of_what_follows_is_no_drawback() -> None:
    # GIVEN an option of which only what it adds and what it leads to are not known WHEN asked why THEN neither stands against it
    one = credential("free", applied_work="project", never_expires=True, updated=TODAY)
    option = recommend(SQL, catalogue([one], [row("r", "free"), row("s", "free", recogniser="Other Hospital")]), TODAY).options[0]
    assert {finding.id for finding in option.findings if finding.verdict == "unknown"} == {"adds_to_what_you_have", "stacks"}
    told = " ".join(why_this(option, "skill_gap"))
    assert "Against it" not in told
    assert "Not known" not in told


def test_what_if_leaves_the_profile_alone_and_tells_what_moves() -> None:
    world = catalogue([credential("free"), credential("dear", cost=Cost(learning=400, exam=0))])
    profile = SQL.but(max_cost=0)
    answer = what_if(profile, {"max_cost": 500.0}, world, TODAY)
    assert answer.entered == ("dear",)
    assert "Dear" in answer.because
    assert profile.max_cost == 0


def test_compare_has_a_cell_for_each() -> None:
    rows = compare(["a", "b"], SQL, catalogue([credential("a"), credential("b", cost=Cost())]), TODAY)
    assert all(len(line.cells) == 2 for line in rows)
    cost = next(line for line in rows if line.label == "Cost")
    assert cost.cells == ("free", "not on record")


# --- questions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "slot"),
    [
        (Profile(), "goal"),
        (Profile(goal="skill_gap"), "target_skills"),
        (Profile(goal="currency"), "current_role"),
        (Profile(goal="complement"), "held_credentials"),
        (Profile(goal="exploration"), "field"),
        (Profile(goal="career_change"), "target_role"),
    ],
)
def test_what_any_answer_needs_is_asked_first(profile: Profile, slot: str) -> None:
    assert next_question(profile, catalogue([credential("c")]), TODAY) == slot


def test_a_budget_is_asked_where_prices_differ_and_not_where_all_is_free() -> None:
    dear = [credential(f"dear-{number}", cost=Cost(learning=250, exam=0), applied_work="project") for number in range(3)]
    free = [credential(f"free-{number}") for number in range(3)]
    assert next_question(SQL, catalogue([*dear, *free]), TODAY) == "max_cost"
    assert next_question(SQL, catalogue(free), TODAY, ["target_role"]) != "max_cost"


def test_no_more_than_four_questions() -> None:
    dear = [credential(f"dear-{number}", cost=Cost(learning=250, exam=0)) for number in range(3)]
    assert next_question(SQL, catalogue(dear), TODAY, ["a", "b", "c", "d"]) is None


# --- receipts and weights ---------------------------------------------------------------------------------------------


def test_a_receipt_gives_the_same_profile_back() -> None:
    world = catalogue([credential("c")])
    answer = recommend(SQL, world, TODAY)
    receipt = Receipt.of(SQL, answer, TODAY)
    assert receipt.id == answer.receipt
    assert profile_from_json(receipt.profile) == SQL


def test_another_profile_or_catalogue_has_another_receipt() -> None:
    world = catalogue([credential("c")])
    assert recommend(SQL, world, TODAY).receipt != recommend(SQL.but(max_cost=5), world, TODAY).receipt


@pytest.mark.parametrize("text", ["", "[]", '{"nonsense": 1}'])
def test_a_damaged_profile_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a profile"):
        profile_from_json(text)
    assert profile_json(Profile()) == "{}"


def test_every_weight_has_its_reason_and_they_sum_to_one() -> None:
    for goal in ("skill_gap", "currency", "complement", "exploration", "career_change"):
        weights = weights_of(goal)
        assert sum(weights.marks) == pytest.approx(1)
        assert all(weights.why[mark] for mark in MARKS)


def test_where_limits_keep_out_what_is_good_the_nearest_within_them_is_shown() -> None:
    """GIVEN one good match over the budget and one that covers a part WHEN recommending THEN the part is shown, and nothing is to be bought yet."""
    good = credential("good", skills=("SQL", "Statistics"), cost=Cost(learning=400, exam=0), applied_work="project")
    part = credential("part", skills=("SQL", "Writing", "Sales", "Ethics", "Cooking"), level="advanced")
    found = recommend(
        Profile(goal="skill_gap", target_skills=("SQL", "Statistics"), max_cost=100), catalogue([good, part], [row("r", "good")]), TODAY
    )
    assert found.advice in ("wait", "buy", "free_first")
    assert [option.credential.id for option in found.options] == ["part"]
    assert "stays within your limits" in found.because


# --- asked for by name --------------------------------------------------------------------------------------------------


def test_what_is_asked_for_by_name_leads() -> None:
    """GIVEN a better match WHEN the user names another credential THEN that one is number 1 and its reason says why."""
    world = catalogue([credential("best", applied_work="project", updated=TODAY), credential("named")], [row("r", "best")])
    assert [option.credential.id for option in recommend(SQL, world, TODAY).options] == ["best", "named"]
    options = recommend(SQL.but(wanted_credentials=("named",)), world, TODAY).options
    assert [option.credential.id for option in options] == ["named", "best"]
    assert options[0].reason.startswith("Asked for by name")


def test_a_limit_keeps_out_what_is_asked_for_by_name_and_says_so() -> None:
    world = catalogue([credential("free"), credential("dear", cost=Cost(learning=400, exam=0))])
    found = recommend(SQL.but(max_cost=100, wanted_credentials=("dear",)), world, TODAY)
    assert [option.credential.id for option in found.options] == ["free"]
    assert found.excluded[0].credential.id == "dear"


def test_what_named_employers_ask_for_leads() -> None:
    """GIVEN two alike WHEN the employer aimed at requires one of them THEN that one comes first."""
    world = catalogue(
        [credential("a", skills=("SQL", "Statistics")), credential("b")],
        [row("r", "b", recogniser="Acme Health", basis="required_in_postings")],
    )
    options = recommend(SQL.but(target_employers=("Acme Health",)), world, TODAY).options
    assert options[0].credential.id == "b"


def test_why_not_of_a_weak_match_tells_what_it_requires() -> None:
    world = catalogue(
        [
            credential("good", applied_work="project"),
            credential("weak", level="advanced", prerequisites=(need("experience", months=60),)),
        ],
        [row("r", "good")],
    )
    why = why_not(SQL.but(experience_years=10), "weak", world, TODAY)
    assert why.place is not None or "experience" in why.because
