"""Installing the app in several workspaces, and removing it; tokens lie encrypted. Socket Mode."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from cryptography.fernet import Fernet

from bot.gateway.channels.slack.settings import SlackSettings, slack_from_environment
from bot.gateway.settings import Settings
from bot.settings import SettingError
from tests.channels.slack.conftest import Serve
from tests.support.gateway import Served, eventually
from tests.support.scripted_rasa import StandInRasa
from tests.support.slack import APP_TOKEN, BOT_SCOPES, CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET, Member, SlackDouble

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # by aiohttp; slack_sdk still uses it
KEY, NEXT_KEY = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture
def several(settings: Settings, slack: SlackDouble) -> Settings:
    """A gateway that any workspace may install."""
    app = SlackSettings(
        signing_secret=SIGNING_SECRET,
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        api=f"{slack.url}/api/",
        public="https://credwise.example.org",
    )
    return replace(settings, slack=app, token_keys=(KEY,))


@pytest.fixture
async def open_to_all(serve: Serve, several: Settings) -> Served:
    return await serve(slack=several.slack, token_keys=(KEY,))


@pytest.fixture
async def browser(open_to_all: Served) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=open_to_all.url) as client:
        yield client


async def install(browser: httpx.AsyncClient, team: str) -> httpx.Response:
    """Walk the way of an administrator: our page, Slack's question, and back."""
    page = await browser.get("/slack/install")
    assert page.status_code == 302
    cookie = page.headers["set-cookie"].split("=", 1)[1].split(";")[0]
    address = page.headers["location"]
    asked = parse_qs(urlsplit(address).query)
    assert set(asked["scope"][0].split(",")) == set(BOT_SCOPES.split(","))
    assert asked["redirect_uri"] == ["https://credwise.example.org/slack/oauth_redirect"]
    state = asked["state"][0]
    browser.cookies.clear()
    return await browser.get(
        "/slack/oauth_redirect", params={"code": f"code-{team}", "state": state}, headers={"cookie": f"slack-app-oauth-state={cookie}"}
    )


async def test_two_workspaces_are_answered_each_with_its_own_token(
    browser: httpx.AsyncClient, slack: SlackDouble, rasa: StandInRasa, tmp_path: Path
) -> None:
    for team in ("T7", "T8"):
        assert (await install(browser, team)).status_code == 200
    for team in ("T7", "T8"):
        await Member(slack, browser, "U1", team).say(f"hello from {team}")

    async def both() -> bool:
        return len(slack.messages) == 2

    await eventually(both)
    assert {message["team"]: message["text"] for message in slack.messages} == {
        team: f"You said: hello from {team}" for team in ("T7", "T8")
    }
    # AND the same user id in two workspaces is two people
    assert len({body["sender"] for body in rasa.asked}) == 2
    # AND no token can be read in the database, nor who has installed
    with sqlite3.connect(tmp_path / "gateway.sqlite") as database:
        kept = "".join(database.iterdump())
    assert "xoxb" not in kept
    assert "U0ADMIN" not in kept


async def test_a_state_counts_once_and_for_its_browser_only(browser: httpx.AsyncClient, slack: SlackDouble) -> None:
    page = await browser.get("/slack/install")
    state = parse_qs(urlsplit(page.headers["location"]).query)["state"][0]
    cookie = {"cookie": f"slack-app-oauth-state={state}"}
    browser.cookies.clear()
    assert (await browser.get("/slack/oauth_redirect", params={"code": "code-T7", "state": state})).status_code == 400
    forged = {"cookie": "slack-app-oauth-state=forged"}
    assert (await browser.get("/slack/oauth_redirect", params={"code": "code-T7", "state": "forged"}, headers=forged)).status_code == 401
    assert (await browser.get("/slack/oauth_redirect", params={"code": "code-T7", "state": state}, headers=cookie)).status_code == 200
    assert (await browser.get("/slack/oauth_redirect", params={"code": "code-T7", "state": state}, headers=cookie)).status_code == 401
    assert len(slack.called("oauth.v2.access")) == 1


