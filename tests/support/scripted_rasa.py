"""A stand-in for Rasa where its answers don't matter, but that each id is answered once, how long it takes, and when it fails."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.support.assistant import free_ports

Replies = list[dict[str, Any]]


@dataclass
class StandInRasa:
    """What it answers, and what it was asked."""

    url: str = ""
    answers: dict[str, Replies] = field(default_factory=dict)
    asked: list[dict[str, Any]] = field(default_factory=list)
    slots: dict[str, Any] = field(default_factory=dict)
    forgotten: list[str] = field(default_factory=list)
    kind: str = "inform"
    seconds: float = 0.0
    failing: bool = False
    _done: dict[str, Replies] = field(default_factory=dict)

    @property
    def turns(self) -> list[str]:
        """The texts of the turns that were done, each once."""
        return [body["message"] for body in self.asked]

    async def turn(self, request: Request) -> Response:
        body = await request.json()
        id = body["metadata"]["message_id"]
        if self.failing:
            return Response(status_code=503)
        if self.seconds:
            await asyncio.sleep(self.seconds)
        if id not in self._done:
            self.asked.append(body)
            text = body["message"]
            self._done[id] = self.answers.get(text, [{"recipient_id": body["sender"], "text": f"You said: {text}"}])
        return JSONResponse(self._done[id])

    async def tracker(self, request: Request) -> Response:
        return JSONResponse({"slots": self.slots, "events": []})

    async def parse(self, request: Request) -> Response:
        return JSONResponse({"intent": {"name": self.kind, "confidence": 0.9}})

    async def events(self, request: Request) -> Response:
        self.forgotten.append(request.path_params["sender"])
        return JSONResponse({})

    async def status(self, request: Request) -> Response:
        return JSONResponse({"model_file": "stand-in"})


@contextlib.asynccontextmanager
async def stand_in_rasa(port: int | None = None) -> AsyncIterator[StandInRasa]:
    """Serve a stand-in on a free port until the end."""
    rasa = StandInRasa()
    app = Starlette(
        routes=[
            Route("/webhooks/rest/webhook", rasa.turn, methods=["POST"]),
            Route("/conversations/{sender}/tracker", rasa.tracker),
            Route("/conversations/{sender}/tracker/events", rasa.events, methods=["POST"]),
            Route("/model/parse", rasa.parse, methods=["POST"]),
            Route("/status", rasa.status),
        ]
    )
    async with served(app, port) as rasa.url:
        yield rasa


@contextlib.asynccontextmanager
async def served(app: Any, port: int | None = None) -> AsyncIterator[str]:
    """Serve an application on loopback until the end."""
    port = port or free_ports(1)[0]
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, ws="websockets-sansio", timeout_graceful_shutdown=1)
    )
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task
