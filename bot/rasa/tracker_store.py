"""The conversations' store: SQLite under var/, or the database that CREDWISE_TRACKER_DB names.

It differs from Rasa's SQL store in two things. It raises when the database fails, where Rasa would go on in memory, so that a
conversation is lost at the next restart and nobody knows. And it keeps the latest conversations as they are, where Rasa builds
each anew from all of its events at every turn, which makes long conversations slow.
"""

import itertools
import json
import os
import time
from collections import OrderedDict
from functools import partial
from typing import Any, Dict, Iterator, List, NamedTuple, NoReturn, Optional

import rasa.core.agent
import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import FailSafeTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from sqlalchemy.pool import QueuePool

from bot import settings
from bot.rasa import answered_once, fast_actions
from bot.withheld import WITHHELD_TEXT

ADDRESS = "CREDWISE_TRACKER_DB"
KEPT = 200
FORGET_ME = "forget_me"
"""The slot that `delete my data` sets."""
WITHHELD = "withheld"
"""The slot with the id of the message that told a contact: that is kept in the case only (actions/handoff.py)."""


DELETED_KEPT_SECONDS = 7 * 24 * 3600
DELETED = sa.Table(
    "deleted_by",
    sa.MetaData(),
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("message_id", sa.String(255), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
)
"""Which message had a conversation deleted: two random names, so that its repetition is answered as it was (bot/rasa/answered_once.py)."""


class Kept(NamedTuple):
    """A conversation in memory, with what tells whether it is still the one in the database."""

    tracker: DialogueStateTracker
    domain: Domain
    last_event: Optional[int]


class DatabaseTrackerStore(SQLTrackerStore):
    """Rasa's SQL store, given by one SQLAlchemy address, with the latest conversations kept in memory."""

    def __init__(
        self,
        domain: Optional[Domain] = None,
        host: Optional[EndpointConfig] = None,
        event_broker: Optional[EventBroker] = None,
        **_: Any,
    ) -> None:
        """Open the database, making the tables where they are missing."""
        settings.VAR.mkdir(exist_ok=True)
        url = sa.engine.make_url(os.environ.get(ADDRESS) or f"sqlite:///{settings.VAR / 'tracker.db'}")
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
        fast_actions.look_up_events_before(self.events_before)
        answered_once.look_up_deletions(self.was_deletion)
        DELETED.create(self.engine, checkfirst=True)
        self._kept: "OrderedDict[str, Kept]" = OrderedDict()
        if url.get_backend_name() == "sqlite":
            self._tune_sqlite()

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        """Return a conversation's latest session: as it was kept, unless the database has changed since."""
        # Taken out, and put back when it is saved: what a failed turn has left undone is then never seen again.
        kept = self._kept.pop(sender_id, None)
        if kept and kept.domain is self.domain and kept.last_event == self._last_event(sender_id):
            return kept.tracker
        return await super().retrieve(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write a conversation's new events, and keep it for the next turn. Who asks to be forgotten leaves nothing behind."""
        if tracker.slots.get(FORGET_ME) and tracker.get_slot(FORGET_ME):
            return self._forget(tracker)
        _withhold(tracker)
        await super().save(tracker)
        tracker.stored_events = len(tracker.events)
        # With a new session in it, it is read anew: Rasa then goes on with that session only.
        if sum(isinstance(event, SessionStarted) for event in tracker.events) <= 1:
            self._kept[tracker.sender_id] = Kept(tracker, self.domain, self._last_event(tracker.sender_id))
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def events_before(self, sender_id: str, moment: float) -> List[Dict[str, Any]]:
        """Return the events of a conversation from before that moment, which Rasa has not loaded if they are of earlier sessions."""
        table = self.SQLEvent.__table__
        wanted = sa.select([table.c.data]).where(table.c.sender_id == sender_id, table.c.timestamp < moment).order_by(table.c.id)
        with self.engine.connect() as connection:
            return [json.loads(data) for (data,) in connection.execute(wanted)]

    def was_deletion(self, sender_id: str, message_id: str) -> bool:
        """Tell whether that message had its conversation deleted, some days ago at most."""
        wanted = sa.select([DELETED.c.at]).where(DELETED.c.sender_id == sender_id, DELETED.c.message_id == message_id)
        with self.engine.connect() as connection:
            return connection.execute(wanted).first() is not None

    def _forget(self, tracker: DialogueStateTracker) -> None:
        table, sender_id = self.SQLEvent.__table__, tracker.sender_id
        message_id = answered_once.deleted_by(list(tracker.events))
        long_ago = DELETED.c.at < time.time() - DELETED_KEPT_SECONDS
        with self.engine.begin() as connection:
            connection.execute(sa.delete(table).where(table.c.sender_id == sender_id))
            connection.execute(sa.delete(DELETED).where((DELETED.c.sender_id == sender_id) | long_ago))
            if message_id is not None:
                connection.execute(sa.insert(DELETED).values(sender_id=sender_id, message_id=message_id, at=time.time()))

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Iterator[Event]:
        stored = getattr(tracker, "stored_events", None)
        if stored is None:
            return super()._additional_events(session, tracker)
        return itertools.islice(tracker.events, stored, None)

    def _last_event(self, sender_id: str) -> Optional[int]:
        table = self.SQLEvent.__table__
        with self.engine.connect() as connection:
            return connection.execute(sa.select([sa.func.max(table.c.id)]).where(table.c.sender_id == sender_id)).scalar()

    def _tune_sqlite(self) -> None:
        """Keep the connection open, and let a turn be written without waiting for the disk; only a power cut could lose it."""
        self.engine = sa.create_engine(self.engine.url, poolclass=QueuePool, connect_args={"check_same_thread": False})
        self.sessionmaker.configure(bind=self.engine)

        @sa.event.listens_for(self.engine, "connect")
        def tune(connection: Any, _: Any) -> None:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")


def _withhold(tracker: DialogueStateTracker) -> None:
    """Take the words out of the message that told a contact, before it is written."""
    message_id = tracker.get_slot(WITHHELD) if WITHHELD in tracker.slots else None
    for event in reversed(tracker.events) if message_id else ():
        if isinstance(event, UserUttered):
            if event.message_id == message_id:
                event.text = WITHHELD_TEXT
                event.intent = {"name": "talk_to_advisor", "confidence": 1.0}  # it teaches nobody anything (learning_loop)
                event.parse_data = {"text": WITHHELD_TEXT, "intent": event.intent, "entities": []}
                event.entities = []
            return


def _raise(error: Exception) -> NoReturn:
    raise error


rasa.core.agent.FailSafeTrackerStore = partial(FailSafeTrackerStore, on_tracker_store_error=_raise)
