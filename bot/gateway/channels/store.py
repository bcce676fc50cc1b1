"""Places, their outbox, codes and reminders in the gateway's database: each method is one transaction."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import DateTime, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.gateway.channels.model import Item, Place, Who
from bot.gateway.conversations.store import SENT_AGAIN, Store, message_of, utc
from bot.gateway.conversations.tables import conversations, link_codes, messages, outbox, places, received, reminders
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


class Places:
    """Reads and writes what belongs to places."""

    def __init__(self, store: Store) -> None:
        """Work in the database of the conversations."""
        self._store = store
        self._known: dict[tuple[str, str, str, str], tuple[float, Place]] = {}

    # --- places
    async def find(self, who: Who) -> Place | None:
        """Return somebody's place, where there is one."""
        async with self._store.reading() as connection:
            found = (await connection.execute(select(places).where(*_is(who)))).first()
        return None if found is None else _place(found)

    async def get(self, place: str) -> Place | None:
        """Return a place by its id."""
        async with self._store.reading() as connection:
            found = (await connection.execute(select(places).where(places.c.id == place))).first()
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
        now = datetime.now(UTC)
        touched = update(places).where(*_is(who)).values(active_at=now, **({"address": who.address} if who.address else {}))
        async with self._store.writing() as connection:
            if (found := (await connection.execute(touched.returning(places))).first()) is not None:
                return self._remember(who, _place(found)), False
        conversation = await self._store.create(who.channel)
        values = {
            "id": secrets.token_urlsafe(18),
            "channel": who.channel,
            "tenant": who.tenant,
            "user": who.user,
            "thread": who.thread,
            "conversation": conversation.id,
            "address": who.address or {},
            "active_at": now,
        }
        try:
            async with self._store.writing() as connection:
                await connection.execute(insert(places).values(values))
        except IntegrityError:  # another message of the same user was faster
            async with self._store.writing() as connection:
                await connection.execute(delete(conversations).where(conversations.c.id == conversation.id))
            if (other := await self.find(who)) is not None:
                return other, False
            raise
        return self._remember(who, Place(**values)), True  # type: ignore[arg-type]

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

    async def of_conversation(self, conversation: str) -> list[Place]:
        """Return the places of a conversation, that of the latest word first."""
        wanted = select(places).where(places.c.conversation == conversation).order_by(places.c.active_at.desc())
        async with self._store.reading() as connection:
            return [_place(row) for row in await connection.execute(wanted)]

    async def of_user(self, channel: str, tenant: str, user: str) -> list[Place]:
        """Return all places of a user."""
        theirs = (places.c.channel == channel, places.c.tenant == tenant, places.c.user == user)
        async with self._store.reading() as connection:
            return [_place(row) for row in await connection.execute(select(places).where(*theirs))]

    async def move(self, place: str, conversation: str) -> None:
        """Hold another conversation at a place from now on."""
        self._known.clear()
        async with self._store.writing() as connection:
            await connection.execute(
                update(places).where(places.c.id == place).values(conversation=conversation, active_at=datetime.now(UTC))
            )

    # --- events
    async def was_received(self, channel: str, event: str) -> bool:
        """Tell whether an event was taken before."""
        same = (received.c.channel == channel, received.c.event == event)
        async with self._store.reading() as connection:
            return (await connection.execute(select(received.c.event).where(*same))).first() is not None

    async def note_received(self, channel: str, event: str) -> bool:
        """Note that an event was taken; tell whether that is news."""
        try:
            async with self._store.writing() as connection:
                await connection.execute(insert(received).values(channel=channel, event=event, at=datetime.now(UTC)))
        except IntegrityError:
            return False
        return True

    # --- the outbox
    async def waiting(self) -> list[str]:
        """Return the places for which something is due."""
        due = select(outbox.c.place).where(outbox.c.due_at <= datetime.now(UTC)).distinct()
        async with self._store.reading() as connection:
            return list((await connection.execute(due)).scalars())

    async def claim(self, place: str) -> Item | None:
        """Take the oldest item of a place, where it is due; for as long as the lease nobody else gets it, nor a later one of the place."""
        now = datetime.now(UTC)
        while True:
            async with self._store.writing() as connection:
                row = (await connection.execute(OLDEST, {"at": place})).first()
                if row is None or utc(row.due_at) > now:
                    await connection.rollback()
                    return None
                mine = {"item": row.id, "was_due": row.due_at, "until": now + LEASE}
                # Until somebody says how it went, nobody knows whether it was sent.
                if not (await connection.execute(CLAIM, mine)).rowcount:
                    return None
            if row.seq is not None:
                message = message_of(row, "message_")
                return Item(row.id, message, row.parts_sent, row.tries + 1, row.unsure)
            await self.drop(row.id)  # deleted meanwhile by the user

    async def sent(self, item: int, parts: int) -> None:
        """Note how many parts have arrived."""
        async with self._store.writing() as connection:
            await connection.execute(
                update(outbox).where(outbox.c.id == item).values(parts_sent=parts, unsure=True, due_at=datetime.now(UTC) + LEASE)
            )

    async def drop(self, item: int) -> None:
        """Take an item out: it has arrived, or never will."""
        async with self._store.writing() as connection:
            await connection.execute(delete(outbox).where(outbox.c.id == item))

    async def put_off(self, item: int, seconds: float, unsure: bool) -> None:
        """Try an item again after so many seconds."""
        async with self._store.writing() as connection:
            due = datetime.now(UTC) + timedelta(seconds=seconds)
            await connection.execute(update(outbox).where(outbox.c.id == item).values(due_at=due, unsure=unsure))

    async def count_waiting(self) -> int:
        """Return how many messages have still to be brought."""
        async with self._store.reading() as connection:
            return int((await connection.execute(select(func.count()).select_from(outbox))).scalar_one())

    # --- codes that link two places
    async def keep_code(self, conversation: str, code: str, life: timedelta) -> None:
        """Keep a code of a conversation, in the stead of the one before."""
        async with self._store.writing() as connection:
            await connection.execute(delete(link_codes).where(link_codes.c.conversation == conversation))
            await connection.execute(
                insert(link_codes).values(digest=digest(code), conversation=conversation, until=datetime.now(UTC) + life)
            )

    async def use_code(self, code: str) -> str | None:
        """Return the conversation of a code that still counts, which then counts no more."""
        async with self._store.writing() as connection:
            used = await connection.execute(delete(link_codes).where(link_codes.c.digest == digest(code)).returning(link_codes))
            row = used.first()
        return None if row is None or utc(row.until) < datetime.now(UTC) else str(row.conversation)

    # --- reminders
    async def remind(self, conversation: str, wanted: Iterable[tuple[str, str, datetime]]) -> int:
        """Keep reminders as subject, text and moment; return how many there are now. The same subject again changes the one before."""
        async with self._store.writing() as connection:
            for subject, text, due in wanted:
                await connection.execute(delete(reminders).where(reminders.c.conversation == conversation, reminders.c.subject == subject))
                await connection.execute(insert(reminders).values(conversation=conversation, subject=subject, text=text, due_at=due))
            count = select(func.count()).where(reminders.c.conversation == conversation)
            return int((await connection.execute(count)).scalar_one())

    async def due_reminders(self, now: datetime) -> list[Reminder]:
        """Return the reminders whose time has come."""
        async with self._store.reading() as connection:
            found = await connection.execute(select(reminders).where(reminders.c.due_at <= now).order_by(reminders.c.due_at).limit(100))
            return [Reminder(row.id, row.conversation, row.subject, row.text) for row in found]

    async def reminded(self, reminder: int) -> None:
        """Take out a reminder that was given."""
        async with self._store.writing() as connection:
            await connection.execute(delete(reminders).where(reminders.c.id == reminder))

    async def stop_reminders(self, conversation: str) -> int:
        """Take out all reminders of a conversation; return how many there were."""
        async with self._store.writing() as connection:
            return (await connection.execute(delete(reminders).where(reminders.c.conversation == conversation))).rowcount

    # --- housekeeping
    async def tidy(self) -> None:
        """Drop events and codes that count no more."""
        now = datetime.now(UTC)
        async with self._store.writing() as connection:
            await connection.execute(delete(received).where(received.c.at < now - SENT_AGAIN))
            await connection.execute(delete(link_codes).where(link_codes.c.until < now))


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
