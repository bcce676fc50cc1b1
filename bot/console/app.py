"""The console as one application, built of its parts and mounted by the gateway under /console."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, RedirectResponse, Response

from bot.console import csrf
from bot.console.access import SignedIn, Visitor, routes_of
from bot.console.accounts import admin, routes, single_sign_on
from bot.console.audit import routes as audit
from bot.console.clock import utc_now
from bot.console.console import Running, open_console
from bot.console.curation import routes as curation
from bot.console.errors import add_handlers
from bot.console.insight import routes as insight
from bot.console.parts import Part
from bot.console.settings import ConsoleSettings
from bot.console.visit import Reception
from bot.gateway.gateway import Gateway
from bot.settings import VAR

PARTS: tuple[Part, ...] = (routes.part(), single_sign_on.part(), curation.part(), insight.part(), admin.part(), audit.part())
"""In the order of the navigation. Who signs in lands on the first page that is for them."""
STATIC = Path(__file__).parent / "static"
FETCHED = VAR / "console"
FILES = {path.name: path for path in STATIC.iterdir()} | {name: FETCHED / name for name in ("htmx.js", "sse.js")}
FRESH = {"Cache-Control": "no-cache"}

front = APIRouter()


@front.get("/")
async def landing(request: Request, account: SignedIn, console: Running) -> RedirectResponse:
    """Lead to the first page that is for the account."""
    return RedirectResponse(console.pages.landing(request), 303)


@front.get("/static/{name}")
def static(name: str, visitor: Visitor) -> Response:
    """Give a style sheet or script; without htmx, which `make console` fetches, all pages work by plain forms."""
    file = FILES.get(name)
    if file is None or not file.is_file():
        raise HTTPException(404)
    return FileResponse(file, headers=FRESH)


def create_app(settings: ConsoleSettings, parts: Sequence[Part] = PARTS) -> FastAPI:
    """Build the application; raise RuntimeError where a route does not declare who may use it."""
    app = FastAPI(
        dependencies=[Depends(csrf.check)],
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        title="Credwise console",
    )
    app.state.settings, app.state.parts = settings, tuple(parts)
    app.add_middleware(Reception)
    add_handlers(app)
    for router in (front, *(part.router for part in parts)):
        app.include_router(router)
    routes_of(app)  # raises where one is open by mistake
    return app


@asynccontextmanager
async def running(app: FastAPI, gateway: Gateway, clock: Callable[[], datetime] = utc_now) -> AsyncIterator[None]:
    """Open what the parts work with, and close it at the end."""
    parts: Sequence[Part] = app.state.parts
    navigation = [entry for part in parts for entry in part.navigation]
    async with AsyncExitStack() as stack:
        app.state.console = await stack.enter_async_context(
            open_console(app.state.settings, navigation, gateway.rates, gateway.meters, clock)
        )
        for part in parts:
            await stack.enter_async_context(part.running(app, gateway))
        yield
