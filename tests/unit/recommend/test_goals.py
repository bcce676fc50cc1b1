"""What each goal shows and does not show."""

from __future__ import annotations

from knowledge.model import Cost, Profile, Recommendation
from knowledge.recommend import recommend
from tests.unit.recognition.small import TODAY, catalogue, credential, need, row, stack


def ids(answer: Recommendation) -> list[str]:
    return [option.credential.id for option in answer.options]


def out(answer: Recommendation) -> dict[str, str]:
    return {one.credential.id: one.rule for one in answer.excluded}


# --- limits -----------------------------------------------------------------------------------------------------------


def test_every_limit_names_its_reason() -> None:
    # GIVEN credentials that each break one limit WHEN recommending THEN none is shown and each is told why
    world = catalogue(
        [
            credential("fits"),
            credential("dear", cost=Cost(learning=400, exam=0)),
            credential("unpriced", cost=Cost()),
            credential("long", weeks=(20.0, 30.0)),
            credential("local", delivery=("in_person",)),
            credential("gone", status="retired"),
            credential("bound", prerequisites=(need("credential", credential="fits"),)),
            credential("unwanted", issuer="Other School"),
        ]
    )
    profile = Profile(goal="skill_gap", target_skills=("SQL",), max_cost=300, max_weeks=8, delivery="online", avoid=("Other School",))
    answer = recommend(profile, world, TODAY)
    assert ids(answer) == ["fits"]
    assert out(answer) == {
        "dear": "budget",
        "unpriced": "cost_unknown",
        "long": "deadline",
        "local": "delivery",
        "gone": "retired",
        "bound": "prerequisite",
        "unwanted": "avoided",
    }


def test_a_subscription_is_counted_for_its_longest_time() -> None:
    one = credential("c", cost=Cost(learning_per_month=49, exam=0), weeks=(13.0, 26.0))
    profile = Profile(goal="skill_gap", target_skills=("SQL",), max_cost=290)
    assert out(recommend(profile, catalogue([one]), TODAY)) == {"c": "budget"}
    assert ids(recommend(profile.but(max_cost=294), catalogue([one]), TODAY)) == ["c"]


def test_few_hours_a_week_make_a_course_miss_the_deadline() -> None:
    one = credential("c", hours=(40.0, 40.0))
    profile = Profile(goal="skill_gap", target_skills=("SQL",), max_weeks=10, hours_per_week=3)
    answer = recommend(profile, catalogue([one]), TODAY)
    assert out(answer) == {"c": "deadline"}
    assert "3 hours a week" in answer.excluded[0].because


def test_when_nothing_fits_the_deciding_limit_and_the_nearest_option_are_told() -> None:
    world = catalogue([credential("near", cost=Cost(learning=40, exam=0)), credential("far", cost=Cost(learning=400, exam=0))])
    answer = recommend(Profile(goal="skill_gap", target_skills=("SQL",), max_cost=20), world, TODAY)
    assert ids(answer) == []
    assert "your budget" in answer.because
    assert "Near" in answer.because
    assert "$40" in answer.because


def test_no_more_than_two_of_one_issuer_where_others_come_near() -> None:
    same = [credential(f"same-{number}") for number in range(5)]
    others = [
        credential("other", issuer="Other School", level="intermediate"),
        credential("third", issuer="Third School", level="intermediate"),
    ]
    answer = recommend(Profile(goal="skill_gap", target_skills=("SQL",)), catalogue([*same, *others]), TODAY)
    assert {"other", "third"} <= set(ids(answer))
    assert len(answer.options) == 5


# --- the goals --------------------------------------------------------------------------------------------------------


def test_skill_gap_prefers_the_match_that_ends_with_applied_work() -> None:
    world = catalogue([credential("test"), credential("project", applied_work="project"), credential("beside", skills=("Statistics",))])
    answer = recommend(Profile(goal="skill_gap", target_skills=("SQL",)), world, TODAY)
    assert ids(answer)[0] == "project"
    assert "beside" not in ids(answer)


def test_currency_shows_nothing_below_what_is_held_and_the_renewal_of_it() -> None:
    held = credential(
        "held", name="Held Professional", level="advanced", validity_months=36, renewal="60 credits", skills=("SQL", "Statistics")
    )
    low = credential("low")
    new = credential("new", level="advanced", skills=("Data visualization", "Statistics"), validity_months=24)
    answer = recommend(Profile(goal="currency", held_credentials=("held",)), catalogue([held, low, new], [row("r", "new")]), TODAY)
    assert ids(answer) == ["new"]
    assert out(answer)["held"] == "held"
    assert "60 credits" in answer.because


def test_complement_never_repeats_what_is_held() -> None:
    held, low = credential("held", level="intermediate", skills=("SQL", "Statistics")), credential("low")
    new = credential("new", skills=("Data visualization",), applied_work="project")
    world = catalogue([held, low, new], stacks=[stack("low", "required_before", "held")])
    answer = recommend(Profile(goal="complement", held_credentials=("held",)), world, TODAY)
    assert ids(answer) == ["new"]


