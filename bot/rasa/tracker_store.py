"""The conversations' store: SQLite under var/, or the database that CREDWISE_TRACKER_DB names.

It raises when the database fails. Rasa would go on with a store in memory, so that a conversation is lost at the next
restart and nobody knows.
"""

import os
from functools import partial
from typing import Any, NoReturn, Optional

import rasa.core.agent
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import FailSafeTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy import event
from sqlalchemy.engine import make_url

from bot import settings

ADDRESS = "CREDWISE_TRACKER_DB"


class DatabaseTrackerStore(SQLTrackerStore):
    """Rasa's SQL store, given by one SQLAlchemy address."""

    def __init__(
        self, domain: Optional[Domain] = None, host: Optional[EndpointConfig] = None, event_broker: Optional[EventBroker] = None, **_: Any
    ) -> None:
        settings.VAR.mkdir(exist_ok=True)
        url = make_url(os.environ.get(ADDRESS) or f"sqlite:///{settings.VAR / 'tracker.db'}")
        super().__init__(
            domain,
            dialect=url.drivername,
            host=url.host,
            port=url.port,
            db=url.database or "",
            username=url.username,
            password=url.password,
            query=dict(url.query),
            event_broker=event_broker,
        )
        if url.get_backend_name() == "sqlite":
            event.listen(self.engine, "connect", _tune_sqlite)


def _tune_sqlite(connection: Any, _: Any) -> None:
    """Let a turn be written without waiting for the disk; only a power cut could lose the last one."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")


def _raise(error: Exception) -> NoReturn:
    raise error


rasa.core.agent.FailSafeTrackerStore = partial(FailSafeTrackerStore, on_tracker_store_error=_raise)
