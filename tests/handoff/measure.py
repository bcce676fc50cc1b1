"""Measures the offers on turns.yml with a running assistant: ``python -m tests.handoff.measure`` prints what was missed and what was too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.support.assistant import TODAY, RunningAssistant, running_assistant

FILE = Path(__file__).with_name("turns.yml")


@dataclass(frozen=True)
class Turn:
    """A turn in its context; ``why`` is the reason to offer a person, none where there is no reason."""

    say: str
    after: tuple[str, ...] = ()
    why: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What the assistant did: the reason that it offered or took the request for, none where it did neither."""

    turn: Turn
    reason: str | None


def turns() -> list[Turn]:
    """All turns of the set."""
    told = yaml.safe_load(FILE.read_text("utf-8"))
    return [Turn(one["say"], tuple(one.get("after", ())), one.get("why")) for one in (*told["escalate"], *told["stay"])]


def outcomes(assistant: RunningAssistant, wanted: Iterable[Turn]) -> Iterator[Outcome]:
    """Hold each conversation, and see what its last turn did."""
    for turn in wanted:
        talk = assistant.conversation()
        for text in (*turn.after, turn.say):
            talk.say(text)
        yield Outcome(turn, _reason(talk.slots))


def _reason(slots: dict[str, object]) -> str | None:
    heard, watch = slots.get("heard") or {}, slots.get("watch") or {}
    assert isinstance(heard, dict)
    assert isinstance(watch, dict)
    if (heard.get("handoff") or {}).get("kind") == "ask":
        return "asked_for"
    latest = watch.get("latest") or {}
    return str(latest["reason"]) if latest and latest["turn"] == heard.get("turn") else None


@dataclass(frozen=True)
class Measure:
    """Recall over the turns that need a person, and the share of false alarms among those that need none."""

    recall: float
    false_alarms: float
    missed: tuple[Outcome, ...]
    too_much: tuple[Outcome, ...]
    other_reason: tuple[Outcome, ...]


def measure(found: Iterable[Outcome]) -> Measure:
    """Count."""
    found = list(found)
    needed, not_needed = [one for one in found if one.turn.why], [one for one in found if not one.turn.why]
    missed, too_much = tuple(one for one in needed if not one.reason), tuple(one for one in not_needed if one.reason)
    other = tuple(one for one in needed if one.reason and one.reason != one.turn.why)
    return Measure(1 - len(missed) / len(needed), len(too_much) / len(not_needed), missed, too_much, other)


if __name__ == "__main__":
    with running_assistant(CREDWISE_TODAY=TODAY) as running:
        result = measure(outcomes(running, turns()))
    print(f"recall {result.recall:.3f}, false alarms {result.false_alarms:.3f}")
    for title, which in (("missed", result.missed), ("too much", result.too_much), ("another reason", result.other_reason)):
        for one in which:
            print(f"{title}: {one.turn.say!r} after {list(one.turn.after)}: wanted {one.turn.why}, was {one.reason}")
