"""What each goal shows and does not show."""

from __future__ import annotations

from knowledge.model import Cost, Profile, Recommendation, Role, RoleRequirement
from knowledge.recommend import recommend
from knowledge.recommend.verdict import evaluate
from tests.unit.recognition.small import PAGE, TODAY, catalogue, credential, need, row, stack

SQL = Profile(goal="skill_gap", target_skills=("SQL",))


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


def test_hours_alone_can_miss_a_deadline() -> None:
    # GIVEN a course of 300 hours whose weeks are not on record WHEN 4 weeks are left THEN it is out, for nobody learns 75 hours a week
    one = credential("c", weeks=None, hours=(300.0, 300.0))
    profile = Profile(goal="skill_gap", target_skills=("SQL",), max_weeks=4)
    answer = recommend(profile, catalogue([one]), TODAY)
    assert out(answer) == {"c": "deadline"}
    assert "75 hours a week" in answer.excluded[0].because
    assert "8 weeks" in answer.because
    roomy = recommend(profile.but(max_weeks=20), catalogue([one]), TODAY).options[0]
    assert "15 hours a week" in roomy.finding("fits_constraints").because


def test_a_subscription_without_weeks_is_priced_at_the_pace_told_and_told_by_the_month_without_one() -> None:
    one = credential("c", weeks=None, hours=(80.0, 80.0), cost=Cost(learning_per_month=50, exam=0))
    profile = Profile(goal="skill_gap", target_skills=("SQL",))
    assert "$50 a month" in recommend(profile, catalogue([one]), TODAY).options[0].reason
    paced = recommend(profile.but(hours_per_week=10, max_cost=100), catalogue([one]), TODAY)
    assert [option.cost_usd for option in paced.options] == [100]
    assert out(recommend(profile.but(max_cost=100), catalogue([one]), TODAY)) == {"c": "cost_unknown"}


def test_a_kind_of_issuer_wished_for_leads_beside_other_wishes() -> None:
    # GIVEN a better match of another issuer WHEN a university is wished for, with a budget THEN the university's comes first
    better = credential("better", applied_work="project", skills=("SQL", "Statistics"))
    wished = credential("wished", issuer="Third School", issuer_type="university", level="intermediate")
    profile = Profile(goal="skill_gap", target_skills=("SQL", "Statistics"), max_cost=500, issuer_types=("university",))
    assert ids(recommend(profile.but(issuer_types=()), catalogue([better, wished]), TODAY))[0] == "better"
    assert ids(recommend(profile, catalogue([better, wished]), TODAY)) == ["wished", "better"]
    assert "kind you prefer (university)" in recommend(profile, catalogue([better]), TODAY).because


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


def test_nothing_is_recommended_for_a_job_known_by_name_only() -> None:
    # GIVEN a job without credentials here WHEN its holder wants to show that he is current THEN it is said that there is nothing
    answer = recommend(Profile(goal="currency", current_role="Florist"), catalogue([credential("new")]), TODAY)
    assert (ids(answer), answer.advice) == ([], "wait")
    assert "florist work" in answer.because


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


def test_a_vague_wish_gets_a_question_and_no_list() -> None:
    answer = recommend(Profile(goal="exploration", max_cost=0), catalogue([credential("a"), credential("b", field="health")]), TODAY)
    assert (ids(answer), answer.advice) == ([], "wait")
    assert "a skill, a job or a field" in answer.because


def test_what_decides_against_a_credential_keeps_it_off_the_list_as_well() -> None:
    # GIVEN a credential of the field that teaches nothing of the job WHEN asked for a list and for a judgement THEN both say no
    aside = credential("aside", skills=("Communication",), roles=("Policy analyst",), cost=Cost(learning=10, exam=0))
    world = catalogue([aside, credential("fits", skills=("SQL", "Statistics"))], [row("r", "aside", roles=("Data analyst",))])
    profile = Profile(goal="currency", current_role="Data analyst", target_skills=("Statistics",))
    assert "aside" not in ids(recommend(profile, world, TODAY))
    assert evaluate(profile, aside, world, TODAY).verdict == "not_worth_it"


def test_of_several_skills_named_each_is_taught_by_something_shown() -> None:
    many = [credential(f"c-{number}", issuer=f"School {number}", applied_work="project") for number in range(6)]
    other = credential("other", skills=("Tableau",), weeks=(20.0, 30.0))
    answer = recommend(Profile(goal="skill_gap", target_skills=("SQL", "Tableau")), catalogue([*many, other]), TODAY)
    assert len(answer.options) == 5
    assert any("Tableau" in option.credential.skills for option in answer.options)


