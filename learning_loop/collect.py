"""Messages that were not understood, or were corrected right after, from the store in which Rasa keeps conversations."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, column, create_engine, inspect, select, table
from sqlalchemy.engine import make_url

from bot.settings import VAR
from learning_loop.masking import masked

FALLBACK = "nlu_fallback"
NOT_UNDERSTOOD = {"action_not_understood", "action_default_fallback"}
OWNED_UP = "utter_not_understood"
CORRECTIONS = {"correct", "undo"}
I_MEANT = re.compile(
    r"^\W*(?:(?:no|nope|nah|wait|sorry|actually|hmm)\W+)*(?:i (?:meant|mean|said)|that(?:'s| is) not what i (?:said|meant|asked))\b",
    re.IGNORECASE,
)
LEFT_ALONE = {"distress", "delete_my_data"}
"""Intents whose messages are nobody's training material."""
MOST_CHARACTERS = 300
"""What is longer is a pasted posting or a life: no example of an intent, and full of what tells who wrote it."""
EVENTS = table("events", column("id"), column("sender_id"), column("type_name"), column("timestamp"), column("data"))


@dataclass(frozen=True)
class Message:
    """A message to look at, masked.

    Attributes:
        why: "not understood" or "corrected".
        at: when that was known, in seconds since 1970.
        ranking: intent -> how likely the classifier held it to be.
    """

    text: str
    why: str
    at: float
    ranking: Mapping[str, float]


@dataclass
class _Turn:
    text: str
    intent: str
    at: float
    ranking: Mapping[str, float]
    is_understood: bool = True
    owned_up: int = field(default=0)


def tracker_store() -> str:
    """The store's SQLAlchemy address, as bot/rasa/tracker_store.py has it; PostgreSQL gets the driver that is installed here."""
    address = os.environ.get("CREDWISE_TRACKER_DB") or f"sqlite:///{VAR / 'tracker.db'}"
    return re.sub(r"^postgres(?:ql)?(?:\+\w+)?://", "postgresql+psycopg://", address)


def collect(address: str, window: float, after: float) -> list[Message]:
    """Return what became known after one time, of conversations since another; both in seconds since 1970. Nothing where there is no store."""
    file = make_url(address).database if address.startswith("sqlite") else None
    if file and not Path(file).exists():
        return []
    engine = create_engine(address)
    try:
        return [message for message in _messages(engine, window) if message.at > after]
    finally:
        engine.dispose()


def _messages(engine: Engine, window: float) -> Iterator[Message]:
    if not inspect(engine).has_table("events"):
        return
    wanted = (EVENTS.c.timestamp >= window) & EVENTS.c.type_name.in_(["user", "action", "slot"])
    with engine.connect() as connection:
        rows = connection.execute(select(EVENTS.c.sender_id, EVENTS.c.data).where(wanted).order_by(EVENTS.c.sender_id, EVENTS.c.id))
        for _, events in groupby(rows, key=lambda row: row.sender_id):
            yield from _to_look_at(list(_turns(json.loads(event.data) for event in events)))


def _turns(events: Iterable[Mapping[str, Any]]) -> Iterator[_Turn]:
    """The turns of one conversation: what was said, and whether the assistant owned up to not understanding it."""
    turn: _Turn | None = None
    for event in events:
        if event["event"] == "user":
            if turn:
                yield turn
            turn = _turn(event, turn.owned_up if turn else 0)
        elif turn and event["event"] == "action":
            turn.is_understood &= event["name"] not in NOT_UNDERSTOOD
        elif turn and event["name"] == "said_counts":
            said = sum(count for name, count in (event["value"] or {}).items() if name.startswith(OWNED_UP))
            turn.is_understood &= said <= turn.owned_up
            turn.owned_up = said
    if turn:
        yield turn


def _turn(event: Mapping[str, Any], owned_up: int) -> _Turn:
    parse = event.get("parse_data") or {}
    intent = (parse.get("intent") or {}).get("name") or ""
    selected = (parse.get("response_selector") or {}).get("faq", {}).get("response", {}).get("intent_response_key") or "faq"
    ranking = {one["name"]: one["confidence"] for one in parse.get("intent_ranking") or () if one["name"] != FALLBACK}
    ranking = {selected if name == "faq" else name: confidence for name, confidence in ranking.items()}
    return _Turn(event.get("text") or "", intent, event["timestamp"], ranking, intent != FALLBACK, owned_up)


def _to_look_at(turns: list[_Turn]) -> Iterator[Message]:
    for turn, following in pairwise([*turns, None]):
        assert turn
        if not _is_material(turn):
            continue
        if not turn.is_understood:
            yield Message(masked(turn.text), "not understood", turn.at, turn.ranking)
        elif following and (following.intent in CORRECTIONS or I_MEANT.search(following.text)):
            yield Message(masked(turn.text), "corrected", following.at, turn.ranking)


def _is_material(turn: _Turn) -> bool:
    is_button = turn.text.startswith("/")
    return bool(turn.text.strip()) and not is_button and len(turn.text) <= MOST_CHARACTERS and turn.intent not in LEFT_ALONE
