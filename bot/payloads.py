"""Messages that begin with a slash: which of them are a button's payload, and which are only what somebody typed."""

from __future__ import annotations

import json
import re

SESSION_START = "/session_start"
"""Asks for the first word of a session. Rasa would begin one whenever it hears this, so only the gateway says it, never a client."""
PAYLOAD = re.compile(r"(/[a-z_]+(?:/[a-z_]+)?)(\{.*\})?", re.DOTALL)
RASA_COMMANDS = {"/restart", "/back", SESSION_START}


def as_typed(text: str) -> str:
    """The text to hand to Rasa: a payload stays; anything else loses its slashes.

    Rasa takes every such text for a payload, warns about broken ones in its log, words included, and has commands of its own
    that would end the conversation without an answer.
    """
    if not text.lstrip().startswith("/"):
        return text
    match = PAYLOAD.fullmatch(text.strip())
    if match and match[1] not in RASA_COMMANDS and _is_object(match[2]):
        return text.strip()
    return text.lstrip(" \t\n/") or "?"


def _is_object(arguments: str | None) -> bool:
    if arguments is None:
        return True
    try:
        # A NUL that is written out would be one again in what is read of it, and no database takes that.
        return "\\u0000" not in arguments and isinstance(json.loads(arguments), dict)
    except ValueError:
        return False
