"""Conversations in the database: each method is one transaction. SQLite or PostgreSQL."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Integer, Row, String, bindparam, create_engine, delete, insert, literal, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.gateway.conversations.model import Answer, Answerer, Author, Conversation, Gone, IdTaken, Message, Reply, Thumb
from bot.gateway.conversations.tables import conversations, deletions, messages, outbox, places, received, reminders
from bot.withheld import WITHHELD_TEXT
from knowledge.store.database import migrate, prepare

MIGRATIONS = Path(__file__).parent / "migrations"
MOST_MESSAGES = 100
SENT_AGAIN = timedelta(days=2)
"""So long after an event a platform may send it again: Slack does within an hour, Teams within a minute."""
SQLITE_POOL: dict[str, Any] = {"pool_size": 4, "max_overflow": 0, "pool_reset_on_return": None}
"""Nothing is left open in a connection that is given back, and each call to SQLite goes through a thread: so none is made for nothing."""


# What every turn does is made once: to make a statement takes longer than to run it.
TAKE_NUMBERS = (
    update(conversations)
    .where(conversations.c.id == bindparam("of"))
    .values(last_seq=conversations.c.last_seq + bindparam("count", type_=Integer), active_at=bindparam("active_at"))
    .returning(conversations)
)
SAME_OR_WAITING = select(messages).where(
    messages.c.conversation == bindparam("of"), (messages.c.id == bindparam("named")) | (messages.c.state == "waiting")
)
ADD_MESSAGE = insert(messages)
END_WAIT = (
    update(messages)
    .where(messages.c.conversation == bindparam("of"), messages.c.seq == bindparam("number"), messages.c.state == "waiting")
    .values(state=bindparam("state"))
)
POST = insert(outbox).from_select(
    ["place", "message", "parts_sent", "tries", "due_at", "unsure", "created_at"],
    select(
        places.c.id,
        bindparam("what", type_=String),
        literal(0),
        literal(0),
        bindparam("now", type_=DateTime(timezone=True)),
        literal(False),
        bindparam("now", type_=DateTime(timezone=True)),
    ).where(places.c.id == bindparam("to")),
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A user's message as it was stored.

    Attributes:
        duplicate: whether it was there already.
        alone: whether no older message of the conversation waits for its answer.
    """

    conversation: Conversation
    message: Message
    duplicate: bool
    alone: bool


