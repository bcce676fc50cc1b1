"""The small catalogue as files with a database beside it, and the desk of the curators."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.curation.service import Curation, Page
from knowledge.curation.settings import CurationSettings, curation_settings
from knowledge.store.database import open_database
from tests.unit.store.small import write

PAGE = Page("Prices of the Data School", "https://example.org/prices", "2026-11-20", "issuer")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CREDWISE_TODAY", "2026-11-22")
    return write(tmp_path / "facts")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path / 'credwise.sqlite'}")
    yield engine
    engine.dispose()


@pytest.fixture
def settings() -> CurationSettings:
    return curation_settings()


@pytest.fixture
def curation(engine: Engine, root: Path, settings: CurationSettings) -> Curation:
    return Curation(engine, root, settings)
