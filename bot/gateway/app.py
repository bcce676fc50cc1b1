"""The gateway as one ASGI application: the guard, the socket, the HTTP API, pages, the console, health and metrics."""

from __future__ import annotations

import asyncio
import hmac
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from datetime import datetime
from typing import Annotated, Any

import socketio
import structlog
from fastapi import FastAPI, Header, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from bot import settings as shared
from bot.console import app as console
from bot.console.clock import utc_now
from bot.console.settings import PREFIX as CONSOLE
from bot.faults import where
from bot.gateway import api, pages
from bot.gateway.channels.slack import routes as slack_routes
from bot.gateway.channels.slack.routes import serving_slack
from bot.gateway.errors import Refused
from bot.gateway.gateway import Gateway, running
from bot.gateway.guard import Guard
from bot.gateway.limits import Rates
from bot.gateway.meters import Meters
from bot.gateway.settings import Settings, from_environment
from bot.gateway.sockets import Sockets

log = structlog.get_logger(__name__)
CODES = {404: "not_found", 405: "not_allowed", 401: "token_missing", 413: "too_large"}
DESCRIPTION = "Conversations with the credential advisor. Begin one, keep its token, send messages with ids of your own; docs/gateway.md tells the rest."


class App:
    """The application, with its FastAPI part and its socket for who looks inside."""

    def __init__(self, settings: Settings | None = None) -> None:
        """Put the parts together; they begin to run with the server."""
        self.settings = settings or from_environment()
        self.meters = Meters()
        self.clock: Callable[[], datetime] = utc_now
        rates = Rates(self.settings)
        self.sockets = Sockets(self.settings, self.meters)
        self.console = console.create_app(self.settings.console) if self.settings.console else None
        self.api = self._fastapi(rates)
        both = socketio.ASGIApp(self.sockets.server, self.api, socketio_path="socket.io")
        self._guarded: ASGIApp = Guard(both, self.settings, rates, self.meters)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""
        await self._guarded(scope, receive, send)

    def _fastapi(self, rates: Rates) -> FastAPI:
        @asynccontextmanager
        async def lifespan(app: FastAPI) -> AsyncIterator[None]:
            async with running(self.settings, rates, self.meters) as gateway:
                app.state.gateway = gateway
                self.sockets.join(gateway)
                async with AsyncExitStack() as parts:
                    await parts.enter_async_context(console.running(self.console, gateway, self.clock) if self.console else nullcontext())
                    if self.settings.slack is not None:
                        app.state.slack = await parts.enter_async_context(serving_slack(self.settings.slack, gateway))
                    yield
            await self.sockets.close()
            await rates.close()

        app = FastAPI(title="Credwise", version="1", description=DESCRIPTION, lifespan=lifespan, docs_url=None, redoc_url=None)
        app.state.meters, app.state.settings, app.state.readiness = self.meters, self.settings, Readiness()
        app.add_middleware(
            CORSMiddleware,
            allow_origins=self.settings.origins,
            allow_methods=["GET", "POST", "PUT", "DELETE"],
            allow_headers=["Authorization", "Content-Type"],
            expose_headers=["Retry-After"],
        )
        app.add_exception_handler(Refused, refused)
        app.add_exception_handler(RequestValidationError, invalid)
        app.add_exception_handler(HTTPException, http_error)
        app.add_exception_handler(Exception, failed)
        app.include_router(api.router)
        app.include_router(pages.router, include_in_schema=False)
        if self.settings.slack is not None:
            app.include_router(slack_routes.router, include_in_schema=False)
        if self.console:
            app.get(CONSOLE, include_in_schema=False)(console_front)
            app.mount(CONSOLE, self.console)
        app.get("/healthz", tags=["operation"])(healthz)
        app.get("/readyz", tags=["operation"], responses={503: {"model": dict[str, bool]}})(readyz)
        app.head("/healthz", include_in_schema=False)(healthz)
        app.head("/readyz", include_in_schema=False)(readyz)
        app.get("/metrics", tags=["operation"], include_in_schema=False)(metrics)
        return app


