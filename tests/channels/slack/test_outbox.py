"""What is said reaches its place once: through rate limits, failures, and gateways that end at any moment."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from bot.gateway.channels.model import Who
from bot.gateway.channels.outbox import Outbox
from bot.gateway.conversations.model import Reply
from bot.gateway.conversations.store import open_store
from bot.gateway.settings import Settings
from tests.channels.slack.conftest import Serve, Workspace
from tests.support.gateway import eventually, serving
from tests.support.scripted_rasa import StandInRasa
from tests.support.slack import Member, SlackDouble
from tests.unit.cards.examples import options, pathway, plan

DIRECT = Who("slack", "T1", "U1")


async def test_a_rate_limit_is_waited_out_and_nothing_is_lost_or_twice(workspace: Workspace) -> None:
    """GIVEN a channel that takes a message a second WHEN much is said THEN all of it comes, in order, and no call comes before Retry-After."""
    workspace.slack.per_second = 4.0
    for number in range(9):
        await workspace.member.say(f"message {number}")
    await workspace.told(9)
    assert [message["text"] for message in workspace.slack.messages] == [f"You said: message {number}" for number in range(9)]
    tries = len(workspace.slack.called("chat.postMessage"))
    assert tries <= 9 + 5  # it was not hammered at


async def test_what_fails_for_a_moment_is_tried_again(workspace: Workspace) -> None:
    workspace.slack.fail_next["chat.postMessage"] = ["internal_error", 429, "fatal_error"]
    await workspace.member.say("hello")
    await workspace.told()

    async def empty() -> bool:
        return await workspace.served.gateway.channels.places.count_waiting() == 0

    await eventually(empty)
    assert len(workspace.slack.messages) == 1


async def test_a_message_that_arrived_unheard_is_not_sent_again(workspace: Workspace) -> None:
    """GIVEN a connection that breaks after Slack has taken a message WHEN it is tried again THEN it is found there, and not sent twice."""
    workspace.slack.fail_next["chat.postMessage"] = [0]
    await workspace.member.say("hello")
    places = workspace.served.gateway.channels.places

    async def empty() -> bool:
        return await places.count_waiting() == 0 and bool(workspace.slack.messages)

    await eventually(empty, 15)
    assert len(workspace.slack.messages) == 1
    assert workspace.slack.called("conversations.history")


async def test_blocks_that_are_refused_are_said_in_words(workspace: Workspace) -> None:
    workspace.slack.fail_next["chat.postMessage"] = ["invalid_blocks"]
    await workspace.member.say("hello")
    (message,) = await workspace.told()
    assert (message["text"], "blocks" in message) == ("You said: hello", False)


async def test_a_channel_that_is_no_more_is_given_up(workspace: Workspace) -> None:
    workspace.slack.fail_next["chat.postMessage"] = ["is_archived"]
    await workspace.member.say("hello")
    await workspace.member.say("and again")
    (message,) = await workspace.told()
    assert message["text"] == "You said: and again"


async def test_what_a_restart_has_left_is_brought(
    serve: Serve, settings: Settings, slack: SlackDouble, rasa: StandInRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIVEN a gateway that stores an answer and ends before it is brought WHEN the next one starts THEN it is brought, once."""

    async def never(self: Outbox) -> None:
        await asyncio.sleep(3600)

    with monkeypatch.context() as patch:
        patch.setattr(Outbox, "_look", never)
        patch.setattr(Outbox, "_wake", lambda *_: None)
        async with serving(settings) as first, httpx.AsyncClient(base_url=first.url) as client:
            await Member(slack, client).say("hello")

            async def waits() -> bool:
                return await first.gateway.channels.places.count_waiting() == 1

            await eventually(waits)
    assert slack.messages == []
    await asyncio.gather(serve(), serve())  # two at once

    async def told() -> bool:
        return bool(slack.messages)

    await eventually(told)
    await asyncio.sleep(0.3)
    assert [message["text"] for message in slack.messages] == ["You said: hello"]


