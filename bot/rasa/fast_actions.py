"""Calls to the action server that cost little: what the actions need and no more, over a connection that stays open.

Rasa 3.6.21 sends with each call the whole domain and every event of the conversation, opens a connection for it, and builds the schema
of the reply anew (about 20 ms); a turn makes two to four calls, and the cost grows with the conversation. Our actions read the slots and
what has happened since the user's message before the last: the turn itself, and what it answers.
"""

import asyncio
from contextlib import asynccontextmanager
from typing import Any, AsyncIterator, Callable, Dict, List, Text
from weakref import WeakKeyDictionary

import aiohttp
import rasa
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import DEFAULT_REQUEST_TIMEOUT, EndpointConfig

NEED_EVERY_EVENT = frozenset({"action_delete_data", "action_export_data"})
KEEP_ALIVE = 30
"""Seconds for which a connection may be idle; less than the 120 of the action server, so that it's never the one to close it."""

_look_up: List[Callable[[Text, float], List[Dict[Text, Any]]]] = []
_sessions: "WeakKeyDictionary[asyncio.AbstractEventLoop, aiohttp.ClientSession]" = WeakKeyDictionary()
_own_session = EndpointConfig.session


def look_up_events_before(look_up: Callable[[Text, float], List[Dict[Text, Any]]]) -> None:
    """Let the tracker store look up what Rasa has not loaded: it loads the latest session only."""
    _look_up[:] = [look_up]


def install() -> None:
    """Replace Rasa's call format, its check of the reply, and its connections; doing so again changes nothing."""
    RemoteAction._action_call_format = _action_call_format
    RemoteAction._validate_action_result = _validate_action_result
    EndpointConfig.session = _session


def _action_call_format(self: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> Dict[Text, Any]:
    state = tracker.current_state(EventVerbosity.NONE)
    if self.name() in NEED_EVERY_EVENT:
        state["events"] = [*_events_of_earlier_sessions(tracker), *(event.as_dict() for event in tracker.events)]
    else:
        state["events"] = [event.as_dict() for event in _last_two_turns(tracker)]
    return {"next_action": self.name(), "sender_id": tracker.sender_id, "tracker": state, "version": rasa.__version__, "domain": {}}


def _events_of_earlier_sessions(tracker: DialogueStateTracker) -> List[Dict[Text, Any]]:
    return _look_up[-1](tracker.sender_id, tracker.events[0].timestamp) if _look_up and tracker.events else []


def _last_two_turns(tracker: DialogueStateTracker) -> List[Event]:
    events: List[Event] = []
    messages = 0
    for event in reversed(tracker.events):
        events.append(event)
        messages += isinstance(event, UserUttered)
        if messages == 2:
            break
    return events[::-1]


def _validate_action_result(_: RemoteAction, result: Any) -> bool:
    """Raise what Rasa's own check raises where a reply isn't of the form that Rasa reads."""
    good = isinstance(result, dict) and _are_dicts(result.get("events", [])) and _are_dicts(result.get("responses", []))
    if not good or not all(isinstance(event.get("event"), str) for event in result.get("events", [])):
        raise ValidationError("The action server's reply is not valid.")
    return True


def _are_dicts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


@asynccontextmanager
async def _session(self: EndpointConfig) -> AsyncIterator[aiohttp.ClientSession]:
    """Give the loop's one session; an endpoint with credentials of its own gets one of its own, as Rasa does it."""
    if self.basic_auth or self.headers:
        async with _own_session(self) as session:
            yield session
        return
    loop = asyncio.get_running_loop()
    if loop not in _sessions or _sessions[loop].closed:
        connector = aiohttp.TCPConnector(keepalive_timeout=KEEP_ALIVE)
        _sessions[loop] = aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT))
    yield _sessions[loop]
