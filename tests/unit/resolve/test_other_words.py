"""Facts told in words that no list of them holds: sums, times, degrees, jobs and corrections as people happen to put them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from knowledge.resolve.index import NameIndex
from knowledge.resolve.statements import Statements, read_statements
from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue


@pytest.fixture(scope="module")
def real() -> NameIndex:
    return NameIndex(build_catalogue(read_catalogue()))


def told(real: NameIndex, text: str, slot: str, *, intent: str | None = None, asked: str | None = None) -> list[tuple[str, object]]:
    statements = read_statements(text, real, intent=intent, asked=asked, today=date(2026, 11, 22))
    return [(fact.operation, fact.value) for fact in statements.of(slot)]


@pytest.mark.parametrize(
    ("text", "intent", "sum_"),
    [
        ("I can sink 320 into this", "inform", 320.0),
        ("the union voucher is good for 450", "inform", 450.0),
        ("about 260 out of my own pocket", "inform", 260.0),
        ("my firm gives us 700 a year for courses", "inform", 700.0),
        ("make it 340, my aunt chips in sixty", "inform", 340.0),
        ("sorry, it's seventy dollars", "correct", 70.0),
        ("I couldn't spend a cent on it", "inform", 0.0),
        ("could I study that for nothing", "goal_exploration", 0.0),
    ],
)
def test_a_sum_is_heard_in_other_words(real: NameIndex, text: str, intent: str, sum_: float) -> None:
    assert told(real, text, "max_cost", intent=intent) == [("set", sum_)]


@pytest.mark.parametrize(
    "text",
    [
        "I've sent 170 applications and heard nothing",
        "300 customers a day come through my door",
        "does the scholarship office pay for this kind of thing?",
        "80 resumes and two interviews",
    ],
)
def test_what_is_counted_or_asked_is_no_budget(real: NameIndex, text: str) -> None:
    assert told(real, text, "max_cost", intent="hardship") == []
    assert told(real, text, "max_cost", intent="faq", asked="max_cost") == []


@pytest.mark.parametrize(
    ("text", "asked", "hours"),
    [
        ("I study in the mornings, around 9 hours in the week", None, 9.0),
        ("40 minutes a day, six days", "hours_per_week", 4.0),
        ("three hours on two evenings", None, 6.0),
        ("one long morning, so 5", "hours_per_week", 5.0),
        ("the shifts leave me 4 hours weekly", None, 4.0),
    ],
)
def test_hours_are_heard_in_other_words(real: NameIndex, text: str, asked: str | None, hours: float) -> None:
    assert told(real, text, "hours_per_week", asked=asked, intent="inform") == [("set", hours)]


def test_years_in_a_country_are_no_work(real: NameIndex) -> None:
    assert told(real, "Since four years I live in Denver", "experience_years") == []
    assert told(real, "Since four years I bake bread in Denver", "experience_years") == [("set", 4.0)]
    assert told(real, "seventeen years in, never a day sick", "experience_years") == [("set", 17.0)]
    assert told(real, "I want to work as a nurse within a year", "experience_years") == []


@pytest.mark.parametrize("text", ["it lasts what it takes", "years would be fine", "it takes as long as it takes"])
def test_any_length_is_an_answer(real: NameIndex, text: str) -> None:
    if text.startswith("it lasts"):
        assert told(real, text, "max_weeks", asked="max_weeks") == []  # no words of leave, so it is asked again
    else:
        assert told(real, text, "max_weeks", asked="max_weeks") == [("remove", None)]


@pytest.mark.parametrize(
    ("text", "intent", "operation", "name"),
    [
        ("I have a law degree from Nairobi", "goal_complement", "add", "Law degree"),
        ("I have a JD from Fordham", "goal_complement", "add", "juris-doctor"),
        ("CNA, 4 years. got a high school diploma", "goal_career_change", "add", "High school diploma"),
        (
            "what goes well with an associate in marketing besides more marketing?",
            "goal_complement",
            "add",
            "Associate degree in marketing",
        ),
        ("wait, it's physics i graduated in", "correct", "add", "Degree in physics"),
        ("the master's was never finished", "correct", "remove", "Master's degree"),
        ("my plumber's papers are still good", "goal_complement", "add", "plumber-journeyman-license"),
    ],
)
def test_degrees_and_licences_are_what_their_holders_call_them(real: NameIndex, text: str, intent: str, operation: str, name: str) -> None:
    assert (operation, name) in told(real, text, "held_credentials", intent=intent)


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("high school physics teacher, 8 years", "High school teacher"),
        ("I taught 10th grade math", "High school teacher"),
        ("tech support, 9 yrs. don't want another job", "IT support specialist"),
        ("now in Dallas, working in a warehouse", "Warehouse worker"),
        ("I run the night desk at a Hilton", "Hotel front desk agent"),
        ("for now i drive a courier van", "Delivery driver"),
        ("twelve years on the line at the car factory", "Production worker"),
    ],
)
def test_a_job_is_heard_by_what_is_done(real: NameIndex, text: str, job: str) -> None:
    assert ("set", job) in told(real, text, "current_role", intent="inform")


def test_who_wants_to_keep_books_keeps_none_yet(real: NameIndex) -> None:
    text = "i'd like to give up waiting tables and keep books instead"
    assert told(real, text, "current_role", intent="goal_career_change") == [("set", "Waiter")]


def test_of_two_names_in_a_correction_the_second_is_right(real: NameIndex) -> None:
    text = "sorry, not Docker, Kubernetes"
    assert told(real, text, "target_skills", intent="correct") == [("remove", "Docker"), ("add", "Kubernetes")]
    assert told(real, text, "avoid", intent="correct") == [("avoid", "Docker")] or not told(real, text, "avoid", intent="correct")


def test_an_ordinary_word_names_a_skill_among_others_of_its_trade(real: NameIndex) -> None:
    assert ("add", "Stick welding") in told(real, "I do MIG and stick every day", "current_skills", intent="inform")
    assert told(real, "I'll stick with it", "current_skills", intent="inform") == []


def test_exams_that_are_fine_are_not_refused_with_the_proctor(real: NameIndex) -> None:
    text = "exams are fine, only nothing proctored at a center"
    assert told(real, text, "avoid", intent="refine") == [("remove", "exam")]


def test_a_way_of_learning_asked_about_one_thing_is_no_wish(real: NameIndex) -> None:
    assert told(real, "is there an online prep for the second one?", "delivery", intent="ask_details") == []
    assert told(real, "is there anything online for welders?", "delivery", intent="goal_skill_gap") == [("set", "online")]


def test_somebody_else_is_advised_where_only_he_is_spoken_of(real: NameIndex) -> None:
    assert told(real, "my son is a roofer and wants to become a surveyor", "current_role", intent="goal_career_change") == [
        ("set", "Roofer")
    ]
    assert told(real, "my son is a roofer. I'm a cook", "current_role", intent="inform") == [("set", "Cook")]


def test_an_ambiguous_issuer_in_a_goal_is_asked_about(real: NameIndex) -> None:
    statements = read_statements(
        "the boss would like me to get something from AWS, what is there?", real, intent="goal_skill_gap", today=date(2026, 11, 22)
    )
    assert [{one.name for one in each.candidates} for each in statements.ambiguous] == [{"Amazon Web Services", "American Welding Society"}]


# --- what a fresh user's words were misread as ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # GIVEN years of a kind of work THEN they are experience, not a deadline
        ("I've got around 6 years in hotel kitchen work", {("set", "experience_years", 6.0)}),
        # GIVEN a year in which something happened, or years that a condition asks for THEN neither is a limit or experience
        ("moved to Ohio this year and want to learn Excel", {("add", "target_skills", "Microsoft Excel")}),
        ("my clinic would cover it if I sign on for 3 years", set()),
        ("I am caring for my dad since 2021", set()),
        # GIVEN an exam's day in a question THEN it is the deadline
        ("what about 6 hours a week, exam by the end of june?", {("set", "hours_per_week", 6.0), ("set", "max_weeks", 31.4)}),
        # GIVEN a number put right in the same breath THEN the last one counts
        ("9 hours a week, no wait, make it 7", {("set", "hours_per_week", 7.0)}),
        # GIVEN how long a shift is THEN that is no time for study
        ("I pull 10 hour shifts four days a week", set()),
        # GIVEN three limits in one question THEN all are kept
        (
            "could i pay 250 and finish it in 3 months? 6 hrs/week",
            {("set", "max_cost", 250.0), ("set", "max_weeks", 13.0), ("set", "hours_per_week", 6.0)},
        ),
        # GIVEN an ability denied, or only begun THEN it is not held
        ("could be something in an office but i'm not so good at excel", set()),
        ("just started learning SQL", {("add", "target_skills", "SQL")}),
        # GIVEN a bare name after a word of assent THEN it is wanted
        ("ok also Tableau", {("add", "target_skills", "Tableau")}),
        # GIVEN how a job is done, and where one studied THEN neither the way of learning nor the subject
        ("remote first roles by the way", set()),
        ("a psych degree in Boston", {("add", "held_credentials", "Degree in psychology")}),
    ],
)
def test_what_a_fresh_user_said_is_not_misread(text: str, expected: set[tuple[str, str, object]], say: Callable[..., Statements]) -> None:
    assert {(fact.operation, fact.slot, fact.value) for fact in say(text).facts} == expected
