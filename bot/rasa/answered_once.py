"""A message is answered once, however often it is sent.

The gateway sends a message again where no answer came back: the connection broke, Rasa or the gateway was restarted, the turn took too
long. It can't know whether the turn was done; the conversation's tracker can, for a turn is saved whole or not at all. Each message bears
an id in its metadata. Where the tracker has that id already, the replies of then are given again and nothing else happens. Rasa holds the
conversation's lock meanwhile, so a repetition waits for the first.
"""

from typing import Any, Dict, List, Optional

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

ID = "message_id"
_handle_message = MessageProcessor.handle_message
_take_in = MessageProcessor._handle_message_with_tracker


class AnsweredBefore(Exception):
    """The tracker has the message already."""

    def __init__(self, tracker: DialogueStateTracker, replies: List[BotUttered]) -> None:
        """Hold what the conversation is, and what was answered then."""
        super().__init__("the message was answered before")
        self.tracker, self.replies = tracker, replies


async def handle_message(self: MessageProcessor, message: UserMessage) -> Optional[List[Dict[str, Any]]]:
    """Handle a message as Rasa does; answer one that was handled before from the tracker."""
    try:
        return await _handle_message(self, message)
    except AnsweredBefore as before:
        await self._send_bot_messages(before.replies, before.tracker, message.output_channel)
        await self.save_tracker(before.tracker)
        return None


async def take_in(self: MessageProcessor, message: UserMessage, tracker: DialogueStateTracker) -> None:
    """Understand a message and put it into the tracker, unless it is in there."""
    replies = replies_to(message.metadata.get(ID) if message.metadata else None, list(tracker.events))
    if replies is not None:
        raise AnsweredBefore(tracker, replies)
    await _take_in(self, message, tracker)


def replies_to(message_id: Optional[str], events: List[Event]) -> Optional[List[BotUttered]]:
    """Return what was said after the message of that id and before the next one; None where it isn't among the events."""
    if message_id is None:
        return None
    replies: List[BotUttered] = []
    for event in reversed(events):
        if isinstance(event, BotUttered):
            replies.append(event)
        elif isinstance(event, UserUttered):
            if event.metadata.get(ID) == message_id:
                return replies[::-1]
            replies = []
    return None


def install() -> None:
    """Let Rasa answer each message once; doing so again changes nothing."""
    MessageProcessor.handle_message = handle_message
    MessageProcessor._handle_message_with_tracker = take_in
