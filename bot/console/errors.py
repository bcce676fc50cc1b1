"""What was not done, told as a page in plain words; a failure is told without its trace."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from bot.console.access import Forbidden, SignInNeeded
from bot.console.accounts.model import NotDone
from bot.console.console import Console, console_of
from bot.console.csrf import SAFE, Forged
from bot.console.pages import is_htmx, safe_next, with_next
from bot.console.settings import PREFIX
from bot.gateway.errors import Refused, in_words

SIGN_IN = f"{PREFIX}/sign-in"
NAMES = {403: "forbidden", 404: "not_found", 405: "not_found", 413: "too_large"}


def add_handlers(app: FastAPI) -> None:
    """Let these pages answer what the routes raise."""
    handlers: dict[Any, Any] = {
        SignInNeeded: sign_in_needed,
        Forbidden: forbidden,
        Forged: forged,
        NotDone: not_done,
        Refused: refused,
        RequestValidationError: invalid,
        HTTPException: http_error,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


async def sign_in_needed(request: Request, error: SignInNeeded) -> Response:
    """Lead to sign-in and back to this page after it; what would have changed something has to be done anew."""
    console = console_of(request)
    notice = "You were signed out, as nothing was done for a while. Sign in to go on." if error.expired else None
    if is_htmx(request):
        response = console.pages.redirect(SIGN_IN, notice)
        response.status_code = 401
        response.headers["HX-Redirect"] = SIGN_IN
        return response
    address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = safe_next(address) if request.method in SAFE else None
    return console.pages.redirect(with_next(SIGN_IN, back), notice)


async def forbidden(request: Request, error: Forbidden) -> Response:
    """Tell that the account has not the role."""
    return _page(request, "forbidden", 403)


async def forged(request: Request, error: Forged) -> Response:
    """Tell that the form is not one that counts now."""
    return _page(request, "form_expired", 403)


async def not_done(request: Request, error: NotDone) -> Response:
    """Tell the sentence."""
    return _page(request, "not_done", 422, text=str(error))


async def refused(request: Request, error: Refused) -> Response:
    """Tell that something is too fast."""
    headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    return _page(request, "too_fast", error.status, headers, wait=in_words(error.retry_after or 1))


async def invalid(request: Request, error: RequestValidationError) -> Response:
    """Tell that a form or address is not as it should be; what was in it is not told back."""
    return _page(request, "invalid", 422)


async def http_error(request: Request, error: HTTPException) -> Response:
    """Tell what the framework refuses."""
    return _page(request, NAMES.get(error.status_code, "invalid"), error.status_code, error.headers)


def _page(request: Request, name: str, status: int, headers: Any = None, **values: Any) -> Response:
    console: Console = console_of(request)
    return console.pages.error(request, name, status, headers, **values)
