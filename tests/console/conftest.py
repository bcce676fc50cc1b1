"""The whole gateway with its console in this process, on databases of its own, and browsers that are signed in with a role.

No assistant runs behind it: what the console does itself needs none.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from argon2.profiles import CHEAPEST
from fastapi import FastAPI
from limits import parse_many

from bot.console.accounts.model import Account, Role
from bot.console.console import Console
from bot.console.settings import ConsoleSettings
from bot.console.visit import SESSION, cookie_name
from bot.gateway.app import App
from bot.gateway.gateway import Gateway
from bot.gateway.settings import RATES, Settings
from tests.console.page import Browser
from tests.support.gateway import SECRET

ORIGIN = "http://localhost:8110"
MONDAY = datetime(2026, 11, 23, 15, tzinfo=UTC)


class Clock:
    """The time as the test sets it."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class World:
    """A running gateway with its console.

    Attributes:
        app: the gateway as an ASGI application.
        console: what the console's routes work with.
        inner: the console's own application, whose state holds what its parts put there.
    """

    app: App
    inner: FastAPI
    gateway: Gateway
    clock: Clock
    count: int = 0

    @property
    def console(self) -> Console:
        console: Console = self.inner.state.console
        return console

    async def account(self, *roles: Role, name: str = "", email: str = "", **more: Any) -> Account:
        """Make an account."""
        self.count += 1
        name = name or f"{' and '.join(role.title() for role in roles) or 'Nobody'} {self.count}"
        return await self.console.accounts.store.add(email or f"person{self.count}@example.edu", name, roles, **more)

    def browser(self, **options: Any) -> Browser:
        """A browser in which nobody is signed in."""
        transport = httpx.ASGITransport(app=self.app, **options)
        return Browser(httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers={"Origin": ORIGIN}))

    async def signed_in(self, *roles: Role, account: Account | None = None) -> Browser:
        """A browser in which somebody with these roles is signed in."""
        browser = self.browser()
        browser.account = account or await self.account(*roles)
        token = await self.console.sessions.begin(browser.account.id)
        browser.client.cookies.set(cookie_name(self.console.settings), SESSION + token, domain="localhost.local", path="/console")
        return browser


@pytest.fixture
def console_settings(tmp_path: Path) -> ConsoleSettings:
    return ConsoleSettings((SECRET,), f"sqlite+aiosqlite:///{tmp_path / 'console.sqlite'}", (ORIGIN,), hashing=CHEAPEST)


@pytest.fixture
def settings(tmp_path: Path, console_settings: ConsoleSettings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("CREDWISE_CASES_URL", f"sqlite:///{tmp_path / 'cases.sqlite'}")
    monkeypatch.setenv("CREDWISE_DATABASE_URL", f"sqlite:///{tmp_path / 'credwise.sqlite'}")
    monkeypatch.setenv("CREDWISE_RASA_URL", "http://127.0.0.1:9")  # nobody is there
    return Settings(
        (SECRET,),
        database=f"sqlite+aiosqlite:///{tmp_path / 'gateway.sqlite'}",
        origins=(ORIGIN,),
        console=console_settings,
        rates={name: parse_many("1000/second") for name in RATES},
    )


@asynccontextmanager
async def opened(settings: Settings, clock: Clock) -> AsyncIterator[World]:
    """Run a gateway with its console."""
    app = App(settings)
    assert app.console
    app.clock = clock
    async with app.api.router.lifespan_context(app.api):
        yield World(app, app.console, app.api.state.gateway, clock)


Open = Callable[..., Awaitable[World]]


@pytest.fixture
async def open_world(settings: Settings) -> AsyncIterator[Open]:
    """Run a gateway with other settings of the console; several may run at once, or one after the other."""
    async with AsyncExitStack() as stack:

        async def start(clock: Clock | None = None, rates: dict[str, Any] | None = None, **changes: Any) -> World:
            chosen = replace(settings, console=replace(settings.console, **changes), rates={**settings.rates, **(rates or {})})  # type: ignore[type-var]
            return await stack.enter_async_context(opened(chosen, clock or Clock()))

        yield start


@pytest.fixture
async def world(settings: Settings) -> AsyncIterator[World]:
    async with opened(settings, Clock()) as world:
        yield world


@pytest.fixture
async def advisor(world: World) -> Browser:
    return await world.signed_in(Role.ADVISOR)


@pytest.fixture
async def curator(world: World) -> Browser:
    return await world.signed_in(Role.CURATOR)


@pytest.fixture
async def admin(world: World) -> Browser:
    return await world.signed_in(Role.ADMIN)


@pytest.fixture
def stranger(world: World) -> Browser:
    return world.browser()
