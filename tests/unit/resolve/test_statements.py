"""What a message says about its writer, as people really write."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.resolve.statements import Statements, removed

Say = Callable[..., Statements]


def facts(statements: Statements) -> set[tuple[str, str, object]]:
    return {(fact.operation, fact.slot, fact.value) for fact in statements.facts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm a nurse and want to move into health informatics", {("set", "current_role", "Registered nurse"), ("set", "field", "Health informatics and administration")}),
        ("im a teacher i want to be ux designer i know figma", {("set", "current_role", "Teacher"), ("set", "target_role", "UX designer"), ("add", "current_skills", "Figma")}),
        ("nurse to data analyst", {("set", "current_role", "Registered nurse"), ("set", "target_role", "Data analyst")}),
        ("teacher turned data analyst", {("set", "current_role", "Data analyst")}),
        ("My boss says I need SQL and Power BI so that I can be a data analyst", {("add", "target_skills", "SQL"), ("add", "target_skills", "Power BI"), ("set", "target_role", "Data analyst")}),
        ("I know SQL, Python and Excel", {("add", "current_skills", "SQL"), ("add", "current_skills", "Python"), ("add", "current_skills", "Microsoft Excel")}),
        ("i dont know python", {("remove", "current_skills", "Python")}),
        ("I already have my CCNA and Security+", {("add", "held_credentials", "cisco-ccna"), ("add", "held_credentials", "comptia-security-plus")}),
        ("I have a bachelors in bio and an RN license", {("add", "held_credentials", "Bachelor's degree in biology"), ("add", "held_credentials", "rn-licence")}),
        ("I want to get my PMP", {("add", "wanted_credentials", "pmi-pmp")}),
        ("ex-nurse, 5 yrs exp, wanna break into cyber", {("set", "current_role", "Registered nurse"), ("set", "experience_years", 5.0), ("set", "field", "Cybersecurity")}),
        ("I want to work at Google as a data analyst", {("add", "target_employers", "Google"), ("set", "target_role", "Data analyst")}),
        ("I work at Google as a data analyst", {("set", "current_role", "Data analyst")}),
        ("looking for jobs in hospitals as medical coder", {("add", "target_employers", "hospitals"), ("set", "target_role", "Medical coder")}),
        ("data analyst, 3 months, 300 dollars, online", {("set", "target_role", "Data analyst"), ("set", "max_weeks", 13.0), ("set", "max_cost", 300.0), ("set", "delivery", "online")}),
        ("my wife is a nurse but i am a welder", {("set", "current_role", "Welder")}),
        ("I'm a recent computer science grad", {("add", "held_credentials", "Degree in computer science")}),
    ],
)  # fmt: skip
def test_each_name_goes_to_the_slot_that_its_clause_says(say: Say, text: str, expected: set[tuple[str, str, object]]) -> None:
    assert facts(say(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not Coursera", ("avoid", "avoid", "Coursera")),
        ("anything but exams", ("avoid", "avoid", "exam")),
        ("no universities", ("avoid", "avoid", "university")),
        ("I don't want to do cybersecurity", ("avoid", "avoid", "Cybersecurity")),
        ("no degrees please", ("avoid", "avoid", "degree")),
        ("Coursera is fine after all", ("remove", "avoid", "Coursera")),
        ("forget the budget", ("remove", "max_cost", None)),
        ("drop the deadline", ("remove", "max_weeks", None)),
        ("I don't have a degree after all", ("remove", "held_credentials", "Degree")),
        ("remove SQL", ("remove", "target_skills", "SQL")),
        ("actually 200 not 500", ("set", "max_cost", 200.0)),
        ("I'm not a nurse", ("remove", "current_role", "Registered nurse")),
        ("my company pays for it", ("remove", "max_cost", None)),
    ],
)
def test_refusals_corrections_and_removals(say: Say, text: str, expected: tuple[str, str, object]) -> None:
    assert facts(say(text)) == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I teach 5th grade and want out", {("set", "current_role", "Teacher")}),
        ("I drive a truck, 11 years. back hurts", {("set", "current_role", "Truck driver"), ("set", "experience_years", 11.0)}),
        ("recruiters keep asking if i know tableau", {("add", "target_skills", "Tableau")}),
        ("every job ad mentions kubernetes", {("add", "target_skills", "Kubernetes")}),
        ("how to go from receptionist to medical coder", {("set", "target_role", "Medical coder")}),
        ("my sister does medical billing from home", set()),
        ("anywhere but Amazon", {("avoid", "avoid", "Amazon")}),
        ("I'm no longer interested in data", {("remove", "field", "Data and analytics")}),
        ("multiple choice tests are my nightmare", {("avoid", "avoid", "exam")}),
        ("I could stretch to 350", {("set", "max_cost", 350.0)}),
        ("two evenings a week", {("set", "hours_per_week", 4.0)}),
        ("I have all day free", set()),
        ("I dropped out of college", {("remove", "held_credentials", "Degree")}),
        ("I used to work as a welder", {("set", "current_role", "Welder")}),
    ],
)
def test_what_is_told_in_passing_counts(say: Say, text: str, expected: set[tuple[str, str, object]]) -> None:
    assert facts(say(text)) == expected


def test_of_two_contrasted_names_only_one_is_wished(say: Say) -> None:
    for text in (
        "not data analyst but data engineer",
        "I want to be a data engineer instead of data analyst",
        "data engineer, not data analyst",
    ):
        assert facts(say(text)) == {("set", "target_role", "Data engineer"), ("remove", "target_role", "Data analyst")}, text


@pytest.mark.parametrize(
    "text",
    [
        "what about PMP?",
        "how much does the CCNA cost?",
        "does it have to be online?",
        "my friend told me about the google data analytics certificate",
        "I make 60k a year",
        "",
        "thanks!",
    ],
)
def test_questions_and_remarks_say_nothing_about_the_user(say: Say, text: str) -> None:
    assert facts(say(text)) == set()


def test_what_a_question_aims_at_counts(say: Say) -> None:
    assert ("set", "target_role", "Data analyst") in facts(say("is PMP worth it for data analyst jobs?"))
    assert facts(say("should I learn python or sql?")) == {("add", "target_skills", "Python"), ("add", "target_skills", "SQL")}


def test_constraints_inside_a_question_count(say: Say) -> None:
    assert facts(say("is there anything under $100 that takes less than 6 weeks?")) == {
        ("set", "max_cost", 100.0),
        ("set", "max_weeks", 6.0),
    }
    assert facts(say("any courses for SQL under 50 dollars?")) == {("add", "target_skills", "SQL"), ("set", "max_cost", 50.0)}


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("target_role", "data anlyst", ("set", "target_role", "Data analyst")),
        ("current_role", "nurse", ("set", "current_role", "Registered nurse")),
        ("max_cost", "300", ("set", "max_cost", 300.0)),
        ("hours_per_week", "6", ("set", "hours_per_week", 6.0)),
        ("max_weeks", "march", ("set", "max_weeks", 14.1)),
        ("held_credentials", "none", ("set", "held_credentials", None)),
        ("held_credentials", "a bachelors in bio", ("add", "held_credentials", "Bachelor's degree in biology")),
        ("delivery", "both online and in person", ("set", "delivery", None)),
        ("field", "IT", ("set", "field", "IT support and networking")),
        ("current_skills", "r", ("add", "current_skills", "R")),
        ("target_employers", "Acme Corp", ("add", "target_employers", "Acme Corp")),
        ("target_role", "i have 300 dollars", ("set", "max_cost", 300.0)),
    ],
)
def test_a_bare_answer_fills_the_slot_asked_about(say: Say, asked: str, text: str, expected: tuple[str, str, object]) -> None:
    assert facts(say(text, asked=asked)) == {expected}


@pytest.mark.parametrize("text", ["not sure", "skip", "what does that mean?", "idk"])
def test_no_answer_fills_nothing(say: Say, text: str) -> None:
    told = say(text, asked="target_role")
    assert (told.facts, told.ambiguous, told.unknown) == ((), (), ())


def test_what_may_mean_several_things_is_asked(say: Say) -> None:
    (ambiguity,) = say("I want to become a pm").ambiguous
    assert ambiguity.slot == "target_role"
    assert {candidate.name for candidate in ambiguity.candidates} == {"Project manager", "Product manager"}
    (ambiguity,) = say("data analyst or data engineer").ambiguous
    assert [candidate.name for candidate in ambiguity.candidates] == ["Data analyst", "Data engineer"]
    assert say("I can pay 50 a month").ambiguous[0].slot == "max_cost"


def test_names_outside_the_catalogue_are_told(say: Say) -> None:
    assert say("I want to become a beekeeper").unknown == ("beekeeper",)
    assert say("I want to learn underwater basket weaving").unknown == ("underwater basket weaving",)


def test_the_quote_is_in_the_users_own_words(say: Say) -> None:
    (fact,) = say("I want to become a Data Anlyst").facts
    assert fact.quote == "want to become a Data Anlyst"


def test_a_removed_plain_word_takes_out_what_contains_it(say: Say) -> None:
    (fact,) = say("I don't have a degree after all").facts
    assert removed(fact, ("Bachelor's degree in biology", "pmi-pmp")) == ("pmi-pmp",)


def test_what_is_only_supposed_counts_where_suppositions_are_asked_for(say: Say) -> None:
    text = "suppose I had an RN license"
    assert facts(say(text)) == set()
    assert facts(say(text, supposing=True)) == {("add", "held_credentials", "rn-licence")}


def test_slips_in_the_words_of_a_statement_are_mended_and_quoted_as_written(say: Say) -> None:
    told = say("i hav expereince in nursing 5 yrs, budgt 200")
    assert ("set", "max_cost", 200.0) in facts(told)
    assert ("set", "experience_years", 5.0) in facts(told)
    assert told.of("max_cost")[0].quote == "200"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in person is better", {("set", "delivery", "in_person")}),
        ("zoom is ok but I'd much prefer to be in the room with a teacher", {("set", "delivery", "in_person")}),
        ("in person preferred, zoom is fine", {("set", "delivery", "in_person")}),
        ("I'd rather build something than sit a test", {("set", "assessment", "project"), ("avoid", "avoid", "exam")}),
        ("must have portfolio", {("set", "assessment", "project")}),
        ("only universities or government", {("add", "issuer_types", "university"), ("add", "issuer_types", "government")}),
        ("what is there under $400?", {("set", "max_cost", 400.0)}),
        ("does it cost under $400?", set()),
        ("The county pays up to 750", {("set", "max_cost", 750.0)}),
        ("the job pays up to 75000", set()),
    ],
)
def test_preferences_and_means_by_the_words_around(say: Say, text: str, expected: set[tuple[str, str, object]]) -> None:
    assert facts(say(text)) == expected


def test_no_limit_answers_the_question_asked(say: Say) -> None:
    assert facts(say("no limit", asked="max_weeks")) == {("remove", "max_weeks", None)}
    assert facts(say("no limit", asked="max_cost")) == {("remove", "max_cost", None)}


def test_little_money_is_asked_about_unless_it_is_the_answer(say: Say) -> None:
    assert [one.slot for one in say("money is tight").ambiguous] == ["max_cost"]
    assert facts(say("as cheap as possible", asked="max_cost")) == {("set", "max_cost", None)}
