"""Turns: every stored message of a user is answered, in order, once, whatever is restarted in between.

A message is stored as `waiting` before anybody is told that it was taken. Each conversation with waiting messages has one task here that
answers them one after the other. A restart ends the tasks and keeps the messages: `recover` takes them up again. That a message is then
asked of Rasa twice does no harm, for Rasa answers each id once; nor do two gateways on one message, for its wait can be ended once only.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Protocol

import structlog

from bot.faults import where
from bot.gateway.conversations.advisors import Advisors
from bot.gateway.conversations.hub import Hub
from bot.gateway.conversations.model import Answer, Conversation, Gone, Message
from bot.gateway.conversations.store import Store
from bot.gateway.errors import wording
from bot.gateway.meters import Meters

log = structlog.get_logger(__name__)


class Answers(Protocol):
    """Who answers a user's messages."""

    async def answer(self, conversation: Conversation, message: Message, delayed: Callable[[], Awaitable[None]]) -> Answer:
        """Return what is to be said; call `delayed` where that takes longer than usual."""


class Turns:
    """Works on the conversations that have waiting messages."""

    def __init__(self, store: Store, hub: Hub, meters: Meters, assistant: Answers, advisors: Advisors) -> None:
        """Give each message to the person who has the conversation, else to the assistant."""
        self._store, self._hub, self._meters, self._assistant, self._advisors = store, hub, meters, assistant, advisors
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()

    def __len__(self) -> int:
        return len(self._tasks)

    def __contains__(self, conversation: str) -> bool:
        return conversation in self._tasks

    def wake(self, conversation: str, first: tuple[Conversation, Message] | None = None) -> None:
        """See to it that the waiting messages of a conversation are answered; `first` is the oldest of them, where that is known."""
        if conversation in self._tasks:
            self._again.add(conversation)
        else:
            self._tasks[conversation] = asyncio.create_task(self._work(conversation, first))
            self._meters.waiting.set(len(self._tasks))

    async def recover(self) -> int:
        """Take up what waits and nobody works on; return in how many conversations."""
        waiting = [conversation for conversation in await self._store.with_waiting() if conversation not in self._tasks]
        for conversation in waiting:
            self.wake(conversation)
        return len(waiting)

    async def stop(self, conversation: str) -> None:
        """Stop working on a conversation; what waits in it stays."""
        if task := self._tasks.get(conversation):
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def close(self) -> None:
        """Stop all work; what waits is taken up by the next start."""
        await asyncio.gather(*(self.stop(conversation) for conversation in list(self._tasks)))

    async def _work(self, conversation: str, first: tuple[Conversation, Message] | None) -> None:
        try:
            if first is not None:
                await self._turn(*first)
                if conversation not in self._again:
                    return
            while message := await self._next(conversation):
                await self._turn(await self._store.get(conversation), message)
        except Gone:
            pass
        except Exception as error:  # of the database: the message waits on, and is taken up again by `recover`
            self._meters.errors.labels("turn").inc()
            log.error("turn_failed", error=where(error))
        finally:
            del self._tasks[conversation]
            self._again.discard(conversation)
            self._meters.waiting.set(len(self._tasks))

    async def _next(self, conversation: str) -> Message | None:
        message = await self._store.next_waiting(conversation)
        while message is None and conversation in self._again:
            self._again.discard(conversation)
            message = await self._store.next_waiting(conversation)
        return message

    async def _turn(self, conversation: Conversation, message: Message) -> None:
        async def delayed() -> None:
            if not message.is_return:  # who has said nothing waits for nothing
                await self._hub.delayed(conversation.id, wording()["delayed"])

        await self._hub.typing(conversation.id, True)
        try:
            answer = await self._answer(conversation, message, delayed)
            said = await self._store.finish(message, "assistant", answer)
            if said is not None:
                await self._tell(conversation, message, answer, said)
        finally:
            await self._hub.typing(conversation.id, False)

    async def _answer(self, conversation: Conversation, message: Message, delayed: Callable[[], Awaitable[None]]) -> Answer:
        """Return what is said now: nothing where a person has the conversation, who answers later (advisors.py)."""
        if await self._advisors.take(conversation, message):
            return Answer([])
        answer = await self._assistant.answer(conversation, message, delayed)
        if answer.failed and message.is_return:  # no apology either
            return Answer([], failed=True)
        # Taken over in this very moment, the assistant keeps silent: no fault. What it was told it has given to the person.
        return Answer([]) if answer.failed and await self._advisors.has(conversation) else answer

    async def _tell(self, conversation: Conversation, message: Message, answer: Answer, said: list[Message]) -> None:
        if answer.forgotten:
            await self._hub.forgotten(conversation.id, ended=False)
        for reply in said:
            await self._hub.said(reply)
        outcome = "apology" if answer.failed else "answered" if said else "passed_on"
        seconds = (datetime.now(UTC) - message.at).total_seconds()
        self._meters.turns.labels(conversation.channel, outcome).inc()
        self._meters.turn_seconds.observe(seconds)
        self._meters.fallbacks.inc(answer.fallback)
        log.info("turn", channel=conversation.channel, outcome=outcome, replies=len(said), seconds=round(seconds, 3))
