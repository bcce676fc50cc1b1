"""Who is told what happens in conversations: the channels, the advisor's desk, and requests that wait."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.faults import where
from bot.gateway.conversations.model import Answerer, Message, Thumb

log = structlog.get_logger(__name__)


class Listener:
    """Is told what happens; does nothing of it unless it says otherwise. Conversations are named by their id."""

    async def said(self, message: Message) -> None:
        """A message of any author was stored."""

    async def typing(self, conversation: str, on: bool) -> None:
        """An answer of the assistant is being worked on, or no more."""

    async def writing(self, conversation: str, name: str, on: bool) -> None:
        """An advisor writes, or no more."""

    async def present(self, conversation: str, name: str, here: bool) -> None:
        """The advisor who has the conversation has it open, or no more."""

    async def passed_on(self, conversation: str) -> None:
        """Something has come to the advisors' desk: a message, or a sign that the user is there or writes."""

    async def delayed(self, conversation: str, text: str) -> None:
        """The answer takes longer than usual."""

    async def handed_over(self, conversation: str, answerer: Answerer) -> None:
        """From now on another one answers."""

    async def rated(self, conversation: str, reply: str, value: Thumb | None) -> None:
        """The user has given a thumb."""

    async def forgotten(self, conversation: str, ended: bool) -> None:
        """All of it was deleted; `ended` where the conversation is no more."""


class Hub(Listener):
    """Tells all listeners. One that fails keeps nothing from the others, nor from the turn."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._listeners: list[Listener] = []

    def add(self, listener: Listener) -> None:
        """Tell somebody more from now on."""
        self._listeners.append(listener)

    async def said(self, message: Message) -> None:
        """Tell of a message."""
        await self._tell("said", message)

    async def typing(self, conversation: str, on: bool) -> None:
        """Tell of work on an answer."""
        await self._tell("typing", conversation, on)

    async def writing(self, conversation: str, name: str, on: bool) -> None:
        """Tell of an advisor's writing."""
        await self._tell("writing", conversation, name, on)

    async def present(self, conversation: str, name: str, here: bool) -> None:
        """Tell whether the advisor is there."""
        await self._tell("present", conversation, name, here)

    async def passed_on(self, conversation: str) -> None:
        """Tell of what has come to the desk."""
        await self._tell("passed_on", conversation)

    async def delayed(self, conversation: str, text: str) -> None:
        """Tell of a delay."""
        await self._tell("delayed", conversation, text)

    async def handed_over(self, conversation: str, answerer: Answerer) -> None:
        """Tell who answers."""
        await self._tell("handed_over", conversation, answerer)

    async def rated(self, conversation: str, reply: str, value: Thumb | None) -> None:
        """Tell of a thumb."""
        await self._tell("rated", conversation, reply, value)

    async def forgotten(self, conversation: str, ended: bool) -> None:
        """Tell of a deletion."""
        await self._tell("forgotten", conversation, ended)

    async def _tell(self, what: str, *values: object) -> None:
        for listener in self._listeners:
            try:
                await getattr(listener, what)(*values)
            except Exception as error:
                log.error("listener_failed", listener=type(listener).__name__, what=what, error=where(error))


class Waiters(Listener):
    """Requests that wait until something is said in a conversation."""

    def __init__(self) -> None:
        """Begin with none."""
        self._events: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    async def said(self, message: Message) -> None:
        """Wake who waits for the conversation."""
        self._wake(message.conversation)

    async def typing(self, conversation: str, on: bool) -> None:
        """Wake who waits for the end of a turn."""
        self._wake(conversation)

    async def forgotten(self, conversation: str, ended: bool) -> None:
        """Wake who waits for what will never come."""
        self._wake(conversation)

    def _wake(self, conversation: str) -> None:
        for event in self._events.get(conversation, ()):
            event.set()

    @asynccontextmanager
    async def waiting(self, conversation: str) -> AsyncIterator[asyncio.Event]:
        """Give an event that is set whenever something happens in the conversation; who waits clears it before looking."""
        event = asyncio.Event()
        self._events[conversation].add(event)
        try:
            yield event
        finally:
            self._events[conversation].discard(event)
            if not self._events[conversation]:
                del self._events[conversation]
