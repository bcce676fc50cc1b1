"""Two places of one user hold one conversation, by a code that counts once and not for long."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.gateway.channels.model import Who
from tests.channels.slack.conftest import Workspace
from tests.support.gateway import Caller

ONE, TWO = Who("slack", "T1", "U1"), Who("slack", "T1", "U2")
CODE = re.compile(r"\b([0-9A-Z]{4}-[0-9A-Z]{4})\b")


async def code_in(workspace: Workspace, channel: str = "DU1") -> str:
    await workspace.member.say("link")
    await workspace.until(lambda: any(CODE.search(message["text"]) for message in workspace.slack.to(channel)))
    match = CODE.search(next(message["text"] for message in workspace.slack.to(channel)[::-1] if CODE.search(message["text"])))
    assert match is not None
    return match[1]


async def test_a_code_of_one_place_brings_its_conversation_to_another(workspace: Workspace) -> None:
    """GIVEN two accounts of a person WHEN the code of the first is typed at the second THEN both hold the first one's conversation."""
    await workspace.member.say("I am a nurse")
    await workspace.told()
    other = workspace.another()
    await other.say("something else")
    await workspace.told(1, "DU2")
    code = await code_in(workspace)
    await other.say(f"Link {code.lower()}")
    await workspace.told(2, "DU2")
    places = workspace.served.gateway.channels.places
    one, two = await places.find(ONE), await places.find(TWO)
    assert one is not None
    assert two is not None
    assert one.conversation == two.conversation
    # AND what is said at either is answered there, by the same conversation for Rasa; what the second had before is forgotten
    await other.say("from the second")
    assert (await workspace.told(3, "DU2"))[2]["text"] == "You said: from the second"
    senders = {body["message"]: body["sender"] for body in workspace.rasa.asked}
    assert senders["from the second"] == senders["I am a nurse"] != senders["something else"]
    await workspace.until(lambda: senders["something else"] in workspace.rasa.forgotten)
    # AND the code counts no more
    third = workspace.another("U3")
    await third.say(f"link {code}")
    assert "does not count" in (await workspace.told(1, "DU3"))[0]["text"]


async def test_a_visitor_of_the_website_goes_on_in_slack(workspace: Workspace) -> None:
    caller = await Caller.begin(workspace.member.gateway)
    await caller.ask("I am a welder")
    response = await caller.call("POST", "/link-code")
    assert response.status_code == 200
    code = response.json()["code"]
    await workspace.member.say(f"link {code}")
    await workspace.told()
    await workspace.member.say("and now?")
    await workspace.told(2)
    assert [text for _, text in await caller.texts()] == ["I am a welder", "You said: I am a welder", "and now?", "You said: and now?"]
    # AND what an answer to the website is stays there
    await caller.ask("on the page")
    assert len(workspace.slack.to("DU1")) == 2


async def test_a_code_gets_old(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.gateway.channels.talk.CODE_LIFE", timedelta(seconds=-1))
    code = await code_in(workspace)
    await workspace.another().say(f"link {code}")
    assert "does not count" in (await workspace.told(1, "DU2"))[0]["text"]


async def test_attempts_are_limited(serve: object, workspace: Workspace) -> None:
    """GIVEN the usual rates WHEN codes are guessed THEN after a few nobody listens, not even to the right one."""
    from limits import parse_many

    rates = workspace.served.gateway.rates
    rates._rates = {**rates._rates, "link_attempt": parse_many("5/10minutes;20/day")}  # type: ignore[dict-item]
    code = await code_in(workspace)
    other = workspace.another()
    for number in range(5):
        await other.say(f"link AAAA-AAA{number + 2}")
    await other.say(f"link {code}")
    told = await workspace.told(6, "DU2")
    assert sum("does not count" in message["text"] for message in told) == 5
    assert "a lot in a short time" in told[-1]["text"] or any("a lot in a short time" in message["text"] for message in told)
    one, two = [await workspace.served.gateway.channels.places.find(who) for who in (ONE, TWO)]
    assert one is not None
    assert two is None or two.conversation != one.conversation


async def test_the_own_code_is_told_to_be_so(workspace: Workspace) -> None:
    code = await code_in(workspace)
    await workspace.member.say(f"link {code}")
    assert "is of this place" in (await workspace.told(2))[1]["text"]
