"""The start of a session: at a conversation's first message, after a long silence, and now and then in a long conversation.

Rasa's own action hands on every slot event of the session before, ever more of them; this one hands on the slots as they are.
"""

from __future__ import annotations

import time
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActionExecuted, ActiveLoop, EventType, SessionStarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.common.coming_back import is_known, welcome_back
from actions.common.turn import RETURNED, Turn, TurnAction
from bot import settings

EMPTY: tuple[Any, ...] = (None, [], {}, "")


class SessionStart(TurnAction):
    """Keeps all that is known. Who comes back after a while is to be welcomed; who only talks for long notices nothing."""

    def name(self) -> str:
        return "action_session_start"

    def take(self, turn: Turn) -> None:
        if turn.intent == "session_start":  # a client that opens a chat asks for the first word
            if is_known(turn):
                welcome_back(turn)
            else:
                turn.say("utter_greet")
        elif is_known(turn) and _silence(turn.tracker) > settings.return_minutes() * 60:
            turn.set("came_back", RETURNED)

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        changed = await super().run(dispatcher, tracker, domain)
        kept = [SlotSet(slot, value) for slot, value in tracker.slots.items() if value not in EMPTY]
        loop = (tracker.active_loop or {}).get("name")
        goes_on = loop and not any(event.get("name") == "came_back" for event in changed)
        return [SessionStarted(), *kept, *changed, *([ActiveLoop(loop)] if goes_on else []), ActionExecuted("action_listen")]


def _silence(tracker: Tracker) -> float:
    """Seconds since the user's last message; none where there was none."""
    said = [event.get("timestamp") for event in tracker.events if event.get("event") == "user"]
    return time.time() - float(said[-1]) if said and said[-1] else 0.0
