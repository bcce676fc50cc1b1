"""The repairs of Rasa's server: the cached check of action replies, and the store that does not hide its failure."""

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from bot import settings
from bot.rasa import fast_actions
from bot.rasa.tracker_store import DatabaseTrackerStore

GOOD = {"events": [{"event": "slot", "name": "goal", "value": "currency"}], "responses": [{"text": "hi"}]}


@pytest.fixture
def action() -> RemoteAction:
    fast_actions.install()
    return RemoteAction("action_any", None)


def test_a_valid_reply_passes(action: RemoteAction) -> None:
    assert action._validate_action_result(GOOD)


@pytest.mark.parametrize("reply", [{"events": "none"}, {"events": [], "responses": [1]}, {"events": [{"name": "goal"}]}])
def test_what_rasa_refuses_is_refused(action: RemoteAction, reply: dict) -> None:
    with pytest.raises(ValidationError):
        action._validate_action_result(reply)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path) -> TrackerStore:
    monkeypatch.setattr(settings, "VAR", tmp_path)
    monkeypatch.delenv("CREDWISE_TRACKER_DB", raising=False)
    config = EndpointConfig(type="bot.rasa.tracker_store.DatabaseTrackerStore")
    return Agent(Domain.empty(), tracker_store=TrackerStore.create(config, Domain.empty())).tracker_store


def test_the_store_is_sqlite_under_var_unless_set(store: TrackerStore) -> None:
    assert isinstance(store._tracker_store, DatabaseTrackerStore)
    assert (settings.VAR / "tracker.db").exists()


async def _fail(*_: object) -> None:
    raise ConnectionError("the database is gone")


@pytest.mark.parametrize("method", ["save", "retrieve"])
def test_a_failing_database_is_an_error(store: TrackerStore, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    import asyncio

    monkeypatch.setattr(store._tracker_store, method, _fail)
    with pytest.raises(ConnectionError):
        asyncio.run(getattr(store, method)(None))
