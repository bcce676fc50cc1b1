"""A gateway for tests and benches: served on a free port in this loop or in a process of its own, and clients that talk to it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import time
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import socketio
import uvicorn

from bot.gateway.app import App
from bot.gateway.gateway import Gateway
from bot.gateway.settings import Settings
from tests.support.assistant import ROOT, free_ports

SECRET = "a secret for tests that opens nothing anywhere else"
SECONDS = 30.0


@dataclass
class Served:
    """A gateway that runs in this loop."""

    url: str
    app: App

    @property
    def gateway(self) -> Gateway:
        """Its parts."""
        gateway: Gateway = self.app.api.state.gateway
        return gateway


@contextlib.asynccontextmanager
async def serving(settings: Settings) -> AsyncIterator[Served]:
    """Serve a gateway on a free port until the end."""
    app, (port,) = App(settings), free_ports(1)
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, ws="websockets-sansio", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    try:
        while not server.started:
            if task.done():
                task.result()
                raise RuntimeError("the gateway did not start; the log says why")
            await asyncio.sleep(0.01)
        yield Served(f"http://127.0.0.1:{port}", app)
    finally:
        server.should_exit = True
        await task


@contextlib.contextmanager
def process(port: int, log: Path, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a gateway as a process of its own until the end; it answers when this yields."""
    environment = {**os.environ, "CREDWISE_SECRET": SECRET, "CREDWISE_PORT": str(port), **variables}
    command = [sys.executable, "-m", "bot.gateway"]
    with log.open("ab") as output, subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output) as running:
        try:
            deadline = time.monotonic() + 2 * SECONDS
            while not _healthy(port):
                assert running.poll() is None, log.read_text(errors="replace")
                assert time.monotonic() < deadline, log.read_text(errors="replace")
                time.sleep(0.05)
            yield running
        finally:
            running.kill()


def _healthy(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/healthz").is_success
    except httpx.HTTPError:
        return False


async def eventually(check: Callable[[], Awaitable[bool]], seconds: float = SECONDS) -> None:
    """Wait until something is so that nobody tells of; raise TimeoutError where it never is."""
    async with asyncio.timeout(seconds):
        while not await check():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


@dataclass
class Caller:
    """A client of the HTTP API, with one conversation."""

    client: httpx.AsyncClient
    id: str
    token: str

    @classmethod
    async def begin(cls, client: httpx.AsyncClient) -> Caller:
        """Begin a conversation."""
        response = await client.post("/api/conversations")
        response.raise_for_status()
        return cls(client, response.json()["id"], response.json()["token"])

    async def call(self, method: str, path: str = "", **options: Any) -> httpx.Response:
        """Send a request about the conversation."""
        headers = {"Authorization": f"Bearer {self.token}"}
        return await self.client.request(method, f"/api/conversations/{self.id}{path}", headers=headers, **options)

    async def say(self, text: str, id: str | None = None, wait: float = SECONDS, **more: Any) -> httpx.Response:
        """Send a message."""
        body = {"id": id or uuid.uuid4().hex, "text": text, **more}
        return await self.call("POST", "/messages", json=body, params={"wait": wait})

    async def ask(self, text: str, **more: Any) -> list[dict[str, Any]]:
        """Send a message and return the replies."""
        response = await self.say(text, **more)
        assert response.status_code == 200, response.text
        replies: list[dict[str, Any]] = response.json()["replies"]
        return replies

    async def history(self, after: int = 0, **options: Any) -> list[dict[str, Any]]:
        """Return the messages after a number."""
        response = await self.call("GET", "/messages", params={"after": after, **options})
        assert response.status_code == 200, response.text
        messages: list[dict[str, Any]] = response.json()["messages"]
        return messages

    async def texts(self) -> list[tuple[str, str]]:
        """Return who has said what."""
        return [(message["author"], message["text"]) for message in await self.history()]


@dataclass
class Tab:
    """A browser tab: a client of the socket that remembers what it was told."""

    socket: socketio.AsyncClient
    told: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def _hear(self, event: str, data: Any = None) -> None:
        self.told[event].append(data)
        self._news.set()

    async def until(self, event: str, count: int = 1, seconds: float = SECONDS) -> Any:
        """Wait until an event has come so often; return its latest data."""
        async with asyncio.timeout(seconds):
            while len(self.told[event]) < count:
                self._news.clear()
                await self._news.wait()
        return self.told[event][-1]

    async def closed(self) -> None:
        """Wait until the server has closed the connection."""

        async def is_closed() -> bool:
            return not self.socket.connected

        await eventually(is_closed)

    async def say(self, text: str, id: str | None = None, **more: Any) -> Any:
        """Send a message and return the acknowledgement."""
        return await self.socket.call("message", {"id": id or uuid.uuid4().hex, "text": text, **more}, timeout=SECONDS)


class NotLetIn(Exception):
    """The connection was refused; `told` is what the client was told."""

    def __init__(self, told: Any) -> None:
        super().__init__(str(told))
        self.told = told


@contextlib.asynccontextmanager
async def tab(
    url: str, token: str | None = None, after: int | None = None, origin: str | None = None, transport: str = "websocket"
) -> AsyncIterator[Tab]:
    """Open a tab until the end."""
    opened = Tab(socketio.AsyncClient(reconnection=False))
    opened.socket.on("*", opened._hear)
    opened.socket.on("connect_error", lambda told: opened._hear("connect_error", told))
    auth = {name: value for name, value in (("token", token), ("after", after)) if value is not None}
    headers = {"Origin": origin} if origin else {}
    try:
        await opened.socket.connect(url, auth=auth, headers=headers, transports=[transport], wait_timeout=SECONDS)
        yield opened
    except socketio.exceptions.ConnectionError:
        raise NotLetIn(opened.told["connect_error"][-1]) from None
    finally:
        await opened.socket.eio.disconnect(abort=transport == "polling")  # its last poll would be waited for
        if opened.socket.eio.http is not None and not opened.socket.eio.http.closed:
            await opened.socket.eio.http.close()
