"""People who have a conversation: their desk gets the user's messages, and what they say there is brought to the user."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable

import structlog

from bot.faults import where
from bot.gateway.conversations.hub import Hub
from bot.gateway.conversations.model import Answer, Answerer, Author, Conversation, Gone, Message, Reply
from bot.gateway.conversations.store import Store
from bot.gateway.meters import Meters
from bot.gateway.rasa import Down, Overdue, Rasa, as_answer, as_reply
from bot.payloads import as_typed
from cases.desk import Desk
from cases.model import Case, CaseMessage
from cases.presence import HERE, Presence, Presences

log = structlog.get_logger(__name__)
BACK = '/talk_to_advisor{"value": "back"}'
"""Has the assistant go on after a person (docs/handoff.md)."""
SECONDS = 1.0
"""So often the desk is looked at: what an advisor does by another process wakes nobody here."""
FROM_DESK = "advisor:"
"""Ids of what an advisor said are the desk's, after this; no client's id holds a colon."""
STILL_THE_ASSISTANTS = frozenset({"delete_my_data", "export_my_data", "distress"})
"""Kinds of messages that the assistant answers also while a person has the conversation."""
SURE = 0.5
LATEST = 10


class Advisors:
    """Works between the desk's cases and the gateway's conversations. All of it may be done twice, or by two gateways, with the same outcome."""

    def __init__(self, store: Store, hub: Hub, meters: Meters, rasa: Rasa, desk: Desk) -> None:
        """Work with these parts; `start` begins to look at the desk."""
        self._store, self._hub, self._meters, self._rasa, self._desk = store, hub, meters, rasa, desk
        self.presences = Presences(desk.engine)
        self._told: dict[str, tuple[str, Presence]] = {}
        self._signed: dict[str, float] = {}
        self._has_clients: Callable[[str], bool] = lambda _: False
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look at the desk from now on."""
        self._task = asyncio.create_task(self._look())

    async def close(self) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def wake(self) -> None:
        """Look at the desk at once: an advisor has done something there."""
        self._news.set()

    def look_for_users(self, has_clients: Callable[[str], bool]) -> None:
        """Tell advisors that users are there whose conversation has clients here."""
        self._has_clients = has_clients

    def is_here(self, conversation: str) -> bool:
        """Tell whether the advisor who has a conversation has it open, as far as it is known by now."""
        return self._told.get(conversation, ("", Presence()))[1].here

    # --- from the user
    async def has(self, conversation: Conversation) -> bool:
        """Tell whether a person has a conversation now; what the last one said is brought before anybody else answers."""
        try:
            case = await asyncio.to_thread(self._held, conversation.sender)
        except Exception as error:  # while the desk's database fails, all stays with whom it was: most talks need no desk
            self._failed(error)
            return conversation.answerer == "advisor"
        if case is None and conversation.answerer == "advisor":
            await self._deliver(conversation)
        await self._hand_over(conversation, case)
        return case is not None

    async def take(self, conversation: Conversation, message: Message) -> Answer | None:
        """Give a user's message to the person who has the conversation; None where nobody has it.

        What is returned is said at once: nothing, but for what stays the assistant's matter, of which the action server tells
        the person what they are to know.
        """
        if not await self.has(conversation):
            return None
        if message.is_return:
            return Answer([])
        said = await self._said_by_assistant(conversation, message)
        if said is None or not said.replies:
            await asyncio.to_thread(self._give, conversation.sender, message)
        await self._hub.passed_on(conversation.id)
        return said or Answer([])

    async def user_writes(self, conversation: str, on: bool) -> None:
        """Tell the advisor who has the conversation that the user writes, or no more."""
        with contextlib.suppress(Gone):
            sender = (await self._store.get(conversation)).sender
            case = await asyncio.to_thread(self._held, sender)
            if case is not None:
                await asyncio.to_thread(self.presences.sign, case.id, "user", writes=on)
                await self._hub.passed_on(conversation)

    def _give(self, sender: str, message: Message) -> None:
        said = self._desk.user_said(sender, message.text or message.payload or "", message.id)
        if said is not None and (case := self._held(sender)) is not None:
            self.presences.sign(case.id, "user", writes=False)

    async def _said_by_assistant(self, conversation: Conversation, message: Message) -> Answer | None:
        """What the assistant answers to what stays its matter; None where it is the person's, or the assistant can't be reached."""
        try:
            if not await self._is_assistants_matter(conversation, message):
                return None
            return as_answer(await self._rasa.turn(conversation.sender, message.id, message.payload or message.text))
        except (Down, Overdue):
            return None

    async def _is_assistants_matter(self, conversation: Conversation, message: Message) -> bool:
        said = as_typed(message.payload or message.text)
        if said.startswith("/"):
            return said.removeprefix("/").split("{")[0] in STILL_THE_ASSISTANTS or await self._is_asked(conversation, message)
        kind, sure = await self._rasa.kind(said)
        return (kind in STILL_THE_ASSISTANTS and sure >= SURE) or await self._is_asked(conversation, message)

    async def _is_asked(self, conversation: Conversation, message: Message) -> bool:
        """Whether the assistant has just asked whether to delete everything."""
        latest = [one for one in (await self._store.latest(conversation.id, LATEST))[0] if one.seq < message.seq and one.author != "user"]
        return bool(latest) and latest[-1].author == "assistant" and await self._rasa.asks(conversation.sender)

    # --- from the advisor
    async def attend(self) -> None:
        """Bring what the advisors have said, and let the assistant go on where they have left."""
        held, left = await asyncio.to_thread(self._desk.attended)
        found = await self._store.attended(held | left)
        cases = {one.sender: await asyncio.to_thread(self._held, one.sender) for one in found if one.sender in held}
        await asyncio.gather(*(self._attend(conversation, cases.get(conversation.sender)) for conversation in found))
        await self._tell_presence([(one, case) for one in found if (case := cases.get(one.sender)) is not None])

    async def _attend(self, conversation: Conversation, case: Case | None) -> None:
        try:
            await self._deliver(conversation)
            await self._hand_over(conversation, case)
            if case is None:
                await self._go_on(conversation)
        except (Gone, Down, Overdue):  # forgotten meanwhile, or done when the assistant answers again
            pass
        except Exception as error:
            self._failed(error)

    async def _deliver(self, conversation: Conversation) -> None:
        delivered = int((await self._store.last_id(conversation.id, FROM_DESK) or "0").removeprefix(FROM_DESK))
        for said in await asyncio.to_thread(self._desk.for_user, conversation.sender, delivered):
            await self._say(conversation, "advisor", _as_reply(said), f"{FROM_DESK}{said.id}")

    async def _go_on(self, conversation: Conversation) -> None:
        """Have the assistant say that it goes on, where a case has ended and the user has said nothing since."""
        case = await asyncio.to_thread(self._desk.of, conversation.sender)
        if case is None or case.closed is None or conversation.sender not in (await asyncio.to_thread(self._desk.attended))[1]:
            return
        key = f"back:{case.id}:{case.closed.timestamp():.0f}"
        answer = as_answer(await self._rasa.turn(conversation.sender, key, BACK, is_ours=True))
        for number, reply in enumerate(answer.replies):
            await self._say(conversation, "assistant", reply, f"{key}:{number}")
        await asyncio.to_thread(self._desk.gone_on, conversation.sender)  # where Rasa knows nothing of the case

    async def _say(self, conversation: Conversation, author: Author, reply: Reply, id: str) -> None:
        message = await self._store.add(conversation.id, author, reply, id)
        if message is not None:
            await self._hub.said(message)

    async def _hand_over(self, conversation: Conversation, case: Case | None) -> None:
        answerer: Answerer = "assistant" if case is None else "advisor"
        name = case.advisor_name if case else None
        if (conversation.answerer, conversation.answerer_name) == (answerer, name):
            return
        if await self._store.set_answerer(conversation.id, answerer, name):
            self._meters.handoffs.labels(answerer).inc()
            await self._hub.handed_over(conversation.id, answerer)

    def _held(self, sender: str) -> Case | None:
        """The case in which a person has the conversation now."""
        case = self._desk.of(sender) if self._desk.takes_messages(sender) else None
        return case if case and case.state == "with_advisor" else None

    # --- who is there
    async def _tell_presence(self, held: list[tuple[Conversation, Case]]) -> None:
        """Tell users of the advisor who is there and writes, and the desk of users who are there."""
        for conversation, case in held:
            if self._has_clients(conversation.id) and time.monotonic() - self._signed.get(case.id, 0) > HERE.total_seconds() / 3:
                self._signed[case.id] = time.monotonic()
                await asyncio.to_thread(self.presences.sign, case.id, "user")
        signs = await asyncio.to_thread(self.presences.of_all, [case.id for _, case in held]) if held else {}
        for conversation, case in held:
            name, now = case.advisor_name or "", signs[case.id]["advisor"] if case.id in signs else Presence()
            before_name, before = self._told.get(conversation.id, ("", Presence()))
            self._told[conversation.id] = (name, now)
            if now.here != before.here or name != before_name:
                await self._hub.present(conversation.id, name, now.here)
            if now.writes != before.writes:
                await self._hub.writing(conversation.id, name, now.writes)
        ids = {conversation.id for conversation, _ in held}
        self._signed = {case.id: self._signed[case.id] for _, case in held if case.id in self._signed}
        for gone in set(self._told) - ids:
            name, before = self._told.pop(gone)
            if before.writes:
                await self._hub.writing(gone, name, False)

    async def _look(self) -> None:
        while True:
            self._news.clear()
            try:
                await self.attend()
            except Exception as error:
                self._failed(error)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), SECONDS)

    def _failed(self, error: Exception) -> None:
        self._meters.errors.labels("desk").inc()
        log.error("desk_failed", error=where(error))


def _as_reply(said: CaseMessage) -> Reply:
    """What an advisor said, as it is shown to the user: with their name, and the card that goes along."""
    reply = as_reply({"text": said.text, "custom": said.card})
    return Reply(reply.text, reply.buttons, reply.custom, reply.before, reply.after, said.name)
