"""What can be done with conversations, from whatever channel."""

from __future__ import annotations

import asyncio
import contextlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.gateway.beside import Beside
from bot.gateway.conversations.housekeeping import Housekeeping
from bot.gateway.conversations.hub import Hub, Waiters
from bot.gateway.conversations.model import Conversation, Gone, IdTaken, Message, Thumb
from bot.gateway.conversations.store import MOST_MESSAGES, Store
from bot.gateway.conversations.turns import Turns
from bot.gateway.errors import Refused
from bot.gateway.limits import Rates
from bot.gateway.meters import Meters
from bot.gateway.rasa import Down, Overdue, Rasa
from bot.gateway.settings import Settings
from bot.receipts import receipts_of
from bot.settings import return_minutes
from knowledge.resolve.posting_signs import is_posting

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
TRY_AGAIN = 30
LOOK_AGAIN = 2.0
"""Seconds after which a waiting request looks by itself: what another gateway process has stored wakes nobody here."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message of a user, as a channel hands it over."""

    id: str
    text: str
    payload: str | None = None


class Conversations:
    """Begins, continues and ends conversations. Who may do so with which is the caller's to check."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        rasa: Rasa,
        hub: Hub,
        turns: Turns,
        housekeeping: Housekeeping,
        rates: Rates,
        meters: Meters,
        beside: Beside,
    ) -> None:
        """Work with these parts."""
        self._settings, self._store, self._rasa, self._hub = settings, store, rasa, hub
        self._turns, self._housekeeping, self._rates, self._meters = turns, housekeeping, rates, meters
        self._beside = beside
        self._waiters = Waiters()
        hub.add(self._waiters)

    # --- the conversation
    async def begin(self, channel: str, address: str) -> Conversation:
        """Begin a conversation."""
        await self._rates.count("create_address", address)
        self._meters.conversations.labels(channel).inc()
        return await self._store.create(channel)

    async def get(self, conversation: str) -> Conversation:
        """Return a conversation that there is."""
        try:
            return await self._store.get(conversation)
        except Gone:
            raise Refused("gone") from None

    async def come_back(self, conversation: Conversation) -> Conversation:
        """Have a user welcomed who resumes a conversation after a while, once for each silence; return the conversation as it is then."""
        silence = datetime.now(UTC) - conversation.active_at
        if conversation.answerer != "assistant" or silence < timedelta(minutes=return_minutes()):
            return conversation
        try:
            noted = await self._store.add_return(conversation.id)
        except Gone:
            raise Refused("gone") from None
        if noted is None:
            return conversation
        self._turns.wake(conversation.id, (noted.conversation, noted.message))
        return noted.conversation

    def busy(self, conversation: str) -> bool:
        """Tell whether an answer is being worked on."""
        return conversation in self._turns

    async def forget(self, conversation: str) -> None:
        """Delete a conversation here and in Rasa, and the receipts that it was given."""
        try:
            await self._housekeeping.forget(conversation, "asked")
        except Gone:
            raise Refused("gone") from None

    async def export(self, conversation: str) -> dict[str, Any]:
        """Return all that is kept of a conversation."""
        await self._rates.count("export_conversation", conversation)
        found, messages = await self.get(conversation), await self._store.all(conversation)
        try:
            record = await self._rasa.record(found.sender)
        except (Down, Overdue):
            raise Refused("unavailable", TRY_AGAIN) from None
        return {
            "conversation": {"id": found.id, "channel": found.channel, "with": found.answerer, "created_at": found.created_at.isoformat()},
            "counted_once": await self._store.counted(conversation),
            "exported_at": datetime.now(UTC).isoformat(),
            "messages": [as_client(message) for message in messages],
            "profile": {slot: value for slot, value in record["slots"].items() if value not in (None, [])},
            "assistant_record": record["events"],
            **await self._beside.export(found.sender, receipts_of(record["slots"], record["events"])),
        }

    # --- messages
    async def receive(self, conversation: str, said: Said, address: str) -> tuple[Message, bool]:
        """Take a user's message: store it and have it answered. Return it as stored, and whether it had come before."""
        await self._rates.count("message_address", address)
        await self._rates.count("message_conversation", conversation)
        text, payload = self._checked(said)
        if len(self._turns) >= self._settings.most_waiting and conversation not in self._turns:
            raise Refused("busy", TRY_AGAIN)
        try:
            stored = await self._store.add_user_message(conversation, said.id, text, payload)
        except Gone:
            raise Refused("gone") from None
        except IdTaken:
            raise Refused("id_taken") from None
        if stored.message.state == "waiting":
            self._turns.wake(conversation, (stored.conversation, stored.message) if stored.alone else None)
        if not stored.duplicate:
            await self._hub.said(stored.message)
        return stored.message, stored.duplicate

    async def history(self, conversation: str, after: int | None, most: int = MOST_MESSAGES, wait: float = 0) -> tuple[list[Message], bool]:
        """Return what came after a number, or the latest messages; with `wait`, wait so many seconds for the first to come."""
        async with self._waiters.waiting(conversation) as happened:
            deadline = asyncio.get_running_loop().time() + wait
            while True:
                happened.clear()
                found = await (self._store.latest(conversation, most) if after is None else self._store.after(conversation, after, most))
                if found[0] or not await _happens(happened, deadline):
                    return found
                await self.get(conversation)  # it may have been forgotten

    async def replies(self, conversation: str, message_id: str, wait: float) -> tuple[list[Message], bool]:
        """Return the replies to a message and whether its turn is over; wait so many seconds for its end."""
        async with self._waiters.waiting(conversation) as happened:
            deadline = asyncio.get_running_loop().time() + wait
            while True:
                happened.clear()
                replies, over = await self._store.replies_to(conversation, message_id)
                if over or not await _happens(happened, deadline):
                    return replies, over

    async def rate(self, conversation: str, reply: str, thumb: Thumb | None) -> None:
        """Keep a user's thumb on a reply."""
        if not await self._store.set_feedback(conversation, reply, thumb):
            raise Refused("not_found")
        self._meters.feedback.labels(thumb or "none").inc()
        await self._hub.rated(conversation, reply, thumb)

    def _checked(self, said: Said) -> tuple[str, str | None]:
        """Return text and payload without what no keyboard types; refuse what is empty or too long."""
        text, payload = cleaned(said.text), cleaned(said.payload or "") or None
        most = self._settings.text_limit
        if most < len(text) <= self._settings.posting_limit and is_posting(text):
            most = self._settings.posting_limit
        if len(text) > most or len(payload or "") > self._settings.text_limit:
            raise Refused("too_long", limit=f"{self._settings.text_limit:,}")
        if not (text or payload):
            raise Refused("empty")
        return text, payload


async def _happens(event: asyncio.Event, deadline: float) -> bool:
    """Wait until something happens or it is time to look by oneself; False when the time is up."""
    left = deadline - asyncio.get_running_loop().time()
    if left <= 0:
        return False
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), min(left, LOOK_AGAIN))
    return True


def cleaned(text: str) -> str:
    """Return a text without control characters (databases refuse some of them) and with plain line ends."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def as_client(message: Message) -> dict[str, Any]:
    """Return a message as clients get it; docs/gateway.md tells the fields."""
    return {
        "id": message.id,
        "seq": message.seq,
        "author": message.author,
        "text": message.text,
        "payload": message.payload,
        "buttons": message.buttons,
        "custom": message.custom,
        "before": message.before,
        "after": message.after,
        "in_reply_to": message.in_reply_to,
        "last": message.last,
        "failed": message.failed,
        "feedback": message.feedback,
        "at": message.at.isoformat(),
    }
