"""What is counted of conversations for the page of insight: numbers by hour, and nothing about anybody.

There are no rows of events, so no order of them, and no name of a conversation, not even a made-up one. That something is counted once a
conversation is remembered with the conversation itself (`Seen`), and is deleted with it. docs/decisions/0020-insight.md tells why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, get_args

from bot.gateway.conversations.model import Answer, Message, Thumb
from bot.payloads import SESSION_START

Kind = Literal["goal", "field", "stage", "turn", "unmet", "thumb"]
Stage = Literal["begun", "shortlist", "plan"]
STAGES: tuple[Stage, ...] = get_args(Stage)
STAGE_OF_CARD: dict[str, Stage] = {"options": "shortlist", "plan": "plan"}


UNASKED = (None, "/greet", SESSION_START)
"""What comes with no words where nobody has said anything: a page has opened, or the user has come back."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a conversation has been counted; kept with it.

    Attributes:
        day: the day on which it began, in the office's time; the stages that it reaches later are counted on that day too.
        hour: the hour of that.
        goal: the goal and field told last.
        once: what was counted and is not counted again: "stage.plan", "field.Nursing".
    """

    day: str = ""
    hour: int = 0
    goal: str = ""
    field: str = ""
    once: tuple[str, ...] = ()

    @classmethod
    def of(cls, kept: dict[str, Any] | None) -> Seen:
        """Return what was kept."""
        return cls(**{**kept, "once": tuple(kept["once"])}) if kept else cls()

    def kept(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return asdict(self)


@dataclass(frozen=True, slots=True, order=True)
class Tally:
    """One more of a kind, in an hour of a day."""

    kind: Kind
    day: date
    hour: int
    what: str
    channel: str
    goal: str = ""
    field: str = ""


def of_turn(seen: Seen, channel: str, asked: Message, answer: Answer, said: datetime) -> tuple[Seen, list[Tally]]:
    """Return what a turn adds, and what of the conversation has been counted then.

    Args:
        seen: what was counted before.
        channel: where the user is.
        asked: the user's message; one without words and a button counts nothing: a page has asked for a greeting.
        answer: what it brought.
        said: when the user said it, in the office's time.
    """
    if not asked.text and asked.payload in UNASKED:
        return Seen() if answer.forgotten else seen, []
    if not seen.day:
        seen = replace(seen, day=said.date().isoformat(), hour=said.hour)
    known = answer.counted
    seen = replace(seen, goal=known.goal or seen.goal, field=known.field or seen.field)
    began = (date.fromisoformat(seen.day), seen.hour)
    now = (said.date(), said.hour)
    tallies = [Tally("turn", *now, _outcome(answer), channel, seen.goal, seen.field)]
    for kind, what in _once(seen, answer):
        name = f"{kind}.{what}"
        if name not in seen.once:
            seen = replace(seen, once=(*seen.once, name))
            # Those that belong to the conversation as a whole count on the day when it began, so that of a day's conversations all is told.
            tallies.append(Tally(kind, *(now if kind == "unmet" else began), what, channel, seen.goal, seen.field))
    return Seen() if answer.forgotten else seen, sorted(tallies)


def _outcome(answer: Answer) -> str:
    if answer.failed:
        return "failed"
    if answer.fallback:
        return "not_understood"
    return "answered" if answer.replies else "passed_on"


def _once(seen: Seen, answer: Answer) -> Iterator[tuple[Kind, str]]:
    yield "stage", "begun"
    if seen.goal:
        yield "goal", seen.goal
    if seen.field:
        yield "field", seen.field
    for reply in answer.replies:
        if stage := STAGE_OF_CARD.get(str((reply.custom or {}).get("type"))):
            yield from (("stage", passed) for passed in STAGES[: STAGES.index(stage) + 1])
    for skill in answer.counted.unmet:
        yield "unmet", skill


def of_thumb(channel: str, value: Thumb, replied: datetime) -> Tally:
    """Return what a thumb adds; it counts for the hour of the reply, so that a change of mind is taken from the same number."""
    return Tally("thumb", replied.date(), replied.hour, value, channel)
