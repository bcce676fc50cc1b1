import json
import sqlite3
from collections.abc import Callable

from actions.bootstrap import knowledge
from tests.dialogue.talk import Talk
from tests.support.assistant import RunningAssistant


def test_the_copy_holds_what_was_said_in_earlier_sessions(shortlist: Talk, later: Callable[[Talk, float], None]) -> None:
    # GIVEN a conversation over two sessions
    later(shortlist, 48)
    shortlist.say("my budget is 200 now")
    # WHEN a copy is asked for
    shortlist.say("export my data", raw=True)
    told = json.loads(shortlist.text[shortlist.text.index("{") :])
    # THEN it holds the profile, every receipt, and every message with its time
    assert told["max_cost"] == 200, told
    assert next(message["text"] for message in told["messages"]).startswith("I want to learn SQL"), told
    assert "my budget is 200 now" in [message["text"] for message in told["messages"]], told
    assert all(message["time"] for message in told["messages"]), told
    assert len(told["receipts"]) == 2, told


def test_deletion_reaches_earlier_sessions(shortlist: Talk, later: Callable[[Talk, float], None], assistant: RunningAssistant) -> None:
    # GIVEN receipts of two sessions
    first = shortlist.last_card("options")
    assert first
    later(shortlist, 48)
    shortlist.say("my budget is 200 now")
    second = shortlist.last_card("options")
    assert second
    kept = knowledge().receipts
    assert all(kept.get(card["receipt"]) for card in (first, second))
    # WHEN everything is deleted
    shortlist.say("delete my data")
    shortlist.say("yes, delete it")
    # THEN no receipt and no event is left
    assert [card["receipt"] for card in (first, second) if kept.get(card["receipt"])] == []
    with sqlite3.connect(assistant.tracker_database) as connection:
        (left,) = connection.execute("SELECT count(*) FROM events WHERE sender_id = ?", (shortlist.sender,)).fetchone()
    connection.close()
    assert left == 0