async def console_front() -> RedirectResponse:
    """Lead to the console."""
    return RedirectResponse(f"{CONSOLE}/")


# --- health and metrics
async def healthz() -> dict[str, str]:
    """Say that the gateway itself runs."""
    return {"status": "ok"}


class Readiness:
    """Whether the parts behind the gateway answer, looked at once a second at most however many ask."""

    SECONDS = 1.0

    def __init__(self) -> None:
        self._lock, self._parts, self._until = asyncio.Lock(), {"database": False}, 0.0

    async def of(self, gateway: Gateway) -> dict[str, bool]:
        """Return of each part whether it answers."""
        async with self._lock:
            if time.monotonic() >= self._until:
                self._parts = {"database": await _has_database(gateway), **await gateway.rasa.ready()}
                self._until = time.monotonic() + self.SECONDS
        return self._parts


async def _has_database(gateway: Gateway) -> bool:
    try:
        await gateway.store.ping()
    except Exception as error:
        log.error("database_failed", error=where(error))
        return False
    return True


async def readyz(request: Request, response: Response) -> dict[str, bool]:
    """Say whether a message would be answered: database, Rasa, its model, and the action server."""
    parts = await request.app.state.readiness.of(request.app.state.gateway)
    response.status_code = 200 if all(parts.values()) else 503
    return dict(parts)


async def metrics(request: Request, authorization: Annotated[str, Header()] = "") -> Response:
    """Give what was counted to who has the token for it; in development, where none is set, to this machine.

    Behind a proxy that tells of nobody everybody comes from this machine, so in operation the address counts for nothing.
    """
    settings, host = request.app.state.settings, (request.client.host if request.client else "")
    token = settings.metrics_token
    if token is None:
        forwarded = {"forwarded", "x-forwarded-for"} & set(request.headers)
        allowed = settings.development and host == shared.LOOPBACK and not forwarded
    else:
        allowed = hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode())
    if not allowed:
        raise Refused("not_found")
    return Response(generate_latest(request.app.state.meters.registry), media_type=CONTENT_TYPE_LATEST)


# --- what was not done
def problem(request: Request, refusal: Refused, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return a refusal as the answer to a request."""
    request.app.state.meters.refusals.labels(refusal.code).inc()
    wait = {} if refusal.retry_after is None else {"Retry-After": str(refusal.retry_after)}
    return JSONResponse({"error": refusal.as_json()}, refusal.status, {**(headers or {}), **wait})


async def refused(request: Request, error: Any) -> JSONResponse:
    """Tell a refusal."""
    return problem(request, error)


async def invalid(request: Request, error: Any) -> JSONResponse:
    """Tell that a request has the wrong form; what was in it is not told back."""
    return problem(request, Refused("invalid"))


async def http_error(request: Request, error: Any) -> JSONResponse:
    """Tell what the framework refuses in the form of all refusals."""
    # The framework names the methods of one route only, where several have the same address.
    found = methods(request) if error.status_code == 405 else None
    headers = {"Allow": ", ".join(found)} if found else error.headers
    return problem(request, Refused(CODES.get(error.status_code, "invalid")), headers)


def methods(request: Request) -> list[str]:
    """Return the methods that an address of the document has."""
    paths = request.app.openapi()["paths"]
    route = request.scope.get("route")
    return sorted(method.upper() for method in paths.get(route.path if route else "", ()))


async def failed(request: Request, error: Exception) -> JSONResponse:
    """Tell a failure without its details, and log its place."""
    request.app.state.meters.errors.labels("http").inc()
    log.error("request_failed", path=request.scope["route"].path if "route" in request.scope else "", error=where(error))
    return problem(request, Refused("failed"))


def create_app(settings: Settings | None = None) -> App:
    """Build the gateway, by the environment unless settings are given."""
    return App(settings)
