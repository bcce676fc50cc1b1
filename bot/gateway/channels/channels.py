"""The parts that channels share, put together once."""

from __future__ import annotations

from dataclasses import dataclass

from bot.gateway.channels.model import Place
from bot.gateway.channels.outbox import Outbox
from bot.gateway.channels.reminders import Reminders
from bot.gateway.channels.sealed import Seal
from bot.gateway.channels.store import Places
from bot.gateway.channels.talk import Talk
from bot.gateway.conversations.hub import Hub
from bot.gateway.conversations.service import Conversations
from bot.gateway.conversations.store import Store
from bot.gateway.limits import Rates
from bot.gateway.meters import Meters
from knowledge.employers import employer_of


@dataclass(frozen=True, slots=True)
class Channels:
    """What a channel works with."""

    places: Places
    outbox: Outbox
    reminders: Reminders
    talk: Talk
    seal: Seal | None

    def start(self) -> None:
        """Begin to bring and to remind."""
        self.outbox.start()
        self.reminders.start()

    async def close(self) -> None:
        """Stop; what waits, waits for the next start."""
        await self.reminders.close()
        await self.outbox.close()


def open_channels(
    store: Store, hub: Hub, conversations: Conversations, rates: Rates, meters: Meters, keys: tuple[str, ...], zone: str
) -> Channels:
    """Put the parts together; `start` has them work."""
    places = Places(store.database)
    outbox = Outbox(places, meters)
    hub.add(outbox)
    reminders = Reminders(places, store, hub, meters, zone)
    talk = Talk(places, conversations, reminders, rates, may_link)
    return Channels(places, outbox, reminders, talk, Seal(keys) if keys else None)


def may_link(place: Place, others: list[Place]) -> bool:
    """Whether a place may hold the conversation of others: what one employer tells its people comes to no other employer's place."""
    own = employer_of(place.channel, place.tenant)
    theirs = {employer_of(other.channel, other.tenant) for other in others}
    return own is None or theirs <= {own, None}
