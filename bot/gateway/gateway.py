"""The gateway's parts, put together once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import aiohttp

from bot.gateway.beside import Beside
from bot.gateway.conversations.advisors import Advisors
from bot.gateway.conversations.housekeeping import Housekeeping
from bot.gateway.conversations.hub import Hub
from bot.gateway.conversations.service import Conversations
from bot.gateway.conversations.store import Store, open_store
from bot.gateway.conversations.turns import Turns
from bot.gateway.limits import Places, Rates
from bot.gateway.meters import Meters
from bot.gateway.rasa import AssistantAnswers, Rasa
from bot.gateway.settings import Settings
from bot.gateway.tokens import Tokens
from cases.database import open_database
from cases.desk import Desk
from cases.settings import settings as case_settings


@dataclass(frozen=True, slots=True)
class Gateway:
    """What the channels work with."""

    settings: Settings
    tokens: Tokens
    rates: Rates
    places: Places
    meters: Meters
    store: Store
    rasa: Rasa
    hub: Hub
    conversations: Conversations
    advisors: Advisors
    desk: Desk


@asynccontextmanager
async def running(settings: Settings, rates: Rates, meters: Meters) -> AsyncIterator[Gateway]:
    """Open the database and the line to Rasa, take up what was left, and run until the end."""
    rules = case_settings()
    store, hub = await open_store(settings.database, ZoneInfo(rules.office.time_zone)), Hub()
    desk = Desk(await asyncio.to_thread(open_database), rules)
    # No limit of connections: `turns_at_once` is the limit of turns, and exports must not wait behind them.
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as client:
        rasa = Rasa(client, settings.turn_seconds)
        assistant = AssistantAnswers(rasa, meters, at_once=settings.turns_at_once, patience=settings.patience_seconds)
        beside = Beside(desk)
        advisors = Advisors(store, hub, meters, rasa, desk)
        turns = Turns(store, hub, meters, assistant, advisors)
        kept, counts_kept = timedelta(days=settings.retention_days), timedelta(days=settings.insight_days)
        housekeeping = Housekeeping(store, rasa, turns, hub, meters, beside, kept, counts_kept)
        conversations = Conversations(settings, store, rasa, hub, turns, housekeeping, rates, meters, beside)
        tokens = Tokens(settings.secrets, settings.token_days)
        try:
            await housekeeping.start()
            advisors.start()
            yield Gateway(settings, tokens, rates, Places(settings), meters, store, rasa, hub, conversations, advisors, desk)
        finally:
            await housekeeping.close()
            await advisors.close()
            await turns.close()
            await store.close()
            desk.engine.dispose()