class Store:
    """Reads and writes conversations."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Work on an engine whose tables are in their newest form: see `open_store`."""
        self._reader = engine.execution_options(credwise_reads_once=True)
        self._writer = engine.execution_options(credwise_writes=True)
        self._insert = insert_postgresql if engine.dialect.name == "postgresql" else insert_sqlite

    async def close(self) -> None:
        """Close all connections."""
        await self._reader.dispose()

    async def ping(self) -> None:
        """Raise where the database can't be read."""
        async with self.reading() as connection:
            await connection.execute(select(deletions.c.sender).limit(1))

    # --- conversations
    async def create(self, channel: str) -> Conversation:
        """Begin a conversation under names that nobody can guess."""
        now = datetime.now(UTC)
        values = {
            "id": secrets.token_urlsafe(18),
            "sender": f"{channel}-{secrets.token_urlsafe(24)}",
            "channel": channel,
            "answerer": "assistant",
            "last_seq": 0,
            "created_at": now,
            "active_at": now,
        }
        async with self.writing() as connection:
            await connection.execute(insert(conversations).values(values))
        return Conversation(**values)  # type: ignore[arg-type]

    async def get(self, conversation: str) -> Conversation:
        """Return a conversation; raise Gone where there is none."""
        async with self.reading() as connection:
            found = (await connection.execute(select(conversations).where(conversations.c.id == conversation))).first()
        if found is None:
            raise Gone
        return _conversation(found)

    async def set_answerer(self, conversation: str, answerer: Answerer) -> bool:
        """Set who gets the user's messages from now on; tell whether that was another one before."""
        other = (conversations.c.id == conversation, conversations.c.answerer != answerer)
        async with self.writing() as connection:
            return bool((await connection.execute(update(conversations).where(*other).values(answerer=answerer))).rowcount)

    async def attended(self, senders: Collection[str]) -> list[Conversation]:
        """Return the conversations that Rasa knows by these names, and all that are with an advisor."""
        wanted = select(conversations).where((conversations.c.answerer == "advisor") | conversations.c.sender.in_(senders))
        async with self.reading() as connection:
            return [_conversation(row) for row in await connection.execute(wanted)]

    async def delete(self, conversation: str) -> None:
        """Delete a conversation with all of its messages, and note that Rasa has to forget it."""
        async with self.writing() as connection:
            await self._keep_ids(connection, messages.c.conversation == conversation)
            found = await connection.execute(
                delete(conversations).where(conversations.c.id == conversation).returning(conversations.c.sender)
            )
            sender = found.scalar()
            if sender is None:
                raise Gone
            await self._note_deletion(connection, sender)

    async def idle_since(self, moment: datetime, most: int) -> list[str]:
        """Return conversations in which nothing has been said since then."""
        wanted = select(conversations.c.id).where(conversations.c.active_at < moment).limit(most)
        async with self.reading() as connection:
            return list((await connection.execute(wanted)).scalars())

    async def to_forget(self) -> list[tuple[str, datetime]]:
        """Return what Rasa has still to forget, and since when."""
        async with self.reading() as connection:
            found = await connection.execute(select(deletions).order_by(deletions.c.asked_at))
            return [(row.sender, utc(row.asked_at)) for row in found]

    async def forgot(self, sender: str) -> None:
        """Note that Rasa has forgotten a conversation."""
        async with self.writing() as connection:
            await connection.execute(delete(deletions).where(deletions.c.sender == sender))

    # --- messages
    async def add_user_message(self, conversation: str, id: str, text: str, payload: str | None, place: str | None = None) -> Stored:
        """Store a user's message as one that waits for its answer, which goes to a place beyond the website, where one is given.

        Raises:
            Gone: where the conversation is no more.
            IdTaken: where the id stands for other words.
        """
        async with self.writing() as connection:
            # The number is taken first: that locks the conversation, so that of two equal messages the second sees the first.
            changed = _conversation(await self._number(connection, conversation))
            known = {row.id: row for row in await connection.execute(SAME_OR_WAITING, {"of": conversation, "named": id})}
            if id in known:
                await connection.rollback()
                message = message_of(known[id])
                as_before = (message.text, message.payload) == (text, payload) or message.text == WITHHELD_TEXT
                if message.author != "user" or not as_before:
                    raise IdTaken
                return Stored(changed, message, duplicate=True, alone=False)
            message = Message(conversation, changed.last_seq, id, "user", text, datetime.now(UTC), payload, state="waiting", place=place)
            await connection.execute(ADD_MESSAGE, _values(message))
        return Stored(changed, message, duplicate=False, alone=not known)

    async def add(self, conversation: str, author: Author, reply: Reply, id: str) -> Message | None:
        """Store what an advisor or the assistant says unasked; None where a message of that id is there already.

        Raises:
            Gone: where the conversation is no more.
        """
        async with self.writing() as connection:
            seq = (await self._number(connection, conversation)).last_seq
            same = select(messages.c.seq).where(messages.c.conversation == conversation, messages.c.id == id)
            if (await connection.execute(same)).first() is not None:
                await connection.rollback()
                return None
            latest = select(places.c.id).where(places.c.conversation == conversation).order_by(places.c.active_at.desc()).limit(1)
            place = (await connection.execute(latest)).scalar()
            message = replace(_said(conversation, seq, author, reply, last=True), id=id, place=place)
            await connection.execute(ADD_MESSAGE, _values(message))
            if place is not None:
                await _post(connection, place, [message])
        return message

    async def last_id(self, conversation: str, beginning: str) -> str | None:
        """Return the id of the latest message whose id begins so."""
        wanted = select(messages.c.id).where(messages.c.conversation == conversation, messages.c.id.startswith(beginning))
        async with self.reading() as connection:
            return (await connection.execute(wanted.order_by(messages.c.seq.desc()).limit(1))).scalar()

    async def next_waiting(self, conversation: str) -> Message | None:
        """Return the oldest message that waits for its answer."""
        wanted = select(messages).where(messages.c.conversation == conversation, messages.c.state == "waiting").order_by(messages.c.seq)
        async with self.reading() as connection:
            found = (await connection.execute(wanted.limit(1))).first()
        return None if found is None else message_of(found)

    async def with_waiting(self) -> list[str]:
        """Return the conversations in which a message waits."""
        wanted = select(messages.c.conversation).where(messages.c.state == "waiting").distinct()
        async with self.reading() as connection:
            return list((await connection.execute(wanted)).scalars())

    async def finish(self, asked: Message, author: Author, answer: Answer) -> list[Message] | None:
        """Store the answer to a message and end its wait; None where another process has done so.

        Raises:
            Gone: where the conversation was forgotten meanwhile.
        """
        async with self.writing() as connection:
            seq = (await self._number(connection, asked.conversation, len(answer.replies))).last_seq
            state = "failed" if answer.failed else "done"
            ended = await connection.execute(END_WAIT, {"of": asked.conversation, "number": asked.seq, "state": state})
            if not ended.rowcount:
                await connection.rollback()
                return None
            if answer.forgotten:
                said_before = (messages.c.conversation == asked.conversation, messages.c.seq <= asked.seq)
                await self._keep_ids(connection, *said_before)
                await connection.execute(delete(messages).where(*said_before))
                await connection.execute(delete(reminders).where(reminders.c.conversation == asked.conversation))
            if answer.withheld:
                its_words = (messages.c.conversation == asked.conversation, messages.c.seq == asked.seq)
                await connection.execute(update(messages).where(*its_words).values(text=WITHHELD_TEXT, payload=None))
            first = seq - len(answer.replies) + 1
            said = [
                _said(asked.conversation, number, author, reply, asked, last=number == seq, failed=answer.failed)
                for number, reply in enumerate(answer.replies, start=first)
            ]
            if said:
                await connection.execute(ADD_MESSAGE, [_values(message) for message in said])
                if asked.place is not None:
                    await _post(connection, asked.place, said)
        return said

    async def message(self, conversation: str, id: str) -> Message | None:
        """Return a message by its id."""
        wanted = select(messages).where(messages.c.conversation == conversation, messages.c.id == id)
        async with self.reading() as connection:
            found = (await connection.execute(wanted)).first()
        return None if found is None else message_of(found)

    async def last_card(self, conversation: str, kind: str) -> Message | None:
        """Return the latest message that bears a card of a kind."""
        async with self.reading() as connection:
            bearing = select(messages).where(messages.c.conversation == conversation, messages.c.custom.is_not(None))
            for row in await connection.execute(bearing.order_by(messages.c.seq.desc())):
                if (row.custom or {}).get("type") == kind:
                    return message_of(row)
        return None

    async def after(self, conversation: str, seq: int, most: int = MOST_MESSAGES) -> tuple[list[Message], bool]:
        """Return the messages later than a number, in order, and whether there are more."""
        wanted = select(messages).where(messages.c.conversation == conversation, messages.c.seq > seq).order_by(messages.c.seq)
        async with self.reading() as connection:
            found = (await connection.execute(wanted.limit(most + 1))).all()
        return [message_of(row) for row in found[:most]], len(found) > most

    async def latest(self, conversation: str, most: int = MOST_MESSAGES) -> tuple[list[Message], bool]:
        """Return the latest messages in order, and whether there are earlier ones."""
        wanted = select(messages).where(messages.c.conversation == conversation).order_by(messages.c.seq.desc())
        async with self.reading() as connection:
            found = (await connection.execute(wanted.limit(most + 1))).all()
        return [message_of(row) for row in reversed(found[:most])], len(found) > most

    async def all(self, conversation: str) -> list[Message]:
        """Return every message, for an export."""
        async with self.reading() as connection:
            found = await connection.execute(select(messages).where(messages.c.conversation == conversation).order_by(messages.c.seq))
            return [message_of(row) for row in found]

    async def replies_to(self, conversation: str, id: str) -> tuple[list[Message], bool]:
        """Return the replies to a user's message, and whether its turn is over."""
        ours = messages.c.conversation == conversation
        wanted = select(messages).where(ours, (messages.c.in_reply_to == id) | (messages.c.id == id)).order_by(messages.c.seq)
        async with self.reading() as connection:
            found = [message_of(row) for row in await connection.execute(wanted)]
        return [message for message in found if message.in_reply_to == id], not any(message.state == "waiting" for message in found)

    async def set_feedback(self, conversation: str, reply: str, thumb: Thumb | None) -> bool:
        """Keep a thumb on a reply; tell whether there is that reply."""
        ours = (messages.c.conversation == conversation, messages.c.id == reply, messages.c.author != "user")
        async with self.writing() as connection:
            return bool((await connection.execute(update(messages).where(*ours).values(feedback=thumb))).rowcount)

    # --- inside
    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection for one statement that reads."""
        async with self._reader.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A connection whose changes are kept when it is left, unless they were rolled back."""
        async with self._writer.connect() as connection:
            yield connection
            await connection.commit()

    async def _number(self, connection: AsyncConnection, conversation: str, count: int = 1) -> Row[Any]:
        """Take so many numbers for messages; the last of them is the conversation's."""
        taken = await connection.execute(TAKE_NUMBERS, {"of": conversation, "count": count, "active_at": datetime.now(UTC)})
        if (row := taken.first()) is None:
            raise Gone
        return row

    async def _keep_ids(self, connection: AsyncConnection, *which: ColumnElement[bool]) -> None:
        """Keep the ids of what is deleted, where a platform may send it again: it would be answered as if it were new."""
        theirs = select(places.c.channel, messages.c.id, literal(datetime.now(UTC), DateTime(timezone=True))).join_from(
            messages, places, places.c.id == messages.c.place
        )
        sent_again = (messages.c.author == "user", messages.c.at > datetime.now(UTC) - SENT_AGAIN)
        kept = self._insert(received).from_select(["channel", "event", "at"], theirs.where(*which, *sent_again))
        await connection.execute(kept.on_conflict_do_nothing())

    async def _note_deletion(self, connection: AsyncConnection, sender: str) -> None:
        await connection.execute(self._insert(deletions).values(sender=sender, asked_at=datetime.now(UTC)).on_conflict_do_nothing())


