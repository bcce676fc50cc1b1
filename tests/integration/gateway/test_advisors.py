"""A conversation is handed to a person: the real desk, on its own database."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from bot.withheld import WITHHELD_TEXT
from cases.desk import Desk
from tests.integration.gateway.conftest import Serve
from tests.support.broken_line import BrokenLine
from tests.support.gateway import Caller, Served, tab

CONTACT = "ann.user@example.org"


async def handed_over(served: Served, caller: Caller, desk: Desk) -> tuple[str, str]:
    """Have a case opened; return its id and the name under which Rasa knows the conversation."""
    sender = (await served.gateway.store.get(caller.id)).sender
    await caller.ask("can I talk to an advisor?")
    await caller.ask("yes")
    case = desk.of(sender)
    assert case is not None
    return case.id, sender


async def test_a_contact_stays_in_the_case_only(served: Served, caller: Caller, desk: Desk) -> None:
    # GIVEN a case that waits
    case, _ = await handed_over(served, caller, desk)
    # WHEN the user leaves a contact
    await caller.ask(f"my email is {CONTACT}", id="told")
    # THEN the case has it, and neither the history nor the export
    assert desk.get(case).contact == CONTACT
    assert ("user", WITHHELD_TEXT) in await caller.texts()
    assert CONTACT not in (await caller.call("GET", "/messages", params={"after": 0})).text
    # AND the same message sent again is still the one that was taken
    again = await caller.say(f"my email is {CONTACT}", id="told")
    assert again.json()["duplicate"] is True


# --- a person takes over
async def test_while_a_person_has_it_their_words_come_and_the_assistant_is_silent(serve: Serve, line: BrokenLine, desk: Desk) -> None:
    served = await serve()
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:
        caller = await Caller.begin(client)
        case, _ = await handed_over(served, caller, desk)
        async with tab(served.url, token=caller.token) as page:
            assert (await page.until("conversation"))["with"] == "assistant"
            # WHEN an advisor takes the case THEN the page is told
            desk.claim(case, "Robin Hill")
            assert (await page.until("with"))["with"] == "advisor"
            # WHEN the user writes THEN the advisor has it once, Rasa nothing of it, and nobody apologises
            heard = list(line.passed)
            for _ in range(2):
                await page.say("are you a person?", "to-the-advisor")
            await page.until("typing", 2)
            assert page.told["typing"][-1]["on"] is False
            assert [said.text for said in desk.messages(case) if said.author == "user"][-1:] == ["are you a person?"]
            assert page.told["reply"] == []
            # WHEN the advisor answers THEN it comes
            desk.advisor_said(case, "Robin Hill", "Yes, I'm Robin.")
            reply = await page.until("reply")
            assert (reply["author"], reply["text"], reply["failed"]) == ("advisor", "Yes, I'm Robin.", False)
            assert line.passed == heard
            # WHEN the case is handed back THEN the note comes, and the assistant says that it goes on
            desk.hand_back(case, "Robin Hill", "We agreed on the cheaper way.")
            await page.until("reply", 3)
            note, goes_on = page.told["reply"][1:3]
            assert (note["author"], note["text"]) == ("advisor", "We agreed on the cheaper way.")
            assert goes_on["author"] == "assistant"
            assert "Robin Hill" in goes_on["text"]
            assert page.told["with"][-1]["with"] == "assistant"
            # AND the payload that asked for it is shown nowhere, and the talk goes on
            assert not any(message["payload"] or "back" in message["text"] for message in page.told["message"])
            await page.say("thanks")
            assert (await page.until("reply", 4))["author"] == "assistant"
        metrics = (await client.get("/metrics")).text
        assert 'credwise_handoffs_total{to="advisor"} 1.0' in metrics
        assert 'credwise_turns_total{channel="web",outcome="apology"}' not in metrics


async def test_two_gateways_bring_each_word_once_and_a_restart_brings_what_was_missed(serve: Serve, desk: Desk) -> None:
    first, second = await serve(), await serve()
    async with httpx.AsyncClient(base_url=first.url, timeout=60) as client:
        caller = await Caller.begin(client)
        case, _ = await handed_over(first, caller, desk)
        desk.claim(case, "Robin Hill")
        for number in range(5):
            desk.advisor_said(case, "Robin Hill", f"word {number}")
        for _ in range(3):
            await asyncio.gather(*(one.gateway.advisors.attend() for one in (first, second)))
        said = [text for author, text in await caller.texts() if author == "advisor"]
        assert said == [f"word {number}" for number in range(5)]


async def test_a_desk_that_fails_keeps_no_answer_of_the_assistant_back(
    served: Served, caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> bool:
        raise OSError("the disk is full")

    monkeypatch.setattr(Desk, "takes_messages", fails)
    (reply, *_) = await caller.ask("my budget is 300 dollars")
    assert not reply["failed"]


async def test_who_writes_before_the_assistant_has_gone_on_is_answered(served: Served, caller: Caller, desk: Desk) -> None:
    """GIVEN a case that was closed with a note in this moment WHEN the user writes THEN the note comes first, and the assistant answers."""
    case, sender = await handed_over(served, caller, desk)
    desk.claim(case, "Robin Hill")
    await served.gateway.advisors.attend()
    await served.gateway.advisors.close()
    desk.close(case, "Robin Hill", "answered", "See you on Monday.")
    (reply, *_) = await caller.ask("what is sql basics?")
    assert not reply["failed"]
    assert [author for author, _ in await caller.texts()][-3:] == ["user", "advisor", "assistant"]
    # AND what tells the assistant to go on changes nothing any more
    before = await caller.texts()
    await served.gateway.advisors.attend()
    assert await caller.texts() == before
    assert not any(sender in conversations for conversations in desk.attended())
