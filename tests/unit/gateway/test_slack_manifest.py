"""The manifest of the Slack app asks for what the code uses."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.gateway.channels.slack.app import COMMAND, SHORTCUT
from bot.gateway.channels.slack.settings import SCOPES

MANIFEST = yaml.safe_load((Path(__file__).resolve().parents[3] / "deploy" / "slack" / "manifest.yml").read_text("utf-8"))


def test_scopes_events_command_and_shortcut_are_those_of_the_code() -> None:
    assert tuple(MANIFEST["oauth_config"]["scopes"]["bot"]) == SCOPES
    assert set(MANIFEST["settings"]["event_subscriptions"]["bot_events"]) == {
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "message.im",
        "tokens_revoked",
    }
    assert [each["command"] for each in MANIFEST["features"]["slash_commands"]] == [COMMAND]
    assert [each["callback_id"] for each in MANIFEST["features"]["shortcuts"]] == [SHORTCUT]


def test_every_address_is_one_that_the_gateway_serves() -> None:
    settings = MANIFEST["settings"]
    addresses = [settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"]]
    addresses += [each["url"] for each in MANIFEST["features"]["slash_commands"]]
    assert {address.removeprefix("https://credwise.example.org") for address in addresses} == {"/slack/events"}
    assert MANIFEST["oauth_config"]["redirect_urls"] == ["https://credwise.example.org/slack/oauth_redirect"]
