"""A whole assistant for tests, the evaluation and transcripts: a Rasa server and an action server, spoken to over HTTP.

with running_assistant() as assistant:
    conversation = assistant.conversation()
    conversation.say("I want to get into data analysis")
    conversation.last_card("options")
"""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import httpx

from scripts.processes import ROOT, commands, environ
from scripts.train import current_model

START_SECONDS = 180
TRACKER = "tracker.db"
TODAY = "2026-11-22"
"""The day that it is in tests, so that "by Christmas" is equally far in every run."""


class AssistantError(Exception):
    """The assistant did not start, or a turn failed."""


@dataclass
class Conversation:
    """One user's talk with the assistant.

    Attributes:
        sender: the user's id, one of its own for each conversation.
        replies: what the last turn brought, as Rasa's REST channel gives it.
        turns: everything said so far, as pairs of the user's text and the replies.
    """

    client: httpx.Client
    sender: str
    replies: list[dict[str, Any]] = field(default_factory=list)
    turns: list[tuple[str, list[dict[str, Any]]]] = field(default_factory=list)

    def say(self, text: str) -> list[dict[str, Any]]:
        """Send a message and return the replies."""
        response = self.client.post("/webhooks/rest/webhook", json={"sender": self.sender, "message": text})
        response.raise_for_status()
        self.replies = response.json()
        self.turns.append((text, self.replies))
        return self.replies

    def press(self, title: str) -> list[dict[str, Any]]:
        """Press a button of the last replies by its title."""
        payloads = {button["title"]: button["payload"] for button in self.buttons}
        if title not in payloads:
            raise AssistantError(f"there is no button {title!r} among {sorted(payloads)}")
        return self.say(payloads[title])

    @property
    def texts(self) -> list[str]:
        """The texts of the last replies."""
        return [reply["text"] for reply in self.replies if reply.get("text")]

    @property
    def text(self) -> str:
        """The texts of the last replies as one."""
        return "\n".join(self.texts)

    @property
    def buttons(self) -> list[dict[str, str]]:
        """The buttons of the last replies."""
        return [button for reply in self.replies for button in reply.get("buttons") or []]

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The cards of the last replies."""
        return [reply["custom"] for reply in self.replies if reply.get("custom")]

    def last_card(self, type_: str) -> dict[str, Any] | None:
        """Return the latest card of a type in the whole conversation, or None."""
        cards = [reply["custom"] for _, replies in self.turns for reply in replies if reply.get("custom")]
        return next((card for card in reversed(cards) if card.get("type") == type_), None)

    @property
    def tracker(self) -> dict[str, Any]:
        """What Rasa keeps of the conversation, without its events."""
        response = self.client.get(f"/conversations/{self.sender}/tracker", params={"include_events": "NONE"})
        response.raise_for_status()
        tracker: dict[str, Any] = response.json()
        return tracker

    @property
    def slots(self) -> dict[str, Any]:
        """The slots that have a value."""
        return {name: value for name, value in self.tracker["slots"].items() if value is not None}

    @property
    def requested_slot(self) -> str | None:
        """The slot that the assistant is asking for."""
        return self.tracker["slots"].get("requested_slot")

    @property
    def intent(self) -> str:
        """The intent of the last message, with its topic where it has one: `faq/cost`."""
        return intent_of(self.tracker["latest_message"])


def intent_of(parse: dict[str, Any]) -> str:
    """Return the full name of the intent in what Rasa says of a message."""
    intent = parse["intent"]
    return str(intent.get("full_retrieval_intent_name") or intent.get("name") or "")  # none after "delete my data"


@dataclass
class RunningAssistant:
    """A started assistant.

    Attributes:
        client: speaks to Rasa, with the token.
        logs: the folder of both processes' logs.
        pids: the process ids of `rasa` and `actions`.
        actions_url: the address of the action server.
    """

    client: httpx.Client
    logs: Path
    pids: dict[str, int]
    actions_url: str

    @property
    def tracker_database(self) -> Path:
        """The file in which Rasa keeps the conversations."""
        return self.logs / TRACKER

    def conversation(self) -> Conversation:
        """Begin a conversation of its own."""
        return Conversation(self.client, f"test-{uuid.uuid4().hex}")

    def parse(self, text: str) -> dict[str, Any]:
        """Return what the NLU says of a text."""
        response = self.client.post("/model/parse", json={"text": text})
        response.raise_for_status()
        parse: dict[str, Any] = response.json()
        return parse


@contextlib.contextmanager
def running_assistant(rasa: list[str] | None = None, **variables: str) -> Iterator[RunningAssistant]:
    """Start Rasa and the action server on free ports with databases of their own; stop them at the end.

    Args:
        rasa: another command for the Rasa server, which holds `{port}` and `{token}`; ours with the current model if None.
        variables: further environment variables of both processes; tests give them CREDWISE_TODAY=TODAY.
    """
    if rasa is None:
        subprocess.run([sys.executable, str(ROOT / "scripts" / "train.py")], check=True)
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder, (rasa_port, actions_port) = Path(name), free_ports(2)
        own = {
            "CREDWISE_RASA_PORT": str(rasa_port),
            "CREDWISE_ACTIONS_PORT": str(actions_port),
            "CREDWISE_TRACKER_DB": f"sqlite:///{folder / TRACKER}",
            **variables,
        }
        environment = {**environ(), **own}
        token = environment["CREDWISE_RASA_TOKEN"]
        wanted = commands(current_model())
        if rasa is not None:
            wanted["rasa"] = [part.format(port=rasa_port, token=token) for part in rasa]
        processes = {name: stack.enter_context(_process(wanted[name], environment, folder / f"{name}.log")) for name in ("actions", "rasa")}
        address = f"http://127.0.0.1:{rasa_port}"
        actions_url = f"http://127.0.0.1:{actions_port}"
        _wait([f"{address}/status?token={token}", f"{actions_url}/health"], list(processes.values()), folder)
        client = stack.enter_context(httpx.Client(base_url=address, params={"token": token}, timeout=60))
        yield RunningAssistant(client, folder, {name: process.pid for name, process in processes.items()}, actions_url)


@contextlib.contextmanager
def _process(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    output: IO[bytes]
    with log.open("wb") as output, subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(urls: list[str], processes: list[subprocess.Popen[bytes]], logs: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while urls:
        urls = [url for url in urls if not _answers(url)]
        dead = any(process.poll() is not None for process in processes)
        if urls and (dead or time.monotonic() > deadline):
            tails = "\n".join(f"{log.name}: {log.read_text(errors='replace')[-1500:]}" for log in logs.glob("*.log"))
            raise AssistantError(f"the assistant did not start.\n{tails}")
        time.sleep(0.2)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5).is_success
    except httpx.HTTPError:
        return False


def free_ports(count: int) -> list[int]:
    """Return ports that nothing uses just now, all different."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(contextlib.closing(socket.socket())) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
