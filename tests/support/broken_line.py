"""A line to a real Rasa that breaks on demand: it stands between the gateway and Rasa, and lets through what it isn't told to break."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Literal

import httpx
from aiohttp import web

from tests.support.assistant import free_ports

Fault = Literal["lost_request", "lost_answer", "error", "nothing", "hangs", "late", "html"]
LATE_SECONDS = 0.6


class BrokenLine:
    """Passes on to Rasa.

    Attributes:
        faults: how the next messages fail, one fault a message; when there is none left, messages pass.
        passed: texts of the messages that reached Rasa, in order.
        asked: how many messages were sent over the line.
    """

    def __init__(self, rasa: str) -> None:
        self.rasa = rasa
        (self.port,) = free_ports(1)
        self.faults: list[Fault] = []
        self.passed: list[str] = []
        self.asked = 0
        self._client = httpx.AsyncClient(timeout=60)
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def up(self) -> None:
        """Accept connections."""
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def down(self) -> None:
        """Refuse connections, as a process that is not there."""
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def close(self) -> None:
        await self.down()
        await self._client.aclose()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        if not request.path.startswith("/webhooks"):
            return await self._pass(request)
        self.asked += 1
        fault = self.faults.pop(0) if self.faults else None
        if fault == "lost_request":
            return self._cut(request)
        if fault == "error":
            return web.Response(status=500)
        if fault == "html":
            return web.Response(text="<html>")
        if fault == "nothing":
            return web.json_response([])
        if fault == "hangs":
            await asyncio.sleep(3600)
        if fault == "late":
            await asyncio.sleep(LATE_SECONDS)
        self.passed.append((await request.json())["message"])
        answer = await self._pass(request)
        return self._cut(request) if fault == "lost_answer" else answer

    async def _pass(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        headers = {"Content-Type": "application/json"}
        answer = await self._client.request(request.method, f"{self.rasa}{request.rel_url}", content=body, headers=headers)
        return web.Response(body=answer.content, status=answer.status_code, content_type="application/json")

    def _cut(self, request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()


@contextlib.asynccontextmanager
async def broken_line(rasa: str) -> AsyncIterator[BrokenLine]:
    """Give a line that is up, until the end."""
    line = BrokenLine(rasa)
    await line.up()
    try:
        yield line
    finally:
        await line.close()
