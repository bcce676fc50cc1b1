"""Conversations in the database: each method is one transaction. SQLite or PostgreSQL."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Collection
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Integer, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from bot.gateway.conversations.model import RETURN, Answer, Answerer, Author, Conversation, Gone, IdTaken, Message, Reply, Thumb
from bot.gateway.conversations.tables import conversations, deletions, messages, tallies
from bot.gateway.conversations.tally import Kind, Seen, Tally, of_thumb, of_turn
from bot.gateway.transactions import Database, Transactions, reads, writes
from bot.payloads import SESSION_START
from bot.withheld import WITHHELD_TEXT
from knowledge.store.database import migrate

MIGRATIONS = Path(__file__).parent / "migrations"
MOST_MESSAGES = 100
Dimension = Literal["day", "hour", "channel", "goal", "field"]

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
LAST_WORDS = (
    select(messages.c.seq)
    .where(messages.c.conversation == bindparam("of"), messages.c.author == "user", messages.c.text != "")
    .order_by(messages.c.seq.desc())
    .limit(1)
)
ADD_MESSAGE = insert(messages)
END_WAIT = (
    update(messages)
    .where(messages.c.conversation == bindparam("of"), messages.c.seq == bindparam("number"), messages.c.state == "waiting")
    .values(state=bindparam("state"))
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


class Store(Transactions):
    """Reads and writes conversations."""

    def __init__(self, database: Database, zone: tzinfo = UTC) -> None:
        """Work on a database whose tables are in their newest form: see `open_store`. What is counted is counted by the days of a time zone."""
        super().__init__(database)
        self._zone = zone
        self._insert = insert_postgresql if self.dialect == "postgresql" else insert_sqlite
        one = self._insert(tallies)
        added = {"count": tallies.c["count"] + one.excluded["count"]}
        self._one_more = one.on_conflict_do_update(index_elements=list(tallies.primary_key.columns), set_=added)

    async def close(self) -> None:
        """Close all connections."""
        await self.database.close()

    @reads
    def ping(self, connection: Connection) -> None:
        """Raise where the database can't be read."""
        connection.execute(select(deletions.c.sender).limit(1))

    # --- conversations
    @writes
    def create(self, connection: Connection, channel: str) -> Conversation:
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
        connection.execute(insert(conversations).values(values))
        return Conversation(**values)  # type: ignore[arg-type]

    @reads
    def get(self, connection: Connection, conversation: str) -> Conversation:
        """Return a conversation; raise Gone where there is none."""
        found = connection.execute(select(conversations).where(conversations.c.id == conversation)).first()
        if found is None:
            raise Gone
        return _conversation(found)

    @writes
    def set_answerer(self, connection: Connection, conversation: str, answerer: Answerer) -> bool:
        """Set who gets the user's messages from now on; tell whether that was another one before."""
        other = (conversations.c.id == conversation, conversations.c.answerer != answerer)
        return bool(connection.execute(update(conversations).where(*other).values(answerer=answerer)).rowcount)

    @reads
    def attended(self, connection: Connection, senders: Collection[str]) -> list[Conversation]:
        """Return the conversations that Rasa knows by these names, and all that are with an advisor."""
        wanted = select(conversations).where((conversations.c.answerer == "advisor") | conversations.c.sender.in_(senders))
        return [_conversation(row) for row in connection.execute(wanted)]

    @writes
    def delete(self, connection: Connection, conversation: str) -> None:
        """Delete a conversation with all of its messages, and note that Rasa has to forget it."""
        found = connection.execute(delete(conversations).where(conversations.c.id == conversation).returning(conversations.c.sender))
        sender = found.scalar()
        if sender is None:
            raise Gone
        self._note_deletion(connection, sender)

    @reads
    def idle_since(self, connection: Connection, moment: datetime, most: int) -> list[str]:
        """Return conversations in which nothing has been said since then."""
        wanted = select(conversations.c.id).where(conversations.c.active_at < moment).limit(most)
        return list(connection.execute(wanted).scalars())

    @reads
    def to_forget(self, connection: Connection) -> list[tuple[str, datetime]]:
        """Return what Rasa has still to forget, and since when."""
        found = connection.execute(select(deletions).order_by(deletions.c.asked_at))
        return [(row.sender, _utc(row.asked_at)) for row in found]

    @writes
    def forgot(self, connection: Connection, sender: str) -> None:
        """Note that Rasa has forgotten a conversation."""
        connection.execute(delete(deletions).where(deletions.c.sender == sender))

    # --- messages
    @writes
    def add_user_message(self, connection: Connection, conversation: str, id: str, text: str, payload: str | None) -> Stored:
        """Store a user's message as one that waits for its answer.

        Raises:
            Gone: where the conversation is no more.
            IdTaken: where the id stands for other words.
        """
        # The number is taken first: that locks the conversation, so that of two equal messages the second sees the first.
        changed = _conversation(self._number(connection, conversation))
        known = {row.id: row for row in connection.execute(SAME_OR_WAITING, {"of": conversation, "named": id})}
        if id in known:
            connection.rollback()
            message = _message(known[id])
            as_before = (message.text, message.payload) == (text, payload) or message.text == WITHHELD_TEXT
            if message.author != "user" or not as_before:
                raise IdTaken
            return Stored(changed, message, duplicate=True, alone=False)
        message = Message(conversation, changed.last_seq, id, "user", text, datetime.now(UTC), payload, state="waiting")
        connection.execute(ADD_MESSAGE, _values(message))
        return Stored(changed, message, duplicate=False, alone=not known)

    @writes
    def add_return(self, connection: Connection, conversation: str) -> Stored | None:
        """Store that the user has come back, as a message without words that waits for its answer.

        None where they have said nothing to come back to, where it was noted since they did, and where an answer is still to come.

        Raises:
            Gone: where the conversation is no more.
        """
        changed = _conversation(self._number(connection, conversation))
        if (last := connection.execute(LAST_WORDS, {"of": conversation}).scalar()) is not None:
            id = f"{RETURN}{last}"
            if connection.execute(SAME_OR_WAITING, {"of": conversation, "named": id}).first() is None:
                now = datetime.now(UTC)
                message = Message(conversation, changed.last_seq, id, "user", "", now, SESSION_START, state="waiting")
                connection.execute(ADD_MESSAGE, _values(message))
                return Stored(changed, message, duplicate=False, alone=True)
        connection.rollback()
        return None

    @writes
    def add(self, connection: Connection, conversation: str, author: Author, reply: Reply, id: str) -> Message | None:
        """Store what an advisor or the assistant says unasked; None where a message of that id is there already.

        Raises:
            Gone: where the conversation is no more.
        """
        seq = self._number(connection, conversation).last_seq
        same = select(messages.c.seq).where(messages.c.conversation == conversation, messages.c.id == id)
        if connection.execute(same).first() is not None:
            connection.rollback()
            return None
        message = replace(_said(conversation, seq, author, reply, last=True), id=id)
        connection.execute(ADD_MESSAGE, _values(message))
        return message

    @reads
    def last_id(self, connection: Connection, conversation: str, beginning: str) -> str | None:
        """Return the id of the latest message whose id begins so."""
        wanted = select(messages.c.id).where(messages.c.conversation == conversation, messages.c.id.startswith(beginning))
        return connection.execute(wanted.order_by(messages.c.seq.desc()).limit(1)).scalar()

    @reads
    def next_waiting(self, connection: Connection, conversation: str) -> Message | None:
        """Return the oldest message that waits for its answer."""
        wanted = select(messages).where(messages.c.conversation == conversation, messages.c.state == "waiting").order_by(messages.c.seq)
        found = connection.execute(wanted.limit(1)).first()
        return None if found is None else _message(found)

    @reads
    def with_waiting(self, connection: Connection) -> list[str]:
        """Return the conversations in which a message waits."""
        wanted = select(messages.c.conversation).where(messages.c.state == "waiting").distinct()
        return list(connection.execute(wanted).scalars())

    @writes
    def finish(self, connection: Connection, asked: Message, author: Author, answer: Answer) -> list[Message] | None:
        """Store the answer to a message and end its wait; None where another process has done so.

        Raises:
            Gone: where the conversation was forgotten meanwhile.
        """
        row = self._number(connection, asked.conversation, len(answer.replies))
        seq = row.last_seq
        state = "failed" if answer.failed else "done"
        ended = connection.execute(END_WAIT, {"of": asked.conversation, "number": asked.seq, "state": state})
        if not ended.rowcount:
            connection.rollback()
            return None
        if answer.forgotten:
            said_before = (messages.c.conversation == asked.conversation, messages.c.seq <= asked.seq)
            connection.execute(delete(messages).where(*said_before))
        if answer.withheld:
            its_words = (messages.c.conversation == asked.conversation, messages.c.seq == asked.seq)
            connection.execute(update(messages).where(*its_words).values(text=WITHHELD_TEXT, payload=None))
        self._count_turn(connection, row, asked, answer)
        first = seq - len(answer.replies) + 1
        said = [
            _said(asked.conversation, number, author, reply, in_reply_to=asked.id, last=number == seq, failed=answer.failed)
            for number, reply in enumerate(answer.replies, start=first)
        ]
        if said:
            connection.execute(ADD_MESSAGE, [_values(message) for message in said])
        return said

    @reads
    def after(self, connection: Connection, conversation: str, seq: int, most: int = MOST_MESSAGES) -> tuple[list[Message], bool]:
        """Return the messages later than a number, in order, and whether there are more."""
        wanted = select(messages).where(messages.c.conversation == conversation, messages.c.seq > seq).order_by(messages.c.seq)
        found = connection.execute(wanted.limit(most + 1)).all()
        return [_message(row) for row in found[:most]], len(found) > most

    @reads
    def latest(self, connection: Connection, conversation: str, most: int = MOST_MESSAGES) -> tuple[list[Message], bool]:
        """Return the latest messages in order, and whether there are earlier ones."""
        wanted = select(messages).where(messages.c.conversation == conversation).order_by(messages.c.seq.desc())
        found = connection.execute(wanted.limit(most + 1)).all()
        return [_message(row) for row in reversed(found[:most])], len(found) > most

    @reads
    def all(self, connection: Connection, conversation: str) -> list[Message]:
        """Return every message, for an export."""
        found = connection.execute(select(messages).where(messages.c.conversation == conversation).order_by(messages.c.seq))
        return [_message(row) for row in found]

    @reads
    def replies_to(self, connection: Connection, conversation: str, id: str) -> tuple[list[Message], bool]:
        """Return the replies to a user's message, and whether its turn is over."""
        ours = messages.c.conversation == conversation
        wanted = select(messages).where(ours, (messages.c.in_reply_to == id) | (messages.c.id == id)).order_by(messages.c.seq)
        found = [_message(row) for row in connection.execute(wanted)]
        return [message for message in found if message.in_reply_to == id], not any(message.state == "waiting" for message in found)

    @writes
    def set_feedback(self, connection: Connection, conversation: str, reply: str, thumb: Thumb | None) -> bool:
        """Keep a thumb on a reply; tell whether there is that reply."""
        ours = (messages.c.conversation == conversation, messages.c.id == reply, messages.c.author != "user")
        wanted = select(messages.c.feedback, messages.c.at, conversations.c.channel).join_from(messages, conversations)
        found = connection.execute(wanted.where(*ours).with_for_update()).first()
        if found is None:
            return False
        connection.execute(update(messages).where(*ours).values(feedback=thumb))
        replied = self._local(found.at)
        if found.feedback is not None:
            self._take_back(connection, of_thumb(found.channel, found.feedback, replied))
        if thumb is not None:
            self._count(connection, [of_thumb(found.channel, thumb, replied)])
        return True

    # --- what is counted
    @reads
    def counted(self, connection: Connection, conversation: str) -> list[str]:
        """Return what a conversation was counted under, which is kept with it so that it is not counted twice."""
        kept = connection.execute(select(conversations.c.seen).where(conversations.c.id == conversation)).scalar()
        return list(Seen.of(kept).once)

    @reads
    def counts(self, connection: Connection, kind: Kind, by: Dimension, since: date, until: date) -> list[tuple[Any, str, int]]:
        """Return how many of a kind there were from a day to another, both included, by one of its sides and what exactly.

        As (day, hour, channel, goal or field; what; count); ``kind`` and ``by`` are ours, never a client's.
        """
        side = tallies.c[by]
        wanted = select(side, tallies.c.what, func.sum(tallies.c["count"])).where(
            tallies.c.kind == kind, tallies.c.day.between(since, until)
        )
        return [(one, what, int(count)) for one, what, count in connection.execute(wanted.group_by(side, tallies.c.what))]

    @writes
    def forget_counts(self, connection: Connection, before: date) -> None:
        """Delete what was counted before a day."""
        connection.execute(delete(tallies).where(tallies.c.day < before))

    def _count_turn(self, connection: Connection, conversation: Row[Any], asked: Message, answer: Answer) -> None:
        before = Seen.of(conversation.seen)
        seen, added = of_turn(before, conversation.channel, asked, answer, self._local(asked.at))
        if added:
            self._count(connection, added)
        if seen != before:
            ours = conversations.c.id == conversation.id
            connection.execute(update(conversations).where(ours).values(seen=seen.kept() if seen.day else None))

    def _count(self, connection: Connection, more: list[Tally]) -> None:
        connection.execute(self._one_more, [{**asdict(tally), "count": 1} for tally in more])

    def _take_back(self, connection: Connection, tally: Tally) -> None:
        same = [tallies.c[name] == value for name, value in asdict(tally).items()]
        connection.execute(update(tallies).where(*same, tallies.c["count"] > 0).values(count=tallies.c["count"] - 1))

    def _local(self, moment: datetime) -> datetime:
        return _utc(moment).astimezone(self._zone)

    # --- inside
    def _number(self, connection: Connection, conversation: str, count: int = 1) -> Row[Any]:
        """Take so many numbers for messages; the last of them is the conversation's."""
        taken = connection.execute(TAKE_NUMBERS, {"of": conversation, "count": count, "active_at": datetime.now(UTC)})
        if (row := taken.first()) is None:
            raise Gone
        return row

    def _note_deletion(self, connection: Connection, sender: str) -> None:
        connection.execute(self._insert(deletions).values(sender=sender, asked_at=datetime.now(UTC)).on_conflict_do_nothing())