def test_the_experienced_are_not_led_by_what_is_for_beginners() -> None:
    # GIVEN a licensed nurse of 12 years WHEN she wants to stay current THEN what is for beginners, or for lesser jobs, is not shown
    aide = Role("Nurse aide", "31-1131.00", "health", "entry", {"Nursing practice": 3})
    start = credential("start", field="health", skills=("Nursing practice", "Telehealth"), roles=("Telehealth nurse",))
    lesser = credential("lesser", field="health", level="intermediate", skills=("Nursing practice", "Communication"), roles=("Nurse aide",))
    apt = credential("apt", field="health", level="intermediate", skills=("Telehealth",), roles=("Registered nurse",), validity_months=24)
    world = catalogue([start, lesser, apt], [row(f"r-{one}", one) for one in ("start", "lesser", "apt")], roles=[aide])
    answer = recommend(Profile(goal="currency", current_role="Registered nurse", experience_years=12), world, TODAY)
    assert ids(answer)[:1] == ["apt"] or ids(answer) == []
    assert "lesser" not in ids(answer)


def test_in_a_field_that_is_not_his_own_the_experienced_starts_like_others() -> None:
    # GIVEN a nurse of 12 years WHEN she wants to be current in data THEN the first step comes before what is for its experts
    start, expert = credential("start"), credential("expert", level="advanced", applied_work="project")
    profile = Profile(goal="currency", current_role="Registered nurse", experience_years=12, field="Data and analytics")
    assert ids(recommend(profile, catalogue([expert, start]), TODAY))[0] == "start"


def test_a_job_does_not_show_the_licence_that_stands_above_its_own() -> None:
    # GIVEN a nurse, of whose job "master nurse" is one of the names WHEN she wants to stay current THEN the master's licence is not held
    trade = Role(
        "Fitter",
        "47-2111.00",
        "health",
        "intermediate",
        {"Nursing practice": 3},
        ("Master fitter",),
        RoleRequirement("legal", "Fitter licence"),
    )
    basic = credential("basic", name="Fitter licence", kind="licence", field="health", skills=("Nursing practice",), roles=("Fitter",))
    master = credential(
        "master", name="Master fitter licence", kind="licence", field="health", level="advanced", roles=("Fitter",),
        skills=("Nursing practice", "Telehealth"), prerequisites=(need("credential", credential="basic"),),
    )  # fmt: skip
    answer = recommend(
        Profile(goal="currency", current_role="Fitter", experience_years=8), catalogue([basic, master], roles=[trade]), TODAY
    )
    assert out(answer).get("basic") == "held"
    assert out(answer).get("master") != "held"


def test_rivals_are_no_steps_of_one_way() -> None:
    # GIVEN two beginners' courses of much the same content WHEN changing career THEN one is a step and the other an alternative
    one = credential("one", skills=("SQL", "Statistics"), applied_work="project")
    other = credential("other", skills=("SQL", "Data visualization"), issuer="Other School")
    answer = recommend(Profile(goal="career_change", target_role="Data analyst"), catalogue([one, other]), TODAY)
    assert answer.pathway is not None
    assert [step.credential.id for step in answer.pathway.steps] == ["one"]
    assert "build on each other" not in answer.because


def test_steps_that_only_add_are_not_said_to_build_on_each_other() -> None:
    one = credential("one", skills=("SQL", "Statistics"), applied_work="project", weeks=(7.0, 8.0))
    more = credential("more", skills=("Data visualization",), issuer="Other School", applied_work="project", weeks=(1.0, 2.0))
    answer = recommend(Profile(goal="career_change", target_role="Data analyst"), catalogue([one, more]), TODAY)
    assert answer.pathway is not None
    assert [step.credential.id for step in answer.pathway.steps] == ["one", "more"]
    assert "More adds Data visualization" in answer.because
    assert "build on each other" not in answer.because
    weeks = [step.weeks for step in answer.pathway.steps]
    assert all(week == int(week) for week in weeks if week is not None)
    assert answer.pathway.weeks == sum(week or 0 for week in weeks)


def test_what_teaches_the_skill_to_be_tried_out_comes_before_a_taste_of_its_field() -> None:
    taste, direct = credential("taste", skills=("Statistics",), applied_work="project"), credential("direct", skills=("Tableau",))
    answer = recommend(Profile(goal="exploration", target_skills=("Tableau",)), catalogue([taste, direct]), TODAY)
    assert ids(answer) == ["direct", "taste"]


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
    asked_for = row("r", "taste", recogniser_kind="role", recogniser="Registered nurse", roles=("Registered nurse",))
    answer = recommend(Profile(goal="career_change", target_role="Registered nurse"), catalogue(nursing(), [asked_for]), TODAY)
    assert answer.advice == "licence_or_degree_first"
    assert ids(answer)[0] == "degree"
    assert "way in" in answer.options[0].reason
    assert "not the way in" in next(option for option in answer.options if option.credential.id == "taste").reason
    assert "law" in answer.because


