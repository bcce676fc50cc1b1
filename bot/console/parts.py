"""The parts that the console is made of, as each of them describes itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, FastAPI

from bot.console.accounts.model import Account, Role

if TYPE_CHECKING:
    from bot.gateway.gateway import Gateway


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the navigation, for those who have one of the roles. ``key`` opens it from everywhere after pressing g."""

    label: str
    path: str
    roles: tuple[Role, ...]
    key: str = ""

    def for_account(self, account: Account) -> bool:
        """Tell whether the account sees it."""
        return account.may(*self.roles)


@asynccontextmanager
async def nothing(app: FastAPI, gateway: Gateway) -> AsyncIterator[None]:
    """Need nothing that has to be opened and closed."""
    yield


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the console.

    Attributes:
        router: its routes; paths without /console.
        navigation: its pages in the navigation. The first that an account sees in the whole navigation is where it lands after signing in.
        running: opens what the part works with, puts it into ``app.state`` under a name of the part's, and closes it at the end.
    """

    router: APIRouter
    navigation: tuple[Entry, ...] = ()
    running: Callable[[FastAPI, Gateway], AbstractAsyncContextManager[Any]] = field(default=nothing)
