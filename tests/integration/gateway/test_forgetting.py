"""What is forgotten is gone everywhere: history, Rasa's record, receipts."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from bot.gateway.conversations.tables import conversations
from cases.desk import Desk
from knowledge.store.database import connect_database
from knowledge.store.evidence import Evidence
from knowledge.store.repository import Receipts
from tests.integration.gateway.conftest import Serve
from tests.support.broken_line import BrokenLine
from tests.support.gateway import Caller, Served, eventually, tab

GOAL = "I want to become a data analyst, 300 dollars, 26 weeks, 8 hours a week"


async def record_of(served: Served, sender: str) -> list[str]:
    """What Rasa has of the user's words."""
    return [event["text"] for event in (await served.gateway.rasa.record(sender))["events"] if event["event"] == "user"]


async def until_forgotten(served: Served, sender: str) -> None:
    async def forgotten() -> bool:
        return not await record_of(served, sender)

    await eventually(forgotten)


def receipt_of(replies: list[dict[str, Any]]) -> str:
    return next(str(reply["custom"]["receipt"]) for reply in replies if reply["custom"])


async def test_forget_me_deletes_everything_everywhere(served: Served, caller: Caller, desk: Desk) -> None:
    # GIVEN a user with a shortlist and its receipt, a report, and a case with a contact in it
    receipt, sender = receipt_of(await caller.ask(GOAL)), (await served.gateway.store.get(caller.id)).sender
    engine = connect_database()
    assert Receipts(engine).get(receipt) is not None
    Evidence(engine).log(sender, "cca", "employer", "Acme Hospital", "yes", "my boss said yes", date(2026, 11, 22))
    for words in ("can I talk to an advisor?", "yes", "ann.user@example.org"):
        await caller.ask(words)
    case = desk.of(sender)
    assert case is not None
    assert case.contact == "ann.user@example.org"
    # AND all of it is in the export
    exported = (await caller.call("GET", "/export")).json()
    assert [told["quote"] for told in exported["reports"]] == ["my boss said yes"]
    assert [(one["id"], one["contact"]) for one in exported["cases"]] == [(case.id, "ann.user@example.org")]
    assert exported["receipts"][receipt]
    async with tab(served.url, token=caller.token) as page:
        await page.until("history")
        # WHEN the user wants to be forgotten
        assert (await caller.call("DELETE")).status_code == 204
        # THEN the open pages are told and closed
        assert (await page.until("forgotten"))["ended"] is True
        await page.closed()
    # AND history, Rasa's record and the receipt are no more; the token opens nothing
    assert (await caller.call("GET", "/messages")).json()["error"]["code"] == "gone"
    assert (await caller.say("hello")).json()["error"]["code"] == "gone"
    await until_forgotten(served, sender)

    async def gone() -> bool:
        return Receipts(engine).get(receipt) is None and not Evidence(engine).told_by(sender) and desk.of(sender) is None

    await eventually(gone)
    kept = desk.get(case.id)
    assert (kept.contact, kept.brief, kept.state) == (None, None, "closed")
    engine.dispose()


