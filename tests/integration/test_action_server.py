"""The action server as a process of its own, asked over HTTP as Rasa asks it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.support.assistant import free_ports

ROOT = Path(__file__).resolve().parents[2]
DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
SECRET = "my boss Jane Roe is leaving"


@dataclass
class Server:
    """A running action server."""

    client: httpx.Client
    log: Path

    def act(self, action: str, text: str = "", intent: str = "inform", sender: str = "conversation-17", **slots: Any) -> dict[str, Any]:
        """Ask for one action, as Rasa 3.6 does."""
        latest = {
            "text": text,
            "intent": {"name": intent, "confidence": 0.9},
            "entities": [],
            "intent_ranking": [],
            "message_id": str(time.time_ns()),
        }
        tracker = {
            "sender_id": sender,
            "slots": dict.fromkeys(DOMAIN["slots"]) | {"requested_slot": None} | slots,
            "latest_message": latest,
            "events": [{"event": "user", "text": text}],
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": "action_listen",
        }
        body = {"next_action": action, "sender_id": sender, "tracker": tracker, "domain": DOMAIN, "version": "3.6.21"}
        answer = self.client.post("/webhook", json=body)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder, (port,) = tmp_path_factory.mktemp("server"), free_ports(1)
    own = {
        "CREDWISE_ACTIONS_PORT": str(port),
        "CREDWISE_DATABASE_URL": f"sqlite:///{folder / 'credwise.sqlite'}",
        "CREDWISE_CASES_URL": f"sqlite:///{folder / 'cases.sqlite'}",
        "CREDWISE_TODAY": "2026-11-22",
    }
    log = folder / "log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            [sys.executable, "-m", "actions.server"], cwd=ROOT, env={**os.environ, **own}, stdout=output, stderr=output
        ) as process,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client,
    ):
        try:
            _wait(client, process, log)
            yield Server(client, log)
        finally:
            process.terminate()


def _wait(client: httpx.Client, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        try:
            if client.get("/health").is_success:
                return
        except httpx.HTTPError:
            pass
        assert process.poll() is None, log.read_text(errors="replace")
        time.sleep(0.2)
    raise AssertionError(f"it did not start: {log.read_text(errors='replace')}")


def slots_of(told: dict[str, Any]) -> dict[str, Any]:
    return {event["name"]: event["value"] for event in told["events"] if event["event"] == "slot"}


def test_it_offers_every_action_of_the_domain(server: Server) -> None:
    offered = {item["name"] for item in server.client.get("/actions").json()}
    assert offered == set(DOMAIN["actions"])


def test_what_users_say_ends_up_in_slots(server: Server) -> None:
    slots = slots_of(server.act("action_validate_slot_mappings", "I have 300 dollars and 5 hours a week"))
    assert (slots["max_cost"], slots["hours_per_week"]) == (300, 5)


def test_a_goal_is_answered_by_a_card_with_its_text(server: Server) -> None:
    told = server.act("action_recommend", "go on", goal="skill_gap", target_skills=["SQL"])
    first = told["responses"][0]
    assert first["custom"]["type"] == "options"
    assert all(option["title"] in first["text"] for option in first["custom"]["options"])
    assert slots_of(told)["shown_options"] == [option["id"] for option in first["custom"]["options"]]


@pytest.mark.parametrize("action", DOMAIN["actions"])
def test_every_action_answers_an_empty_tracker_without_a_failure(server: Server, action: str) -> None:
    """GIVEN a conversation of which nothing is known WHEN any action is asked for THEN it has something sensible to say or to set."""
    told = server.act(action, "hello", intent="inform", sender=f"empty-{action}")
    assert f"empty-{action}" not in server.log.read_text(errors="replace"), "it failed"
    assert all(response["text"].strip() for response in told["responses"])


def test_a_failure_is_told_to_the_user_and_logged_without_words(server: Server) -> None:
    told = server.act("action_undo", SECRET, intent="undo", sender="conversation-4711", undo_stack=[[{"slot": SECRET}]], max_cost=300)
    assert "went wrong on my side" in told["responses"][0]["text"]
    assert "max_cost" not in slots_of(told)
    log = server.log.read_text(errors="replace")
    assert "action_undo failed in conversation conversation-4711: KeyError at " in log
    assert "Jane Roe" not in log
