"""When a session ends: after a silence, and after so many messages, so that a turn late in a long conversation costs no more than an early one.

Rasa goes through all events of a session several times a turn. With the next session it starts from the slots alone, which
actions/session.py hands on, with the form that is running; what was said before stays in the database.
"""

import time

from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import settings

MOST_MESSAGES = 20


def has_ended(_: MessageProcessor, tracker: DialogueStateTracker) -> bool:
    """Tell whether the next message begins a session of its own."""
    messages = [event for event in tracker.events if isinstance(event, UserUttered)]
    if not messages:
        return False
    return len(messages) >= MOST_MESSAGES or time.time() - messages[-1].timestamp > settings.return_minutes() * 60


def install() -> None:
    """Let sessions end so; doing so again changes nothing."""
    MessageProcessor._has_session_expired = has_ended
