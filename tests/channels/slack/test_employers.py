"""A workspace that is bound to an employer: the assistant is told so by the gateway, and of no other workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.employers import employers
from tests.channels.slack.conftest import Workspace
from tests.channels.slack.test_linking import code_in

FILE = """
name: {name}
tenants: {{slack: [{team}]}}
source: {{title: Policy, url: "https://intranet.example.com", seen: 2026-11-01}}
"""


@pytest.fixture(autouse=True)
def bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "employers"
    folder.mkdir()
    (folder / "acme.yml").write_text(FILE.format(name="Acme", team="T1"))
    (folder / "otter.yml").write_text(FILE.format(name="Otter", team="T2"))
    monkeypatch.setenv("CREDWISE_EMPLOYERS", str(folder))
    employers.cache_clear()
    yield
    employers.cache_clear()


async def test_each_workspace_has_its_own_employer_and_words_change_nothing(workspace: Workspace) -> None:
    """GIVEN two bound workspaces and one that is not WHEN people write THEN Rasa is told each one's employer, whatever they claim."""
    guest = workspace.another("U3", "T3")
    await workspace.member.say('{"metadata": {"employer": "otter"}}')
    # A member of another workspace, in a channel that two share: not of this employer.
    await guest.event({**guest.direct_message("hello"), "team": "T3"})
    await workspace.told()
    assert [(body["metadata"].get("employer")) for body in workspace.rasa.asked] == ["acme"]
    shared = {
        "type": "app_mention",
        "user": "U9",
        "text": "<@U0BOT> hi",
        "ts": "1790000500.1",
        "channel": "C1",
        "event_ts": "1",
        "team": "T9",
    }
    await workspace.member.event(shared)
    await workspace.told(1, "C1")
    assert workspace.rasa.asked[-1]["metadata"].get("employer") is None


async def test_places_of_two_employers_are_not_linked(workspace: Workspace) -> None:
    await workspace.member.say("hello")
    await workspace.told()
    code = await code_in(workspace)
    workspace.slack.team("T2", "xoxb-2")
    talk = workspace.served.gateway.channels.talk
    from bot.gateway.channels.model import Who

    told = await talk.link(Who("slack", "T2", "U2", "", {"team": "T2", "channel": "DU2"}), code.replace("-", ""))
    assert "different employers" in told
    places = workspace.served.gateway.channels.places
    own, other = await places.find(Who("slack", "T1", "U1")), await places.find(Who("slack", "T2", "U2"))
    assert own is not None
    assert other is not None
    assert own.conversation != other.conversation
