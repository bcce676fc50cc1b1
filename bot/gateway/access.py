"""Who may do what: the token decides, whether it comes by HTTP or by the socket."""

from __future__ import annotations

from typing import Any

from bot.gateway.conversations.model import Conversation
from bot.gateway.errors import Refused
from bot.gateway.gateway import Gateway

CHANNEL = "web"


async def open_conversation(gateway: Gateway, token: str | None, address: str) -> tuple[Conversation, bool]:
    """Return the conversation of a token, and True; without a token a new one, and False."""
    if token is None:
        return await gateway.conversations.begin(CHANNEL, address), False
    return await gateway.conversations.get(gateway.tokens.conversation(token)), True


def authorised(gateway: Gateway, token: str | None, conversation: str) -> str:
    """Return the conversation that a request names, where its token is of that conversation."""
    if token is None:
        raise Refused("token_missing")
    if gateway.tokens.conversation(token) != conversation:
        raise Refused("not_yours")
    return conversation


def described(gateway: Gateway, conversation: Conversation) -> dict[str, Any]:
    """Return a conversation as its client gets it, without a token."""
    settings = gateway.settings
    return {
        "id": conversation.id,
        "last_seq": conversation.last_seq,
        "with": conversation.answerer,
        "name": conversation.answerer_name,
        "here": gateway.advisors.is_here(conversation.id),
        "busy": gateway.conversations.busy(conversation.id),
        "limits": {"text": settings.text_limit, "posting": settings.posting_limit},
    }


def with_token(gateway: Gateway, conversation: Conversation, resumed: bool) -> dict[str, Any]:
    """Return a conversation as its client gets it, with a fresh token."""
    return {**described(gateway, conversation), "resumed": resumed, **fresh_token(gateway, conversation.id)}


def fresh_token(gateway: Gateway, conversation: str) -> dict[str, Any]:
    """Return a token and its end."""
    token, expires = gateway.tokens.make(conversation)
    return {"token": token, "expires_at": expires.isoformat()}
