"""Ways to tell a user of Slack something that is no message of a conversation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Protocol
from urllib.parse import urlsplit

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.cards.block_kit import Block, escaped
from bot.gateway.channels.model import Who

log = structlog.get_logger(__name__)
SECONDS = 10
OF_SLACK = ("slack.com", "slack-gov.com")


class Tell(Protocol):
    """Tells a user something."""

    async def __call__(self, text: str, blocks: list[Block] | None = None) -> None:
        """Tell it, with blocks or in words only."""


class ByUrl:
    """By the address that came with what the user did: only the user sees it, and what was clicked at can be replaced."""

    def __init__(self, url: str | None, api: str) -> None:
        """Use an address, where it is one of Slack or of the API that is set."""
        host = urlsplit(url or "").hostname or ""
        ours = host == urlsplit(api).hostname or any(host == name or host.endswith(f".{name}") for name in OF_SLACK)
        self._url = url if ours else None

    async def __call__(self, text: str, blocks: list[Block] | None = None) -> None:
        """Tell something to the user alone."""
        await self._send({"response_type": "ephemeral", "replace_original": False, "text": escaped(text), "blocks": blocks})

    async def replace(self, text: str, blocks: list[Block]) -> None:
        """Put something in the place of the message that was clicked at."""
        await self._send({"replace_original": True, "text": text, "blocks": blocks})

    async def _send(self, message: dict[str, Any]) -> None:
        if self._url is None:
            log.warning("no_address_to_answer_at")
            return
        response = await AsyncWebhookClient(self._url, timeout=SECONDS).send_dict({name: value for name, value in message.items() if value})
        if response.status_code != 200:
            log.warning("answer_not_taken", status=response.status_code)


class Into:
    """Into the user's direct messages, or, in a channel, to the user alone."""

    def __init__(self, who: Callable[[], Awaitable[Who]], client: Callable[[], Awaitable[AsyncWebClient]]) -> None:
        """Find out where to write when it is needed: that takes a question to Slack, at times."""
        self._who, self._client = who, client

    async def __call__(self, text: str, blocks: list[Block] | None = None) -> None:
        """Tell something."""
        who, client = await self._who(), await self._client()
        address = who.address or {}
        told: dict[str, Any] = {"channel": address["channel"], "text": escaped(text), **({"blocks": blocks} if blocks else {})}
        if str(address["channel"]).startswith("D"):
            await client.chat_postMessage(**told)
            return
        thread = {"thread_ts": address["thread_ts"]} if address.get("thread_ts") else {}
        await client.chat_postEphemeral(user=who.user, **thread, **told)
