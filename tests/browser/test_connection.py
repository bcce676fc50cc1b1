"""Connections that break, several tabs, several people."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import socketio
from playwright.async_api import expect

from tests.browser.conftest import Visit
from tests.browser.servers import Gateway, Website
from tests.support.assistant import RunningAssistant
from tests.support.time_passing import make_older

KEPT = "Object.entries(localStorage).find(([key]) => key.startsWith('credwise:'))[1]"


async def test_a_gateway_that_dies_in_the_middle_of_a_turn_loses_nothing(visit: Visit, gateway: Gateway, screenshots: Path) -> None:
    # GIVEN a conversation
    chat = await (await visit()).open()
    await chat.say("I want to learn SQL for my job")
    said, answered = await chat.said.count(), await chat.replies.count()
    # WHEN the gateway is killed right after a message was sent
    await chat.field.fill("my budget is 200 dollars")
    await chat.field.press("Enter")
    gateway.kill()
    # THEN the widget says that the line is lost, and keeps what is written meanwhile
    await expect(chat.panel.get_by_text("The connection is lost.")).to_be_visible(timeout=10_000)
    await chat.check("offline")
    await chat.field.fill("and four months")
    await chat.field.press("Enter")
    await chat.shoot(screenshots, "offline")
    # AND WHEN it is started again THEN each message is there once, in order, and answered
    gateway.start()
    await expect(chat.panel.get_by_text("The connection is lost.")).to_have_count(0, timeout=20_000)
    await chat.answer(answered + 1)
    await expect(chat.said).to_have_count(said + 2)
    texts = await chat.said.all_inner_texts()
    assert [text.split("\n")[-1].strip() for text in texts[-2:]] == ["my budget is 200 dollars", "and four months"]
    profile = await chat.say("what do you know about me?")
    assert "up to $200" in profile
    assert profile.count("Budget") == 1


async def test_two_tabs_show_one_conversation(visit: Visit) -> None:
    # GIVEN one conversation in two tabs
    first = await (await visit()).open()
    second = await (await visit(beside=first.page)).open()
    # WHEN something is said in the one
    await first.say("I want to learn SQL")
    # THEN the other shows it, with its answer
    await expect(second.said.last).to_contain_text("I want to learn SQL")
    await expect(second.replies).to_have_count(await first.replies.count())
    # AND the other way round
    await second.say("what do you know about me?")
    await expect(first.said.last).to_contain_text("what do you know about me?")
    await expect(first.replies).to_have_count(await second.replies.count())


def let_days_pass(gateway: Gateway, assistant: RunningAssistant, conversation: str, days: int) -> None:
    """Make all that was said in a conversation so many days older."""
    with sqlite3.connect(gateway.database, timeout=30) as connection:
        past = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%d %H:%M:%S.%f")
        connection.execute("UPDATE conversation SET active_at = ? WHERE id = ?", (past, conversation))
        (sender,) = connection.execute("SELECT sender FROM conversation WHERE id = ?", (conversation,)).fetchone()
    connection.close()
    make_older(assistant.tracker_database, sender, 24 * days)


@pytest.mark.xfail(strict=False, reason="fails since the parts of the console and the welcome were put together; to be looked into")
async def test_who_comes_back_days_later_is_told_where_things_stood(visit: Visit, gateway: Gateway, assistant: RunningAssistant) -> None:
    # GIVEN a shortlist, and two days without a word
    chat = await (await visit()).open()
    await chat.reach_options("I want to learn SQL for my job, I have 300 dollars and four months")
    replies, said = await chat.replies.count(), await chat.said.count()
    let_days_pass(gateway, assistant, json.loads(await chat.page.evaluate(KEPT))["id"], 2)
    # WHEN the page is opened again THEN it is told before anything is said, in sight, with what can be done next
    await chat.page.reload()
    await chat.open()
    await expect(chat.replies).to_have_count(replies + 1)
    await expect(chat.replies.last).to_contain_text("SQL")
    await expect(chat.replies.last).to_be_in_viewport()
    await expect(chat.choices).to_have_text(["Go on", "Start anew", "What you know about me"])
    assert await chat.said.count() == said
    await chat.check("coming back")
    # AND once only
    await chat.page.reload()
    await chat.open()
    await expect(chat.choices).to_have_count(3)
    await expect(chat.replies).to_have_count(replies + 1)
    # AND "go on" goes on with the list
    assert "SQL" in await chat.press(chat.choices.first)


async def test_a_reload_goes_on_where_it_was(visit: Visit) -> None:
    chat = await (await visit()).open()
    await chat.say("I want to learn SQL")
    texts = await chat.panel.locator(".messages").inner_text()
    await chat.page.reload()
    await chat.open()
    assert await chat.panel.locator(".messages").inner_text() == texts


async def test_a_second_person_cannot_get_at_the_first_ones_conversation(visit: Visit, gateway: Gateway) -> None:
    # GIVEN two people, each with a conversation
    first = await (await visit()).open()
    await first.say("I am a nurse and my budget is 237 dollars")
    second = await (await visit()).open()
    mine, theirs = [json.loads(await chat.page.evaluate(KEPT)) for chat in (second, first)]
    assert mine["id"] != theirs["id"]
    # WHEN the second puts the first one's id beside the own token
    await second.page.evaluate("kept => localStorage.setItem(Object.keys(localStorage)[0], kept)", json.dumps({**mine, "id": theirs["id"]}))
    await second.page.reload()
    await second.open()
    # THEN only the own conversation is there
    assert "237" not in await second.panel.inner_text()
    # AND no other way leads there: neither the id with a foreign, a forged or no token, nor over the socket
    async with httpx.AsyncClient(base_url=gateway.url) as client:
        for token in (mine["token"], theirs["token"][:-2] + "xx", theirs["id"], ""):
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            for answer in (
                await client.get(f"/api/conversations/{theirs['id']}/messages", headers=headers),
                await client.get(f"/api/conversations/{theirs['id']}/export", headers=headers),
                await client.delete(f"/api/conversations/{theirs['id']}", headers=headers),
                await client.post(f"/api/conversations/{theirs['id']}/messages", headers=headers, json={"id": "x1", "text": "hi"}),
            ):
                assert answer.status_code in (401, 403)
                assert "237" not in answer.text
    socket = socketio.AsyncClient(reconnection=False)
    opened: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
    socket.on("conversation", opened.set_result)
    await socket.connect(gateway.url, auth={"token": mine["token"], "id": theirs["id"], "conversation": theirs["id"]})
    assert (await asyncio.wait_for(opened, 10))["id"] == mine["id"]
    await socket.disconnect()
    # AND the first one's goes on as before
    assert "$237" in await first.say("what do you know about me?")


async def test_a_website_that_is_not_allowed_gets_no_conversation(visit: Visit, stranger: Website, gateway: Gateway) -> None:
    # GIVEN a website of an origin that is not in the settings
    chat = await visit(stranger.url)
    chat.noise += (f"{gateway.url.removeprefix('http://')}/socket.io/",)  # browsers tell refused requests as errors, which is right here
    # WHEN its visitor opens the chat
    await chat.launcher.click()
    # THEN the widget says plainly that it can't be reached
    await expect(chat.panel.get_by_text("The chat can't be reached just now.")).to_be_visible(timeout=15_000)
    await expect(chat.replies).to_have_count(0)
    await chat.check("refused")


async def test_a_network_without_websockets_is_polled(visit: Visit) -> None:
    # GIVEN a proxy that lets no websocket through
    chat = await visit()
    await chat.page.route_web_socket("**/socket.io/**", lambda socket: socket.close())
    await chat.page.reload()
    # THEN the conversation works all the same
    await chat.open()
    assert "SQL" in await chat.say("I want to learn SQL, what do you know about me?") + await chat.say("what do you know about me?")
