"""The outbox: what was said in a conversation is brought to its place, in order, once, however often it has to be tried.

A message gets into the outbox in the transaction that stores it, and out when the platform has taken it. A gateway that ends between the
two leaves an item of which nobody knows whether it arrived: the next one looks for it at the platform before it sends again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import structlog

from bot.faults import where
from bot.gateway.channels.model import Item, Later, Never, Place, Sender
from bot.gateway.channels.store import Places
from bot.gateway.conversations.hub import Listener
from bot.gateway.conversations.model import Message
from bot.gateway.meters import Meters

log = structlog.get_logger(__name__)
LOOK_AGAIN = 2.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 900.0
MOST_AGE = timedelta(days=3)
MOST_TRIES = 60


class Outbox(Listener):
    """Brings messages to places until it is closed."""

    def __init__(self, places: Places, meters: Meters) -> None:
        """Work on the outbox of these places; `register` says who can write to them."""
        self._places, self._meters = places, meters
        self._senders: dict[str, Sender] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._pauses: dict[tuple[str, str], float] = {}
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def senders(self) -> Mapping[str, Sender]:
        """Who writes to which channel."""
        return self._senders

    def register(self, channel: str, sender: Sender) -> None:
        """Have a sender write to the places of a channel."""
        self._senders[channel] = sender
        self._news.set()

    def start(self) -> None:
        """Bring what waits, and from now on what comes."""
        self._task = asyncio.create_task(self._look())

    async def close(self) -> None:
        """Stop; what was not brought is brought by the next start."""
        tasks = [task for task in (self._task, *self._tasks.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def said(self, message: Message) -> None:
        """Bring what was said at once."""
        if message.author != "user" and message.place is not None:
            self._wake(message.place)

    def _wake(self, place: str) -> None:
        if place in self._tasks:
            self._again.add(place)
        else:
            self._tasks[place] = asyncio.create_task(self._bring_all(place))

    async def _look(self) -> None:
        while True:
            self._news.clear()
            try:
                for place in await self._places.waiting():
                    self._wake(place)
            except Exception as error:
                self._failed("outbox", error)
            try:
                await asyncio.wait_for(self._news.wait(), LOOK_AGAIN)
            except TimeoutError:
                continue

    async def _bring_all(self, id: str) -> None:
        """Bring all that is due at a place, one after the other."""
        try:
            place = await self._places.get(id)
            if place is None or place.channel not in self._senders or self._paused(place) > 0:
                return
            while True:
                self._again.discard(id)
                item = await self._places.claim(id)
                if item is None and id not in self._again:
                    return
                if item is not None and not await self._bring(place, item):
                    return
        except Exception as error:
            self._failed("outbox", error)
        finally:
            self._tasks.pop(id, None)
            self._again.discard(id)

    async def _bring(self, place: Place, item: Item) -> bool:
        """Bring one item; tell whether the next one may follow."""
        sender = self._senders[place.channel]
        try:
            part = item.parts_sent
            if item.unsure and await sender.has_arrived(place, item.message, part):
                part += 1
            while part < sender.parts(item.message):
                await sender.send(place, item.message, part)
                part += 1
                if part < sender.parts(item.message):
                    await self._places.sent(item.id, part)
        except Never as error:
            self._meters.deliveries.labels(place.channel, "given_up").inc()
            log.warning("message_given_up", channel=place.channel, reason=str(error))
            await self._places.drop(item.id)
            return True
        except Later as later:
            await self._put_off(place, item, later)
            return False
        except Exception as error:
            self._failed(f"send_{place.channel}", error)
            await self._put_off(place, item, Later("failed", unsure=True))
            return False
        await self._places.drop(item.id)
        self._meters.deliveries.labels(place.channel, "brought").inc()
        return True

    async def _put_off(self, place: Place, item: Item, later: Later) -> None:
        self._meters.deliveries.labels(place.channel, "put_off").inc()
        if item.tries >= MOST_TRIES or datetime.now(UTC) - item.message.at > MOST_AGE:
            log.warning("message_given_up", channel=place.channel, reason=later.reason)
            await self._places.drop(item.id)
            return
        pause = min(FIRST_PAUSE * 2 ** min(item.tries - 1, 12), LONGEST_PAUSE)
        if later.seconds is not None:  # the platform says when, and means all that is written there
            pause = later.seconds
            self._pauses[place.channel, place.tenant] = asyncio.get_running_loop().time() + pause
        await self._places.put_off(item.id, pause, later.unsure)
        asyncio.get_running_loop().call_later(pause, self._news.set)

    def _paused(self, place: Place) -> float:
        """Return for how many seconds nothing is sent to a tenant."""
        return self._pauses.get((place.channel, place.tenant), 0.0) - asyncio.get_running_loop().time()

    def _failed(self, place: str, error: Exception) -> None:
        self._meters.errors.labels(place).inc()
        log.error("outbox_failed", place=place, error=where(error))
