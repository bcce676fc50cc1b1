"""Brings messages to Slack: the blocks first, then the files."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import structlog
from pydantic import TypeAdapter, ValidationError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards import block_kit
from bot.cards.models import AnyCard, Card, PathwayCard, PlanCard
from bot.cards.outline import Button
from bot.cards.picture import pathway_picture
from bot.cards.text import as_text
from bot.faults import where
from bot.gateway.channels.model import Later, Never, Place
from bot.gateway.channels.slack.workspaces import Workspaces
from bot.gateway.channels.words import words
from bot.gateway.conversations.model import Message

log = structlog.get_logger(__name__)
CARDS: TypeAdapter[Card] = TypeAdapter(AnyCard)
EVENT = "credwise_message"
"""The type of the metadata by which a message is found again."""
LOOK_BACK = 30
GONE = frozenset(
    "account_inactive channel_not_found is_archived not_in_channel restricted_action token_revoked invalid_auth user_not_found "
    "cannot_dm_bot messages_tab_disabled not_authed team_access_not_granted org_login_required ekm_access_denied".split()
)
"""Errors after which it is no use to try again."""
UNSURE = frozenset(["fatal_error", "internal_error", "request_timeout", "service_unavailable"])
TOO_MUCH = frozenset(["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "only_one_table_allowed"])


def card_of(message: Message) -> Card | None:
    """The card of a message, where it has one that we know."""
    if message.custom is None:
        return None
    try:
        return CARDS.validate_python(message.custom)
    except ValidationError:
        return None


def blocks_of(message: Message, page: int = 0) -> list[block_kit.Block]:
    """A page of a message, with thumbs where it is the assistant's last word."""
    pages = pages_of(message)
    blocks = pages[min(max(page, 0), len(pages) - 1)]
    if message.author == "assistant" and message.last and not message.failed and message.in_reply_to:
        blocks = [*blocks, block_kit.rating(message.id)]
    return blocks


def pages_of(message: Message) -> list[list[block_kit.Block]]:
    """All pages of a message; those of an advisor say whose words they are."""
    buttons = [Button(str(each.get("title", "")), str(each.get("payload", ""))) for each in message.buttons]
    before = f"{words()['advisor']}:\n" if message.author == "advisor" else ""
    return block_kit.pages(before + message.text, card_of(message), buttons, before=message.before, after=message.after, ref=message.id)


def files_of(message: Message) -> list[dict[str, Any]]:
    """The files of a message: a plan in its three forms, a pathway as a picture with its words."""
    card = card_of(message)
    if isinstance(card, PlanCard):
        named = (("plan.md", card.markdown), ("plan.html", card.html), ("plan.ics", card.ics))
        return [{"filename": name, "title": f"{card.title} ({name})", "content": text.encode()} for name, text in named]
    if isinstance(card, PathwayCard) and card.steps:
        told = as_text(card)
        picture = pathway_picture(card)
        return [{"filename": "pathway.png", "title": f"A way to {card.target}", "content": picture, "alt_txt": told[:LONGEST_ALT]}]
    return []


LONGEST_ALT = 1000


class SlackSender:
    """Writes to the places of Slack."""

    def __init__(self, workspaces: Workspaces) -> None:
        """Write with the tokens of these."""
        self._workspaces = workspaces

    def parts(self, message: Message) -> int:
        """The message, and its files where it has some."""
        return 2 if (message.custom or {}).get("type") in ("plan", "pathway") and files_of(message) else 1

    async def send(self, place: Place, message: Message, part: int) -> None:
        """Send a part of a message."""
        client = await self.client(place)
        try:
            if part == 0:
                await self._post(client, place, message)
            else:
                # The picture is drawn beside the loop: it takes longer than all else here.
                files = await asyncio.to_thread(files_of, message)
                comment = words()["files"][str((message.custom or {})["type"])]
                await client.files_upload_v2(file_uploads=files, initial_comment=comment, **_to(place))
        except SlackApiError as error:
            raise _as_failure(error) from error
        except (aiohttp.ClientError, SlackClientError, TimeoutError) as error:
            raise Later(type(error).__name__, unsure=True) from error

    async def has_arrived(self, place: Place, message: Message, part: int) -> bool:
        """Look for the message among the latest of the place; of files nobody can tell, so they are sent again."""
        if part != 0:
            return False
        client, address = await self.client(place), place.address
        try:
            if thread := address.get("thread_ts"):
                found = await client.conversations_replies(
                    channel=address["channel"], ts=thread, limit=LOOK_BACK, include_all_metadata=True
                )
            else:
                found = await client.conversations_history(channel=address["channel"], limit=LOOK_BACK, include_all_metadata=True)
        except SlackApiError as error:
            if error.response.get("error") == "missing_scope":  # of threads we may not read: rather twice than never
                return False
            raise _as_failure(error) from error
        except (aiohttp.ClientError, SlackClientError, TimeoutError) as error:
            raise Later(type(error).__name__, unsure=True) from error
        said = ((each.get("metadata") or {}).get("event_payload") or {} for each in found["messages"])
        return any(payload.get("id") == message.id for payload in said)

    async def client(self, place: Place) -> AsyncWebClient:
        """Return a client for a place; raise Never where the app is not installed there any more."""
        workspace = await self._workspaces.find(place.address.get("enterprise"), place.address.get("team"))
        if workspace is None:
            raise Never("not_installed")
        return self._workspaces.client_of(workspace)

    async def _post(self, client: AsyncWebClient, place: Place, message: Message) -> None:
        text = block_kit.fallback(message.text)
        shared: dict[str, Any] = {
            **_to(place),
            "text": text,
            "metadata": {"event_type": EVENT, "event_payload": {"id": message.id}},
            "unfurl_links": False,
            "unfurl_media": False,
        }
        try:
            blocks = blocks_of(message)
        except Exception as error:  # the words are better than nothing
            log.error("card_not_drawn", error=where(error))
            await client.chat_postMessage(**shared)
            return
        try:
            await client.chat_postMessage(**shared, blocks=blocks)
        except SlackApiError as error:
            if error.response.get("error") not in TOO_MUCH:
                raise
            log.error("blocks_refused", reason=error.response.get("error"))
            await client.chat_postMessage(**shared)


def _to(place: Place) -> dict[str, Any]:
    thread = place.address.get("thread_ts")
    return {"channel": place.address["channel"], **({"thread_ts": thread} if thread else {})}


def _as_failure(error: SlackApiError) -> Later | Never:
    response = error.response
    reason = str(response.get("error") or response.status_code)
    if response.status_code == 429 or reason in ("ratelimited", "rate_limited"):
        return Later("ratelimited", seconds=retry_after(error))
    if reason in GONE:
        return Never(reason)
    # Slack says of these that a part may have been done; of a broken answer nobody knows.
    return Later(reason, unsure=response.status_code >= 500 or reason in UNSURE)


def retry_after(error: SlackApiError) -> float:
    """The seconds that Slack asks us to wait."""
    headers = {name.lower(): value for name, value in (error.response.headers or {}).items()}
    told = str(headers.get("retry-after", "1"))
    return max(1.0, float(told)) if told.isdigit() else 1.0
