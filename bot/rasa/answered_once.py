"""A message is answered once, however often it is sent.

The gateway sends a message again where no answer came back: the connection broke, Rasa or the gateway was restarted, the turn took too
long. It can't know whether the turn was done; the conversation's tracker can, for a turn is saved whole or not at all. Each message bears
an id in its metadata. Where the tracker has that id already, the replies of then are given again and nothing else happens. Rasa holds the
conversation's lock meanwhile, so a repetition waits for the first.

One message leaves no tracker behind: the yes to having everything deleted. Its id alone is kept for some days (bot/rasa/tracker_store.py), so
that its repetition is told again that all was deleted, and the gateway deletes its own part.
"""

from typing import Any, Callable, Dict, List, Optional

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

ID = "message_id"
FORGOTTEN = "forgotten"
"""The mark of a reply that tells that everything was deleted."""
SAYS_DELETED = "utter_data_deleted"
_handle_message = MessageProcessor.handle_message
_take_in = MessageProcessor._handle_message_with_tracker


_was_deletion: List[Callable[[str, str], bool]] = []


def look_up_deletions(was_deletion: Callable[[str, str], bool]) -> None:
    """Let the tracker store tell whether a message of a sender had the sender's conversation deleted."""
    _was_deletion[:] = [was_deletion]


class AnsweredBefore(Exception):
    """The message was answered already; `keeps` tells whether there is still a conversation that it belongs to."""

    def __init__(self, tracker: DialogueStateTracker, replies: List[BotUttered], keeps: bool = True) -> None:
        """Hold what the conversation is, and what was answered then."""
        super().__init__("the message was answered before")
        self.tracker, self.replies, self.keeps = tracker, replies, keeps


async def handle_message(self: MessageProcessor, message: UserMessage) -> Optional[List[Dict[str, Any]]]:
    """Handle a message as Rasa does; answer one that was handled before from the tracker."""
    try:
        return await _handle_message(self, message)
    except AnsweredBefore as before:
        await self._send_bot_messages(before.replies, before.tracker, message.output_channel)
        if before.keeps:
            await self.save_tracker(before.tracker)
        return None


async def take_in(self: MessageProcessor, message: UserMessage, tracker: DialogueStateTracker) -> None:
    """Understand a message and put it into the tracker, unless it is in there."""
    message_id = message.metadata.get(ID) if message.metadata else None
    replies = replies_to(message_id, list(tracker.events))
    if replies is not None:
        raise AnsweredBefore(tracker, replies)
    if message_id is not None and any(was_deletion(tracker.sender_id, message_id) for was_deletion in _was_deletion):
        text = self.domain.responses[SAYS_DELETED][0]["text"]
        raise AnsweredBefore(tracker, [BotUttered(text, metadata={FORGOTTEN: True})], keeps=False)
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


def deleted_by(events: List[Event]) -> Optional[str]:
    """Return the id of the last message if it was answered by the deletion of everything; None where that was asked for from outside."""
    said_so = False
    for event in reversed(events):
        if isinstance(event, BotUttered):
            said_so = said_so or bool(event.metadata.get(FORGOTTEN))
        elif isinstance(event, UserUttered):
            return event.metadata.get(ID) if said_so else None
    return None


def install() -> None:
    """Let Rasa answer each message once; doing so again changes nothing."""
    MessageProcessor.handle_message = handle_message
    MessageProcessor._handle_message_with_tracker = take_in
