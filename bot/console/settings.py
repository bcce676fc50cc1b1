"""What can be set of the console, read from the environment once at its start. docs/console.md tells each."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from argon2 import Parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from bot import settings
from bot.console.accounts.model import Role
from bot.console.desk.notify import Way, ways_from_environment
from bot.settings import SettingError
from bot.variables import database, is_origin, listed, number

PREFIX = "/console"
LOOPBACK_HOSTS = ("localhost", settings.LOOPBACK, "[::1]", "::1")


@dataclass(frozen=True, slots=True)
class SingleSignOn:
    """The provider of single sign-on (OpenID Connect), and which of its groups have which roles here.

    Attributes:
        claim: the claim that lists an account's groups; empty where roles are given here, not there.
        roles: group -> role.
    """

    issuer: str
    client_id: str
    client_secret: str
    label: str
    scope: str
    claim: str
    roles: Mapping[str, Role]


@dataclass(frozen=True, slots=True)
class ConsoleSettings:
    """The console's settings; the defaults are those of development."""

    secrets: tuple[str, ...]
    """Keys that sign forms and notices, the newest first."""
    database: str
    origins: tuple[str, ...]
    """Where people open the console; the first is named in links that are handed out."""
    idle: timedelta = timedelta(minutes=60)
    longest: timedelta = timedelta(hours=12)
    link_life: timedelta = timedelta(hours=72)
    free_tries: int = 5
    first_wait: timedelta = timedelta(seconds=30)
    longest_wait: timedelta = timedelta(hours=1)
    single_sign_on: SingleSignOn | None = None
    ways: tuple[Way, ...] = ()
    """How the office is told that a case waits too long."""
    hashing: Parameters = field(default_factory=lambda: RFC_9106_LOW_MEMORY)
    """How much work a password takes; hashes that were made with less are made anew at sign-in."""

    @property
    def secure(self) -> bool:
        """Whether cookies go over TLS only: everywhere but on this machine itself."""
        return self.origins[0].startswith("https:")


def from_environment(secrets: tuple[str, ...]) -> ConsoleSettings:
    """Read the settings; raise SettingError where one can't be used."""
    origins = _origins()
    return ConsoleSettings(
        secrets=secrets,
        database=database("CREDWISE_CONSOLE_DB", "console.sqlite"),
        origins=origins,
        idle=timedelta(minutes=number("CREDWISE_CONSOLE_IDLE_MINUTES", 60)),
        longest=timedelta(hours=number("CREDWISE_CONSOLE_SESSION_HOURS", 12)),
        link_life=timedelta(hours=number("CREDWISE_CONSOLE_LINK_HOURS", 72)),
        free_tries=int(number("CREDWISE_CONSOLE_FREE_TRIES", 5)),
        first_wait=timedelta(seconds=number("CREDWISE_CONSOLE_FIRST_WAIT_SECONDS", 30)),
        longest_wait=timedelta(minutes=number("CREDWISE_CONSOLE_LONGEST_WAIT_MINUTES", 60)),
        single_sign_on=_single_sign_on(),
        ways=tuple(ways_from_environment(origins[0])),
    )


def _origins() -> tuple[str, ...]:
    told = os.environ.get("CREDWISE_CONSOLE_ORIGIN")
    if not told:
        own = settings.port("CREDWISE_PORT")
        return f"http://localhost:{own}", f"http://{settings.LOOPBACK}:{own}"
    if not is_origin(told):
        raise SettingError(f"CREDWISE_CONSOLE_ORIGIN is {told!r}, but has to be like https://chat.example.edu: no path.")
    if not _is_safe(told):
        raise SettingError(f"CREDWISE_CONSOLE_ORIGIN is {told!r}, but has to begin with https: passwords would be sent in the open.")
    return (told,)


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or parts.hostname in LOOPBACK_HOSTS


def _single_sign_on() -> SingleSignOn | None:
    issuer = os.environ.get("CREDWISE_OIDC_ISSUER")
    if not issuer:
        return None
    if not issuer.startswith(("https://", "http://")) or not _is_safe(issuer):
        raise SettingError(f"CREDWISE_OIDC_ISSUER is {issuer!r}, but has to be an address that begins with https.")
    needed = {name: os.environ.get(f"CREDWISE_OIDC_{name}", "") for name in ("CLIENT_ID", "CLIENT_SECRET")}
    if missing := [name for name, value in needed.items() if not value]:
        raise SettingError(f"CREDWISE_OIDC_ISSUER is set, so CREDWISE_OIDC_{missing[0]} has to be set too: the provider tells it.")
    claim, roles = os.environ.get("CREDWISE_OIDC_CLAIM", ""), _roles()
    if bool(claim) != bool(roles):
        raise SettingError(
            "CREDWISE_OIDC_CLAIM and CREDWISE_OIDC_ROLES have to be set both, or neither: the claim lists the groups that the roles are for."
        )
    label = os.environ.get("CREDWISE_OIDC_LABEL") or "single sign-on"
    scope = os.environ.get("CREDWISE_OIDC_SCOPE") or "openid email profile"
    if "openid" not in scope.split():
        raise SettingError(f"CREDWISE_OIDC_SCOPE is {scope!r}, but has to hold openid, such as: openid email profile groups.")
    return SingleSignOn(issuer.rstrip("/"), needed["CLIENT_ID"], needed["CLIENT_SECRET"], label, scope, claim, roles)


def _roles() -> dict[str, Role]:
    roles = {}
    for part in listed("CREDWISE_OIDC_ROLES"):
        group, _, role = part.rpartition("=")
        if not group or role not in set(Role):
            raise SettingError(
                f"CREDWISE_OIDC_ROLES holds {part!r}, but has to be like career-advisors=advisor,librarians=curator,it-staff=admin."
            )
        roles[group] = Role(role)
    return roles