@pytest.mark.parametrize("event", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}}])
async def test_a_removed_app_has_no_token_any_more(
    event: dict[str, object], open_to_all: Served, browser: httpx.AsyncClient, slack: SlackDouble, rasa: StandInRasa
) -> None:
    await install(browser, "T7")
    member = Member(slack, browser, "U1", "T7")
    await member.say("hello")

    async def said() -> bool:
        return bool(slack.messages)

    await eventually(said)
    assert (await member.event(event)).status_code == 200
    assert await open_to_all.app.api.state.slack.workspaces.find(None, "T7") is None
    # AND what is said after that is not answered, and what was still to be brought is given up
    await member.say("anybody there?")
    await asyncio.sleep(0.2)
    assert rasa.turns == ["hello"]


async def test_keys_are_changed_without_a_new_installation(serve: Serve, several: Settings, slack: SlackDouble, rasa: StandInRasa) -> None:
    """GIVEN tokens sealed with a key WHEN a newer one is put before it, and the old one is taken away THEN the app still writes."""
    first = await serve(slack=several.slack, token_keys=(KEY,))
    async with httpx.AsyncClient(base_url=first.url) as client:
        await install(client, "T7")
    await serve(slack=several.slack, token_keys=(NEXT_KEY, KEY))
    third = await serve(slack=several.slack, token_keys=(NEXT_KEY,))
    assert (await third.app.api.state.slack.workspaces.find(None, "T7")).token == "xoxb-code-T7"
    fourth = await serve(slack=several.slack, token_keys=(Fernet.generate_key().decode(),))
    assert await fourth.app.api.state.slack.workspaces.find(None, "T7") is None


async def test_socket_mode_needs_no_address_that_slack_can_reach(
    serve: Serve, settings: Settings, slack: SlackDouble, rasa: StandInRasa
) -> None:
    """GIVEN an app-level token and no signing secret WHEN an event comes by the socket THEN it is acknowledged there and answered, and HTTP is closed."""
    assert settings.slack is not None
    served = await serve(slack=replace(settings.slack, signing_secret="", app_token=APP_TOKEN))

    async def connected() -> bool:
        return bool(slack.sockets)

    await eventually(connected)
    async with httpx.AsyncClient(base_url=served.url) as client:
        member = Member(slack, client)
        body = member.event_body(member.direct_message("hello"), "Ev1")
        ids = [await slack.send_by_socket("events_api", body) for _ in range(3)]

        async def acknowledged() -> bool:
            return all(id in slack.envelopes for id in ids) and bool(slack.messages)

        await eventually(acknowledged)
        await asyncio.sleep(0.2)
        assert [message["text"] for message in slack.messages] == ["You said: hello"]
        assert (await member.say("by HTTP")).status_code == 404


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"BOT_TOKEN": "xoxb-1"}, "CREDWISE_SLACK_SIGNING_SECRET is wanted"),
        ({"SIGNING_SECRET": "s"}, "CREDWISE_SLACK_BOT_TOKEN for one workspace, or"),
        ({"SIGNING_SECRET": "s", "CLIENT_ID": "1"}, "go together"),
        ({"SIGNING_SECRET": "s", "CLIENT_ID": "1", "CLIENT_SECRET": "2"}, "CREDWISE_TOKEN_KEYS is wanted"),
        ({"SIGNING_SECRET": "s", "BOT_TOKEN": "token"}, "begins with xoxb-"),
        ({"BOT_TOKEN": "xoxb-1", "APP_TOKEN": "token"}, "begins with xapp-"),
        ({"SIGNING_SECRET": "s", "BOT_TOKEN": "xoxb-1", "API_URL": "http://slack.example/api/"}, "has to begin with https://"),
    ],
)
def test_settings_that_dont_fit_together_are_told(variables: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(f"CREDWISE_SLACK_{name}", value)
    with pytest.raises(SettingError, match=told):
        slack_from_environment()


def test_nothing_set_is_no_slack() -> None:
    assert slack_from_environment() is None
