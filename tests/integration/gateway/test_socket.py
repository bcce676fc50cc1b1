"""The web chat over Socket.IO, before the real assistant."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest
from limits import parse_many

from bot.gateway.settings import Settings
from tests.integration.gateway.conftest import ORIGIN, Serve
from tests.support.gateway import NotLetIn, Served, tab


async def refusal(url: str, **options: Any) -> Any:
    """What a connection that is refused is told."""
    with pytest.raises(NotLetIn) as caught:
        async with tab(url, **options):
            pass
    return caught.value.told["data"]


@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_a_message_is_acknowledged_and_answered(served: Served, transport: str) -> None:
    async with tab(served.url, origin=ORIGIN, transport=transport) as page:
        # GIVEN a page that has just connected
        conversation = await page.until("conversation")
        assert (conversation["resumed"], conversation["with"], conversation["last_seq"]) == (False, "assistant", 0)
        assert (await page.until("history"))["messages"] == []
        # WHEN the user writes
        told = await page.say("hello", "first")
        # THEN the message is acknowledged, and the answer follows between the signs that somebody types
        assert (told["ok"], told["duplicate"], told["message"]["seq"]) == (True, False, 1)
        reply = await page.until("reply")
        assert (reply["in_reply_to"], reply["last"]) == ("first", True)
        await page.until("typing", 2)
        assert [sign["on"] for sign in page.told["typing"]] == [True, False]


async def test_two_tabs_see_the_same(served: Served) -> None:
    async with tab(served.url) as one:
        token = (await one.until("conversation"))["token"]
        async with tab(served.url, token=token) as other:
            await other.until("history")
            await one.say("hello", "from-one")
            assert (await other.until("message"))["id"] == "from-one"
            assert await other.until("reply") == await one.until("reply")
            await other.socket.call("feedback", {"reply": other.told["reply"][0]["id"], "value": "up"})
            assert (await one.until("feedback"))["value"] == "up"


async def test_after_a_reconnect_comes_what_was_missed(served: Served) -> None:
    # GIVEN a page that has seen the first answer, and sends a second message just before its connection breaks
    async with tab(served.url) as page:
        token = (await page.until("conversation"))["token"]
        await page.say("hello")
        seen = (await page.until("reply"))["seq"]
        await page.say("thanks", "second")
    # WHEN it is back after a while
    await asyncio.sleep(0.5)
    async with tab(served.url, token=token, after=seen) as page:
        assert (await page.until("conversation"))["resumed"]
        missed = (await page.until("history"))["messages"]
        # THEN it gets what came since, and sending again what it is not sure of changes nothing
        assert [(message["author"], message["seq"]) for message in missed] == [("user", seen + 1), ("assistant", seen + 2)]
        assert (await page.say("thanks", "second"))["duplicate"]


async def test_a_greeting_that_the_page_asks_for_shows_no_message(served: Served) -> None:
    async with tab(served.url) as page:
        await page.until("history")
        told = await page.say("", payload="/greet")
        assert told["message"]["text"] == ""
        assert (await page.until("reply"))["text"]


async def test_a_foreign_page_can_t_connect(served: Served) -> None:
    for transport in ("websocket", "polling"):
        with pytest.raises(NotLetIn):
            async with tab(served.url, origin="https://evil.example", transport=transport):
                pass


async def test_a_token_of_nobody_is_refused_with_its_reason(served: Served) -> None:
    assert (await refusal(served.url, token="forged"))["code"] == "token_invalid"
    assert (await refusal(served.url, token="x" * 2000))["code"] == "invalid"


async def test_only_so_many_connections_are_open(serve: Serve) -> None:
    served = await serve(most_open=1)
    async with tab(served.url) as page:
        await page.until("history")
        assert (await refusal(served.url))["code"] == "too_many"
    await asyncio.sleep(0.1)
    async with tab(served.url) as page:
        assert await page.until("conversation"), "a place that was left is free again"


async def test_connecting_over_and_over_has_to_wait(serve: Serve, settings: Settings) -> None:
    served = await serve(rates={**settings.rates, "connect_address": parse_many("2/minute")})
    async with httpx.AsyncClient(base_url=served.url) as client:
        statuses = [(await client.get("/socket.io/?EIO=4&transport=polling")).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


async def test_what_is_no_event_of_ours_does_no_harm(served: Served) -> None:
    async with tab(served.url) as page:
        await page.until("history")
        for event, data in [
            ("message", None),
            ("message", [1, 2]),
            ("message", {"id": "x", "text": {"$ne": 1}}),
            ("message", {"id": "x" * 65, "text": "a"}),
            ("message", b"\x00\xff"),
            ("history", {"after": -1}),
            ("history", {"after": 2**70}),
            ("feedback", {"reply": "no such", "value": "sideways"}),
        ]:
            told = await page.socket.call(event, data)
            assert told["error"]["code"] == "invalid", (event, data)
            assert "$ne" not in str(told)
        assert (await page.socket.call("feedback", {"reply": "no such", "value": "up"}))["error"]["code"] == "not_found"
        await page.socket.emit("no such event", {"a": 1})
        assert (await page.say("hello"))["ok"]


async def test_a_message_as_large_as_a_book_closes_the_connection_and_no_more(served: Served) -> None:
    async with tab(served.url) as page:
        await page.until("history")
        await page.socket.emit("message", {"id": "x", "text": "x" * 1_000_000})
        await page.closed()
    async with tab(served.url) as page:
        assert await page.until("conversation")


async def test_a_token_is_renewed_and_all_is_exported(served: Served) -> None:
    async with tab(served.url) as page:
        await page.until("history")
        await page.say("my budget is 300 dollars")
        await page.until("reply")
        renewed = await page.socket.call("renew", {})
        async with tab(served.url, token=renewed["token"]) as again:
            assert (await again.until("conversation"))["resumed"]
        exported = (await page.socket.call("export"))["export"]
        assert exported["messages"][0]["text"] == "my budget is 300 dollars"
        assert exported["profile"]["max_cost"] == 300
        assert any(event["event"] == "user" for event in exported["assistant_record"])
