"""A browser without a screen: it keeps cookies, fills in forms as they stand in the page, and follows where it is led."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any

import httpx

from bot.console.accounts.model import Account

HTMX = {"HX-Request": "true"}


@dataclass
class Form:
    """A form of a page, with what stands in its fields."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self, html: str, here: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._here = here
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        if tag == "form":
            self.found.append(Form(told.get("action") or self._here, (told.get("method") or "get").lower()))
        elif tag == "input" and self.found and (name := told.get("name")):
            if told.get("type") in ("checkbox", "radio") and "checked" not in told:
                return
            self.found[-1].fields.setdefault(name, []).append(told.get("value") or "")


class Browser:
    """Somebody's browser.

    Attributes:
        client: sends requests as they are, for attacks.
        account: who is signed in by the fixtures.
        page: the last answer.
    """

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.account: Account | None = None
        self.page: httpx.Response

    async def get(self, path: str, **more: Any) -> httpx.Response:
        """Open a page, following where it leads."""
        self.page = await self.client.get(path, follow_redirects=True, **more)
        return self.page

    async def send(self, action: str, follow: bool = True, **fields: Any) -> httpx.Response:
        """Fill in the form of that action on the page, leave all other fields as they stand, and send it."""
        form = next(one for one in _Forms(self.page.text, self.page.url.path).found if one.action == action and one.method == "post")
        self.page = await self.client.post(action, data={**form.fields, **fields}, follow_redirects=follow)
        return self.page

    async def post(self, path: str, follow: bool = True, **fields: Any) -> httpx.Response:
        """Send something as htmx does, with the token of the last page; a page is opened where there was none."""
        if not hasattr(self, "page") or not self.token:
            await self.get("/console/account")
        self.page = await self.client.post(path, data=fields, headers={"X-CSRF-Token": self.token}, follow_redirects=follow)
        return self.page

    @property
    def token(self) -> str:
        """The token that stands in the page."""
        found = re.search(r'"X-CSRF-Token": "([0-9a-f]+)"', self.page.text)
        return found[1] if found else ""

    @property
    def path(self) -> str:
        """Where the browser is."""
        return self.page.url.path

    @property
    def text(self) -> str:
        """What the page's own part says, without markup."""
        main = re.search(r"<main.*</main>", self.page.text, re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0] if main else self.page.text)).split())

    @property
    def notice(self) -> str:
        """What was done, as the page says above its own part."""
        found = re.search(r'<p class="notice">(.*?)</p>', self.page.text)
        return unescape(found[1]) if found else ""
