"""A message is answered once, however often it is sent."""

import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered

from bot.rasa.answered_once import replies_to

CONVERSATION: list[Event] = [
    ActionExecuted("action_session_start"),
    UserUttered("hello", metadata={"message_id": "one"}),
    BotUttered("Hi."),
    BotUttered("What is it for?"),
    UserUttered("a job", metadata={"message_id": "two"}),
    UserUttered("in a terminal"),
    BotUttered("Noted."),
]


@pytest.mark.parametrize(
    ("message_id", "replies"),
    [
        ("one", ["Hi.", "What is it for?"]),
        ("two", []),
        ("three", None),
        (None, None),
    ],
)
def test_the_replies_of_then_are_found(message_id: str | None, replies: list[str] | None) -> None:
    found = replies_to(message_id, CONVERSATION)
    assert (found if found is None else [reply.text for reply in found]) == replies
