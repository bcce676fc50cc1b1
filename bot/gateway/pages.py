"""The pages: a demo career center with the widget in its corner, the chat as a page of its own, and the widget's file."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Header, HTTPException, Response
from fastapi.responses import FileResponse, RedirectResponse
from fastapi.routing import APIRoute

from bot.settings import VAR

SITE = Path(__file__).parent / "site"
WIDGET = VAR / "widget" / "widget.js"
FILES = frozenset(path.name for path in SITE.iterdir() if path.suffix in (".css", ".svg"))
ANYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-cache",
    "Vary": "Accept-Encoding",
}
"""The widget is loaded by pages of other origins, and asked for anew each time, so that a new one is there at once."""


class Page(APIRoute):
    """A page, of which the head alone may be asked for too: monitors and link checkers do."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Take HEAD where GET is taken."""
        super().__init__(*args, **options)
        if self.methods and "GET" in self.methods:
            self.methods.add("HEAD")


router = APIRouter(route_class=Page)


@router.get("/")
async def front() -> RedirectResponse:
    """Lead to the demo page."""
    return RedirectResponse("/demo")


@router.get("/demo")
async def demo_page() -> FileResponse:
    """Show the widget as a career center would embed it."""
    return FileResponse(SITE / "demo.html")


@router.get("/chat")
async def chat_page() -> FileResponse:
    """Show the chat alone."""
    return FileResponse(SITE / "chat.html")


@router.get("/favicon.ico")
async def icon() -> FileResponse:
    """Give the icon to browsers that ask for it unasked: at addresses that are no pages, such as those of the API."""
    return FileResponse(SITE / "icon.svg", headers={"Cache-Control": "max-age=86400"})


@router.get("/site/{name}")
async def file(name: str) -> FileResponse:
    """Give a style sheet or the icon of these pages."""
    if name not in FILES:
        raise HTTPException(404)
    return FileResponse(SITE / name, headers={"Cache-Control": "no-cache"})


@router.get("/widget.js")
def widget(accept_encoding: Annotated[str, Header()] = "", if_none_match: Annotated[str, Header()] = "") -> Response:
    """Give the widget, packed where the browser takes it so."""
    try:
        script = _script(WIDGET.stat().st_mtime_ns)
    except OSError:
        raise HTTPException(404) from None  # `make widget` builds it
    headers = {**ANYBODY, "ETag": script.etag}
    if script.etag in if_none_match:
        return Response(status_code=304, headers=headers)
    is_packed = "gzip" in accept_encoding
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    return Response(script.packed if is_packed else script.plain, media_type="text/javascript", headers=headers)


class _Script(NamedTuple):
    plain: bytes
    packed: bytes
    etag: str


@lru_cache(maxsize=1)
def _script(changed: int) -> _Script:
    """The widget as it was built at that moment."""
    plain = WIDGET.read_bytes()
    return _Script(plain, gzip.compress(plain, 9), f'"{hashlib.sha256(plain).hexdigest()[:24]}"')
