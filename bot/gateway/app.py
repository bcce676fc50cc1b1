"""The gateway's addresses: health, and a plain demo page with a chat form."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from itsdangerous import BadSignature, URLSafeSerializer
from pydantic import BaseModel, Field

from bot import settings
from bot.gateway.assistant import Assistant
from knowledge.plan.files import FILES

COOKIE = "credwise_session"
PAGE = Path(__file__).with_name("demo.html")
YEAR = 365 * 24 * 3600


class DemoMessage(BaseModel):
    """One message of the demo page; a pasted job posting fits in."""

    text: str = Field(min_length=1, max_length=12_000)


def create_app(assistant: Assistant | None = None) -> FastAPI:
    """Build the gateway; tests give it an assistant of their own."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with httpx.AsyncClient() as client:
            app.state.assistant = assistant or Assistant(client)
            yield

    app = FastAPI(title="Credwise", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.get("/healthz")(healthz)
    app.get("/readyz")(readyz)
    app.get("/")(demo_page)
    app.post("/api/demo-message")(demo_message)
    return app


async def healthz() -> dict[str, str]:
    """Say that the gateway itself runs."""
    return {"status": "ok"}


async def readyz(request: Request) -> JSONResponse:
    """Say whether a message would be answered: the gateway, Rasa with its model, and the action server."""
    processes = await request.app.state.assistant.ready()
    return JSONResponse(processes, status_code=200 if all(processes.values()) else 503)


async def demo_page() -> FileResponse:
    """Show the demo page."""
    return FileResponse(PAGE, headers={"Content-Security-Policy": "default-src 'self' 'unsafe-inline'; frame-ancestors 'self'"})


async def demo_message(message: DemoMessage, request: Request, response: Response) -> list[dict[str, Any]]:
    """Pass a message on as the session that the cookie names, and answer with texts, buttons and files."""
    session = session_of(request.cookies.get(COOKIE)) or f"web-{secrets.token_urlsafe(18)}"
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, signer().dumps(session), max_age=YEAR, httponly=True, samesite="lax", secure=secure)
    replies = await request.app.state.assistant.reply(session, message.text)
    return [{"text": reply.get("text", ""), "buttons": reply.get("buttons", []), **files_of(reply)} for reply in replies]


def files_of(reply: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return the files of a plan by their names, under ``files``; nothing for any other reply."""
    card = reply.get("custom") or {}
    return {"files": {name: card[part] for name, part in FILES.items()}} if card.get("type") == "plan" else {}


def session_of(cookie: str | None) -> str | None:
    """Return the session that a cookie names, or None where we have not signed it."""
    try:
        return str(signer().loads(cookie)) if cookie else None
    except BadSignature:
        return None


def signer() -> URLSafeSerializer:
    """Return what signs and reads session cookies."""
    return URLSafeSerializer(settings.cookie_secret(), salt="session")
