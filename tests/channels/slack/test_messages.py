"""Direct messages, mentions, buttons: taken once, answered once, at the place where they were said."""

from __future__ import annotations

import asyncio
import json
import time

import pytest

from tests.channels.slack.conftest import Workspace
from tests.support.slack import Member


async def test_a_direct_message_is_answered(workspace: Workspace) -> None:
    response = await workspace.member.say("I want to learn SQL")
    assert response.status_code == 200
    (message,) = await workspace.told()
    assert message["text"] == "You said: I want to learn SQL"
    assert message["blocks"][0]["text"] == {"type": "plain_text", "text": "You said: I want to learn SQL", "emoji": False}
    assert message["blocks"][-1]["type"] == "context_actions"


async def test_an_event_that_comes_again_is_answered_once(workspace: Workspace) -> None:
    """GIVEN an event WHEN Slack sends it again, with and without a retry header, and at the same time THEN it is answered once."""
    member = workspace.member
    event, id = member.direct_message("hello"), "Ev1"
    await asyncio.gather(*(member.event(event, id) for _ in range(5)))
    for reason in ("http_timeout", "http_error", "connection_failed", "unknown_error"):
        response = await member.event(event, id, x_slack_retry_num="1", x_slack_retry_reason=reason)
        assert response.status_code == 200
    # AND another event for the same message (Slack sends a mention in a direct talk twice) changes nothing
    await member.event(event, "Ev2")
    await member.say("and then?")
    await workspace.told(2)
    await asyncio.sleep(0.2)
    assert [message["text"] for message in workspace.slack.messages] == ["You said: hello", "You said: and then?"]
    assert workspace.rasa.turns == ["hello", "and then?"]


async def test_messages_are_answered_in_the_order_in_which_they_were_taken(workspace: Workspace) -> None:
    workspace.rasa.seconds = 0.02
    for number in range(8):
        await workspace.member.say(f"message {number}")
    await workspace.told(8)
    assert [message["text"] for message in workspace.slack.messages] == [f"You said: message {number}" for number in range(8)]


@pytest.mark.parametrize(
    "change",
    [
        {"subtype": "message_changed", "message": {"text": "new"}, "hidden": True},
        {"subtype": "message_deleted", "hidden": True},
        {"subtype": "bot_message", "bot_id": "B9"},
        {"bot_id": "B0BOT"},
        {"user": "U0BOT"},
        {"channel_type": "channel", "channel": "C1"},
        {"subtype": "channel_join"},
    ],
)
async def test_edits_bots_and_what_is_said_elsewhere_are_passed_over(workspace: Workspace, change: dict[str, object]) -> None:
    response = await workspace.member.event({**workspace.member.direct_message("hello"), **change})
    assert response.status_code == 200
    await workspace.member.say("mine")
    await workspace.told()
    assert workspace.rasa.turns == ["mine"]


async def test_a_mention_is_answered_in_its_thread_and_each_thread_is_a_talk_of_its_own(workspace: Workspace) -> None:
    member = workspace.member
    thread = await member.mention("what is a badge?")
    await workspace.told(1, "C1")
    await member.mention("and its price?", thread=thread)
    await workspace.told(2, "C1")
    assert {message["thread_ts"] for message in workspace.slack.to("C1")} == {thread}
    # AND the words of the talk are without the mention, and another thread is another conversation for Rasa, as is the direct talk
    assert workspace.rasa.turns == ["what is a badge?", "and its price?"]
    await member.mention("elsewhere")
    await member.say("directly")
    await workspace.told()
    senders = [body["sender"] for body in workspace.rasa.asked]
    assert (senders[0] == senders[1], len(set(senders))) == (True, 3)
    # AND once it is said that others read along
    assert [each["thread_ts"] == thread for each in workspace.slack.ephemeral if "Everybody" in each["text"]] == [True, False]


async def test_two_people_in_one_thread_have_each_their_own_talk(workspace: Workspace) -> None:
    """GIVEN a thread WHEN a second person presses a button of the first one's answer THEN they are told, and nothing is said for the first."""
    workspace.rasa.answers["which one?"] = [{"text": "Online or in person?", "buttons": [{"title": "Online", "payload": "online"}]}]
    thread = await workspace.member.mention("which one?")
    (message,) = await workspace.told(1, "C1")
    other = workspace.another()
    await other.press({**message, "thread_ts": thread}, "Online")
    await workspace.until(lambda: any(each["user"] == "U2" for each in workspace.slack.ephemeral))
    assert workspace.rasa.turns == ["which one?"]
    await other.mention("hello", thread=thread)
    await workspace.told(2, "C1")
    assert workspace.rasa.asked[0]["sender"] != workspace.rasa.asked[1]["sender"]


