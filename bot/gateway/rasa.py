"""The gateway's line to the Rasa server and the action server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import structlog
from pydantic import TypeAdapter, ValidationError

from bot import settings
from bot.cards.models import AnyCard, Card
from bot.cards.text import around
from bot.faults import where
from bot.gateway.conversations.model import Answer, Conversation, Message, Reply
from bot.gateway.conversations.told import told
from bot.gateway.errors import wording
from bot.gateway.meters import Meters
from bot.payloads import as_typed

log = structlog.get_logger(__name__)
CARDS: TypeAdapter[Card] = TypeAdapter(AnyCard)
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 5.0
READY_SECONDS = 5.0
KIND_SECONDS = 3.0
"""What a person is to read is not held up for longer."""


class Down(Exception):
    """Rasa was not reached, or answered that it has failed."""


class Overdue(Exception):
    """Rasa has not answered in time."""


class Rasa:
    """Asks Rasa. A message may be sent again freely: Rasa answers each id once (bot/rasa/answered_once.py)."""

    def __init__(self, client: aiohttp.ClientSession, seconds: float) -> None:
        """Ask over an HTTP client, and wait so many seconds for a turn."""
        self._client = client
        self._seconds = seconds

    async def turn(
        self, sender: str, message_id: str, text: str, employer: str | None = None, *, is_ours: bool = False
    ) -> list[dict[str, Any]]:
        """Return what is replied to a message; nothing where the turn has failed inside Rasa.

        Rasa gets a text as `as_typed` leaves it; one that the gateway itself says (`is_ours`) as it is, for it may be a command of Rasa's.
        `employer` is the key of the employer in whose workspace it was said: the action server believes it, for only we can say it.

        Raises:
            Down, Overdue: where there is no answer; the turn may still have been done.
        """
        body = {
            "sender": sender,
            "message": text if is_ours else as_typed(text),
            "metadata": {"message_id": message_id, **({"employer": employer} if employer else {})},
        }
        replies: list[dict[str, Any]] = await self._ask("POST", "/webhooks/rest/webhook", self._seconds, json=body)
        return replies

    async def kind(self, text: str) -> tuple[str, float]:
        """Return what kind of message a text is, by its intent, and how sure that is. It is kept nowhere.

        Raises:
            Down, Overdue: where it can't be had.
        """
        parsed = await self._ask("POST", "/model/parse", KIND_SECONDS, params=self._token, json={"text": as_typed(text)})
        return str(parsed["intent"].get("name") or ""), float(parsed["intent"].get("confidence") or 0)

    async def asks(self, sender: str) -> bool:
        """Tell whether the assistant waits for a yes or no to a deletion.

        Raises:
            Down, Overdue: where it can't be had.
        """
        path = f"/conversations/{sender}/tracker"
        tracker = await self._ask("GET", path, KIND_SECONDS, params={**self._token, "include_events": "NONE"})
        return bool(tracker["slots"].get("confirming"))

    async def record(self, sender: str) -> dict[str, Any]:
        """Return all that Rasa keeps of a conversation: `slots` and `events`.

        Raises:
            Down, Overdue: where it can't be had.
        """
        path = f"/conversations/{sender}/tracker"
        tracker: dict[str, Any] = await self._ask("GET", path, self._seconds, params={**self._token, "include_events": "ALL"})
        return {"slots": tracker["slots"], "events": tracker["events"]}

    async def forget(self, sender: str) -> None:
        """Delete all that Rasa keeps of a conversation.

        The tracker store deletes a conversation whose slot `forget_me` is set. Rasa holds the conversation's lock meanwhile, so a turn
        that runs is waited for and deleted as well.
        """
        event = {"event": "slot", "name": "forget_me", "value": True}
        await self._ask("POST", f"/conversations/{sender}/tracker/events", self._seconds, params=self._token, json=event)

    async def ready(self) -> dict[str, bool]:
        """Tell of each process behind the gateway whether it answers; of Rasa, whether its model is loaded."""
        rasa, actions = await asyncio.gather(
            self._status(f"{settings.rasa_url()}/status", **self._token), self._status(f"{settings.actions_url()}/health")
        )
        return {"rasa": rasa is not None, "model": bool(rasa and rasa.get("model_file")), "actions": actions is not None}

    @property
    def _token(self) -> dict[str, str]:
        return {"token": settings.rasa_token()}

    async def _ask(self, method: str, path: str, seconds: float, **options: Any) -> Any:
        limit = aiohttp.ClientTimeout(total=seconds, sock_connect=seconds)
        try:
            async with self._client.request(
                method, f"{settings.rasa_url()}{path}", timeout=limit, raise_for_status=True, **options
            ) as response:
                return await response.json()
        except aiohttp.ConnectionTimeoutError as error:  # before TimeoutError, of which it is one: nothing has been asked yet
            raise Down from error
        except TimeoutError as error:
            raise Overdue from error
        except (aiohttp.ClientError, ValueError) as error:
            raise Down from error

    async def _status(self, url: str, **params: str) -> dict[str, Any] | None:
        limit = aiohttp.ClientTimeout(total=READY_SECONDS)
        try:
            async with self._client.get(url, params=params, timeout=limit, raise_for_status=True) as response:
                status: dict[str, Any] = await response.json()
                return status
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return None


class AssistantAnswers:
    """Answers users' messages by the assistant, and waits for one that is down as long as its patience lasts."""

    def __init__(
        self, rasa: Rasa, meters: Meters, employer: Callable[[str], Awaitable[str | None]], *, at_once: int, patience: float
    ) -> None:
        """Ask for so many answers at once: what Rasa can't do yet waits here, where it costs nothing.

        `employer` tells of a place beyond the website which employer it belongs to.
        """
        self._employer = employer
        self._rasa = rasa
        self._meters = meters
        self._free = asyncio.Semaphore(at_once)
        self._patience = patience

    async def answer(self, conversation: Conversation, message: Message, delayed: Callable[[], Awaitable[None]]) -> Answer:
        """Return the assistant's answer, or an apology. `delayed` is called once, when the first attempt has failed.

        A connection that fails is tried until the patience ends: Rasa needs some 20 seconds to start anew. A turn that takes too long,
        or brings nothing, is asked for a second time only.
        """
        started, pause, again = time.monotonic(), FIRST_PAUSE, True
        while True:
            try:
                if replies := await self._attempt(conversation, message):
                    return as_answer(replies)
                reason, go_on, again = "empty", again, False
            except Overdue:
                reason, go_on, again = "overdue", again, False
            except Down as error:
                reason, go_on = "down", time.monotonic() - started < self._patience
                log.warning("rasa_down", error=where(error))
            self._meters.failures.labels(reason).inc()
            if not go_on:
                return Answer([Reply(wording()["apology"])], failed=True)
            if pause == FIRST_PAUSE:
                await delayed()
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _attempt(self, conversation: Conversation, message: Message) -> list[dict[str, Any]]:
        employer = await self._employer(message.place) if message.place else None
        text = message.payload or message.text
        async with self._free:
            with self._meters.rasa_seconds.time():
                return await self._rasa.turn(conversation.sender, message.id, text, employer, is_ours=message.is_return)


def as_answer(replies: list[dict[str, Any]]) -> Answer:
    """Return Rasa's replies as an answer."""
    return Answer(
        [as_reply(reply) for reply in replies],
        forgotten=any(reply.get("forgotten") for reply in replies),
        fallback=any(reply.get("fallback") for reply in replies),
        withheld=any(reply.get("withheld") for reply in replies),
        counted=told([reply["counted"] for reply in replies if "counted" in reply]),
    )


def as_reply(reply: dict[str, Any]) -> Reply:
    """Return one of Rasa's replies; of a card also the words that stand around it."""
    text, custom = str(reply.get("text") or ""), reply.get("custom") or None
    before, after = ("", "") if custom is None else around(text, _card(custom))
    return Reply(text, list(reply.get("buttons") or []), custom, before, after)


def _card(custom: dict[str, Any]) -> Card | None:
    try:
        return CARDS.validate_python(custom)
    except ValidationError:
        return None
