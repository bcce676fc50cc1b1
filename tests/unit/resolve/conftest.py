"""One index over the small catalogue, and a reader of statements with a fixed day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from knowledge.resolve.index import NameIndex
from knowledge.resolve.statements import Statements, read_statements
from tests.unit.resolve.small_catalogue import small_catalogue

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def index() -> NameIndex:
    return NameIndex(small_catalogue())


@pytest.fixture(scope="session")
def say(index: NameIndex) -> Callable[..., Statements]:
    """Read a message: ``say("I am a nurse", asked="current_role")``."""
    return lambda text, **told: read_statements(text, index, today=TODAY, **told)
