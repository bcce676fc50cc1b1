"""Reminders of the days of a plan, which the user has asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot.cards.models import PlanCard, PlanStepPart
from bot.faults import where
from bot.gateway.channels.store import Places
from bot.gateway.channels.words import words
from bot.gateway.conversations.hub import Hub
from bot.gateway.conversations.model import Gone, Reply
from bot.gateway.conversations.store import Store
from bot.gateway.meters import Meters

log = structlog.get_logger(__name__)
LOOK_AGAIN = 20.0
AT = time(9)
"""The hour at which people are reminded."""
FINISH_AHEAD, RENEW_AHEAD = timedelta(days=7), timedelta(days=60)
STOP = "reminders off"


def reminders_of(plan: PlanCard, now: datetime, zone: str) -> Iterator[tuple[str, str, datetime]]:
    """Return the reminders of a plan as subject, text and moment; of what lies behind there are none."""
    for step in plan.steps:
        for kind, day, ahead in (("finish", step.finishes, FINISH_AHEAD), ("renew", step.expires, RENEW_AHEAD)):
            if day is None:
                continue
            last = datetime.combine(date.fromisoformat(day), AT, ZoneInfo(zone)).astimezone(UTC)
            due = max(last - ahead, now + timedelta(minutes=1)) if last > now else None
            if due is not None:
                yield f"{kind}:{step.id}"[:200], _text(kind, step, day), due


def _text(kind: str, step: PlanStepPart, day: str) -> str:
    told = date.fromisoformat(day)
    return str(words()["reminders"][kind].format(title=step.title, day=f"{told.day} {told:%B %Y}"))


class Reminders:
    """Says what is to be said when its time comes: as a message of the assistant, which the outbox brings."""

    def __init__(self, places: Places, store: Store, hub: Hub, meters: Meters, zone: str) -> None:
        """Work on these reminders; days are those of the time zone."""
        self._places, self._store, self._hub, self._meters, self._zone = places, store, hub, meters, zone
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look at the clock from now on."""
        self._task = asyncio.create_task(self._look())

    async def close(self) -> None:
        """Stop."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def ask(self, conversation: str) -> tuple[int, bool]:
        """Remind of the days of the latest plan; return how many reminders there are, and whether there is a plan."""
        message = await self._store.last_card(conversation, "plan")
        if message is None:
            return 0, False
        plan = PlanCard.model_validate(message.custom)
        return await self._places.remind(conversation, reminders_of(plan, datetime.now(UTC), self._zone)), True

    async def stop(self, conversation: str) -> int:
        """Remind of nothing any more; return how many reminders there were."""
        return await self._places.stop_reminders(conversation)

    async def give(self, now: datetime) -> None:
        """Give the reminders whose time has come. The id keeps one from being given twice."""
        for due in await self._places.due_reminders(now):
            reply = Reply(due.text, [{"title": words()["reminders"]["stop"], "payload": STOP}])
            try:
                message = await self._store.add(due.conversation, "assistant", reply, f"reminder:{due.id}")
                if message is not None:
                    await self._hub.said(message)
            except Gone:
                pass
            await self._places.reminded(due.id)

    async def _look(self) -> None:
        while True:
            try:
                await self.give(datetime.now(UTC))
                await self._places.tidy()
            except Exception as error:
                self._meters.errors.labels("reminders").inc()
                log.error("reminders_failed", error=where(error))
            await asyncio.sleep(LOOK_AGAIN)