async def test_a_failure_on_the_way_loses_no_receipt_and_holds_up_nobody(
    served: Served, client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIVEN a database that fails when the first of two users is forgotten THEN the second is forgotten, and the first's receipt is found again."""
    first, second = await Caller.begin(client), await Caller.begin(client)
    receipt = receipt_of(await first.ask(GOAL))
    await second.ask("my budget is 300 dollars")
    senders = [(await served.gateway.store.get(one.id)).sender for one in (first, second)]
    engine, forget = connect_database(), Receipts.forget

    def fails(_: Receipts, names: list[str]) -> None:
        if names:
            raise OSError("the disk is full")

    monkeypatch.setattr(Receipts, "forget", fails)
    for one in (first, second):
        assert (await one.call("DELETE")).status_code == 204
    await until_forgotten(served, senders[1])
    assert Receipts(engine).get(receipt) is not None
    assert await record_of(served, senders[0])
    # WHEN the database is well again
    monkeypatch.setattr(Receipts, "forget", forget)
    await served.gateway.conversations._housekeeping.let_rasa_forget()
    # THEN nothing is left
    assert Receipts(engine).get(receipt) is None
    assert await record_of(served, senders[0]) == []
    engine.dispose()


async def test_a_deletion_counts_while_rasa_is_down(serve: Serve, line: BrokenLine) -> None:
    served = await serve()
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:
        caller = await Caller.begin(client)
        await caller.ask("my budget is 300 dollars")
        sender = (await served.gateway.store.get(caller.id)).sender
        # WHEN a user is forgotten while Rasa is down
        await line.down()
        assert (await caller.call("DELETE")).status_code == 204
        await asyncio.sleep(0.2)
        assert [one for one, _ in await served.gateway.store.to_forget()] == [sender]
    # THEN Rasa's part is done by the next gateway, when Rasa is back
    await line.up()
    again = await serve()
    await until_forgotten(again, sender)


async def test_a_turn_that_runs_while_all_is_forgotten_leaves_nothing(serve: Serve, line: BrokenLine) -> None:
    served = await serve()
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:
        caller = await Caller.begin(client)
        sender = (await served.gateway.store.get(caller.id)).sender
        line.faults = ["late"]
        await caller.say("my budget is 300 dollars", wait=0)
        await asyncio.sleep(0.05)
        assert (await caller.call("DELETE")).status_code == 204
    await asyncio.sleep(1)
    assert await record_of(served, sender) == []


async def test_all_can_be_deleted_in_the_chat_and_the_talk_goes_on(served: Served) -> None:
    async with tab(served.url) as page:
        opened = await page.until("conversation")
        await page.say("my budget is 300 dollars")
        await page.until("reply")
        # WHEN the user has everything deleted in words
        await page.say("delete my data")
        await page.until("reply", 2)
        await page.say("Yes, delete it all", payload="/delete_my_data")
        # THEN the pages drop what they show, and the reply that says so is all there is
        assert (await page.until("forgotten"))["ended"] is False
        reply = await page.until("reply", 3)
        assert "delet" in reply["text"]
        kept = await page.socket.call("history", {"after": 0})
        assert [message["id"] for message in kept["messages"]] == [reply["id"]]
        sender = (await served.gateway.store.get(opened["id"])).sender
        assert await record_of(served, sender) == []
        # AND the same conversation can begin anew
        assert (await page.say("hello"))["ok"]
        assert not (await page.until("reply", 4))["failed"]


async def test_a_deletion_whose_answer_is_lost_is_told_when_the_message_comes_again(serve: Serve, line: BrokenLine) -> None:
    """GIVEN a line that drops the answer to the confirming yes WHEN the gateway asks again THEN all is deleted here too."""
    served = await serve()
    async with tab(served.url) as page:
        opened = await page.until("conversation")
        for count, text in enumerate(("my budget is 300 dollars", "delete my data"), 1):
            await page.say(text)
            await page.until("reply", count)
        line.faults = ["lost_answer"]
        await page.say("yes, delete it", id="the-yes")
        assert (await page.until("forgotten"))["ended"] is False
        reply = await page.until("reply", 3)
        assert (reply["failed"], "deleted" in reply["text"]) == (False, True)
        kept = await page.socket.call("history", {"after": 0})
        assert [message["id"] for message in kept["messages"]] == [reply["id"]]
        # AND a client that has missed it all and sends the yes once more is told the same, and nothing is begun by it
        assert (await page.say("yes, delete it", id="the-yes"))["ok"]
        again = await page.until("reply", 4)
        assert again["text"] == reply["text"]
        assert len(page.told["forgotten"]) == 2
        sender = (await served.gateway.store.get(opened["id"])).sender
        assert await record_of(served, sender) == []


async def test_what_is_older_than_what_is_kept_ends(serve: Serve) -> None:
    served = await serve(retention_days=30)
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:
        old, young = await Caller.begin(client), await Caller.begin(client)
        await old.ask("my budget is 300 dollars")
        sender = (await served.gateway.store.get(old.id)).sender
        # GIVEN a conversation in which nobody has written for 31 days
        past = update(conversations).where(conversations.c.id == old.id).values(active_at=datetime.now(UTC) - timedelta(days=31))
        await served.gateway.store.database.write(lambda connection: connection.execute(past))
        # WHEN the gateway looks THEN that one is gone, in Rasa too, and the other is not
        await served.gateway.conversations._housekeeping.end_old()
        assert (await old.call("GET")).status_code == 410
        assert (await young.call("GET")).status_code == 200
        await until_forgotten(served, sender)


@pytest.mark.parametrize("words", ["delete my data"])
async def test_asking_alone_deletes_nothing(caller: Caller, words: str) -> None:
    await caller.ask("my budget is 300 dollars")
    await caller.ask(words)
    await caller.ask("No, keep it", payload="/deny")
    assert len(await caller.history()) == 6
