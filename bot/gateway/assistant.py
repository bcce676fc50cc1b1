"""The gateway's line to the Rasa server and the action server."""

import logging
from typing import Any

import httpx

from bot import settings
from bot.payloads import as_typed

logger = logging.getLogger(__name__)
APOLOGY = "Something went wrong on our side. What you told me is kept; please try again in a moment."


class Assistant:
    """Sends a user's messages to Rasa, and tells whether all behind the gateway answers."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        """Make the line on an HTTP client, which tests replace."""
        self._client = client

    async def reply(self, sender: str, text: str) -> list[dict[str, Any]]:
        """Return what the assistant answers; an apology where it cannot."""
        try:
            response = await self._client.post(
                f"{settings.rasa_url()}/webhooks/rest/webhook", json={"sender": sender, "message": as_typed(text)}, timeout=30
            )
            response.raise_for_status()
            replies: list[dict[str, Any]] = response.json()
        except (httpx.HTTPError, ValueError):
            logger.exception("Rasa did not answer.")
            replies = []
        # Rasa answers with nothing where a turn has failed inside it.
        return replies or [{"text": APOLOGY}]

    async def ready(self) -> dict[str, bool]:
        """Tell of each process behind the gateway whether it answers; of Rasa, whether its model is loaded."""
        return {
            "rasa": await self._answers(f"{settings.rasa_url()}/status", token=settings.rasa_token()),
            "actions": await self._answers(f"{settings.actions_url()}/health"),
        }

    async def _answers(self, url: str, **params: str) -> bool:
        try:
            return (await self._client.get(url, params=params, timeout=5)).is_success
        except httpx.HTTPError:
            return False
