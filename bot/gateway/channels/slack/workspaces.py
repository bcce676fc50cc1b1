"""Workspaces that have installed the app, and the tokens with which we may write there: encrypted in the database."""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import Connection, delete, insert, select, update

from bot.gateway.channels.sealed import Seal, Unopened
from bot.gateway.channels.store import digest
from bot.gateway.conversations.tables import install_states, installations
from bot.gateway.transactions import Database

log = structlog.get_logger(__name__)
REMEMBERED = 30.0
"""Seconds for which an installation is not looked up again: what another gateway changes counts here after that."""
STATE_LIFE = timedelta(minutes=10)
KEPT = ("app_id", "team_id", "enterprise_id", "bot_token", "bot_id", "bot_user_id", "is_enterprise_install")
"""Of an installation nothing else is kept: not who has installed it, nor any token of a person."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """An installation: with `token` we write there, as the user `bot_user`."""

    enterprise: str | None
    team: str | None
    token: str
    bot: str | None
    bot_user: str | None


class Workspaces(AsyncInstallationStore):
    """Finds, keeps and drops installations: many in the database, or the one whose token is set."""

    def __init__(self, database: Database, seal: Seal | None, client: AsyncWebClient, token: str | None = None) -> None:
        """Keep installations sealed in the database; with `token` there is one, which is in no database."""
        self._database, self._seal, self._client, self._token = database, seal, client, token
        self._found: dict[tuple[str, str], tuple[float, Workspace | None]] = {}
        self._one: Workspace | None = None

    async def find(self, enterprise: str | None, team: str | None) -> Workspace | None:
        """Return the installation of a workspace, or that of its organisation."""
        if self._token is not None:
            own = await self._only()
            return own if own.team == team or team is None else None
        for key in ((enterprise or "", team or ""), (enterprise or "", "")):
            if key != ("", "") and (found := await self._look_up(key)) is not None:
                return found
        return None

    def client_of(self, workspace: Workspace) -> AsyncWebClient:
        """Return a client that writes to a workspace."""
        return AsyncWebClient(
            token=workspace.token,
            base_url=self._client.base_url,
            timeout=self._client.timeout,
            logger=logging.getLogger("credwise.slack"),
            retry_handlers=self._client.retry_handlers,
        )

    async def _only(self) -> Workspace:
        if self._one is None:
            told = await self._client.auth_test(token=self._token)
            self._one = Workspace(told.get("enterprise_id"), told["team_id"], self._token or "", told.get("bot_id"), told["user_id"])
        return self._one

    async def _look_up(self, key: tuple[str, str]) -> Workspace | None:
        until, found = self._found.get(key, (0.0, None))
        if time.monotonic() < until:
            return found
        wanted = select(installations.c.sealed).where(*_is(*key))
        sealed = await self._database.read(lambda connection: connection.execute(wanted).scalar())
        found = self._opened(sealed) if sealed else None
        self._found[key] = (time.monotonic() + REMEMBERED, found)
        return found

    def _opened(self, sealed: str) -> Workspace | None:
        assert self._seal is not None
        try:
            kept = self._seal.open(sealed)
        except Unopened:
            log.error("installation_unopened", told="no key of CREDWISE_TOKEN_KEYS opens it; put the former key behind the new one")
            return None
        return Workspace(kept.get("enterprise_id"), kept.get("team_id"), kept["bot_token"], kept.get("bot_id"), kept.get("bot_user_id"))

    # --- what slack_sdk asks of a store
    async def async_save(self, installation: Installation) -> None:
        """Keep an installation, in the stead of the one before."""
        assert self._seal is not None
        enterprise = installation.enterprise_id or ""
        team = "" if installation.is_enterprise_install else installation.team_id or ""
        told = installation.to_dict()
        sealed = self._seal.seal({name: told.get(name) for name in KEPT})
        row = insert(installations).values(channel="slack", enterprise=enterprise, team=team, sealed=sealed, installed_at=datetime.now(UTC))

        def save(connection: Connection) -> None:
            connection.execute(delete(installations).where(*_is(enterprise, team)))
            connection.execute(row)

        await self._database.write(save)
        self._found.clear()
        log.info("workspace_installed")

    async def async_delete_installation(self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None) -> None:
        """Drop an installation with its token."""
        gone = delete(installations).where(*_is(enterprise_id or "", team_id or ""))
        await self._database.write(lambda connection: connection.execute(gone).rowcount)
        self._found.clear()
        log.info("workspace_removed")

    async def renew(self) -> int:
        """Seal with the newest key what was sealed with an older one; return how many there are."""
        seal = self._seal
        if seal is None:
            return 0

        def renew(connection: Connection) -> int:
            rows = connection.execute(select(installations).where(installations.c.channel == "slack")).all()
            for row in rows:
                try:
                    sealed = seal.renewed(row.sealed)
                except Unopened:
                    continue
                connection.execute(update(installations).where(*_is(row.enterprise, row.team)).values(sealed=sealed))
            return len(rows)

        return await self._database.write(renew)


class Authorize(AsyncAuthorize):
    """Tells Bolt with which token it answers a request; asks Slack nothing, so that requests are acknowledged at once."""

    def __init__(self, workspaces: Workspaces) -> None:
        """Look among these."""
        self._workspaces = workspaces

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        **_: Any,
    ) -> AuthorizeResult | None:
        """Return what is known of the workspace; None where the app is not installed there."""
        found = await self._workspaces.find(enterprise_id, team_id)
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, bot_token=found.token, bot_id=found.bot, bot_user_id=found.bot_user
        )


class States(AsyncOAuthStateStore):
    """Installations under way: each state counts once, for ten minutes."""

    def __init__(self, database: Database) -> None:
        """Keep them in the database, so that any gateway can end what another has begun."""
        self._database = database

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        """Begin an installation."""
        state, now = secrets.token_urlsafe(24), datetime.now(UTC)

        def issue(connection: Connection) -> None:
            connection.execute(delete(install_states).where(install_states.c.until < now))
            connection.execute(insert(install_states).values(digest=digest(state), until=now + STATE_LIFE))

        await self._database.write(issue)
        return state

    async def async_consume(self, state: str) -> bool:
        """End an installation; tell whether it was begun here, not long ago, and not ended."""
        same = (install_states.c.digest == digest(state or ""), install_states.c.until > datetime.now(UTC))
        return bool(await self._database.write(lambda connection: connection.execute(delete(install_states).where(*same)).rowcount))


def _is(enterprise: str, team: str) -> tuple[Any, ...]:
    return (installations.c.channel == "slack", installations.c.enterprise == enterprise, installations.c.team == team)
