"""Offering a person where the rules say so (cases/settings.yml): a line and a button under the answer, never in its place."""

from __future__ import annotations

import re
from typing import Any

from actions.common.turn import AFTER, SURE_OF_KIND, Button, Turn
from cases.rules import Situation, reason_to_offer
from cases.settings import Reason, settings
from knowledge.settings import USD_PER

MISSES = (
    "utter_not_understood",
    "utter_question_not_understood",
    "utter_question_given_up",
    "utter_unknown_name",
    "utter_feedback_negative",
)
"""What is said, by the beginning of its name, where a turn was not understood or not liked."""
OF_ONESELF = re.compile(r"\bi(?:'?m| am|'?ve| have| had| said| meant| mean| want| need| work| live| never|'?d)\b", re.IGNORECASE)
"""Who changes the profile with such words puts right what they told; in "you list that as free, but it costs 49" nothing of the kind is said."""
TALK_TO_PERSON: Button = {"title": "Talk to a person", "payload": "/talk_to_advisor"}
SAID_ALREADY = re.compile(r"\b(?:a person (?:here|can)|an advisor|a human advisor)\b", re.IGNORECASE)


def offer(turn: Turn) -> None:
    """Count what went wrong in this turn, and offer a person where a rule holds and it has not been offered of late."""
    watch = dict(turn.get("watch") or {})
    _count_miss(turn, watch)
    reason = reason_to_offer(situation_of(turn, watch), settings())
    state = turn.get("handoff") or {}
    if reason and reason != "asked_for" and not state.get("stage") and not _is_waiting(turn) and _is_due(watch, reason, turn.number):
        watch["offered"] = {**(watch.get("offered") or {}), reason: turn.number}
        watch["latest"] = {"reason": reason, "turn": turn.number, "words": turn.text[:300]}
        told = turn.dispatcher.messages[-1]["text"]
        line = "" if SAID_ALREADY.search(told) else turn.words(f"utter_offer_{reason}").text
        turn.add(line, [TALK_TO_PERSON])
    if watch != (turn.get("watch") or {}):
        turn.set("watch", watch)


def _is_due(watch: dict[str, Any], reason: Reason, turns: int) -> bool:
    """Once a turn, and the same reason not again soon; who may be in danger is always shown the way to a person."""
    offered = watch.get("offered") or {}
    if reason == "distress":
        return bool(offered.get(reason) != turns)
    last = offered.get(reason)
    return turns not in offered.values() and (last is None or turns - last >= settings().offer.again_after_turns)


def _is_waiting(turn: Turn) -> bool:
    case_id = (turn.get("handoff") or {}).get("case")
    found = turn.tools.desk().of(turn.conversation) if case_id else None
    return bool(found and found.state == "waiting")


def _count_miss(turn: Turn, watch: dict[str, Any]) -> None:
    missed = any(name.startswith(MISSES) for name in turn.said) or settings().signs.hold("unhappy", turn.text)
    turns = turn.number
    if missed and watch.get("missed") != turns:
        watch["row"] = watch.get("row", 0) + 1 if watch.get("missed") == turns - 1 else 1
        watch["all"] = watch.get("all", 0) + 1
        watch["missed"] = turns


def situation_of(turn: Turn, watch: dict[str, Any]) -> Situation:
    """What this turn shows to the rules."""
    missed_now = bool(turn.number) and watch.get("missed") == turn.number
    return Situation(
        text=turn.text,
        intent=turn.intent,
        sure=turn.confidence >= SURE_OF_KIND,
        corrects=turn.intent == "undo"
        or bool(turn.heard.get("corrected"))
        or bool(turn.heard.get("changed") and OF_ONESELF.search(turn.text)),
        price=_price(turn),
        missed_in_a_row=watch.get("row", 0) if missed_now else 0,
        missed_in_all=watch.get("all", 0) if missed_now else 0,
    )


def _price(turn: Turn) -> float | None:
    """What the dearest credential named costs in dollars; None where none is named or nobody knows."""
    named = [found.id for mention in turn.tools.names.mentions(turn.text) for found in mention.readings("credential")] if turn.text else []
    credentials = [turn.catalogue.credentials[key] for key in named if key in turn.catalogue.credentials]
    known = [one.cost_total * USD_PER.get(one.cost.currency, 1) for one in credentials if one.cost_total is not None]
    return max(known, default=None)


AFTER.append(offer)
