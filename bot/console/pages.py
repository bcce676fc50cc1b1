"""How pages are made: templates with what every page has, notices after something was done, safe ways back, CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from itsdangerous import BadSignature, URLSafeSerializer
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.console import csrf
from bot.console.parts import Entry
from bot.console.settings import PREFIX, ConsoleSettings
from bot.console.visit import visit_of

TEMPLATES = Path(__file__).parent / "templates"
NOTICE_COOKIE = "credwise_notice"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Pages:
    """Makes pages."""

    def __init__(self, settings: ConsoleSettings, navigation: Sequence[Entry]) -> None:
        """Make pages with that navigation."""
        self._settings, self._navigation = settings, navigation
        self._signer = URLSafeSerializer(list(reversed(settings.secrets)), salt="console notice")
        self.templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self.templates.filters |= {"moment": moment, "words": words}
        self.templates.globals["single_sign_on"] = settings.single_sign_on

    def render(
        self, request: Request, template: str, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any
    ) -> HTMLResponse:
        """Make a page, or a piece of one for htmx, of a template and values.

        Templates get beside the values: ``account`` (none before signing in), ``csrf_field`` for forms, ``csrf_token``, ``navigation``,
        ``here`` (the path) and ``notices``.
        """
        visit = visit_of(request)
        if not visit.account:
            visit.wanted = True  # its forms count for this browser only
        token = csrf.token_for(self._settings, visit.cookie)
        notices = [] if is_htmx(request) else self._notices(request)
        html = self.templates.get_template(template).render(
            account=visit.account,
            csrf_token=token,
            csrf_field=Markup('<input type="hidden" name="{}" value="{}">').format(csrf.FIELD, token),
            navigation=[entry for entry in self._navigation if visit.account and entry.for_account(visit.account)],
            here=request.url.path,
            notices=notices,
            **values,
        )
        response = HTMLResponse(html, status, dict(headers or {}))
        if notices:
            response.delete_cookie(NOTICE_COOKIE, path=PREFIX)
        return response

    def error(self, request: Request, name: str, status: int, headers: Mapping[str, str] | None = None, **values: Any) -> HTMLResponse:
        """Make a page of templates/errors. htmx gets its words alone, into the page's notices."""
        if is_htmx(request):
            headers = {**(headers or {}), "HX-Retarget": "#notices", "HX-Reswap": "innerHTML"}
            values["layout"] = "errors/piece.html"
        return self.render(request, f"errors/{name}.html", status, headers, **values)

    def redirect(self, to: str, notice: str | None = None) -> RedirectResponse:
        """Lead to a page of the console, which then shows the notice once."""
        response = RedirectResponse(to, 303)
        if notice is not None:
            response.set_cookie(
                NOTICE_COOKIE, self._signer.dumps(notice), 60, path=PREFIX, httponly=True, secure=self._settings.secure, samesite="lax"
            )
        return response

    def landing(self, request: Request) -> str:
        """Return the page where an account begins."""
        account = visit_of(request).account
        seen = (entry.path for entry in self._navigation if account and entry.for_account(account))
        return next(seen, f"{PREFIX}/account")

    def _notices(self, request: Request) -> list[str]:
        try:
            return [str(self._signer.loads(request.cookies[NOTICE_COOKIE]))]
        except (KeyError, BadSignature):
            return []


def is_htmx(request: Request) -> bool:
    """Tell whether htmx asks for a piece of a page."""
    return request.headers.get("hx-request") == "true"


def safe_next(told: str) -> str | None:
    """Return the page of this console where to go on, as a link told it; none where it leads elsewhere."""
    parts = urlsplit(told)
    inside = told.startswith(PREFIX + "/") and not parts.scheme and not parts.netloc
    if not inside or not re.fullmatch(r"[A-Za-z0-9/_.~%?&=+:,-]{1,500}", told) or ".." in told or "//" in parts.path:
        return None
    return told


def with_next(path: str, then: str | None) -> str:
    """Return an address that tells where to go on."""
    return f"{path}?next={quote(then, safe='')}" if then else path


def moment(value: datetime | None) -> Markup:
    """Show a moment, in UTC; the page's script shows it in the reader's own time."""
    if value is None:
        return Markup("never")
    return Markup('<time datetime="{}">{:%Y-%m-%d %H:%M} UTC</time>').format(value.isoformat(timespec="seconds"), value)


def words(value: str) -> str:
    """Show a code such as ``account.roles_changed`` as words."""
    return re.sub(r"[._]+", " ", value)


def csv_response(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Return a table as a file to download. What a spreadsheet would take for a formula is made text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(out.getvalue().encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=headers)


def _plain(cell: object) -> object:
    if isinstance(cell, int | float):
        return cell
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
