"""Live updates by server-sent events: a page is told that something has changed, and asks for it itself."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

from fastapi import HTTPException, Request
from fastapi.responses import StreamingResponse

from bot.console.accounts.model import Role
from bot.console.console import Console
from bot.console.visit import visit_of
from bot.gateway.conversations.hub import Listener
from bot.gateway.conversations.model import Answerer, Message

SECONDS = 1.0
"""So often it is looked whether something has changed: what other processes do wakes nobody here."""
KEEP_ALIVE, CHECK_SESSION = 10.0, 30.0
NEWS = "event: news\ndata: 1\n\n"
HEADERS = {"X-Accel-Buffering": "no"}


class News(Listener):
    """Wakes the pages that wait, when something happens in a conversation or at the desk."""

    def __init__(self) -> None:
        """Begin with no page."""
        self._pages: set[asyncio.Event] = set()
        self.is_open = True

    async def said(self, message: Message) -> None:
        """Wake the pages."""
        self.wake()

    async def passed_on(self, conversation: str) -> None:
        """Wake the pages."""
        self.wake()

    async def handed_over(self, conversation: str, answerer: Answerer) -> None:
        """Wake the pages."""
        self.wake()

    async def forgotten(self, conversation: str, ended: bool) -> None:
        """Wake the pages."""
        self.wake()

    def wake(self) -> None:
        """Have every page look."""
        for page in self._pages:
            page.set()

    def close(self) -> None:
        """End all streams."""
        self.is_open = False
        self.wake()

    @contextlib.contextmanager
    def page(self) -> Iterator[asyncio.Event]:
        """Give the event of one page."""
        event = asyncio.Event()
        self._pages.add(event)
        try:
            yield event
        finally:
            self._pages.discard(event)


def stream(request: Request, console: Console, news: News, have: str, look: Callable[[], Awaitable[str]]) -> StreamingResponse:
    """Tell a page whenever `look` gives something else than it has, as long as its session lasts and its account is an advisor's."""

    if "text/event-stream" not in request.headers.get("accept", ""):
        raise HTTPException(406)

    async def may_hear() -> bool:
        session = visit_of(request).session
        account = await console.sessions.account(session, in_use=False) if session else None
        return account is not None and account.may(Role.ADVISOR)

    async def events() -> AsyncIterator[str]:
        known, told, checked = have, time.monotonic(), time.monotonic()
        yield ": hello\n\n"
        with news.page() as happened:
            while news.is_open:
                happened.clear()
                now = await look()
                if now != known or time.monotonic() - checked > CHECK_SESSION:
                    checked = time.monotonic()
                    if not await may_hear():
                        return
                if now != known:
                    known, told = now, time.monotonic()
                    yield NEWS
                elif time.monotonic() - told > KEEP_ALIVE:
                    told = time.monotonic()
                    yield ": still here\n\n"
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(happened.wait(), SECONDS)

    return StreamingResponse(events(), media_type="text/event-stream", headers=HEADERS)
