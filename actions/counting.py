"""What the gateway may count of a turn: the goal, the field, and skills that are wanted and that nothing good was found for.

Only names that the catalogue has are told, never words of the user's; the gateway counts each once a conversation (bot/gateway/conversations/tally.py).
"""

from __future__ import annotations

from actions.common.turn import AFTER, Turn
from knowledge.recognition.case import Case

COUNTED = "counted"


def tell_what_counts(turn: Turn) -> None:
    """Put it beside what was said last, where users don't see it."""
    case = Case(turn.profile, turn.catalogue, turn.today)
    told = {
        "goal": turn.get("goal"),
        "field": case.field.name if case.field else None,
        "unmet": sorted(_unmet(turn)),
    }
    if known := {name: value for name, value in told.items() if value}:
        turn.mark(COUNTED, known)


def _unmet(turn: Turn) -> set[str]:
    """The skills that a card shown now leaves open: those asked for that no option teaches, those of a posting that nothing closes."""
    unmet: set[str] = set()
    for card in filter(None, (message.get("custom") for message in turn.dispatcher.messages)):
        if card["type"] == "options":
            unmet |= set(turn.profile.target_skills) - {skill for option in card["options"] for skill in option["skills"]}
        elif card["type"] == "posting":
            closed = {skill for best in card["best"] for skill in best["cover"]["skills"]}
            unmet |= {skill["name"] for skill in card["skills"] if not skill["covered"]} - closed
    return unmet & turn.catalogue.skills.keys()


AFTER.append(tell_what_counts)
