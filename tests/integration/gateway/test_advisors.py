"""A conversation is handed to a person: the real desk, on its own database."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from bot.withheld import WITHHELD_TEXT
from cases.desk import LEFT, Desk
from cases.presence import Presences
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


# --- who is there, and what stays the assistant's matter
async def test_typing_and_presence_are_shown_on_both_sides(served: Served, caller: Caller, desk: Desk) -> None:
    case, _ = await handed_over(served, caller, desk)
    signs = Presences(desk.engine)
    async with tab(served.url, token=caller.token) as page:
        await page.until("conversation")
        desk.claim(case, "a1", "Dana")
        served.gateway.advisors.wake()
        assert await page.until("with") == {"with": "advisor", "name": "Dana"}
        # WHEN the advisor opens the case and writes THEN the page is told by name
        signs.sign(case, "advisor", writes=True)
        served.gateway.advisors.wake()
        assert await page.until("presence") == {"here": True, "name": "Dana"}
        assert (await page.until("typing"))["author"] == "advisor"
        assert page.told["typing"][-1] == {"on": True, "author": "advisor", "name": "Dana"}
        signs.sign(case, "advisor", writes=False)
        served.gateway.advisors.wake()
        await page.until("typing", 2)
        assert page.told["typing"][-1]["on"] is False
        # WHEN the user writes THEN the desk sees it
        await page.socket.call("typing", {"on": True})
        assert signs.of(case)["user"].writes
        # AND what the advisor says bears their name, live and in the history
        desk.advisor_said(case, "a1", "Hello, I'm Dana.")
        served.gateway.advisors.wake()
        assert (await page.until("reply"))["name"] == "Dana"
    assert (await caller.history())[-1]["name"] == "Dana"
    assert (await caller.call("GET", "")).json()["name"] == "Dana"


async def test_a_card_of_the_advisor_comes_as_a_card(served: Served, caller: Caller, desk: Desk) -> None:
    case, _ = await handed_over(served, caller, desk)
    desk.claim(case, "a1", "Dana")
    card = {"type": "handoff", "version": 1, "case_id": case, "status": "with_advisor", "expected": "soon"}
    desk.advisor_said(case, "a1", "See this.", card=card)
    await served.gateway.advisors.attend()
    said = (await caller.history())[-1]
    assert (said["author"], said["custom"]) == ("advisor", card)


async def test_who_talks_with_an_advisor_has_everything_deleted(served: Served, caller: Caller, desk: Desk) -> None:
    """GIVEN a person has it WHEN the user asks for deletion and says yes THEN all is gone, and the advisor is told that they left, no more."""
    case, sender = await handed_over(served, caller, desk)
    desk.claim(case, "a1", "Dana")
    await caller.say("hello Dana")
    (sure,) = await caller.ask("delete my data")
    assert sure["author"] == "assistant"
    (gone, *_) = await caller.ask("yes")
    assert not gone["failed"]
    assert [author for author, _ in await caller.texts()] == ["assistant"]
    found = desk.get(case)
    assert (found.state, found.outcome, found.conversation, found.brief) == ("closed", LEFT, None, None)
    assert desk.messages(case) == []
    assert desk.of(sender) is None
    # AND the conversation is the assistant's again
    await served.gateway.advisors.attend()
    assert not (await caller.ask("I want to learn SQL"))[0]["failed"]
    assert (await caller.call("GET", "")).json()["with"] == "assistant"


async def test_who_changes_their_mind_about_deletion_talks_to_the_advisor_on(served: Served, caller: Caller, desk: Desk) -> None:
    case, _ = await handed_over(served, caller, desk)
    desk.claim(case, "a1", "Dana")
    await caller.ask("delete my data")
    await caller.say("wait, first tell me about the licence")
    await caller.say("yes")
    said = [message.text for message in desk.messages(case) if message.author == "user"]
    assert said[-2:] == ["wait, first tell me about the licence", "yes"]
    assert "delete my data" not in said


async def test_a_crisis_is_answered_at_once_while_a_person_has_it(served: Served, caller: Caller, desk: Desk) -> None:
    case, _ = await handed_over(served, caller, desk)
    desk.claim(case, "a1", "Dana")
    replies = await caller.ask("I want to kill myself")
    assert any("988" in reply["text"] for reply in replies)
    assert [message.text for message in desk.messages(case) if message.author == "user"][-1] == "I want to kill myself"
    assert desk.get(case).triage == "urgent"


async def test_while_the_assistant_is_down_the_advisor_still_reads_all(serve: Serve, line: BrokenLine, desk: Desk) -> None:
    served = await serve()
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:
        caller = await Caller.begin(client)
        case, _ = await handed_over(served, caller, desk)
        desk.claim(case, "a1", "Dana")
        await line.down()
        response = await caller.say("are you still there?")
        assert response.json()["done"] is True
        assert [message.text for message in desk.messages(case)][-1] == "are you still there?"


@pytest.mark.parametrize(
    "asks", ["I want to talk to a person, reach me at ann.user@x.org", "can I talk to an advisor? my number is 555-010-4477"]
)
async def test_a_contact_told_with_the_request_stays_in_the_case_only(served: Served, caller: Caller, desk: Desk, asks: str) -> None:
    """GIVEN a contact beside the request WHEN what would be passed on is shown THEN the history holds no contact any more."""
    contact = "ann.user@x.org" if "@" in asks else "555-010-4477"
    sender = (await served.gateway.store.get(caller.id)).sender
    await caller.ask(asks)
    assert contact not in (await caller.call("GET", "/messages", params={"after": 0})).text
    await caller.ask("yes")
    found = desk.of(sender)
    assert found is not None
    assert found.contact == contact
    export = (await caller.call("GET", "/export")).json()
    assert contact not in str(export["messages"])  # the assistant's record of the consent holds it until the conversation is forgotten
    # AND after a deletion in the chat it is nowhere
    await caller.ask("delete my data")
    await caller.ask("yes")
    assert contact not in (await caller.call("GET", "/export")).text
