"""The advisor's end of the conversations: the same case store that the assistant writes to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cases.database import open_database
from cases.desk import Desk
from cases.settings import FILE, read
from tests.support.assistant import RunningAssistant


@pytest.fixture(scope="session")
def desk(assistant: RunningAssistant) -> Iterator[Desk]:
    engine = open_database(assistant.cases)
    yield Desk(engine, read(FILE))
    engine.dispose()
