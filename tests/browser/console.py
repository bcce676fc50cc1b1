"""The console in a browser: a gateway process of its own, without an assistant, and people who have it open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, ConsoleMessage, Page

from bot.console.accounts.model import Account, Role
from bot.console.console import Console, open_console
from bot.console.settings import ConsoleSettings
from scripts.console import run as fetch_htmx
from tests.browser.servers import WITHOUT_LIMITS
from tests.support.gateway import SECRET, process

PASSWORD = "plenty of words in a row"
USUAL = {"viewport": {"width": 1280, "height": 860}, "reduced_motion": "reduce"}


@dataclass
class Office:
    """A running console and its people.

    Attributes:
        url: where it is.
        console: its database, opened beside the process.
        expected: parts of errors in browsers that a test means to cause.
    """

    url: str
    console: Console
    browser: Browser
    pages: list[Page] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    async def person(self, *roles: Role, name: str, email: str) -> Account:
        """Make an account with the usual password."""
        return await self.console.accounts.create(None, email, name, roles, PASSWORD, PASSWORD)

    async def window(self, path: str = "/console/", **options: object) -> Page:
        """Open a browser of somebody's own; what goes wrong in it fails the test."""
        context = await self.browser.new_context(**(USUAL | options))  # type: ignore[arg-type]
        page = await context.new_page()
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.pages.append(page)
        await page.goto(self.url + path)
        return page

    async def signed_in(self, account: Account, path: str = "/console/", **options: object) -> Page:
        """Open a browser in which somebody has signed in."""
        page = await self.window("/console/sign-in", **options)
        await sign_in(page, account.email)
        await page.goto(self.url + path)
        return page

    def _on_console(self, message: ConsoleMessage) -> None:
        told = f"{message.text} {message.location.get('url', '')}"
        if message.type == "error" and not any(part in told for part in self.expected):
            self.faults.append(told)


async def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Fill in the form and send it."""
    await page.get_by_label("E-mail address").fill(email)
    await page.get_by_label("Password").fill(password)
    await page.get_by_role("button", name="Sign in").click()


@asynccontextmanager
async def open_office(browser: Browser, port: int, folder: Path, **variables: str) -> AsyncIterator[Office]:
    """Run a console until the end."""
    await asyncio.to_thread(fetch_htmx)
    url, database = f"http://localhost:{port}", folder / "console.sqlite"
    told = {
        "CREDWISE_CONSOLE_DB": f"sqlite:///{database}",
        "CREDWISE_GATEWAY_DB": f"sqlite:///{folder / 'gateway.sqlite'}",
        "CREDWISE_CASES_URL": f"sqlite:///{folder / 'cases.sqlite'}",
        "CREDWISE_DATABASE_URL": f"sqlite:///{folder / 'credwise.sqlite'}",
        "CREDWISE_RASA_URL": "http://127.0.0.1:9",
        **WITHOUT_LIMITS,
        **variables,
    }
    settings = ConsoleSettings((SECRET,), f"sqlite+aiosqlite:///{database}", (url,))
    with process(port, folder / "gateway.log", **told):
        async with open_console(settings) as console:
            office = Office(url, console, browser)
            yield office
            for page in office.pages:
                await page.context.close()
    assert office.faults == []


def texts(lines: Iterable[str]) -> list[str]:
    """Lines without the blanks around and in them."""
    return [" ".join(line.split()) for line in lines]
