"""The Home tab, the profile window, the command, the shortcut, and what users may do with their data."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from bot.gateway.channels.model import Who
from tests.channels.slack.conftest import Workspace
from tests.support.block_kit import view_problems
from tests.support.slack import direct
from tests.unit.cards.examples import options

DIRECT = Who("slack", "T1", "U1")
OPENED = {"type": "app_home_opened", "user": "U1", "channel": "DU1", "tab": "home", "event_ts": "1"}


async def test_home_shows_the_profile_and_the_last_shortlist(workspace: Workspace) -> None:
    await workspace.member.event(OPENED)
    await workspace.until(lambda: "U1" in workspace.slack.homes)
    assert "I know nothing about you yet" in str(workspace.slack.homes["U1"])
    # WHEN something is known, and a shortlist was shown THEN both are there
    workspace.rasa.slots = {"max_cost": 300, "target_skills": ["SQL", "<!channel>"], "profile_words": {"max_cost": "I have 300"}}
    workspace.rasa.answers["options"] = [{"text": "Here.", "custom": options().model_dump(mode="json")}]
    await workspace.member.say("options")
    await workspace.told()
    workspace.slack.homes.clear()
    await workspace.member.event(OPENED)
    await workspace.until(lambda: "U1" in workspace.slack.homes)
    shown = json.dumps(workspace.slack.homes["U1"])
    assert "up to $300" in shown
    assert "SQL Basics for Everybody" in shown
    assert "<!channel>" not in shown
    assert "(page" not in shown
    # AND the messages tab publishes nothing
    workspace.slack.homes.clear()
    await workspace.member.event({**OPENED, "tab": "messages"})
    await asyncio.sleep(0.1)
    assert workspace.slack.homes == {}


async def test_home_stays_within_the_limits_whatever_is_known(workspace: Workspace) -> None:
    workspace.rasa.slots = {"target_skills": ["word " * 50] * 25, "held_credentials": ["<b>" * 80] * 25, "current_role": "x" * 5000}
    workspace.rasa.answers["options"] = [{"text": "Here.", "custom": options(*options().options * 5).model_dump(mode="json")}]
    await workspace.member.say("options")
    await workspace.told()
    await workspace.member.event(OPENED)
    await workspace.until(lambda: "U1" in workspace.slack.homes)
    assert view_problems(workspace.slack.homes["U1"]) == []


async def open_profile(workspace: Workspace) -> dict[str, Any]:
    await workspace.member.interact(
        {
            "type": "block_actions",
            "container": {"type": "view", "view_id": "V0"},
            "view": {"id": "V0", "type": "home"},
            "actions": [{"type": "button", "action_id": "profile:edit", "block_id": "b", "value": "edit", "action_ts": "1.1"}],
        }
    )
    await workspace.until(lambda: workspace.slack.opened)
    return workspace.slack.opened[-1]


def submitted(view: dict[str, Any], **given: dict[str, Any]) -> dict[str, Any]:
    """The window as it comes back: what was there, but for what is given."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            state: dict[str, Any] = {"type": element["type"], "value": element.get("initial_value")}
            if element["type"] == "static_select":
                state = {"type": element["type"], "selected_option": element.get("initial_option")}
            values[block["block_id"]] = {"value": {**state, **given.get(block["block_id"], {})}}
    state_of = {"state": {"values": values}, "id": "V1", "hash": "1.x"}
    return {"type": "view_submission", "view": {**view, **state_of}}


async def test_the_profile_is_edited_in_a_window_and_only_changes_are_said(workspace: Workspace) -> None:
    """GIVEN a profile WHEN three lines of the window are changed THEN those are told to the assistant, in order, and one answer comes."""
    workspace.rasa.slots = {
        "goal": "skill_gap",
        "max_cost": 300,
        "delivery": "online",
        "target_skills": ["SQL", "Python"],
        "hours_per_week": 5,
    }
    await workspace.member.say("hello")
    await workspace.told()
    view = await open_profile(workspace)
    shown = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    assert shown["max_cost"]["initial_value"] == "300"
    assert shown["delivery"]["initial_option"]["value"] == "online"
    assert shown["target_skills"]["initial_value"] == "SQL, Python"
    exam = {"selected_option": {"text": {"type": "plain_text", "text": "an exam"}, "value": "exam"}}
    body = submitted(
        view, max_cost={"value": "500"}, target_role={"value": "data analyst"}, assessment=exam, hours_per_week={"value": None}
    )
    response = await workspace.member.interact(body)
    assert (response.status_code, response.text) == (200, "")
    await workspace.told(2)
    await workspace.member.interact(body)  # the same window again changes nothing
    await asyncio.sleep(0.2)
    assert workspace.rasa.turns[1:] == [
        "I want to work as data analyst",
        '/inform{"slot": "max_cost", "value": "500"}',
        "forget my hours a week",
        '/inform{"slot": "assessment", "value": "exam"}',
    ]
    assert len(workspace.slack.messages) == 2


