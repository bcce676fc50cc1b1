"""A job named by its work, and what kind of message it is helps to read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from knowledge.resolve.activities import activities_of
from knowledge.resolve.index import NameIndex
from knowledge.resolve.statements import read_statements
from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue


@pytest.fixture(scope="module")
def real() -> NameIndex:
    return NameIndex(build_catalogue(read_catalogue()))


def told(index: NameIndex, text: str, intent: str) -> Iterator[tuple[str, object]]:
    for fact in read_statements(text, index, intent=intent, today=date(2026, 11, 29)).facts:
        yield fact.slot, fact.value


@pytest.mark.parametrize(
    ("title", "work"),
    [
        ("welder", (0, "welding")),
        ("software engineer", (0, "software engineering")),
        ("data scientist", (0, "data science")),
        ("cashier", (0, "cashiering")),
        ("payroll specialist", (1, "payroll")),
        ("payroll manager", (2, "payroll")),
    ],
)
def test_the_work_of_a_title(title: str, work: tuple[int, str]) -> None:
    assert work in set(activities_of(title))


@pytest.mark.parametrize(
    ("activity", "title"),
    [
        ("accounts payable", "Accounts payable specialist"),
        ("recruiting", "Recruiter"),
        ("welding", "Welder"),
        ("cybersecurity", None),
        ("nursing", None),
    ],
)
def test_work_names_a_job_only_where_one_job_is_plainly_meant(real: NameIndex, activity: str, title: str | None) -> None:
    assert real.role_doing(activity) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("I want a payroll job", "Payroll specialist"),
        ("applying for DevOps roles", "DevOps engineer"),
        ("trying to get into recruiting", "Recruiter"),
    ],
)
def test_a_job_may_be_named_by_its_work(real: NameIndex, text: str, title: str) -> None:
    """GIVEN a wish for a job WHEN only its work is named THEN the job is aimed at."""
    assert ("target_role", title) in set(told(real, text, "goal_career_change"))


def test_what_one_stops_doing_is_what_one_does(real: NameIndex) -> None:
    facts = set(told(real, "I want to stop cashiering and become a registered nurse", "goal_career_change"))
    assert {("current_role", "Cashier"), ("target_role", "Registered nurse")} <= facts


@pytest.mark.parametrize("text", ["bookkeeper. thats what i want", "bookkeeper, that's the plan", "bookkeeper is what I'm after"])
def test_what_is_wanted_may_be_said_first(real: NameIndex, text: str) -> None:
    assert ("target_role", "Bookkeeper") in set(told(real, text, "goal_career_change"))


def test_who_states_a_goal_aims_at_what_he_names(real: NameIndex) -> None:
    """GIVEN a message that is about exploring WHEN it names one field in passing THEN that is the field."""
    text = "my uncle says trades are a good living and I want to get a feel for them"
    assert ("field", "Skilled trades and safety") in set(told(real, text, "goal_exploration"))


def test_my_sql_is_rusty(real: NameIndex) -> None:
    assert set(told(real, "honestly my sql is rusty", "goal_skill_gap")) == {("target_skills", "SQL")}


@pytest.mark.parametrize("text", ["is it worth it for hospital jobs?", "I want a hospital job", "looking for bank jobs"])
def test_a_place_of_work_names_no_job(real: NameIndex, text: str) -> None:
    assert "target_role" not in dict(told(real, text, "goal_career_change"))