async def test_a_button_says_what_it_stands_for_once(workspace: Workspace) -> None:
    workspace.rasa.answers["where?"] = [
        {"text": "Online or in person?", "buttons": [{"title": "Online", "payload": '/inform{"slot": "delivery", "value": "online"}'}]}
    ]
    await workspace.member.say("where?")
    (message,) = await workspace.told()
    await asyncio.gather(*(workspace.member.press(message, "Online", at="1790000900.1") for _ in range(3)))
    await workspace.told(2)
    assert workspace.rasa.turns[1:] == ['/inform{"slot": "delivery", "value": "online"}']
    # AND what was chosen stands where the buttons were
    await workspace.until(lambda: workspace.slack.responses)
    (response,) = workspace.slack.responses
    assert response["replace_original"] is True
    assert response["blocks"][-1]["elements"][0]["text"] == "You chose: Online"
    assert all(block["type"] != "actions" for block in response["blocks"])


async def test_markup_of_slack_becomes_words(workspace: Workspace) -> None:
    await workspace.member.say("is <https://example.org/a?b=1&amp;c|this one> good for <@U7> in <#C9|jobs>, R&amp;D &lt;me&gt;?")
    await workspace.told()
    assert workspace.rasa.turns == ["is https://example.org/a?b=1&c good for @U7 in #jobs, R&D <me>?"]


async def test_a_failing_assistant_is_owned_up_to(workspace: Workspace) -> None:
    workspace.rasa.failing = True
    await workspace.member.say("hello")
    delayed, apology = await workspace.told(2)
    assert "longer than usual" in delayed["text"]
    assert "couldn't answer" in apology["text"]


async def test_what_is_too_long_is_told(workspace: Workspace) -> None:
    await workspace.member.say("word " * 1000)
    (message,) = await workspace.told()
    assert "longer than I can read" in message["text"]


async def test_a_fault_in_taking_a_message_is_told_and_slack_sends_it_again(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """GIVEN a database that fails WHEN a message comes THEN the user is told, Slack is not told that it was taken, and its next try counts."""
    from bot.gateway.conversations.service import Conversations

    async def fails(*_: object) -> None:
        raise OSError("the disk is full")

    event = workspace.member.direct_message("hello")
    with monkeypatch.context() as patch:
        patch.setattr(Conversations, "receive", fails)
        assert (await workspace.member.event(event, "Ev1")).status_code == 500
    (message,) = await workspace.told()
    assert "not answered" in message["text"]
    assert (await workspace.member.event(event, "Ev1", x_slack_retry_num="1", x_slack_retry_reason="http_error")).status_code == 200
    assert (await workspace.told(2))[1]["text"] == "You said: hello"


# --- who may speak
@pytest.mark.parametrize(
    ("at", "signature", "secret"),
    [(-330, None, None), (330, None, None), (0, "v0=00", None), (0, "none", None), (0, None, "another secret")],
)
async def test_only_slack_is_heard(workspace: Workspace, at: int, signature: str | None, secret: str | None) -> None:
    member = Member(workspace.slack, workspace.member.gateway, secret=secret or workspace.member.secret)
    body = json.dumps(member.event_body(member.direct_message("hello"))).encode()
    response = await member.post(body, at=time.time() + at, signature=signature)
    assert response.status_code == 401
    await workspace.member.say("mine")
    await workspace.told()
    assert workspace.rasa.turns == ["mine"]


async def test_the_address_is_verified_by_its_challenge(workspace: Workspace) -> None:
    response = await workspace.member.post(json.dumps({"type": "url_verification", "token": "t", "challenge": "abc"}).encode())
    assert (response.status_code, response.json()) == (200, {"challenge": "abc"})


async def test_an_event_of_another_workspace_gets_nothing(workspace: Workspace) -> None:
    stranger = workspace.another("U5", "T9")
    await stranger.say("hello")
    await workspace.member.say("mine")
    await workspace.told()
    assert workspace.rasa.turns == ["mine"]
