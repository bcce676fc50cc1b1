"""Conversations that run through a real gateway, and what is counted of them. What stands in for Rasa gives recorded replies with the assistant's marks."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import select, update

from bot.gateway.conversations.store import Dimension
from bot.gateway.conversations.tables import conversations, messages, tallies
from bot.gateway.conversations.tally import Kind
from tests.integration.insight.conftest import Serve
from tests.support.gateway import Caller, Served, tab
from tests.support.stand_in_rasa import StandIn

EVER = (date(2020, 1, 1), date(2100, 1, 1))


async def counts(served: Served, kind: Kind, by: Dimension = "channel") -> dict[str, int]:
    """How often each was counted."""
    return {what: count for _, what, count in await served.gateway.store.counts(kind, by, *EVER)}


async def talk(client: httpx.AsyncClient, *said: str) -> Caller:
    caller = await Caller.begin(client)
    for text in said:
        await caller.ask(text)
    return caller


async def everything(served: Served) -> str:
    """All that the tallies hold."""
    return str(await served.gateway.store.database.read(lambda connection: connection.execute(select(tallies)).all()))


async def test_the_funnel_is_that_of_the_conversations(served: Served, client: httpx.AsyncClient) -> None:
    # GIVEN four conversations: one that only says hello, two that get to a shortlist, one that saves its plan; and a page that only greets
    await talk(client, "hello")
    await talk(client, "budget", "options, please", "options, again")
    await talk(client, "options, at once", "budget")
    await talk(client, "budget", "options, please", "plan, save it", "plan, once more")
    await (await Caller.begin(client)).ask("", payload="/greet")
    # THEN each is counted once at each stage
    assert await counts(served, "stage") == {"begun": 4, "shortlist": 3, "plan": 1}
    # AND by goal and field as the assistant told them
    assert await counts(served, "goal") == {"skill_gap": 3}
    assert await counts(served, "field") == {"Data and analytics": 3}
    # AND every message with words has its outcome
    assert await counts(served, "turn") == {"answered": 10}


async def test_a_conversation_over_the_socket_counts_like_any_other(served: Served) -> None:
    async with tab(served.url) as page:
        for count, text in enumerate(("budget", "options, please", "plan, save it"), 1):
            await page.say(text)
            await page.until("reply", count)
    assert await counts(served, "stage") == {"begun": 1, "shortlist": 1, "plan": 1}


async def test_a_message_that_is_sent_twice_counts_once(served: Served, client: httpx.AsyncClient) -> None:
    caller = await Caller.begin(client)
    for _ in range(3):
        await caller.say("options, please", id="the-same")
    assert await counts(served, "turn") == {"answered": 1}


async def test_what_was_not_understood_and_what_failed_is_told_apart(served: Served, client: httpx.AsyncClient) -> None:
    await talk(client, "budget", "gibberish", "silence")
    assert await counts(served, "turn") == {"answered": 1, "not_understood": 1, "failed": 1}


async def test_a_skill_counts_once_a_conversation(served: Served, client: httpx.AsyncClient) -> None:
    await talk(client, "options, please", "options, again")
    await talk(client, "options, please")
    assert await counts(served, "unmet") == {"Juggling": 2}


async def test_a_thumb_counts_once_and_follows_a_change_of_mind(served: Served, client: httpx.AsyncClient) -> None:
    caller = await Caller.begin(client)
    (reply,) = await caller.ask("budget")
    seen = []
    for value in ("up", "up", "down", None, "up"):
        await caller.call("PUT", f"/messages/{reply['id']}/feedback", json={"value": value})
        seen.append({what: count for what, count in (await counts(served, "thumb")).items() if count})
    assert seen == [{"up": 1}, {"up": 1}, {"down": 1}, {}, {"up": 1}]


async def test_the_days_are_the_offices(served: Served, client: httpx.AsyncClient) -> None:
    """GIVEN an office in New York and a message late in its evening, which is the next day in UTC THEN the evening counts."""
    caller = await talk(client, "budget")
    await served.gateway.store.database.write(lambda connection: connection.execute(tallies.delete()))
    late = datetime(2026, 11, 25, 3, 30, tzinfo=UTC)
    await served.gateway.store.database.write(lambda connection: connection.execute(update(messages).values(at=late)))
    await caller.call("PUT", f"/messages/{(await caller.history())[-1]['id']}/feedback", json={"value": "up"})
    for by, side in (("day", date(2026, 11, 24)), ("hour", 22)):
        assert await served.gateway.store.counts("thumb", by, *EVER) == [(side, "up", 1)]  # type: ignore[arg-type]


@pytest.mark.parametrize("how", ["by the page", "in the chat"])
async def test_deletion_leaves_numbers_and_nothing_that_leads_to_anybody(served: Served, client: httpx.AsyncClient, how: str) -> None:
    # GIVEN a conversation with a plan, a thumb and a wanted skill
    caller = await talk(client, "I am Ann Miller", "options, please", "plan, save it")
    kept = await served.gateway.store.get(caller.id)
    before = await everything(served)
    # WHEN it is deleted
    await (caller.call("DELETE") if how == "by the page" else caller.ask("delete"))
    # THEN the numbers stay, and no table holds what they were counted from
    after = await everything(served)
    assert set(rows_of(before)) <= set(rows_of(after))
    for name in (caller.id, kept.sender, "Miller"):
        assert name not in after
    rest = await served.gateway.store.database.read(lambda connection: connection.execute(select(conversations.c.seen)).all())
    assert [row.seen for row in rest] == ([] if how == "by the page" else [None])


def rows_of(told: str) -> list[str]:
    """The rows of a printed table, without the last number: that of answered messages grows with the goodbye."""
    return [row.rsplit(",", 1)[0] for row in told.strip("[]").split("), (")]


async def test_what_is_kept_to_count_nothing_twice_is_in_the_export(client: httpx.AsyncClient) -> None:
    caller = await talk(client, "options, please")
    exported = (await caller.call("GET", "/export")).json()
    assert "goal.skill_gap" in exported["counted_once"], json.dumps(exported)[:300]


async def test_numbers_are_deleted_when_they_are_older_than_is_set(serve: Serve, client: httpx.AsyncClient) -> None:
    served = await serve(insight_days=30)
    await talk(client, "budget")
    for age in (29, 31):
        old: dict[str, Any] = {"kind": "turn", "hour": 9, "what": f"{age} days", "channel": "web", "goal": "", "field": "", "count": 7}
        old["day"] = datetime.now(UTC).date() - timedelta(days=age)
        await served.gateway.store.database.write(lambda connection, old=old: connection.execute(tallies.insert().values(old)))
    await served.gateway.conversations._housekeeping.end_old()
    assert set(await counts(served, "turn")) == {"answered", "29 days"}


async def test_the_stand_in_is_asked_as_rasa_is(rasa: StandIn, client: httpx.AsyncClient) -> None:
    """What these tests rest on: each message reaches Rasa's address once, with its id."""
    caller = await Caller.begin(client)
    await caller.ask("budget", id="one")
    assert rasa.asked == [("one", "budget")]