async def open_store(url: str, zone: tzinfo = UTC) -> Store:
    """Open a database, bringing its tables to their newest form; what is counted is counted by the days of a time zone."""
    database = Database(url)
    await asyncio.to_thread(migrate, database.engine, MIGRATIONS)
    return Store(database, zone)


def _said(
    conversation: str, seq: int, author: Author, reply: Reply, in_reply_to: str | None = None, last: bool = False, failed: bool = False
) -> Message:
    return Message(
        conversation=conversation,
        seq=seq,
        id=secrets.token_urlsafe(12),
        author=author,
        at=datetime.now(UTC),
        in_reply_to=in_reply_to,
        last=last,
        failed=failed,
        **{name: getattr(reply, name) for name in REPLY},
    )


REPLY = tuple(field.name for field in fields(Reply))
OF_CONVERSATION = tuple(field.name for field in fields(Conversation))
MOMENTS = ("created_at", "active_at")
COLUMNS = tuple(column.name for column in messages.columns)


def _values(message: Message) -> dict[str, Any]:
    return {name: getattr(message, name) for name in COLUMNS}


def _message(row: Row[Any]) -> Message:
    return Message(**{**row._mapping, "at": _utc(row.at)})


def _conversation(row: Row[Any]) -> Conversation:
    return Conversation(**{name: row._mapping[name] for name in OF_CONVERSATION} | {name: _utc(row._mapping[name]) for name in MOMENTS})


def _utc(moment: datetime) -> datetime:
    """SQLite keeps no time zone; all that is written is UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
