"""Actions run in process: Rasa's tracker and dispatcher built in code, the slots carried on from turn to turn."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.understanding import UnderstandMessage

_numbers = itertools.count(1)


def tracker(
    text: str = "", intent: str = "inform", *, slots: Mapping[str, Any] | None = None, sender: str = "conversation-17", **more: Any
) -> Tracker:
    """What Rasa would send to the action server. ``entities``, ``events``, ``intent_ranking`` and ``loop`` as in Rasa."""
    latest = {
        "text": text,
        "intent": {"name": intent, "confidence": 0.9},
        "entities": more.get("entities", []),
        "intent_ranking": more.get("intent_ranking", []),
        "message_id": f"message-{next(_numbers)}",
    }
    events = [*more.get("events", []), {"event": "user", "text": text}]
    return Tracker(sender, dict(slots or {}), latest, events, False, None, {"name": more.get("loop")}, "action_listen")


@dataclass
class Reply:
    """What an action said and what Rasa is to remember."""

    messages: list[dict[str, Any]]
    events: list[dict[str, Any]]
    slots: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(message["text"] for message in self.messages)

    @property
    def buttons(self) -> list[dict[str, str]]:
        return [button for message in self.messages for button in message["buttons"]]

    @property
    def cards(self) -> list[dict[str, Any]]:
        return [message["custom"] for message in self.messages if message["custom"]]


def act(action: Action, given: Tracker) -> Reply:
    """Run one action."""
    dispatcher = CollectingDispatcher()
    events = asyncio.run(action.run(dispatcher, given, {}))  # type: ignore[arg-type]
    slots = dict(given.slots)
    for event in events:
        if event["event"] == "reset_slots":
            slots = {}
        elif event["event"] == "slot":
            slots[event["name"]] = event["value"]
    return Reply(dispatcher.messages, list(events), slots)


class Talk:
    """A conversation without Rasa: the test says which action answers; the message is understood first, as in Rasa."""

    def __init__(self, **slots: Any) -> None:
        self.slots: dict[str, Any] = slots
        self.events: list[dict[str, Any]] = []

    def say(self, text: str, intent: str, action: Action | None = None, **more: Any) -> Reply:
        heard = act(UnderstandMessage(), given := tracker(text, intent, slots=self.slots, events=self.events, **more))
        self.slots = heard.slots
        if action is None:
            return heard
        given.slots = dict(self.slots)
        reply = act(action, given)
        self.slots = reply.slots
        self.events += [{"event": "user", "text": text}, *reply.events]
        self.events += [
            {"event": "bot", "text": message["text"], "data": {"custom": message["custom"], "buttons": message["buttons"]}}
            for message in reply.messages
        ]
        return reply

    def press(self, payload: str, intent: str, action: Action | None = None, **entities: str) -> Reply:
        """A pressed button: the payload and what Rasa reads from it."""
        return self.say(payload, intent, action, entities=[{"entity": name, "value": value} for name, value in entities.items()])
