"""One reply, one message: text, buttons and card together in the REST channel's answer.

Rasa's own collector splits a text at its blank lines and sends a card as a message of its own without any text, so that
a client can't tell which words belong to it.
"""

from typing import Any, Dict

from rasa.core.channels.channel import CollectingOutputChannel

PARTS = ("text", "buttons", "image", "attachment", "custom")
MARKS = ("forgotten", "fallback", "counted")
"""What the gateway has to know of a reply and users don't see: all was deleted; the message was not understood; what may be counted."""


async def send_response(self: CollectingOutputChannel, recipient_id: str, message: Dict[str, Any]) -> None:
    """Collect a reply as it is, without the parts that are empty."""
    parts = {name: message.get(name) or None for name in PARTS}
    marks = {name: message[name] for name in MARKS if message.get(name)}
    await self._persist_message({**self._message(recipient_id, **parts), **marks})


def install() -> None:
    """Let the REST channel answer in whole messages."""
    CollectingOutputChannel.send_response = send_response