async def test_nothing_changed_is_nothing_said(workspace: Workspace) -> None:
    workspace.rasa.slots = {"max_cost": 300, "delivery": "online"}
    await workspace.member.say("hello")
    await workspace.told()
    await workspace.member.interact(submitted(await open_profile(workspace)))
    await asyncio.sleep(0.2)
    assert workspace.rasa.turns == ["hello"]


async def test_the_command_asks_the_assistant_in_direct_messages(workspace: Workspace) -> None:
    response = await workspace.member.command("what is a micro-credential?")
    assert "direct messages" in response.text
    (message,) = await workspace.told()
    assert message["text"] == "You said: what is a micro-credential?"
    assert workspace.slack.called("conversations.open")


async def test_the_command_tells_what_it_can(workspace: Workspace) -> None:
    for text in ("", "help"):
        await workspace.member.command(text)
    await workspace.until(lambda: len(workspace.slack.responses) == 2)
    assert all("remind me" in response["text"] and response["response_type"] == "ephemeral" for response in workspace.slack.responses)


async def test_is_this_worth_it_looks_at_a_message_of_somebody_else(workspace: Workspace) -> None:
    shortcut = {
        "type": "message_action",
        "callback_id": "worth_it",
        "action_ts": "1790000100.1",
        "message_ts": "1790000000.1",
        "channel": {"id": "C1", "name": "general"},
        "message": {"type": "message", "user": "U7", "text": "<https://example.org/pmp|PMP> anyone?", "ts": "1790000000.1"},
        "response_url": f"{workspace.slack.url}/response/3",
    }
    for _ in range(2):
        assert (await workspace.member.interact(shortcut)).status_code == 200
    (message,) = await workspace.told()
    assert workspace.rasa.turns == ["Is this worth it: https://example.org/pmp anyone?"]
    assert message["channel"] == direct("U1")
    # AND a message without words is owned up to
    await workspace.member.interact({**shortcut, "action_ts": "2", "message": {**shortcut["message"], "text": "", "ts": "2"}})
    await workspace.until(lambda: any("no text" in response["text"] for response in workspace.slack.responses))


async def test_all_that_is_kept_comes_as_a_file(workspace: Workspace) -> None:
    await workspace.member.say("I am a nurse")
    await workspace.member.mention("and in public")
    await workspace.told()
    await workspace.member.say("export")
    await workspace.until(lambda: workspace.slack.shared)
    (file,) = workspace.slack.shared
    kept = json.loads(file["content"])
    assert file["channel"] == "DU1"
    texts = [message["text"] for each in kept for message in each["messages"] if message["author"] == "user"]
    assert sorted(texts) == ["I am a nurse", "and in public"]
    assert "xoxb" not in file["content"].decode()


async def test_forget_me_asks_and_then_deletes_everything(workspace: Workspace) -> None:
    """GIVEN a direct talk and a thread WHEN the user has all deleted THEN no place, no message and no reminder is left, and Rasa is told."""
    await workspace.member.say("I am a nurse")
    await workspace.member.mention("in public")
    await workspace.another().say("I am somebody else")
    await workspace.told(1, "C1")
    await workspace.told(1, "DU2")
    gateway = workspace.served.gateway
    before = await gateway.channels.places.of_user("slack", "T1", "U1")
    assert len(before) == 2
    await workspace.member.say("forget me")
    question = (await workspace.told(2))[1]
    assert await gateway.channels.places.of_user("slack", "T1", "U1") == before
    await workspace.member.press(question, "Delete all")
    await workspace.until(lambda: any("is deleted" in response["text"] for response in workspace.slack.responses))
    assert await gateway.channels.places.of_user("slack", "T1", "U1") == []
    await workspace.until(lambda: len(set(workspace.rasa.forgotten)) == 2)
    assert len(await gateway.channels.places.of_user("slack", "T1", "U2")) == 1
    # AND an event from before that Slack sends again is not answered, and a new word begins anew
    await workspace.member.say("hello again")
    assert (await workspace.told(3))[2]["text"] == "You said: hello again"


async def test_an_event_sent_again_after_the_deletion_brings_nothing_back(workspace: Workspace) -> None:
    event = workspace.member.direct_message("I am a nurse")
    await workspace.member.event(event, "Ev1")
    await workspace.told()
    await workspace.served.gateway.channels.talk.forget(DIRECT)
    await workspace.member.event(event, "Ev1", x_slack_retry_num="2", x_slack_retry_reason="http_timeout")
    await asyncio.sleep(0.2)
    assert await workspace.served.gateway.channels.places.find(DIRECT) is None


async def test_a_long_answer_puts_a_sign_on_the_question(workspace: Workspace) -> None:
    workspace.rasa.seconds = 2.5
    ts = workspace.slack.ts()
    await workspace.member.say("hello", ts=ts)
    await workspace.told()
    await workspace.until(lambda: len(workspace.slack.reactions) == 2)
    assert workspace.slack.reactions == [("add", ts), ("remove", ts)]
