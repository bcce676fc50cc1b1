"""When Rasa fails: the real one, behind a line that breaks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.gateway.errors import wording
from tests.integration.gateway.conftest import Serve
from tests.support.broken_line import BrokenLine, Fault
from tests.support.gateway import Caller, Served, eventually, tab


@pytest.fixture
async def served(serve: Serve, line: BrokenLine) -> Served:
    return await serve(turn_seconds=3, patience_seconds=10)


@pytest.fixture
async def hasty(serve: Serve, line: BrokenLine) -> AsyncIterator[Caller]:
    """A user of a gateway that gives up soon."""
    served = await serve(turn_seconds=0.5, patience_seconds=1)
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:
        yield await Caller.begin(client)


@pytest.fixture
async def caller(served: Served) -> AsyncIterator[Caller]:
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:
        yield await Caller.begin(client)


async def heard_by_rasa(served: Served, caller: Caller) -> list[str]:
    """The user's messages in Rasa's own record."""
    conversation = await served.gateway.store.get(caller.id)
    events = (await served.gateway.rasa.record(conversation.sender))["events"]
    return [event["text"] for event in events if event["event"] == "user"]


@pytest.mark.parametrize("fault", ["lost_request", "lost_answer", "error", "html", "nothing", "hangs", "late"])
async def test_one_fault_is_made_good(served: Served, caller: Caller, line: BrokenLine, fault: Fault) -> None:
    """GIVEN an assistant that fails once, in whatever way WHEN a user writes THEN the answer comes, and Rasa has heard it once."""
    await caller.ask("hello")
    line.faults = [fault]
    (reply,) = await caller.ask("my budget is 300 dollars")
    assert not reply["failed"]
    assert "300" in reply["text"]
    assert await heard_by_rasa(served, caller) == ["hello", "my budget is 300 dollars"]


@pytest.mark.parametrize("fault", ["error", "nothing", "hangs"])
async def test_a_fault_that_stays_ends_in_an_apology(hasty: Caller, line: BrokenLine, fault: Fault) -> None:
    line.faults = [fault] * 100
    async with asyncio.timeout(20):
        (reply,) = await hasty.ask("hello")
    # THEN the user is told honestly, in plain words
    assert (reply["text"], reply["failed"]) == (wording()["apology"], True)
    # AND what takes too long, or brings nothing, was asked for a second time only
    assert line.asked == 2 if fault in ("hangs", "nothing") else line.asked >= 2


async def test_rasa_that_comes_back_in_time_answers(served: Served, caller: Caller, line: BrokenLine) -> None:
    # GIVEN an assistant that is down
    await line.down()
    async with tab(served.url, token=caller.token) as page:
        await page.until("history")
        await page.say("hello")
        # THEN the user is told that it takes longer
        assert (await page.until("delayed"))["text"] == wording()["delayed"]
        # WHEN it is back THEN the message is answered, without another word from the user
        await line.up()
        assert not (await page.until("reply"))["failed"]
        assert len(page.told["delayed"]) == 1


async def test_rasa_that_stays_down_is_told_of(hasty: Caller, line: BrokenLine) -> None:
    await line.down()
    (reply,) = await hasty.ask("hello")
    assert reply["failed"]
    refused = await hasty.call("GET", "/export")
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "unavailable")


async def test_others_are_answered_while_one_hangs(served: Served, caller: Caller, line: BrokenLine) -> None:
    line.faults = ["hangs"]
    await caller.say("hello", wait=0)
    await asyncio.sleep(0.1)
    other = await Caller.begin(caller.client)
    assert not (await other.ask("hello"))[0]["failed"]


async def test_what_rasa_answered_while_the_gateway_was_gone_is_not_asked_for_again(serve: Serve, line: BrokenLine) -> None:
    # GIVEN a gateway that stops after Rasa has done the turn and before its answer came
    first = await serve(turn_seconds=0.5, patience_seconds=30)
    line.faults = ["lost_answer"]
    async with httpx.AsyncClient(base_url=first.url, timeout=60) as client:
        caller = await Caller.begin(client)
        await caller.say("my budget is 300 dollars", wait=0)

        async def passed() -> bool:
            return bool(line.passed)

        await eventually(passed)
        line.faults = ["error"] * 50  # until it is gone
        await first.gateway.conversations._turns.close()
    # WHEN another starts on the same database
    line.faults = []
    second = await serve(turn_seconds=20)
    async with httpx.AsyncClient(base_url=second.url, timeout=60) as client:
        caller.client = client
        found = await caller.history(1, wait=20)
    # THEN the answer of then is given, and Rasa has heard the message once
    assert "300" in found[0]["text"]
    assert await heard_by_rasa(second, caller) == ["my budget is 300 dollars"]
