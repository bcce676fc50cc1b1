"""Places, their outbox, codes and reminders in the gateway's database: each method is one transaction."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, DateTime, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.gateway.channels.model import Item, Place, Who
from bot.gateway.conversations.store import SENT_AGAIN, message_of, new_conversation, utc
from bot.gateway.conversations.tables import conversations, link_codes, messages, outbox, places, received, reminders
from bot.gateway.transactions import Database, Transactions, reads, writes
from knowledge.employers import employer_of, employers

LEASE = timedelta(seconds=45)
"""So long one gateway has an item to itself; one that ends meanwhile leaves it to the others."""


REMEMBERED = 30.0
MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the user wants to be reminded of."""

    id: int
    conversation: str
    subject: str
    text: str


def digest(*parts: str) -> str:
    """Return what stands for an id, so that the id itself need not be kept."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


class Places(Transactions):
    """Reads and writes what belongs to places."""

    def __init__(self, database: Database) -> None:
        """Work in the database of the conversations."""
        super().__init__(database)
        self._known: dict[tuple[str, str, str, str], tuple[float, Place]] = {}

    # --- places
    @reads
    def find(self, connection: Connection, who: Who) -> Place | None:
        """Return somebody's place, where there is one."""
        found = connection.execute(select(places).where(*_is(who))).first()
        return None if found is None else _place(found)

    @reads
    def get(self, connection: Connection, place: str) -> Place | None:
        """Return a place by its id."""
        found = connection.execute(select(places).where(places.c.id == place)).first()
        return None if found is None else _place(found)

    async def employer(self, place: str) -> str | None:
        """Return the key of the employer that a place's workspace or tenant is bound to."""
        if not employers():
            return None
        found = await self.get(place)
        return employer_of(found.channel, found.tenant) if found else None

    async def open(self, who: Who) -> tuple[Place, bool]:
        """Return somebody's place, with the latest address, and whether it is new: then with a conversation of its own."""
        if (known := self._remembered(who)) is not None:
            return known, False
        try:
            place, is_new = await self._opened(who)
        except IntegrityError:  # another message of the same user was faster
            place, is_new = await self._opened(who)
        return self._remember(who, place), is_new

    @writes
    def _opened(self, connection: Connection, who: Who) -> tuple[Place, bool]:
        now = datetime.now(UTC)
        touched = update(places).where(*_is(who)).values(active_at=now, **({"address": who.address} if who.address else {}))
        if (found := connection.execute(touched.returning(places)).first()) is not None:
            return _place(found), False
        conversation = new_conversation(who.channel)
        connection.execute(insert(conversations).values(conversation))
        values = {
            "id": secrets.token_urlsafe(18),
            "channel": who.channel,
            "tenant": who.tenant,
            "user": who.user,
            "thread": who.thread,
            "conversation": conversation["id"],
            "address": who.address or {},
            "active_at": now,
        }
        connection.execute(insert(places).values(values))
        return Place(**values), True

    def _remembered(self, who: Who) -> Place | None:
        """A place that was opened a moment ago. It may have been moved or deleted by another gateway since: then its conversation is gone."""
        until, place = self._known.get(_key(who), (0.0, None))
        return place if place is not None and time.monotonic() < until and who.address in (None, {}, place.address) else None

    def _remember(self, who: Who, place: Place) -> Place:
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        self._known[_key(who)] = (time.monotonic() + REMEMBERED, place)
        return place

    def look_again(self, who: Who) -> None:
        """Have a place looked up anew."""
        self._known.pop(_key(who), None)

    @reads
    def of_conversation(self, connection: Connection, conversation: str) -> list[Place]:
        """Return the places of a conversation, that of the latest word first."""
        wanted = select(places).where(places.c.conversation == conversation).order_by(places.c.active_at.desc())
        return [_place(row) for row in connection.execute(wanted)]

    @reads
    def of_user(self, connection: Connection, channel: str, tenant: str, user: str) -> list[Place]:
        """Return all places of a user."""
        theirs = (places.c.channel == channel, places.c.tenant == tenant, places.c.user == user)
        return [_place(row) for row in connection.execute(select(places).where(*theirs))]

    @writes
    def move(self, connection: Connection, place: str, conversation: str) -> None:
        """Hold another conversation at a place from now on."""
        self._known.clear()
        connection.execute(update(places).where(places.c.id == place).values(conversation=conversation, active_at=datetime.now(UTC)))

    # --- events
    @reads
    def was_received(self, connection: Connection, channel: str, event: str) -> bool:
        """Tell whether an event was taken before."""
        same = (received.c.channel == channel, received.c.event == event)
        return connection.execute(select(received.c.event).where(*same)).first() is not None

    @writes
    def note_received(self, connection: Connection, channel: str, event: str) -> bool:
        """Note that an event was taken; tell whether that is news."""
        same = (received.c.channel == channel, received.c.event == event)
        if connection.execute(select(received.c.event).where(*same)).first() is not None:
            return False
        connection.execute(insert(received).values(channel=channel, event=event, at=datetime.now(UTC)))
        return True

    # --- the outbox
    @reads
    def waiting(self, connection: Connection) -> list[str]:
        """Return the places for which something is due."""
        due = select(outbox.c.place).where(outbox.c.due_at <= datetime.now(UTC)).distinct()
        return list(connection.execute(due).scalars())

    async def claim(self, place: str) -> Item | None:
        """Take the oldest item of a place, where it is due; for as long as the lease nobody else gets it, nor a later one of the place."""
        while (row := await self._claimed(place)) is not None:
            if row.seq is not None:
                return Item(row.id, message_of(row, "message_"), row.parts_sent, row.tries + 1, row.unsure)
            await self.drop(row.id)  # deleted meanwhile by the user
        return None

    @writes
    def _claimed(self, connection: Connection, place: str) -> Row[Any] | None:
        now = datetime.now(UTC)
        row = connection.execute(OLDEST, {"at": place}).first()
        if row is None or utc(row.due_at) > now:
            return None
        # Until somebody says how it went, nobody knows whether it was sent.
        claimed = connection.execute(CLAIM, {"item": row.id, "was_due": row.due_at, "until": now + LEASE})
        return row if claimed.rowcount else None

    @writes
    def sent(self, connection: Connection, item: int, parts: int) -> None:
        """Note how many parts have arrived."""
        connection.execute(
            update(outbox).where(outbox.c.id == item).values(parts_sent=parts, unsure=True, due_at=datetime.now(UTC) + LEASE)
        )

    @writes
    def drop(self, connection: Connection, item: int) -> None:
        """Take an item out: it has arrived, or never will."""
        connection.execute(delete(outbox).where(outbox.c.id == item))

    @writes
    def put_off(self, connection: Connection, item: int, seconds: float, unsure: bool) -> None:
        """Try an item again after so many seconds."""
        due = datetime.now(UTC) + timedelta(seconds=seconds)
        connection.execute(update(outbox).where(outbox.c.id == item).values(due_at=due, unsure=unsure))

    @reads
    def count_waiting(self, connection: Connection) -> int:
        """Return how many messages have still to be brought."""
        return int(connection.execute(select(func.count()).select_from(outbox)).scalar_one())

    # --- codes that link two places
    @writes
    def keep_code(self, connection: Connection, conversation: str, code: str, life: timedelta) -> None:
        """Keep a code of a conversation, in the stead of the one before."""
        connection.execute(delete(link_codes).where(link_codes.c.conversation == conversation))
        connection.execute(insert(link_codes).values(digest=digest(code), conversation=conversation, until=datetime.now(UTC) + life))

    @writes
    def use_code(self, connection: Connection, code: str) -> str | None:
        """Return the conversation of a code that still counts, which then counts no more."""
        used = connection.execute(delete(link_codes).where(link_codes.c.digest == digest(code)).returning(link_codes))
        row = used.first()
        return None if row is None or utc(row.until) < datetime.now(UTC) else str(row.conversation)

    # --- reminders
    @writes
    def remind(self, connection: Connection, conversation: str, wanted: Iterable[tuple[str, str, datetime]]) -> int:
        """Keep reminders as subject, text and moment; return how many there are now. The same subject again changes the one before."""
        for subject, text, due in wanted:
            connection.execute(delete(reminders).where(reminders.c.conversation == conversation, reminders.c.subject == subject))
            connection.execute(insert(reminders).values(conversation=conversation, subject=subject, text=text, due_at=due))
        count = select(func.count()).where(reminders.c.conversation == conversation)
        return int(connection.execute(count).scalar_one())

    @reads
    def due_reminders(self, connection: Connection, now: datetime) -> list[Reminder]:
        """Return the reminders whose time has come."""
        found = connection.execute(select(reminders).where(reminders.c.due_at <= now).order_by(reminders.c.due_at).limit(100))
        return [Reminder(row.id, row.conversation, row.subject, row.text) for row in found]

    @writes
    def reminded(self, connection: Connection, reminder: int) -> None:
        """Take out a reminder that was given."""
        connection.execute(delete(reminders).where(reminders.c.id == reminder))

    @writes
    def stop_reminders(self, connection: Connection, conversation: str) -> int:
        """Take out all reminders of a conversation; return how many there were."""
        return connection.execute(delete(reminders).where(reminders.c.conversation == conversation)).rowcount

    # --- housekeeping
    @writes
    def tidy(self, connection: Connection) -> None:
        """Drop events and codes that count no more."""
        now = datetime.now(UTC)
        connection.execute(delete(received).where(received.c.at < now - SENT_AGAIN))
        connection.execute(delete(link_codes).where(link_codes.c.until < now))


