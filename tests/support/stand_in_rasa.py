"""A server that speaks as Rasa's REST channel does and answers at once, so that what the gateway itself does can be seen and measured.

Its replies are recorded ones of the real assistant. It stands in for Rasa's time only: whatever asks what the assistant says is tested
with the assistant.

Usage: python -m tests.support.stand_in_rasa PORT
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from aiohttp import web

from tests.support.assistant import ROOT, free_ports

RECORDED = ROOT / "bot" / "widget" / "test" / "recorded"
Replies = list[dict[str, Any]]
PLAIN: Replies = [{"text": "Noted. What may it cost in all, at most?", "buttons": [{"title": "Free only", "payload": "free only"}]}]


def recorded(kind: str) -> Replies:
    """Return the recorded reply with a kind of card, as Rasa gave it."""
    kept = json.loads((RECORDED / f"{kind}.json").read_text("utf-8"))
    return [{name: kept[name] for name in ("text", "buttons", "custom")}]


def by_first_word(message: str) -> Replies:
    """Return the recorded reply that a message names first ("options, please"); a question for all else."""
    kind = message.split(",")[0]
    return recorded(kind) if kind.isalpha() and (RECORDED / f"{kind}.json").exists() else PLAIN


@dataclass
class StandIn:
    """The server as tests see it: its address, and what it was asked, as pairs of message id and text."""

    url: str
    asked: list[tuple[str, str]] = field(default_factory=list)


def application(answer: Callable[[str], Replies] = by_first_word, asked: list[tuple[str, str]] | None = None) -> web.Application:
    """Return the server; it counts the seconds that it has worked itself under /seconds."""
    app, worked = web.Application(), [0.0]
    texts: dict[str, str] = {}

    async def turn(request: web.Request) -> web.Response:
        started = time.perf_counter()
        body = await request.json()
        message = body["message"]
        if asked is not None:
            asked.append((body["metadata"]["message_id"], message))
        if message not in texts:
            texts[message] = json.dumps(answer(message))
        response = web.Response(text=texts[message], content_type="application/json")
        worked[0] += time.perf_counter() - started
        return response

    async def seconds(_: web.Request) -> web.Response:
        return web.json_response(worked[0])

    async def nothing(_: web.Request) -> web.Response:
        return web.json_response({"slots": {}, "events": [], "model_file": "none"})

    app.router.add_post("/webhooks/rest/webhook", turn)
    app.router.add_get("/seconds", seconds)
    app.router.add_route("*", "/{path:.*}", nothing)
    return app


@contextlib.asynccontextmanager
async def stand_in(answer: Callable[[str], Replies] = by_first_word) -> AsyncIterator[StandIn]:
    """Serve in this loop until the end."""
    (port,) = free_ports(1)
    server = StandIn(f"http://127.0.0.1:{port}")
    runner = web.AppRunner(application(answer, server.asked), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield server
    finally:
        await runner.cleanup()


@contextlib.contextmanager
def stand_in_process() -> Iterator[str]:
    """Serve in a process of its own until the end; give the address."""
    (port,) = free_ports(1)
    command, url = [sys.executable, "-m", "tests.support.stand_in_rasa", str(port)], f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, cwd=Path(ROOT)) as running:
        try:
            while not _answers(url):
                assert running.poll() is None
                time.sleep(0.05)
            yield url
        finally:
            running.terminate()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/seconds").is_success
    except httpx.HTTPError:
        return False


if __name__ == "__main__":
    web.run_app(application(), host="127.0.0.1", port=int(sys.argv[1]), print=None)
