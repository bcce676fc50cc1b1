"""One running assistant for all dialogue tests, and a conversation of its own for each."""

from collections.abc import Iterator

import pytest

from tests.support.assistant import Conversation, RunningAssistant, running_assistant


@pytest.fixture(scope="session")
def assistant() -> Iterator[RunningAssistant]:
    with running_assistant() as running:
        yield running


@pytest.fixture
def conversation(assistant: RunningAssistant) -> Conversation:
    return assistant.conversation()