async def test_a_gateway_that_ended_while_sending_leaves_what_the_next_one_looks_for(
    serve: Serve, settings: Settings, slack: SlackDouble, rasa: StandInRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIVEN an item that was claimed, and sent or not, by a gateway that is no more THEN the next one sends only what did not arrive."""
    monkeypatch.setattr("bot.gateway.channels.store.LEASE", timedelta(seconds=1))
    store = await open_store(settings.database)
    from bot.gateway.channels.store import Places

    places = Places(store.database)
    place, _ = await places.open(Who("slack", "T1", "U1", "", {"team": "T1", "channel": "DU1"}))
    for number in range(2):
        await store.add(place.conversation, "advisor", Reply(f"word {number}"), f"advisor:{number}")
        item = await places.claim(place.id)
        assert item is not None
        if number == 0:  # this one had arrived
            slack.messages.append(
                {"channel": "DU1", "ts": slack.ts(), "text": "word 0", "metadata": {"event_payload": {"id": item.message.id}}}
            )
            await places.put_off(item.id, 0, unsure=True)
            continue
    await store.close()
    await serve()

    async def both() -> bool:
        return len(slack.to("DU1")) == 2

    await eventually(both)
    await asyncio.sleep(0.3)
    assert [message["text"] for message in slack.to("DU1")] == ["word 0", "word 1"]


async def test_what_an_advisor_says_comes_to_the_place(workspace: Workspace) -> None:
    await workspace.member.say("hello")
    await workspace.told()
    gateway = workspace.served.gateway
    place = await gateway.channels.places.find(DIRECT)
    assert place is not None
    message = await gateway.store.add(place.conversation, "advisor", Reply("I have looked at it.\nAsk <!channel> & me."), "advisor:1")
    assert message is not None
    await gateway.hub.said(message)
    said = (await workspace.told(2))[1]
    assert said["text"] == "I have looked at it.\nAsk &lt;!channel&gt; &amp; me."
    assert said["blocks"][0]["text"]["text"].startswith("An advisor writes:\nI have looked at it.")


async def test_a_pathway_comes_with_a_picture_and_its_words_and_a_plan_with_its_files(workspace: Workspace) -> None:
    workspace.rasa.answers["way"] = [{"text": "A way.", "custom": pathway().model_dump(mode="json")}]
    workspace.rasa.answers["plan"] = [{"text": "Your plan.", "custom": plan().model_dump(mode="json")}]
    await workspace.member.say("way")
    await workspace.until(lambda: workspace.slack.shared)
    (picture,) = workspace.slack.shared
    assert picture["content"].startswith(b"\x89PNG")
    assert "SQL Basics" in picture["alt_txt"]
    assert picture["channel"] == "DU1"
    await workspace.member.say("plan")
    await workspace.until(lambda: len(workspace.slack.shared) == 4)
    named = {each["filename"]: each["content"].decode() for each in workspace.slack.shared[1:]}
    assert named == {"plan.md": plan().markdown, "plan.html": plan().html, "plan.ics": plan().ics}


async def test_pages_are_turned_in_place_by_who_got_them_only(workspace: Workspace) -> None:
    workspace.rasa.answers["options"] = [{"text": "Here.", "custom": options().model_dump(mode="json")}]
    await workspace.member.say("options")
    (message,) = await workspace.told()
    await workspace.member.press(message, "More (page 2 of 3)")
    await workspace.until(lambda: workspace.slack.responses)
    assert workspace.slack.responses[0]["replace_original"] is True
    assert "Question stacks?" in str(workspace.slack.responses[0]["blocks"])
    # WHEN somebody else sends the same value, from their own direct talk THEN they see nothing of it
    other = workspace.another()
    await other.say("hello")
    await workspace.told(1, "DU2")
    await other.press({**message, "channel": "DU2"}, "More (page 2 of 3)")
    await workspace.until(lambda: len(workspace.slack.responses) == 2)
    assert "no longer have" in workspace.slack.responses[1]["text"]


async def test_thumbs_are_kept(workspace: Workspace) -> None:
    await workspace.member.say("hello")
    (message,) = await workspace.told()
    await workspace.member.press(message, "Not helpful")
    await workspace.until(lambda: workspace.slack.responses)
    gateway = workspace.served.gateway
    place = await gateway.channels.places.find(DIRECT)
    assert place is not None
    assert [each.feedback for each in await gateway.store.all(place.conversation)] == [None, "down"]


async def test_a_reminder_that_was_asked_for_comes_once(workspace: Workspace) -> None:
    """GIVEN a plan with days to come WHEN reminders are asked for and the day comes THEN each is said once, and can be stopped."""
    days = datetime.now(UTC).date() + timedelta(days=30)
    steps = [plan().steps[0].model_copy(update={"finishes": days.isoformat()})]
    workspace.rasa.answers["plan"] = [{"text": "Your plan.", "custom": plan(steps=steps).model_dump(mode="json")}]
    await workspace.member.say("remind me")
    assert "no plan" in (await workspace.told())[0]["text"]
    await workspace.member.say("plan")
    await workspace.told(2)
    await workspace.member.say("remind me")
    assert "Reminders set: 1" in (await workspace.told(3))[2]["text"]
    reminders = workspace.served.gateway.channels.reminders
    await reminders.give(datetime.now(UTC) + timedelta(days=20))
    assert len(workspace.slack.messages) == 3
    later = datetime.now(UTC) + timedelta(days=24)
    await asyncio.gather(reminders.give(later), reminders.give(later))
    said = (await workspace.told(4))[3]
    assert said["text"].startswith("A reminder that you asked for: your plan is to finish SQL Basics by")
    await workspace.member.press(said, "No more reminders")
    await workspace.told(5)
    assert len([each for each in workspace.slack.messages if each["text"].startswith("A reminder")]) == 1
    assert workspace.rasa.turns == ["plan"]
