"""A browser, the gateway before the real assistant, and websites of other origins that embed the widget."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

from scripts.steps import LOGS, Failure
from scripts.widget import build, install
from tests.browser.chat import Chat
from tests.browser.servers import Gateway, Website, serving
from tests.support.assistant import RunningAssistant, free_ports

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT_SECONDS = 300


def find_chromium() -> str | None:
    """The system's Chromium; on a Debian where we may, it is installed."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found or not shutil.which("apt-get") or os.geteuid() != 0:
        return found
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / "chromium.log").open("w") as log:
        for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-core"]):
            try:
                subprocess.run(
                    ["apt-get", *command],
                    stdout=log,
                    stderr=log,
                    timeout=APT_SECONDS,
                    env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                )
            except subprocess.TimeoutExpired:
                return None
    return shutil.which("chromium")


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    path = find_chromium()
    if path is None:
        pytest.skip("there is no Chromium on this machine and it could not be installed (log: var/log/chromium.log)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def built() -> None:
    try:
        build()
        install()  # axe comes from there
    except Failure as failure:
        pytest.fail(str(failure))


@pytest.fixture(scope="session")
def ports() -> tuple[int, ...]:
    return tuple(free_ports(3))


@pytest.fixture(scope="session")
def gateway(
    browser: Browser, built: None, assistant: RunningAssistant, ports: tuple[int, ...], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gateway]:
    """The gateway, which lets the first foreign website in and the second not."""
    port, friend, _ = ports
    gateway = Gateway(sys.executable, port, assistant, tmp_path_factory.mktemp("gateway"), [f"http://127.0.0.1:{friend}"])
    gateway.start()
    yield gateway
    gateway.stop()


@pytest.fixture(scope="session")
def website(gateway: Gateway, ports: tuple[int, ...]) -> Iterator[Website]:
    """A website of another origin, allowed to embed, with a strict policy of its own."""
    with serving(gateway, ports[1]) as website:
        yield website


@pytest.fixture(scope="session")
def stranger(gateway: Gateway, ports: tuple[int, ...]) -> Iterator[Website]:
    """A website that is not allowed to embed the widget."""
    with serving(gateway, ports[2]) as website:
        yield website


USUAL: dict[str, object] = {"viewport": {"width": 1280, "height": 860}, "reduced_motion": "reduce"}
"""A window in which nothing moves, so that what is looked at is where it will be."""
Visit = Callable[..., Awaitable[Chat]]


@pytest.fixture
async def visit(browser: Browser, gateway: Gateway) -> AsyncIterator[Visit]:
    """Open a page in a browser of its own; what goes wrong in the page fails the test."""
    chats: list[Chat] = []

    async def open_page(path: str = "/demo", *, beside: Page | None = None, **options: object) -> Chat:
        context = beside.context if beside else await browser.new_context(**(USUAL | options))  # type: ignore[arg-type]
        chat = Chat(await context.new_page(), gateway)
        chats.append(chat)
        await chat.page.goto(path if path.startswith("http") else gateway.url + path)
        return chat

    yield open_page
    for chat in chats:
        await chat.page.context.close()
    assert [fault for chat in chats for fault in chat.faults] == []


@pytest.fixture
def screenshots() -> Path:
    return Path(os.environ.get("CREDWISE_SCREENSHOTS") or "var/screenshots")