async def _post(connection: AsyncConnection, place: str, said: Sequence[Message]) -> None:
    """Put messages into the outbox, in the transaction that stores them: what is stored is delivered. A place that is no more gets nothing."""
    if (await connection.execute(select(places.c.id).where(places.c.id == place))).first() is None:
        return
    now = datetime.now(UTC)
    rows = [
        {"place": place, "message": each.id, "parts_sent": 0, "tries": 0, "due_at": now, "unsure": False, "created_at": now}
        for each in said
    ]
    await connection.execute(insert(outbox), rows)


async def open_store(url: str) -> Store:
    """Open a database, bringing its tables to their newest form."""
    await asyncio.to_thread(_migrate, url)
    sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = create_async_engine(url, pool_pre_ping=not sqlite, **(SQLITE_POOL if sqlite else {}))
    prepare(engine.sync_engine)
    return Store(engine)


def _migrate(url: str) -> None:
    """Alembic is not asynchronous: it gets a connection of its own, by the driver's other form."""
    engine = create_engine(make_url(url).set(drivername=make_url(url).drivername.replace("+aiosqlite", "")))
    prepare(engine)
    try:
        migrate(engine, MIGRATIONS)
    finally:
        engine.dispose()


def _said(
    conversation: str, seq: int, author: Author, reply: Reply, asked: Message | None = None, last: bool = False, failed: bool = False
) -> Message:
    return Message(
        conversation=conversation,
        seq=seq,
        id=secrets.token_urlsafe(12),
        author=author,
        at=datetime.now(UTC),
        in_reply_to=asked.id if asked else None,
        place=asked.place if asked else None,
        last=last,
        failed=failed,
        **{name: getattr(reply, name) for name in REPLY},
    )


REPLY = tuple(field.name for field in fields(Reply))
COLUMNS = tuple(column.name for column in messages.columns)


def _values(message: Message) -> dict[str, Any]:
    return {name: getattr(message, name) for name in COLUMNS}


def message_of(row: Row[Any], named: str = "") -> Message:
    """Return a message of a row, whose columns' names begin so."""
    values = {name: row._mapping[f"{named}{name}"] for name in COLUMNS}
    return Message(**{**values, "at": utc(values["at"])})


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(**{**row._mapping, "created_at": utc(row.created_at), "active_at": utc(row.active_at)})


def utc(moment: datetime) -> datetime:
    """SQLite keeps no time zone; all that is written is UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
