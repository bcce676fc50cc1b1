"""A conversation of its own for each dialogue test, checked after every turn."""

from collections.abc import Callable

import pytest

from tests.dialogue.talk import Talk
from tests.support.assistant import RunningAssistant
from tests.support.time_passing import make_older


@pytest.fixture
def begin(assistant: RunningAssistant) -> Callable[[], Talk]:
    """Begin a conversation, for tests that need several."""

    def talk() -> Talk:
        plain = assistant.conversation()
        return Talk(plain.client, plain.sender)

    return talk


@pytest.fixture
def later(assistant: RunningAssistant) -> Callable[[Talk, float], None]:
    """Let so many hours pass in a conversation."""

    def pass_hours(talk: Talk, hours: float) -> None:
        make_older(assistant.tracker_database, talk.sender, hours)

    return pass_hours


@pytest.fixture
def talk(begin: Callable[[], Talk]) -> Talk:
    return begin()


@pytest.fixture
def shortlist(talk: Talk) -> Talk:
    """A conversation that has come to a shortlist of several options: SQL for a job, within $300 and four months."""
    talk.say("I want to learn SQL for my job, I have 300 dollars and four months")
    talk.answer()
    assert len(talk.shown) >= 3, str(talk)
    return talk


# What the assistant does not do yet, told as it should be. Strict: who mends one takes it off this list.
OPEN = {
    "test_a_deadline_can_be_corrected_in_passing": "a number whose unit stands in the clause before it",
    "test_a_credential_is_judged_for_the_job_that_is_named[Is Security+": "a title that belongs to two jobs, in a question",
    "test_a_complement_adds_to_the_degree[supply chain]": "a field's name that is a skill's name too",
    "test_another_issuer_is_none_of_those_shown": "a refinement asked as a question is taken for a general one",
    "test_an_option_that_is_held_leaves_the_list[I've done number 1 last year]": "having done it, told without 'already'",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is open as expected to fail."""
    for item in items:
        reason = next((reason for name, reason in OPEN.items() if item.name.startswith(name)), None)
        if reason:
            item.add_marker(pytest.mark.xfail(reason=f"not yet: {reason}", strict=True))