def test_a_preparation_that_nobody_asks_for_is_not_shown_beside_the_way_in() -> None:
    """GIVEN a licensed job and a short course that nobody is on record for WHEN somebody wants that job THEN the course is no option."""
    answer = recommend(Profile(goal="career_change", target_role="Registered nurse"), catalogue(nursing()), TODAY)
    assert "taste" not in ids(answer)


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


def test_who_names_a_budget_is_sent_to_the_free_one_only_where_it_is_no_worse() -> None:
    paid = credential("paid", cost=Cost(learning=200, exam=0), issuer="Other School", applied_work="project")
    profile = Profile(goal="skill_gap", target_skills=("SQL",), max_cost=1000)
    assert recommend(profile, catalogue([paid, credential("free", applied_work="project")]), TODAY).advice == "free_first"
    lesser = credential("free")
    answer = recommend(profile, catalogue([paid, lesser], [row("r", "paid")]), TODAY)
    assert (answer.advice, ids(answer)[0]) == ("buy", "paid")


def test_what_covers_only_a_part_is_not_called_the_strongest_match() -> None:
    part = credential("part", cost=Cost(learning=50, exam=0), applied_work="project")
    answer = recommend(Profile(goal="skill_gap", target_skills=("SQL", "Statistics", "Data visualization")), catalogue([part]), TODAY)
    assert "strongest match" not in answer.because
    assert "comes nearest" in answer.because


def test_a_project_of_ones_own_is_advised_only_where_work_can_be_shown() -> None:
    paid = credential("paid", field="policy", skills=("Policy analysis",), cost=Cost(learning=900, exam=0))
    answer = recommend(Profile(goal="skill_gap", target_skills=("Policy analysis",)), catalogue([paid]), TODAY)
    assert answer.advice == "buy"
    assert "project" not in answer.because


def test_what_nobody_is_known_to_recognise_is_not_to_be_bought_blindly() -> None:
    paid = credential("paid", cost=Cost(learning=900, exam=0), applied_work="project")
    profile = Profile(goal="skill_gap", target_skills=("SQL",))
    assert recommend(profile, catalogue([paid]), TODAY).advice == "portfolio_instead"
    assert recommend(profile, catalogue([paid], [row("r", "paid")]), TODAY).advice == "buy"


# --- what was read in no source ---------------------------------------------------------------------------------------


def test_a_reason_names_what_it_tells_that_was_read_in_no_source() -> None:
    # GIVEN an option of which only the price was read WHEN its reason tells price, time and work to show
    # THEN it marks the last two, and nothing that it does not tell
    one = credential("free", applied_work="project", facts={"cost": PAGE})
    reasons = {
        key: recommend(SQL, catalogue([made]), TODAY).options[0].reason for key, made in {"some": one, "all": credential("b")}.items()
    }
    assert reasons["some"].endswith("; not verified: time, assessment.")
    assert "not verified" not in reasons["all"]


def test_a_limit_that_rests_on_a_fact_read_in_no_source_says_so() -> None:
    # GIVEN a price and a duration without a source WHEN they rule something out THEN the reason is marked; an unknown price has none to mark
    limits = SQL.but(max_cost=300, max_weeks=8)
    told = [
        credential("fits"),
        credential("dear", cost=Cost(learning=400, exam=0), facts={}),
        credential("long", weeks=(20.0, 30.0), facts={}),
        credential("read", cost=Cost(learning=400, exam=0)),
        credential("unpriced", cost=Cost(exam=90), facts={}),
    ]
    because = {one.credential.id: one.because for one in recommend(limits, catalogue(told), TODAY).excluded}
    assert because["dear"].endswith("; not verified: price.")
    assert because["long"].endswith("; not verified: time.")
    assert "not verified" not in because["read"] + because["unpriced"]


def test_the_advice_marks_what_it_tells_of_the_nearest_match_and_of_renewal() -> None:
    dear = catalogue([credential("dear", cost=Cost(learning=400, exam=0), facts={})])
    assert "a budget of $400, $100 more than you named; not verified: price." in recommend(SQL.but(max_cost=300), dear, TODAY).because
    held = credential("held", skills=("Tableau",), validity_months=36, renewal="Sixty credits.", facts={})
    keeping = Profile(goal="currency", target_skills=("SQL",), held_credentials=("held",))
    renewing = recommend(keeping, catalogue([held, credential("b")]), TODAY).because
    assert "to renew it: sixty credits; not verified: validity." in renewing
