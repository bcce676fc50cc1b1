"""What can be set of Slack, read from the environment once at the start."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.settings import SettingError

API = "https://slack.com/api/"
AUTHORIZE = "https://slack.com/oauth/v2/authorize"
SCOPES = ("app_mentions:read", "chat:write", "commands", "files:write", "im:history", "im:write", "reactions:write")
"""Also in deploy/slack/manifest.yml; a test compares the two."""
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """The app's credentials.

    Attributes:
        signing_secret: by which requests are known to be Slack's.
        bot_token: of the one workspace, where the app is installed in one only.
        client_id, client_secret: with which workspaces install the app themselves.
        app_token: of Socket Mode, where Slack can't reach the gateway.
        api: the address of the Web API; another one for GovSlack and for tests.
        authorize: where an installation begins.
        public: the gateway's own address, as browsers know it, for the way back from an installation.
    """

    signing_secret: str
    bot_token: str | None = None
    client_id: str | None = None
    client_secret: str | None = None
    app_token: str | None = None
    api: str = API
    authorize: str = AUTHORIZE
    public: str | None = None


def slack_from_environment() -> SlackSettings | None:
    """Read the settings; None where Slack is not set up.

    Raises:
        SettingError: where they don't fit together.
    """
    secret, app_token = _value("CREDWISE_SLACK_SIGNING_SECRET"), _value("CREDWISE_SLACK_APP_TOKEN")
    token = _value("CREDWISE_SLACK_BOT_TOKEN")
    id, client_secret = _value("CREDWISE_SLACK_CLIENT_ID"), _value("CREDWISE_SLACK_CLIENT_SECRET")
    if not any((secret, token, app_token, id, client_secret)):
        return None
    if not secret and not app_token:
        raise SettingError("CREDWISE_SLACK_SIGNING_SECRET is wanted, from the page Basic Information of the Slack app.")
    if bool(id) != bool(client_secret):
        raise SettingError("CREDWISE_SLACK_CLIENT_ID and CREDWISE_SLACK_CLIENT_SECRET go together: set both, or neither.")
    if bool(token) == bool(id):
        raise SettingError("Set CREDWISE_SLACK_BOT_TOKEN for one workspace, or CREDWISE_SLACK_CLIENT_ID and its secret for several.")
    if token and not token.startswith("xoxb-"):
        raise SettingError("CREDWISE_SLACK_BOT_TOKEN is no bot token; it begins with xoxb-.")
    if app_token and not app_token.startswith("xapp-"):
        raise SettingError("CREDWISE_SLACK_APP_TOKEN is no app-level token; it begins with xapp-.")
    if id and not _value("CREDWISE_TOKEN_KEYS"):
        raise SettingError("CREDWISE_TOKEN_KEYS is wanted, to encrypt the tokens of the workspaces; docs/slack.md tells how to make one.")
    return SlackSettings(
        # Socket Mode is a connection that we have opened with a token of our own: nothing there is signed.
        signing_secret=secret or "",
        bot_token=token,
        client_id=id,
        client_secret=client_secret,
        app_token=app_token,
        api=_address("CREDWISE_SLACK_API_URL", API),
        authorize=_address("CREDWISE_SLACK_AUTHORIZE_URL", AUTHORIZE),
        public=(_value("CREDWISE_PUBLIC_URL") or "").rstrip("/") or None,
    )


def _value(variable: str) -> str | None:
    return (os.environ.get(variable) or "").strip() or None


def _address(variable: str, usual: str) -> str:
    address = _value(variable) or usual
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK_HOSTS:
        raise SettingError(f"{variable} is {address!r}, but has to begin with https://; tokens are sent there.")
    return address
