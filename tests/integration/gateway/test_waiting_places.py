"""Requests that wait for messages take places among the open connections."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx

from bot.gateway.settings import Settings
from tests.support.gateway import SECRET, Caller, eventually, serving


async def test_one_more_than_there_are_places_is_told_so_at_once(tmp_path: Path) -> None:
    settings = Settings(secrets=(SECRET,), database=f"sqlite:///{tmp_path / 'gateway.sqlite'}", most_open=1)
    async with serving(settings) as served, httpx.AsyncClient(base_url=served.url, timeout=30) as client:
        caller = await Caller.begin(client)

        async def is_full() -> bool:
            return len(served.gateway.places) == 1

        # GIVEN one place, and a request that waits in it
        waiting = asyncio.create_task(caller.call("GET", "/messages", params={"after": 0, "wait": 3}))
        await eventually(is_full)
        # WHEN another would wait THEN it is refused with words and a time; who does not wait is served
        refused = await caller.call("GET", "/messages", params={"after": 0, "wait": 3})
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "busy")
        assert int(refused.headers["retry-after"]) > 0
        assert (await caller.call("GET", "/messages")).status_code == 200
        # AND the place is free again when the wait is over
        assert (await waiting).status_code == 200
        assert len(served.gateway.places) == 0
