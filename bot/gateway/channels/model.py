"""What a channel is to the gateway."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.gateway.conversations.model import Message


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody at a place of a channel.

    Attributes:
        channel: `slack` or `teams`.
        tenant: the workspace or tenant that the user is of.
        user: the platform's id of the user.
        thread: what tells apart the user's talks: empty for the direct one, else the thread in which the assistant was called.
        address: what the channel needs to write there; nothing of the user's words.
    """

    channel: str
    tenant: str
    user: str
    thread: str = ""
    address: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A user's place, with the conversation that is held there."""

    id: str
    channel: str
    tenant: str
    user: str
    thread: str
    conversation: str
    address: dict[str, Any]
    active_at: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """A message that a place has still to get.

    Attributes:
        id: its place in the outbox.
        message: what is to be said.
        parts_sent: how many of its parts (the message, then its files) have arrived.
        tries: how often it was tried.
        unsure: whether an attempt ended without anybody knowing whether it arrived.
    """

    id: int
    message: Message
    parts_sent: int
    tries: int
    unsure: bool


class Later(Exception):
    """It was not sent, and can be tried again; after so many seconds where the platform says so, for all of the tenant where it means all."""

    def __init__(self, reason: str, seconds: float | None = None, unsure: bool = False) -> None:
        """Tell why; `unsure` where it may have arrived all the same."""
        super().__init__(reason)
        self.reason, self.seconds, self.unsure = reason, seconds, unsure


class Never(Exception):
    """It can't be sent, now or later: the place is no more, or we may not write there."""


class Sender(Protocol):
    """Writes to the places of one channel."""

    def parts(self, message: Message) -> int:
        """Return in how many parts a message is sent."""

    async def send(self, place: Place, message: Message, part: int) -> None:
        """Send a part of a message; raise Later or Never where it was not."""

    async def has_arrived(self, place: Place, message: Message, part: int) -> bool:
        """Look whether a part has arrived of which nobody knows."""
