"""What every request passes first: origins, sizes, and the headers that tell browsers to be careful."""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import parse_qs, unquote

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.gateway.errors import Refused
from bot.gateway.limits import Rates, address_of
from bot.gateway.meters import Meters
from bot.gateway.settings import Settings

OWN_CHECK = ("/api", "/socket.io")
"""Where a foreign origin is refused. Pages and scripts may be fetched by anybody: they hold nothing of a user."""


def headers_for(path: str, origins: Iterable[str]) -> dict[str, str]:
    """Return the security headers of an address; an answer that has set one of them itself keeps its own."""
    origins = list(origins)
    # A websocket to our own page is 'self' in the newest browsers only, so it is named.
    sockets = [origin.replace("http", "ws", 1) for origin in origins]
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": " ".join(["'self'", *origins, *sockets]),
        "frame-ancestors": " ".join(["'self'", *origins]),
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    headers = {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if path.startswith(OWN_CHECK):
        # Of the allowed origins some are foreign, so these answers may be read there; CORS says by whom.
        return {**headers, "Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "no-store"}
    return {**headers, "Cross-Origin-Resource-Policy": "same-origin"}


class Guard:
    """Stands before the whole application, the socket included."""

    def __init__(self, app: ASGIApp, settings: Settings, rates: Rates, meters: Meters) -> None:
        """Let through what the settings allow."""
        self._app, self._settings, self._rates, self._meters = app, settings, rates, meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check a request, then pass it on."""
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)
        send = self._with_headers(scope, send)
        try:
            await self._check(scope)
            if scope["type"] == "http" and "content-length" not in Headers(scope=scope):
                receive = await _read(receive, self._settings.body_limit)
        except Refused as refused:
            self._meters.refusals.labels(refused.code).inc()
            return await self._refuse(scope, receive, send, refused)
        await self._app(scope, receive, send)

    async def _check(self, scope: Scope) -> None:
        headers, path = Headers(scope=scope), scope["path"]
        if "\0" in path or "\0" in unquote(scope["query_string"].decode("latin-1")):  # no database takes it
            raise Refused("nul")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._settings.body_limit:
            raise Refused("too_large")
        if not path.startswith(OWN_CHECK):
            return
        origin = headers.get("origin")
        if origin is not None and origin not in self._settings.origins:
            raise Refused("origin")
        if path.startswith("/socket.io") and "sid" not in parse_qs(scope["query_string"].decode("latin-1")):
            await self._rates.count("connect_address", address_of(scope))

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        wanted = headers_for(scope["path"], self._settings.origins)

        async def wrapped(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted.items():
                    headers.setdefault(name, value)
                if scope.get("scheme") == "https":
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
            await send(message)

        return wrapped

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, refused: Refused) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": refused.code})
            return
        body = json.dumps({"error": refused.as_json()}).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        if refused.retry_after is not None:
            headers.append((b"retry-after", str(refused.retry_after).encode()))
        origin = Headers(scope=scope).get("origin")
        if origin in self._settings.origins:  # the answer comes from outside of the CORS middleware, and the page is to read it
            cors = {"access-control-allow-origin": origin, "access-control-expose-headers": "Retry-After", "vary": "Origin"}
            headers += [(name.encode(), value.encode()) for name, value in cors.items()]
        await send({"type": "http.response.start", "status": refused.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


async def _read(receive: Receive, limit: int) -> Receive:
    """Read a body whose length was not told, and give it again to who asks; refuse it where it has more bytes than the limit."""
    parts, left = [await receive()], limit
    while (left := left - len(parts[-1].get("body", b""))) >= 0:
        if not parts[-1].get("more_body"):

            async def again() -> Message:
                return parts.pop(0) if parts else await receive()

            return again
        parts.append(await receive())
    raise Refused("too_large")