def test_exploration_shows_open_short_tryouts_and_no_commitments() -> None:
    world = catalogue(
        [
            credential("tryout", weeks=(1.0, 2.0)),
            credential("degree", kind="degree", weeks=(150.0, 200.0)),
            credential("expert", level="advanced", prerequisites=(need("experience", months=24, name="data"),)),
        ]
    )
    answer = recommend(Profile(goal="exploration", field="Data and analytics"), world, TODAY)
    assert ids(answer) == ["tryout"]
    assert answer.advice == "free_first"


def test_career_change_gives_ordered_steps_within_time_and_money() -> None:
    first = credential("first", skills=("SQL",), applied_work="project", cost=Cost(learning=100, exam=0))
    second = credential(
        "second",
        skills=("Statistics", "Data visualization"),
        level="intermediate",
        cost=Cost(learning=100, exam=0),
        prerequisites=(need("credential", credential="first"),),
    )
    profile = Profile(goal="career_change", target_role="Data analyst", max_cost=250, max_weeks=20)
    answer = recommend(profile, catalogue([first, second]), TODAY)
    assert answer.pathway is not None
    assert [step.credential.id for step in answer.pathway.steps] == ["first", "second"]
    assert answer.pathway.steps[0].unlocks == ("Second",)
    assert (answer.pathway.cost, answer.pathway.weeks) == (200, 12)
    assert ids(answer) == ["first"]  # the second cannot be begun yet, so it is a step but no option
    tight = recommend(profile.but(max_cost=150), catalogue([first, second]), TODAY)
    assert tight.pathway is not None
    assert [step.credential.id for step in tight.pathway.steps] == ["first"]


# --- advice -----------------------------------------------------------------------------------------------------------


def nursing() -> list:
    return [
        credential("licence", kind="licence", field="health", name="Registered nurse licence", roles=("Registered nurse",),
                   skills=("Nursing practice",),
                   prerequisites=(need("credential", credential="degree"),), weeks=(150.0, 200.0)),
        credential("degree", kind="degree", field="health", name="Associate degree in nursing", roles=("Registered nurse",),
                   skills=("Nursing practice",), weeks=(100.0, 120.0), cost=Cost(learning=9000, exam=0)),
        credential("tele", field="health", skills=("Telehealth",), roles=("Telehealth nurse",)),
        credential("taste", field="health", skills=("Nursing practice",), roles=("Registered nurse",)),
    ]  # fmt: skip


def test_a_licensed_role_is_answered_with_the_way_in_and_labelled_preparations() -> None:
    answer = recommend(Profile(goal="career_change", target_role="Registered nurse"), catalogue(nursing()), TODAY)
    assert answer.advice == "licence_or_degree_first"
    assert ids(answer)[0] == "degree"
    assert "way in" in answer.options[0].reason
    assert "not the way in" in next(option for option in answer.options if option.credential.id == "taste").reason
    assert "law" in answer.because


def test_a_way_in_beyond_the_limits_is_excluded_and_named() -> None:
    answer = recommend(
        Profile(goal="career_change", target_role="Registered nurse", max_cost=500, max_weeks=8), catalogue(nursing()), TODAY
    )
    assert answer.advice == "licence_or_degree_first"
    assert "degree" not in ids(answer)
    assert "Associate degree in nursing" in answer.because


def test_who_is_licensed_gets_normal_options() -> None:
    profile = Profile(goal="skill_gap", target_role="Telehealth nurse", target_skills=("Telehealth",), current_role="Registered nurse")
    answer = recommend(profile, catalogue(nursing()), TODAY)
    assert answer.advice != "licence_or_degree_first"
    assert ids(answer) == ["tele"]


def test_a_degree_focused_role_wants_the_degree_first() -> None:
    short = credential("short", field="policy", skills=("Policy analysis",), roles=("Policy analyst",))
    degree = credential(
        "ba", kind="degree", field="policy", name="Bachelor of public policy", skills=("Policy analysis",), roles=("Policy analyst",)
    )
    profile = Profile(goal="career_change", target_role="Policy analyst")
    answer = recommend(profile, catalogue([short, degree]), TODAY)
    assert answer.advice == "licence_or_degree_first"
    assert ids(answer)[0] == "ba"
    assert (
        recommend(profile.but(held_credentials=("BA in history",)), catalogue([short, degree]), TODAY).advice != "licence_or_degree_first"
    )


def test_skills_that_are_there_already_want_a_portfolio() -> None:
    profile = Profile(goal="skill_gap", target_skills=("SQL",), current_skills=("SQL",))
    assert recommend(profile, catalogue([credential("c", skills=("SQL", "Statistics", "Tableau"))]), TODAY).advice == "portfolio_instead"


def test_a_free_option_close_to_the_paid_one_comes_first() -> None:
    paid = credential("paid", cost=Cost(learning=200, exam=0), issuer="Other School", applied_work="project")
    free = credential("free", applied_work="project")
    assert recommend(Profile(goal="skill_gap", target_skills=("SQL",)), catalogue([paid, free]), TODAY).advice == "free_first"


def test_what_nobody_is_known_to_recognise_is_not_to_be_bought_blindly() -> None:
    paid = credential("paid", cost=Cost(learning=900, exam=0), applied_work="project")
    profile = Profile(goal="skill_gap", target_skills=("SQL",))
    assert recommend(profile, catalogue([paid]), TODAY).advice == "portfolio_instead"
    assert recommend(profile, catalogue([paid], [row("r", "paid")]), TODAY).advice == "buy"