OLDEST = (
    select(
        outbox.c.id,
        outbox.c.parts_sent,
        outbox.c.tries,
        outbox.c.due_at,
        outbox.c.unsure,
        *(column.label(f"message_{column.name}") for column in messages.columns),
        messages.c.seq,
    )
    .join_from(outbox, places, places.c.id == outbox.c.place)
    .outerjoin(messages, (messages.c.conversation == places.c.conversation) & (messages.c.id == outbox.c.message))
    .where(outbox.c.place == bindparam("at"))
    .order_by(outbox.c.id)
    .limit(1)
)
CLAIM = (
    update(outbox)
    .where(outbox.c.id == bindparam("item"), outbox.c.due_at == bindparam("was_due", type_=DateTime(timezone=True)))
    .values(due_at=bindparam("until", type_=DateTime(timezone=True)), unsure=True, tries=outbox.c.tries + 1)
)


def _key(who: Who) -> tuple[str, str, str, str]:
    return who.channel, who.tenant, who.user, who.thread


def _is(who: Who) -> tuple[Any, ...]:
    return (
        places.c.channel == who.channel,
        places.c.tenant == who.tenant,
        places.c.user == who.user,
        places.c.thread == who.thread,
    )


def _place(row: Row[Any]) -> Place:
    return Place(**{**row._mapping, "active_at": utc(row.active_at)})
