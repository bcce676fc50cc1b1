"""Forms count only where this console made them for this very browser: a token in the form or in htmx's header, and the origin."""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import urlsplit

from fastapi import Request

from bot.console.settings import ConsoleSettings
from bot.console.visit import visit_of

FIELD, HEADER = "csrf_token", "X-CSRF-Token"
SAFE = ("GET", "HEAD", "OPTIONS")


class Forged(Exception):
    """A request that no page of ours has made, or an old one."""


def token_for(settings: ConsoleSettings, cookie: str) -> str:
    """Return the token that goes with a cookie."""
    return _sign(settings.secrets[0], cookie)


async def check(request: Request) -> None:
    """Raise Forged where a request that may change something comes from elsewhere."""
    if request.method in SAFE:
        return
    settings: ConsoleSettings = request.app.state.console.settings
    if _origin(request) not in settings.origins:
        raise Forged
    told = request.headers.get(HEADER) or (await request.form()).get(FIELD)
    cookie = visit_of(request).cookie
    if not isinstance(told, str) or not any(hmac.compare_digest(told.encode(), _sign(key, cookie).encode()) for key in settings.secrets):
        raise Forged


def _origin(request: Request) -> str:
    """The origin as the browser tells it; some leave it out where they tell the page."""
    if (origin := request.headers.get("origin")) is not None:
        return origin
    page = urlsplit(request.headers.get("referer", ""))
    return f"{page.scheme}://{page.netloc}"


def _sign(key: str, cookie: str) -> str:
    return hmac.new(key.encode(), b"console form" + cookie.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()
