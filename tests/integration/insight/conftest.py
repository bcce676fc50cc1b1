"""A gateway in this process before a server that speaks as Rasa does and answers at once with recorded replies."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from limits import parse_many

from bot.gateway.settings import RATES, Settings
from tests.support.gateway import SECRET, Caller, Served, serving
from tests.support.stand_in_rasa import Replies, StandIn, by_first_word, stand_in

Serve = Callable[..., Awaitable[Served]]


TOLD = {"goal": "skill_gap", "field": "Data and analytics", "unmet": ["Juggling"]}


def answer(message: str) -> Replies:
    """Recorded replies, with the marks that the action server puts beside them."""
    kind = message.split(",")[0]
    if kind == "gibberish":
        return [{"text": "I don't follow.", "fallback": True}]
    if kind == "silence":
        return []
    if kind == "delete":
        return [{"text": "All is deleted.", "forgotten": True}]
    replies = by_first_word(message)
    return [{**reply, "counted": TOLD} for reply in replies] if kind in ("options", "plan") else replies


@pytest.fixture
async def rasa(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[StandIn]:
    """What stands in for Rasa: it keeps what it was asked, and answers by the first word."""
    monkeypatch.setenv("CREDWISE_CASES_URL", f"sqlite:///{tmp_path / 'cases.sqlite'}")
    async with stand_in(answer) as server:
        monkeypatch.setenv("CREDWISE_RASA_URL", server.url)
        yield server


@pytest.fixture
async def serve(rasa: StandIn, tmp_path: Path) -> AsyncIterator[Serve]:
    """Serve a gateway with the settings given."""
    async with AsyncExitStack() as stack:

        async def start(**changes: Any) -> Served:
            usual: dict[str, Any] = {
                "secrets": (SECRET,),
                "database": f"sqlite:///{tmp_path / 'gateway.sqlite'}",
                "patience_seconds": 0.1,
                "rates": {name: parse_many("1000/second") for name in RATES},
            }
            return await stack.enter_async_context(serving(Settings(**{**usual, **changes})))

        yield start


@pytest.fixture
async def served(serve: Serve) -> Served:
    return await serve()


@pytest.fixture
async def client(served: Served) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:
        yield client


@pytest.fixture
async def caller(client: httpx.AsyncClient) -> Caller:
    return await Caller.begin(client)
