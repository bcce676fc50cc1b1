"""People who have a conversation: their desk gets the user's messages, and what they say there is brought to the user."""

from __future__ import annotations

import asyncio

import structlog

from bot.faults import where
from bot.gateway.conversations.hub import Hub
from bot.gateway.conversations.model import Answerer, Author, Conversation, Gone, Message, Reply
from bot.gateway.conversations.store import Store
from bot.gateway.meters import Meters
from bot.gateway.rasa import Down, Overdue, Rasa, as_answer
from cases.desk import Desk

log = structlog.get_logger(__name__)
BACK = '/talk_to_advisor{"value": "back"}'
"""Has the assistant go on after a person (docs/handoff.md)."""
SECONDS = 1.0
"""So often the desk is looked at: what an advisor says there wakes nobody here."""
FROM_DESK = "advisor:"
"""Ids of what an advisor said are the desk's, after this; no client's id holds a colon."""


class Advisors:
    """Works between the desk's cases and the gateway's conversations. All of it may be done twice, or by two gateways, with the same outcome."""

    def __init__(self, store: Store, hub: Hub, meters: Meters, rasa: Rasa, desk: Desk) -> None:
        """Work with these parts; `start` begins to look at the desk."""
        self._store, self._hub, self._meters, self._rasa, self._desk = store, hub, meters, rasa, desk
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look at the desk from now on."""
        self._task = asyncio.create_task(self._look())

    async def close(self) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def has(self, conversation: Conversation) -> bool:
        """Tell whether a person has a conversation now; what the last one said is brought before anybody else answers."""
        try:
            held = await asyncio.to_thread(self._desk.takes_messages, conversation.sender)
        except Exception as error:  # while the desk's database fails, all stays with whom it was: most talks need no desk
            self._failed(error)
            return conversation.answerer == "advisor"
        if not held and conversation.answerer == "advisor":
            await self._deliver(conversation)
        await self._hand_over(conversation, "advisor" if held else "assistant")
        return held

    async def take(self, conversation: Conversation, message: Message) -> bool:
        """Give a user's message to the person who has the conversation; tell whether there is one."""
        if not await self.has(conversation):
            return False
        if message.is_return:
            return True
        text = message.text or message.payload or ""
        return await asyncio.to_thread(self._desk.user_said, conversation.sender, text, message.id) is not None

    async def attend(self) -> None:
        """Bring what the advisors have said, and let the assistant go on where they have left."""
        held, left = await asyncio.to_thread(self._desk.attended)
        found = await self._store.attended(held | left)
        await asyncio.gather(*(self._attend(conversation, conversation.sender in held) for conversation in found))

    async def _attend(self, conversation: Conversation, held: bool) -> None:
        try:
            await self._deliver(conversation)
            await self._hand_over(conversation, "advisor" if held else "assistant")
            if not held:
                await self._go_on(conversation)
        except (Gone, Down, Overdue):  # forgotten meanwhile, or done when the assistant answers again
            pass
        except Exception as error:
            self._failed(error)

    async def _deliver(self, conversation: Conversation) -> None:
        delivered = int((await self._store.last_id(conversation.id, FROM_DESK) or "0").removeprefix(FROM_DESK))
        for said in await asyncio.to_thread(self._desk.for_user, conversation.sender, delivered):
            await self._say(conversation, "advisor", Reply(said.text), f"{FROM_DESK}{said.id}")

    async def _go_on(self, conversation: Conversation) -> None:
        """Have the assistant say that it goes on, where a case has ended and the user has said nothing since."""
        case = await asyncio.to_thread(self._desk.of, conversation.sender)
        if case is None or case.closed is None or conversation.sender not in (await asyncio.to_thread(self._desk.attended))[1]:
            return
        key = f"back:{case.id}:{case.closed.timestamp():.0f}"
        answer = as_answer(await self._rasa.turn(conversation.sender, key, BACK))
        for number, reply in enumerate(answer.replies):
            await self._say(conversation, "assistant", reply, f"{key}:{number}")
        await asyncio.to_thread(self._desk.gone_on, conversation.sender)  # where Rasa knows nothing of the case

    async def _say(self, conversation: Conversation, author: Author, reply: Reply, id: str) -> None:
        message = await self._store.add(conversation.id, author, reply, id)
        if message is not None:
            await self._hub.said(message)

    async def _hand_over(self, conversation: Conversation, answerer: Answerer) -> None:
        if conversation.answerer != answerer and await self._store.set_answerer(conversation.id, answerer):
            self._meters.handoffs.labels(answerer).inc()
            await self._hub.handed_over(conversation.id, answerer)

    async def _look(self) -> None:
        while True:
            try:
                await self.attend()
            except Exception as error:
                self._failed(error)
            await asyncio.sleep(SECONDS)

    def _failed(self, error: Exception) -> None:
        self._meters.errors.labels("desk").inc()
        log.error("desk_failed", error=where(error))
