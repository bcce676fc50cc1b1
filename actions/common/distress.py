"""A person in distress: a caring word, where to get help at once, a person; and nothing else until they come back to their plans."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions.common.turn import Turn
from knowledge.help_lines import help_lines

AT_HOME = re.compile(
    r"\b(?:hit|hits|hitting|beat|beats|beating|choke[ds]?|abus\w+|rap(?:e|ed|es)|molested|assaulted|violent|threatens?|hurts? me|hurting me)\b|\bsafe at home\b"
)
CARING = "caring"
"""Stands in ``said_counts`` from distress on, until plans are spoken of again."""
LITTLE = {
    "affirm",
    "deny",
    "skip",
    "thanks",
    "greet",
    "inform",
    "nlu_fallback",
    "hardship",
    "distress",
    "out_of_scope",
    "ask_why",
    "feedback_negative",
}
"""After distress, messages of these kinds that tell no fact are no wish to go on with plans."""


def tell_distress(turn: Turn) -> None:
    """Where to get help; whatever was being asked is let go."""
    lines = help_lines()
    first = lines["violence"] if AT_HOME.search(turn.text.casefold()) else lines["crisis"]
    turn.leave_form()
    turn.set("said_counts", {**(turn.get("said_counts") or {}), CARING: 1})
    turn.say("utter_distress", line=f"{first.how} ({first.name})", emergency=lines["emergency"].how)


def still_caring(turn: Turn) -> bool:
    """Right after distress an "ok" or "I don't know" gets a caring word, not the next question; False where there is nothing to care for."""
    if not (turn.get("said_counts") or {}).get(CARING):
        return False
    turn.leave_form()
    turn.say("utter_distress_after", line=help_lines()["crisis"].how)
    return True


def back_to_plans(turn: Turn, heard: Mapping[str, Any]) -> None:
    """Whoever tells a fact or asks something after distress goes on with plans."""
    counts = dict(turn.get("said_counts") or {})
    if counts.get(CARING) and (heard["slots"] or heard["new_goal"] or turn.intent not in LITTLE):
        turn.set("said_counts", {name: count for name, count in counts.items() if name != CARING})
