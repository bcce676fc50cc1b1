"""Two gateways on one PostgreSQL and one Redis: which of them a page is connected to makes no difference."""

from __future__ import annotations

import asyncio

import httpx
from limits import parse_many

from bot.gateway.settings import Settings
from tests.integration.gateway.conftest import Serve
from tests.support.gateway import Caller, tab


async def test_what_one_takes_the_other_shows(serve: Serve, postgres: str, redis_url: str) -> None:
    one, other = await serve(database=postgres, redis=redis_url), await serve(database=postgres, redis=redis_url)
    async with tab(one.url) as here:
        token = (await here.until("conversation"))["token"]
        async with tab(other.url, token=token) as there:
            await there.until("history")
            await here.say("hello", "from-one")
            assert (await there.until("message"))["id"] == "from-one"
            assert await there.until("reply") == await here.until("reply")


async def test_one_message_at_both_is_answered_once(serve: Serve, postgres: str, redis_url: str) -> None:
    one, other = await serve(database=postgres, redis=redis_url), await serve(database=postgres, redis=redis_url)
    async with httpx.AsyncClient(base_url=one.url, timeout=60) as first, httpx.AsyncClient(base_url=other.url, timeout=60) as second:
        caller = await Caller.begin(first)
        again = Caller(second, caller.id, caller.token)
        answers = await asyncio.gather(caller.say("hello", "same"), again.say("hello", "same"))
        assert sorted(answer.json()["duplicate"] for answer in answers) == [False, True]
        assert [author for author, _ in await again.texts()] == ["user", "assistant"]


async def test_rates_are_counted_together(serve: Serve, settings: Settings, postgres: str, redis_url: str) -> None:
    rates = {**settings.rates, "create_address": parse_many("3/hour")}
    one, other = [await serve(database=postgres, redis=redis_url, rates=rates) for _ in range(2)]
    statuses = []
    async with httpx.AsyncClient() as client:
        for url in (one.url, other.url, one.url, other.url):
            statuses.append((await client.post(f"{url}/api/conversations")).status_code)
    assert statuses == [201, 201, 201, 429]
