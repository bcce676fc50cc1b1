"""What is done beside the turns: taking up what was left, forgetting, and ending what is older than what is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Literal

import structlog

from bot.faults import where
from bot.gateway.beside import Beside
from bot.gateway.conversations.hub import Hub
from bot.gateway.conversations.model import Gone
from bot.gateway.conversations.store import Store
from bot.gateway.conversations.turns import Turns
from bot.gateway.meters import Meters
from bot.gateway.rasa import Down, Overdue, Rasa
from bot.receipts import receipts_of

log = structlog.get_logger(__name__)
OFTEN, SELDOM = 15.0, 3600.0
AT_ONCE = 200
SETTLED = timedelta(minutes=5)
"""So long after a deletion Rasa is asked once more: no turn that was under way then can still come."""


class Housekeeping:
    """Runs beside the turns until it is closed."""

    def __init__(
        self,
        store: Store,
        rasa: Rasa,
        turns: Turns,
        hub: Hub,
        meters: Meters,
        beside: Beside,
        kept: timedelta,
        counts_kept: timedelta,
    ) -> None:
        """Keep conversations for so long after their last message, and what was counted of them for so long."""
        self._store, self._rasa, self._turns, self._hub, self._meters = store, rasa, turns, hub, meters
        self._beside, self._kept, self._counts_kept = beside, kept, counts_kept
        self._tasks: list[asyncio.Task[None]] = []
        self._asked = asyncio.Event()
        self._told: set[str] = set()

    async def start(self) -> None:
        """Take up the turns that a restart has left, and begin."""
        if count := await self._turns.recover():
            log.info("turns_taken_up", conversations=count)
        self._tasks = [
            asyncio.create_task(self._repeat(self._often, OFTEN, self._asked)),
            asyncio.create_task(self._repeat(self.end_old, SELDOM, asyncio.Event())),
        ]

    async def close(self) -> None:
        """Stop."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def forget(self, conversation: str, why: Literal["asked", "old"]) -> None:
        """Delete a conversation now; Rasa's part follows at once, or as soon as Rasa answers.

        Raises:
            Gone: where there is none.
        """
        await self._turns.stop(conversation)
        await self._store.delete(conversation)
        self._meters.forgotten.labels(why).inc()
        await self._hub.forgotten(conversation, ended=True)
        self._asked.set()

    async def end_old(self) -> None:
        """Forget the conversations in which nothing was said for longer than they are kept, and old numbers."""
        await self._store.forget_counts((datetime.now(UTC) - self._counts_kept).date())
        while old := await self._store.idle_since(datetime.now(UTC) - self._kept, AT_ONCE):
            for conversation in old:
                try:
                    await self.forget(conversation, "old")
                except Gone:  # another process was faster
                    continue

    async def let_rasa_forget(self) -> None:
        """Have everybody else forget what was deleted here; what fails is done the next time, and holds up no other."""
        for sender, asked_at in await self._store.to_forget():
            settled = datetime.now(UTC) - asked_at > SETTLED
            if sender in self._told and not settled:
                continue
            try:
                await self._forget_elsewhere(sender)
            except (Down, Overdue):
                continue
            except Exception as error:  # of a database
                self._meters.errors.labels("forgetting").inc()
                log.error("forgetting_failed", error=where(error))
                continue
            self._told.add(sender)
            if settled:
                await self._store.forgot(sender)
                self._told.discard(sender)

    async def _forget_elsewhere(self, sender: str) -> None:
        """Delete what others keep. Only Rasa's record names the receipts, so it goes last: a failure before leaves nothing that nobody finds."""
        await self._beside.forget(sender)
        record = await self._rasa.record(sender)
        if receipts := receipts_of(record["slots"], record["events"]):
            await self._beside.forget_receipts(receipts)
        await self._rasa.forget(sender)

    async def _often(self) -> None:
        await self._turns.recover()
        await self.let_rasa_forget()

    async def _repeat(self, work: Callable[[], Awaitable[None]], seconds: float, asked: asyncio.Event) -> None:
        while True:
            asked.clear()
            try:
                await work()
            except Exception as error:
                self._meters.errors.labels("housekeeping").inc()
                log.error("housekeeping_failed", error=where(error))
            try:
                await asyncio.wait_for(asked.wait(), seconds)
            except TimeoutError:
                continue
