"""One running assistant for all dialogue tests, and a conversation of its own for each, checked after every turn."""

from collections.abc import Callable, Iterator

import pytest

from tests.dialogue.talk import Talk
from tests.support.assistant import RunningAssistant, running_assistant


@pytest.fixture(scope="session")
def assistant() -> Iterator[RunningAssistant]:
    with running_assistant() as running:
        yield running


@pytest.fixture
def begin(assistant: RunningAssistant) -> Callable[[], Talk]:
    """Begin a conversation, for tests that need several."""

    def talk() -> Talk:
        plain = assistant.conversation()
        return Talk(plain.client, plain.sender)

    return talk


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
