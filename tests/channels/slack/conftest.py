"""A gateway with Slack, before doubles of Slack and Rasa on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from limits import parse_many

from bot.gateway.channels.slack.settings import SlackSettings
from bot.gateway.settings import RATES, Settings
from knowledge.store.database import open_database
from tests.support.gateway import SECRET, Served, eventually, serving
from tests.support.scripted_rasa import StandInRasa, stand_in_rasa
from tests.support.slack import SIGNING_SECRET, Member, SlackDouble, slack_double


@pytest.fixture
async def slack() -> AsyncIterator[SlackDouble]:
    async with slack_double() as slack:
        slack.team()
        yield slack


@pytest.fixture
async def rasa(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[StandInRasa]:
    async with stand_in_rasa() as rasa:
        monkeypatch.setenv("CREDWISE_RASA_URL", rasa.url)
        yield rasa


@pytest.fixture
def settings(tmp_path: Path, slack: SlackDouble, rasa: StandInRasa, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("CREDWISE_CASES_URL", f"sqlite:///{tmp_path / 'cases.sqlite'}")
    monkeypatch.setenv("CREDWISE_DATABASE_URL", f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    open_database().dispose()
    return Settings(
        secrets=(SECRET,),
        database=f"sqlite+aiosqlite:///{tmp_path / 'gateway.sqlite'}",
        rates={name: parse_many("1000/second") for name in RATES},
        patience_seconds=3,
        slack=SlackSettings(signing_secret=SIGNING_SECRET, bot_token="xoxb-1", api=f"{slack.url}/api/"),
    )


Serve = Callable[..., Awaitable[Served]]


@pytest.fixture
async def serve(settings: Settings) -> AsyncIterator[Serve]:
    """Serve a gateway with the usual settings, but for those given."""
    async with AsyncExitStack() as stack:

        async def start(**changes: Any) -> Served:
            return await stack.enter_async_context(serving(replace(settings, **changes)))

        yield start


@dataclass
class Workspace:
    """A served gateway and somebody who writes to it from Slack."""

    served: Served
    slack: SlackDouble
    rasa: StandInRasa
    member: Member

    def another(self, user: str = "U2", team: str = "T1") -> Member:
        """Somebody else."""
        return Member(self.slack, self.member.gateway, user, team)

    async def told(self, count: int = 1, channel: str = "DU1") -> list[dict[str, Any]]:
        """Wait until the app has said so many messages in a channel; return them."""

        async def enough() -> bool:
            return len(self.slack.to(channel)) >= count

        await eventually(enough, 10)
        return self.slack.to(channel)

    async def until(self, check: Callable[[], Any], seconds: float = 10) -> None:
        """Wait until something is so."""

        async def so() -> bool:
            return bool(check())

        await eventually(so, seconds)


@pytest.fixture
async def workspace(serve: Serve, slack: SlackDouble, rasa: StandInRasa) -> AsyncIterator[Workspace]:
    served = await serve()
    async with httpx.AsyncClient(base_url=served.url, timeout=30) as client:
        yield Workspace(served, slack, rasa, Member(slack, client))
        assert slack.refusals == []  # nothing that was sent broke a rule of Slack
