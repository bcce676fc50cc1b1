"""Single sign-on by OpenID Connect: Authlib speaks with the provider; who comes from there, and as what, is decided here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx2
import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth
from fastapi import APIRouter, FastAPI, HTTPException, Request, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer
from joserfc.errors import JoseError

from bot.console import visit
from bot.console.access import Visitor
from bot.console.accounts.model import NotDone, Role, email_of, shown_name
from bot.console.console import Console, Running
from bot.console.pages import safe_next
from bot.console.parts import Part
from bot.console.settings import PREFIX, ConsoleSettings, SingleSignOn
from bot.faults import where
from bot.gateway.limits import address_of

if TYPE_CHECKING:
    from bot.gateway.gateway import Gateway

log = structlog.get_logger(__name__)
HERE = f"{PREFIX}/single-sign-on"
COOKIE = "credwise_single_sign_on"
MINUTES_AWAY = 10
"""So long somebody may take at the provider."""
SECONDS = 10.0
PATH_OF_DISCOVERY = "/.well-known/openid-configuration"
AGAIN = "Signing in there did not work. Please try again from here."
UNREACHABLE = "The service that signs you in can't be reached just now. Please try again in a few minutes."
UNVERIFIED = "The service that signs you in has not checked your e-mail address yet. Have it checked there first."

router = APIRouter(prefix="/single-sign-on")


def part() -> Part:
    """Describe this part."""
    return Part(router, running=running)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as the provider tells of them; ``roles`` is none where roles are given here, not there."""

    issuer: str
    subject: str
    email: str
    name: str
    roles: frozenset[Role] | None


class Provider:
    """The provider: discovery, state, nonce, PKCE and the check of its tokens are Authlib's."""

    def __init__(self, settings: ConsoleSettings, told: SingleSignOn) -> None:
        """Speak with the provider that the settings name."""
        self._told, self._back = told, f"{settings.origins[0]}{HERE}/back"
        self._signer = URLSafeTimedSerializer(list(reversed(settings.secrets)), salt="console single sign-on")
        self._client = OAuth().register(
            "console",
            client_id=told.client_id,
            client_secret=told.client_secret,
            server_metadata_url=told.issuer + PATH_OF_DISCOVERY,
            client_kwargs={"scope": told.scope, "code_challenge_method": "S256", "timeout": SECONDS},
        )

    async def start(self, request: Request, then: str) -> Response:
        """Lead to the provider. What it has to answer to is kept in a signed cookie of this browser."""
        kept: dict[str, Any] = {}
        request.scope["session"] = kept
        with speaking():
            await self._check_issuer()
            response: Response = await self._client.authorize_redirect(request, self._back)
        response.set_cookie(
            COOKIE,
            self._signer.dumps({"kept": kept, "then": then}),
            MINUTES_AWAY * 60,
            path=HERE,
            httponly=True,
            secure=self._back.startswith("https:"),
            samesite="lax",
        )
        return response

    async def finish(self, request: Request) -> tuple[Person, str]:
        """Return who comes back from the provider, and where they wanted to go; raise NotDone where that does not hold."""
        try:
            cookie = self._signer.loads(request.cookies.get(COOKIE, ""), max_age=MINUTES_AWAY * 60)
        except BadSignature:
            raise NotDone(AGAIN) from None
        request.scope["session"] = cookie["kept"]
        with speaking():
            token = await self._client.authorize_access_token(request)
            claims = await self._claims(token)
        return self._person(claims), cookie["then"]

    async def _check_issuer(self) -> None:
        metadata = await self._client.load_server_metadata()
        if str(metadata.get("issuer", "")).rstrip("/") != self._told.issuer:
            log.error("single_sign_on_issuer_differs")
            metadata.clear()  # Authlib would keep it
            raise NotDone(UNREACHABLE)

    async def _claims(self, token: dict[str, Any]) -> dict[str, Any]:
        """The claims of the ID token; what is missing there is asked for, and has to be of the same person."""
        claims = dict(token.get("userinfo") or {})
        wanted = {"email", "email_verified", "name"} | ({self._told.claim} if self._told.claim else set())
        metadata = await self._client.load_server_metadata()
        if claims and wanted - set(claims) and metadata.get("userinfo_endpoint"):
            more = await self._client.userinfo(token=token)
            if more.get("sub") != claims.get("sub"):
                raise NotDone(AGAIN)
            claims = {**more, **claims}
        return claims

    def _person(self, claims: dict[str, Any]) -> Person:
        subject, email = claims.get("sub"), claims.get("email")
        if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not isinstance(email, str):
            raise NotDone(AGAIN)
        if claims.get("email_verified") is not True and claims.get("email_verified") != "true":
            raise NotDone(UNVERIFIED)
        return Person(self._told.issuer, subject, email_of(email), shown_name(claims.get("name"), email), self._roles(claims))

    def _roles(self, claims: dict[str, Any]) -> frozenset[Role] | None:
        if not self._told.claim:
            return None
        groups = claims.get(self._told.claim)
        groups = [groups] if isinstance(groups, str) else groups if isinstance(groups, list) else []
        return frozenset(self._told.roles[group] for group in groups if isinstance(group, str) and group in self._told.roles)


@contextmanager
def speaking() -> Iterator[None]:
    """Tell in a sentence what goes wrong with the provider, and log its kind and place; nothing of what was said."""
    try:
        yield
    except (AuthlibBaseError, JoseError, httpx2.HTTPError, ValueError, KeyError, RuntimeError) as error:
        log.warning("single_sign_on_failed", error=where(error))
        raise NotDone(UNREACHABLE if isinstance(error, httpx2.HTTPError) else AGAIN) from None


@asynccontextmanager
async def running(app: FastAPI, gateway: Gateway) -> AsyncIterator[None]:
    """Get ready to speak with the provider, where one is set."""
    settings: ConsoleSettings = app.state.settings
    app.state.single_sign_on = Provider(settings, settings.single_sign_on) if settings.single_sign_on else None
    yield


def _provider(request: Request) -> Provider:
    provider: Provider | None = request.app.state.single_sign_on
    if provider is None:
        raise HTTPException(404)
    return provider


@router.get("")
async def start(request: Request, visitor: Visitor, console: Running, next: str = "") -> Response:
    """Lead to the provider."""
    await console.hurried("sign_in_address", address_of(request.scope))
    provider = _provider(request)
    try:
        return await provider.start(request, safe_next(next) or "")
    except NotDone as error:
        return _refused(request, console, error)


@router.get("/back")
async def back(request: Request, visitor: Visitor, console: Running) -> Response:
    """Take who comes back from the provider."""
    await console.hurried("sign_in_address", address_of(request.scope))
    provider = _provider(request)
    try:
        person, then = await provider.finish(request)
        account = await console.accounts.single_sign_on(person)
    except NotDone as error:
        return _refused(request, console, error)
    response = console.pages.redirect(safe_next(then) or f"{PREFIX}/")
    await visit.sign_in(request, response, account)
    response.delete_cookie(COOKIE, path=HERE)
    return response


def _refused(request: Request, console: Console, error: NotDone) -> Response:
    response = console.pages.render(request, "accounts/sign_in.html", 422, next="", email="", error=str(error))
    response.delete_cookie(COOKIE, path=HERE)
    return response
