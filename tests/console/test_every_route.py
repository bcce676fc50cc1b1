"""Every route of the console by every role and by nobody: who may use it is declared, and it is kept."""

from __future__ import annotations

import re
from typing import Annotated

import pytest
from fastapi import APIRouter, Depends, FastAPI, Request, WebSocket
from fastapi.responses import PlainTextResponse
from fastapi.routing import RouteContext

from bot.console.access import Anybody, Requirement, declared, require, routes_of
from bot.console.accounts.model import Role
from bot.console.app import create_app
from bot.console.pages import NOTICE_COOKIE
from bot.console.parts import Part
from bot.console.settings import PREFIX, ConsoleSettings
from tests.console.conftest import World
from tests.console.page import Browser

WHO: dict[str, tuple[Role, ...] | None] = {"nobody": None, "no role": (), **{role.value: (role,) for role in Role}}
OPEN = {"/", "/static/{name}", "/sign-in", "/sign-out", "/welcome/{token}", "/single-sign-on", "/single-sign-on/back", "/account"}
"""What may be open to anybody, or to whoever is signed in. Whoever adds to this thinks about it first."""


async def ask(browser: Browser, route: RouteContext, method: str) -> int:
    """The status of the answer to a request of that route, with a token that counts."""
    path = PREFIX + re.sub(r"\{[^}]*int\}", "1", route.path or "")
    path = re.sub(r"\{[^}]+\}", "unknown", path)
    answer = await browser.client.request(method, path, headers={"X-CSRF-Token": browser.token})
    led_away = answer.status_code == 303 and answer.headers["location"].startswith(f"{PREFIX}/sign-in")
    was_done = NOTICE_COOKIE in answer.headers.get("set-cookie", "")  # signing out leads there too, and says that it was done
    return 401 if led_away and not was_done else answer.status_code


@pytest.mark.parametrize("who", WHO)
async def test_each_route_lets_in_whom_it_declares_and_nobody_else(who: str, world: World) -> None:
    roles = WHO[who]
    routes = [(route, method) for route in routes_of(world.inner) for method in sorted(route.methods or ()) if method != "HEAD"]
    assert len(routes) > 15
    for route, method in routes:
        # GIVEN somebody who is signed in with that role, or nobody
        browser = world.browser() if roles is None else await world.signed_in(*roles)
        await browser.get(f"{PREFIX}/sign-in")
        # WHEN they ask for the route
        status = await ask(browser, route, method)
        # THEN they get what it declares
        needed = [one for one in declared(route) if isinstance(one, Requirement)]
        if needed and roles is None:
            assert status == 401, (route.path, method)
        elif any(one.roles and Role.ADMIN not in (roles or ()) and not set(one.roles) & set(roles or ()) for one in needed):
            assert status == 403, (route.path, method)
        else:
            assert status < 500, (route.path, method)
            assert status not in (401, 403), (route.path, method)


def test_what_is_open_to_all_is_known(console_settings: ConsoleSettings) -> None:
    for route in routes_of(create_app(console_settings)):
        if any(isinstance(one, Anybody) for one in declared(route)) or not any(
            one.roles for one in declared(route) if isinstance(one, Requirement)
        ):
            assert route.path in OPEN or (route.path or "").startswith("/account/"), route.path


def part_with(router: APIRouter) -> Part:
    return Part(router)


def test_a_route_that_declares_nothing_keeps_the_console_from_starting(console_settings: ConsoleSettings) -> None:
    # GIVEN a part with a route that forgot to say who may use it
    router = APIRouter()

    @router.get("/forgotten")
    def forgotten(request: Request) -> PlainTextResponse:
        return PlainTextResponse("open to all")

    # WHEN the console is built THEN it says which
    with pytest.raises(RuntimeError, match="/forgotten does not declare"):
        create_app(console_settings, [part_with(router)])


def test_neither_does_a_route_of_another_kind(console_settings: ConsoleSettings) -> None:
    router = APIRouter()

    @router.websocket("/socket")
    async def socket(websocket: WebSocket) -> None:
        await websocket.accept()

    with pytest.raises(RuntimeError, match="/socket does not declare"):
        create_app(console_settings, [part_with(router)])


def test_a_router_may_declare_for_all_of_its_routes(console_settings: ConsoleSettings) -> None:
    router = APIRouter(dependencies=[Depends(require(Role.CURATOR))])

    @router.get("/shelf")
    def shelf(account: Annotated[object, Depends(require(Role.ADVISOR))]) -> PlainTextResponse:
        return PlainTextResponse("both roles are needed")

    app: FastAPI = create_app(console_settings, [part_with(router)])
    found = next(route for route in routes_of(app) if route.path == "/shelf")
    assert {one.roles for one in declared(found) if isinstance(one, Requirement)} == {(Role.CURATOR,), (Role.ADVISOR,)}
