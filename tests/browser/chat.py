"""The widget as somebody uses it: opened, written to, read."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Locator, Page, Request, expect

from tests.browser.accessibility import check_accessibility
from tests.browser.servers import Gateway

TURN_MS = 20_000
MOST_QUESTIONS = 8
USUAL_NOISE = ("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", "favicon")


class Chat:
    """One tab with the widget in it.

    Attributes:
        page: the tab.
        faults: what went wrong in it that nobody expected: errors of scripts, violations of the policy, dialogs.
        noise: parts of errors that are expected, such as those of a gateway that was killed.
        elsewhere: requests that went neither to the page's own server nor to the gateway.
    """

    def __init__(self, page: Page, gateway: Gateway) -> None:
        self.page = page
        self.faults: list[str] = []
        self.elsewhere: list[str] = []
        self.noise = USUAL_NOISE
        self._gateway = gateway
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        page.on("request", self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        told = f"{message.text} {message.location.get('url', '')}"
        if message.type == "error" and not any(noise in told for noise in self.noise):
            self.faults.append(told)

    def _on_request(self, request: Request) -> None:
        own = (urlsplit(self._gateway.url).netloc, urlsplit(self.page.url).netloc)
        if request.url.startswith(("http", "ws")) and urlsplit(request.url).netloc not in own and self.page.url != "about:blank":
            self.elsewhere.append(request.url)

    # --- parts
    @property
    def panel(self) -> Locator:
        return self.page.locator("credwise-chat .panel")

    @property
    def launcher(self) -> Locator:
        return self.page.locator("credwise-chat .launcher")

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("textbox", name="Your message")

    @property
    def said(self) -> Locator:
        return self.panel.locator("li.user")

    @property
    def replies(self) -> Locator:
        return self.panel.locator("li.assistant")

    @property
    def choices(self) -> Locator:
        return self.panel.get_by_role("group", name="Suggested answers").get_by_role("button")

    def card(self, name: str) -> Locator:
        """The latest card with this class or label in it."""
        return self.panel.locator(".card", has=self.page.locator(name)).last

    # --- deeds
    async def open(self) -> Chat:
        """Open the panel and wait for the greeting."""
        await self.launcher.click()
        return await self.greeted()

    async def greeted(self) -> Chat:
        """Wait until something was said."""
        await expect(self.replies.first).to_be_visible(timeout=TURN_MS)
        await expect(self.panel.locator(".typing")).to_have_count(0, timeout=TURN_MS)
        return self

    async def say(self, text: str) -> str:
        """Type a message, send it by Enter, and return what is answered."""
        before = await self.replies.count()
        await self.field.fill(text)
        await self.field.press("Enter")
        return await self.answer(before)

    async def press(self, button: Locator) -> str:
        """Press a button that says something."""
        before = await self.replies.count()
        await button.click()
        return await self.answer(before)

    async def answer(self, before: int) -> str:
        """Wait for the end of the turn; the replies since then as text."""
        await expect(self.replies.nth(before)).to_be_attached(timeout=TURN_MS)
        await expect(self.panel.locator(".typing")).to_have_count(0, timeout=TURN_MS)
        texts = await self.replies.all_inner_texts()
        return "\n".join(texts[before:])

    async def reach_options(self, *said: str) -> None:
        """Say this, and answer what is asked for by skipping it, until there is a shortlist."""
        for text in said:
            await self.say(text)
        for _ in range(MOST_QUESTIONS):
            if await self.panel.locator(".options > li").count():
                return
            await self.say("skip")
        raise AssertionError(await self.panel.inner_text())

    # --- judgements
    async def check(self, state: str = "") -> None:
        """Have axe look at the page as it is now, the panel with it."""
        await check_accessibility(self.page, state)

    async def fits(self) -> None:
        """Nothing of the panel sticks out to the side of the window."""
        wide = await self.panel.evaluate("panel => panel.scrollWidth - panel.clientWidth")
        log = await self.panel.locator(".log").evaluate("log => log.scrollWidth - log.clientWidth")
        assert (wide, log) == (0, 0)

    async def shoot(self, folder: Path, name: str, *, whole: bool = False) -> None:
        """Take a picture of the panel, or of the whole window, once all is still."""
        await self.page.mouse.move(0, 0)
        shown = self.page if whole else self.panel
        await shown.screenshot(path=folder / f"{name}.png", animations="disabled", caret="hide")
