from tests.dialogue.talk import Talk

POSTING = """Senior Data Engineer at Initech
We are looking for a data engineer to build our data pipelines.

Requirements:
- 3+ years of experience with Python and SQL
- Apache Spark, AWS, data warehousing
- Bachelor's degree in computer science or a related field

Nice to have:
- Databricks Certified Data Engineer Associate
- Airflow, Snowflake

Responsibilities: design ETL pipelines, work with analysts, keep up data quality.
We offer health insurance and a 401k."""
PHLEBOTOMIST = """Phlebotomist, City Hospital (full time)

About the job: you draw blood from patients and label specimens.

Qualifications
- High school diploma
- Phlebotomy certification required
- BLS required
- Patient care experience preferred, good customer service

Shift work. Apply with your resume."""


def test_a_posting_is_set_against_what_the_user_has(talk: Talk) -> None:
    # GIVEN a user who knows two of the things asked for
    talk.say("I already know Python and SQL")
    # WHEN a posting is pasted
    talk.say(POSTING)
    # THEN it says what is covered and what is missing, and looks for the missing part only
    card = talk.now("options")
    wanted = set(talk.slots["target_skills"])
    assert "Apache Spark" in wanted, str(talk)
    assert "Data warehousing" in wanted, str(talk)
    assert not {"Python", "SQL"} & wanted, str(talk)
    assert "CI/CD" not in wanted, str(talk)
    assert talk.slots["target_role"] == "Data engineer", str(talk)
    assert card["options"], str(talk)
    assert any({"Apache Spark", "Data warehousing"} & set(one.skills) for one in talk.shown), str(talk)


def test_credentials_and_degree_that_a_posting_asks_for_are_told(talk: Talk) -> None:
    # GIVEN a posting that names a credential and a degree
    # WHEN it is pasted
    talk.say(POSTING)
    # THEN both are told
    assert talk.tells("Databricks Certified Data Engineer Associate"), str(talk)
    assert talk.tells("degree"), str(talk)


def test_a_posting_from_another_field_is_read_as_well(talk: Talk) -> None:
    # GIVEN a hospital's posting
    # WHEN it is pasted
    talk.say(PHLEBOTOMIST)
    # THEN the role is known, and what it requires is told
    assert talk.slots.get("target_role") == "Phlebotomist", str(talk)
    assert talk.now("options"), str(talk)
    assert talk.tells("BLS", "Basic life support"), str(talk)


def test_a_posting_of_ten_thousand_characters_is_read(talk: Talk) -> None:
    # GIVEN a posting with pages of small print
    small_print = "We are an equal opportunity employer and value every applicant. " * 150
    # WHEN it is pasted
    talk.say(POSTING + "\n\n" + small_print)
    # THEN the skills are read all the same
    assert "Apache Spark" in (talk.slots.get("target_skills") or []), str(talk)


def test_without_a_posting_it_is_asked_for(talk: Talk) -> None:
    # WHEN somebody only announces a posting
    talk.say("can you check a job ad against my skills?")
    # THEN it is asked for
    assert talk.tells("paste", "send me"), str(talk)
    assert not talk.cards, str(talk)
