"""What a conversation is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.gateway.conversations.told import Told

NOTHING_TOLD = Told()
Author = Literal["user", "assistant", "advisor"]
Answerer = Literal["assistant", "advisor"]
Thumb = Literal["up", "down"]
RETURN = "return:"
"""Ids of what the gateway notes in a user's place when they come back; no client's id holds a colon."""
State = Literal["waiting", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Conversation:
    """One user's talk.

    Attributes:
        id: what clients know it by; worth nothing without a token.
        sender: what Rasa knows it by; never leaves the server.
        channel: where the user is: `web`, later `slack` or `teams`.
        answerer: who gets the user's messages now.
        last_seq: the number of the latest message.
    """

    id: str
    sender: str
    channel: str
    answerer: Answerer
    last_seq: int
    created_at: datetime
    active_at: datetime


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation; the fields are told in docs/gateway.md."""

    conversation: str
    seq: int
    id: str
    author: Author
    text: str
    at: datetime
    payload: str | None = None
    buttons: list[dict[str, str]] = field(default_factory=list)
    custom: dict[str, Any] | None = None
    before: str = ""
    after: str = ""
    in_reply_to: str | None = None
    last: bool = False
    failed: bool = False
    feedback: Thumb | None = None
    state: State | None = None

    @property
    def is_return(self) -> bool:
        """Whether it holds no words of the user's but that they have come back."""
        return self.author == "user" and self.id.startswith(RETURN)


@dataclass(frozen=True, slots=True)
class Reply:
    """Something to be said to the user, before it has its place in the conversation.

    Attributes:
        text: stands alone, where no card can be drawn.
        buttons: at most five, each with `title` and `payload`.
        custom: a card of the contract.
        before: the lines of the text before those that the drawn card shows.
        after: the lines after them.
    """

    text: str
    buttons: list[dict[str, str]] = field(default_factory=list)
    custom: dict[str, Any] | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a turn brought.

    Attributes:
        replies: what is said; none where a person will answer later.
        failed: whether the replies are an apology.
        forgotten: whether the user has had everything deleted by this message.
        fallback: whether the message was not understood.
        withheld: whether the message told a contact, which is kept in the case only.
        counted: what may be counted of it.
    """

    replies: list[Reply]
    failed: bool = False
    forgotten: bool = False
    fallback: bool = False
    withheld: bool = False
    counted: Told = NOTHING_TOLD


class Gone(Exception):
    """There is no such conversation: it was forgotten, or is older than what is kept."""


class IdTaken(Exception):
    """A message with that id and other words is in the conversation already."""
