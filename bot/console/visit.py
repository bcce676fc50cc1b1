"""Who asks: each request's cookie is looked at once, before anything else, and set where a page needs one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from fastapi import Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.console.accounts.model import Account
from bot.console.settings import PREFIX, ConsoleSettings
from bot.faults import where

if TYPE_CHECKING:
    from bot.console.console import Console

log = structlog.get_logger(__name__)
BACKGROUND = "x-credwise-background"
"""Pages that look for news by themselves say so in this header: that keeps no session alive."""
STATIC = "/static/"
SESSION, STRANGER = "s.", "v."
"""How cookies begin: those of a session, and those that only bind a form to a browser."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Frame-Options": "DENY",
    # Not "no-referrer": under that browsers hide the origin of forms, which is checked.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}


@dataclass(slots=True)
class Visit:
    """A request's browser and who is signed in there.

    Attributes:
        cookie: what the browser has, or gets with the answer where ``wanted``.
        account: who is signed in.
        expired: whether the cookie is of a session that is over.
        wanted: whether the answer sets the cookie.
    """

    cookie: str
    account: Account | None = None
    expired: bool = False
    wanted: bool = False

    @property
    def session(self) -> str | None:
        """The session's token; it counts where there is an account."""
        return self.cookie.removeprefix(SESSION) if self.cookie.startswith(SESSION) else None


def visit_of(request: Request) -> Visit:
    """Return the visit of a request."""
    visit: Visit = request.state.visit
    return visit


def cookie_name(settings: ConsoleSettings) -> str:
    """Return the cookie's name. Browsers let nobody but this very host set one of the first kind."""
    return "__Host-credwise" if settings.secure else "credwise_console"


def put_cookie(response: Response, settings: ConsoleSettings, value: str) -> None:
    """Set the cookie for as long as the browser runs; the session's own end is kept here, not there."""
    path = "/" if settings.secure else PREFIX
    response.set_cookie(cookie_name(settings), value, path=path, httponly=True, secure=settings.secure, samesite="lax")


async def sign_in(request: Request, response: Response, account: Account) -> None:
    """Begin a session in this browser: under a new id, whatever it had before."""
    console: Console = request.app.state.console
    token = await console.sessions.begin(account.id, instead_of=visit_of(request).session)
    put_cookie(response, console.settings, SESSION + token)
    visit_of(request).wanted = False


def sign_out(request: Request, response: Response) -> None:
    """Have the browser forget its cookie; the session itself is ended by `Sessions`."""
    settings: ConsoleSettings = request.app.state.console.settings
    visit_of(request).wanted = False
    response.delete_cookie(
        cookie_name(settings), path="/" if settings.secure else PREFIX, httponly=True, secure=settings.secure, samesite="lax"
    )


class Reception:
    """Meets every request of the console: finds out who asks, sets the headers, and lets no failure out."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before the routes."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        request, started = Request(scope), False
        console: Console = scope["app"].state.console
        is_static = request.url.path.startswith(PREFIX + STATIC)  # these need nobody's name, and leave the cookie alone
        visit = request.state.visit = Visit(STRANGER + secrets.token_urlsafe(24))

        async def answer(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._finish(console.settings, visit, message, with_cookie=visit.wanted and not is_static)
            await send(message)

        try:
            if not is_static:
                await self._recognise(console, request, visit)
            await self._app(scope, receive, answer)
        except Exception as error:
            console.failed("console")
            log.error("request_failed", path=scope["route"].path if "route" in scope else "", error=where(error))
            if started:
                raise
            await console.pages.error(request, "failed", 500)(scope, receive, answer)

    async def _recognise(self, console: Console, request: Request, visit: Visit) -> None:
        cookie = request.cookies.get(cookie_name(console.settings), "")
        if not cookie.startswith((SESSION, STRANGER)):
            return
        visit.cookie = cookie
        if visit.session is None:
            return
        visit.account = await console.sessions.account(visit.session, in_use=BACKGROUND not in request.headers)
        if visit.account is None:
            visit.cookie, visit.expired = STRANGER + secrets.token_urlsafe(24), True

    def _finish(self, settings: ConsoleSettings, visit: Visit, message: Message, with_cookie: bool) -> None:
        answer = Response()
        if with_cookie:
            put_cookie(answer, settings, visit.cookie)
        kept = {name for name, _ in message["headers"]}
        extra = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
        message["headers"] = [
            *message["headers"],
            *((name, value) for name, value in extra if name not in kept),
            *((name, value) for name, value in answer.raw_headers if name == b"set-cookie"),
        ]
