"""One running assistant for all tests that talk to it."""

from collections.abc import Iterator

import pytest

from tests.support.assistant import TODAY, RunningAssistant, running_assistant


@pytest.fixture(scope="session")
def assistant() -> Iterator[RunningAssistant]:
    with running_assistant(CREDWISE_TODAY=TODAY) as running:
        yield running
