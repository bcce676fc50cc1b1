"""The action server as a process of its own on databases of its own, asked over HTTP as Rasa asks it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml

from tests.support.assistant import free_ports

ROOT = Path(__file__).resolve().parents[2]
DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))


@dataclass
class Server:
    """A running action server; ``database`` is the address of its catalogue."""

    client: httpx.Client
    log: Path
    database: str

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


@contextmanager
def action_server(folder: Path, **variables: str) -> Iterator[Server]:
    """Run it until the end, with its databases and its log in the folder."""
    (port,) = free_ports(1)
    own = {
        "CREDWISE_ACTIONS_PORT": str(port),
        "CREDWISE_DATABASE_URL": f"sqlite:///{folder / 'credwise.sqlite'}",
        "CREDWISE_CASES_URL": f"sqlite:///{folder / 'cases.sqlite'}",
        "CREDWISE_TODAY": "2026-11-22",
        **variables,
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
            yield Server(client, log, own["CREDWISE_DATABASE_URL"])
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
