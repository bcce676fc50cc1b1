"""The real catalogue in a database of its own, and a fixed day."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from actions import bootstrap
from actions.bootstrap import Knowledge
from cases.desk import open_desk


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    """What all actions work with. The environment is set only while it is made: other tests start processes with it."""
    file = tmp_path_factory.mktemp("actions") / "credwise.sqlite"
    bootstrap.tools.cache_clear()
    open_desk.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CREDWISE_DATABASE_URL", f"sqlite:///{file}")
        patch.setenv("CREDWISE_CASES_URL", f"sqlite:///{file.with_name('cases.sqlite')}")
        made = bootstrap.knowledge()
        desk = open_desk()
    yield made
    bootstrap.tools.cache_clear()
    open_desk.cache_clear()
    made.receipts.engine.dispose()
    desk.engine.dispose()


@pytest.fixture(autouse=True)
def _day(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDWISE_TODAY", "2026-11-22")
