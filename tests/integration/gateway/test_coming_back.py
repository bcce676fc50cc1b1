"""Who resumes a conversation after a while is welcomed, before they say anything, once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from bot.gateway.conversations.tables import conversations
from bot.settings import return_minutes
from cases.desk import Desk
from tests.integration.gateway.conftest import Serve
from tests.support.assistant import RunningAssistant
from tests.support.broken_line import BrokenLine
from tests.support.gateway import Caller, Served, eventually, tab
from tests.support.time_passing import make_older

GOAL = "I want to become a data analyst, 300 dollars, 26 weeks, 8 hours a week"


async def pass_hours(served: Served, conversation: str, hours: float, assistant: RunningAssistant) -> None:
    """Let time pass for the gateway and for Rasa."""
    found = await served.gateway.store.get(conversation)
    past = update(conversations).where(conversations.c.id == conversation).values(active_at=datetime.now(UTC) - timedelta(hours=hours))
    await served.gateway.store.database.write(lambda connection: connection.execute(past))
    make_older(assistant.tracker_database, found.sender, hours)


def welcomed(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [message for message in messages if message["author"] == "assistant" and (message["in_reply_to"] or "").startswith("return:")]


@pytest.fixture
async def known(caller: Caller) -> Caller:
    """A user of whom something is known."""
    await caller.ask(GOAL)
    return caller


async def test_a_page_that_comes_back_is_told_where_things_stood(served: Served, known: Caller, assistant: RunningAssistant) -> None:
    # GIVEN a user who comes back two days later WHEN the page resumes
    await pass_hours(served, known.id, 48, assistant)
    async with tab(served.url, token=known.token) as page:
        history = await page.until("history")
        # THEN the history comes first, and then where things stood, with what can be done next
        reply = await page.until("reply")
        assert reply["seq"] > history["last_seq"]
        assert "data analyst" in reply["text"].casefold()
        assert [button["title"] for button in reply["buttons"]] == ["Go on", "Start anew", "What you know about me"]
        # AND nothing stands there as said by the user
        assert [message["text"] for message in await known.history() if message["author"] == "user"] == [GOAL, ""]
        # AND "go on" goes on
        await page.say("Go on", payload="go on")
        assert (await page.until("reply", 2))["custom"]["type"] == "options"


async def test_it_is_told_once_however_often_the_page_comes_back(served: Served, known: Caller, assistant: RunningAssistant) -> None:
    await pass_hours(served, known.id, 48, assistant)
    # GIVEN two tabs that open at once, a page that comes again, and one that comes a day later without a word in between
    async with tab(served.url, token=known.token) as first, tab(served.url, token=known.token) as second:
        await first.until("reply")
        await second.until("reply")
    async with tab(served.url, token=known.token) as again:
        assert len(welcomed((await again.until("history"))["messages"])) == 1
    await pass_hours(served, known.id, 24, assistant)
    async with tab(served.url, token=known.token) as later:
        await later.until("history")
        await later.say("thanks")
        await later.until("reply")
    # THEN there is one welcome
    assert len(welcomed(await known.history())) == 1
    # WHEN something was said and time has passed again THEN there is another one
    await pass_hours(served, known.id, 24, assistant)
    async with tab(served.url, token=known.token) as page:
        await page.until("reply")
    assert len(welcomed(await known.history())) == 2


async def test_a_program_that_resumes_by_http_gets_it_too(
    served: Served, known: Caller, client: httpx.AsyncClient, assistant: RunningAssistant
) -> None:
    await pass_hours(served, known.id, 48, assistant)
    # WHEN the conversation is opened with its token THEN it is told that something comes
    opened = (await client.post("/api/conversations", headers={"Authorization": f"Bearer {known.token}"})).json()
    assert (opened["resumed"], opened["busy"]) == (True, True)
    # AND the next look brings it
    (reply,) = await known.history(after=opened["last_seq"], wait=20)
    assert "data analyst" in reply["text"].casefold()


async def test_who_was_away_for_minutes_only_is_not_welcomed(served: Served, known: Caller, assistant: RunningAssistant) -> None:
    await pass_hours(served, known.id, return_minutes() / 60 - 0.1, assistant)
    async with tab(served.url, token=known.token) as page:
        await page.until("history")
        await page.say("thanks")
        await page.until("reply")
    assert welcomed(await known.history()) == []


async def test_who_has_said_nothing_is_not_welcomed_back(served: Served, caller: Caller, assistant: RunningAssistant) -> None:
    """GIVEN a page that was only opened, and greeted WHEN it comes back THEN there is nothing to come back to."""
    await caller.ask("", payload="/greet")
    await pass_hours(served, caller.id, 48, assistant)
    async with tab(served.url, token=caller.token) as page:
        await page.until("history")
        await page.say("thanks")
        await page.until("reply")
    assert welcomed(await caller.history()) == []


async def test_while_the_assistant_is_down_nothing_is_said(serve: Serve, line: BrokenLine, assistant: RunningAssistant) -> None:
    """GIVEN an assistant that can't be reached WHEN a user comes back THEN no apology answers what was not asked; what they say then is answered."""
    served = await serve(patience_seconds=0.2)
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:
        caller = await Caller.begin(client)
        await caller.ask(GOAL)
        await pass_hours(served, caller.id, 48, assistant)
        await line.down()
        async with tab(served.url, token=caller.token) as page:
            await page.until("typing", 2)
            assert (page.told["reply"], page.told["delayed"]) == ([], [])
            await line.up()
            await page.say("what do you know about me?")
            assert not (await page.until("reply"))["failed"]


async def test_with_an_advisor_the_assistant_welcomes_nobody(
    served: Served, known: Caller, desk: Desk, assistant: RunningAssistant
) -> None:
    # GIVEN a case that an advisor has
    for words in ("can I talk to an advisor?", "yes", "skip"):
        await known.ask(words)
    case = desk.of((await served.gateway.store.get(known.id)).sender)
    assert case is not None
    desk.claim(case.id, "Ann Advisor")

    async def held() -> bool:
        return (await served.gateway.store.get(known.id)).answerer == "advisor"

    await eventually(held)
    before = len(await known.history())
    # WHEN the user comes back THEN the advisor is told nothing that was not said, and the assistant keeps silent
    await pass_hours(served, known.id, 48, assistant)
    async with tab(served.url, token=known.token) as page:
        await page.until("history")
    assert len(await known.history()) == before


@pytest.mark.parametrize("said", [{"text": "/session_start"}, {"text": "Hi", "payload": "/session_start"}, {"text": "/session_start{}"}])
async def test_no_client_begins_a_session_by_itself(served: Served, known: Caller, said: dict[str, str]) -> None:
    """GIVEN a user WHEN a client sends what the gateway says to Rasa THEN it is a text like any other, and no session begins."""
    await known.ask(**said)
    events = (await served.gateway.rasa.record((await served.gateway.store.get(known.id)).sender))["events"]
    assert [event["parse_data"]["intent"]["name"] for event in events if event["event"] == "user"][-1] != "session_start"
    assert [event["event"] for event in events].count("session_started") == 1
