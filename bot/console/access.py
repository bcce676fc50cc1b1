"""Who may use a route. Every route declares it, and the console does not start where one does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

from bot.console.accounts.model import Account, Role
from bot.console.visit import visit_of


class SignInNeeded(Exception):
    """Nobody is signed in; ``expired`` where somebody was."""

    def __init__(self, expired: bool) -> None:
        """Tell whether a session is over."""
        self.expired = expired


class Forbidden(Exception):
    """Who is signed in has not the role for it."""


class Requirement:
    """The roles of which an account needs one; without any it need only be signed in."""

    def __init__(self, *roles: Role) -> None:
        """Let those in, and admins."""
        self.roles = roles

    async def __call__(self, request: Request) -> Account:
        """Return who is signed in; raise SignInNeeded or Forbidden."""
        visit = visit_of(request)
        if visit.account is None:
            raise SignInNeeded(visit.expired)
        if not visit.account.may(*self.roles):
            raise Forbidden
        return visit.account


class Anybody:
    """Declares a route that needs no account."""

    async def __call__(self, request: Request) -> Account | None:
        """Return who is signed in, if anybody."""
        return visit_of(request).account


def require(*roles: Role) -> Requirement:
    """Return the dependency that lets in who has one of the roles; it gives the account."""
    return Requirement(*roles)


anybody = Anybody()
Advisor = Annotated[Account, Depends(require(Role.ADVISOR))]
Curator = Annotated[Account, Depends(require(Role.CURATOR))]
Admin = Annotated[Account, Depends(require(Role.ADMIN))]
SignedIn = Annotated[Account, Depends(require())]
Visitor = Annotated[Account | None, Depends(anybody)]


def declared(route: RouteContext) -> list[Requirement | Anybody]:
    """Return what a route declares, by itself or by its router; an empty list where it declares nothing."""
    return [call for call in _calls(route.dependant) if isinstance(call, Requirement | Anybody)]


def _calls(dependant: Dependant) -> Iterator[Any]:
    for needed in dependant.dependencies:
        yield needed.call
        yield from _calls(needed)


def routes_of(app: FastAPI) -> list[RouteContext]:
    """Return all routes; raise RuntimeError where one declares nothing, or is of a kind that can't."""
    routes = list(iter_route_contexts(app.routes))
    for route in routes:
        if not isinstance(route.original_route, APIRoute) or not declared(route):
            raise RuntimeError(f"{route.path} does not declare who may use it: see bot/console/access.py.")
    return routes
