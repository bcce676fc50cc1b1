"""Jobs known by name only: somebody may have one, and nobody is advised toward one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.resolve.index import Match, NameIndex
from knowledge.resolve.statements import Statements

Say = Callable[..., Statements]


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("I'm a florist and want to learn SQL", "Florist"),
        ("used to be a flower arranger", "Florist"),
        ("pilot, 12 years, looking to get into cybersecurity", "Airline pilot"),
    ],
)
def test_a_job_known_by_name_only_can_be_the_present_one(say: Say, text: str, job: str) -> None:
    assert [fact.value for fact in say(text).of("current_role")] == [job]


def test_it_answers_the_question_for_the_present_job(say: Say) -> None:
    assert [fact.value for fact in say("florist", asked="current_role").of("current_role")] == ["Florist"]


@pytest.mark.parametrize(("text", "asked"), [("I want to become a florist", None), ("florist", "target_role")])
def test_as_a_target_it_is_a_name_that_the_catalogue_lacks(say: Say, text: str, asked: str | None) -> None:
    said = say(text, asked=asked)
    assert (said.of("target_role"), said.unknown) == ((), ("florist",))


@pytest.mark.parametrize(
    "text", ["my sister is a florist", "is there a pilot program?", "I do invoices for a florist", "my florist's shop"]
)
def test_others_jobs_and_ordinary_words_are_none_of_ones_own(say: Say, text: str) -> None:
    assert say(text).of("current_role") == ()


def test_only_who_asks_for_such_jobs_is_given_one(index: NameIndex) -> None:
    found = index.resolve("florist", {"role", "occupation"})
    assert isinstance(found, Match)
    assert found.id == "Florist"
    assert not isinstance(index.resolve("florist", {"role"}), Match)


def test_the_employer_of_the_present_job_is_not_aimed_at(say: Say) -> None:
    said = say("florist at Google, want to get into cybersecurity")
    assert [fact.value for fact in said.of("current_role")] == ["Florist"]
    assert said.of("target_employers") == ()
