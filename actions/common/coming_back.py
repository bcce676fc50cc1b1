"""Coming back after hours or days: where things stood, and going on from there."""

from __future__ import annotations

import re

from actions.common.jobs import told_back
from actions.common.profile import GOAL_WORDS, LABELS, PROFILE_SLOTS
from actions.common.turn import Button, Turn

OFFERED = "offered"
"""The value of ``came_back`` while the offer to go on waits for its answer: the very next message."""
MOST_TOLD = 4
GOES_ON = re.compile(
    r"\W*(?:(?:yes|yeah|ok|okay|sure|please|let'?s|lets|we can|i want to|i'?d like to)\W+)*"
    r"(?:go on|continue|carry on|keep going|resume|proceed|pick (?:it |this )?up(?: again)?|(?:start |go on |continue )?where (?:we|i) (?:left off|stopped|were))"
    r"(?: (?:with|from) (?:that|there|it|this|before|where we (?:left off|stopped|were)))?(?: please)?\W*"
)
WHERE = re.compile(
    r"\W*(?:(?:so|ok|okay|hi|hey|hello|wait|now|remind me|tell me)\W+)*where (?:was i|were we|did (?:i|we) (?:stop|leave (?:off|it))|i was|we were|do (?:i|we|things) stand)(?: (?:again|now|last time|before|with this|at))*\W*"
)
BUTTONS: list[Button] = [
    {"title": "Go on", "payload": "go on"},
    {"title": "Start anew", "payload": "/start_over"},
    {"title": "What you know about me", "payload": "/show_profile"},
]


def is_known(turn: Turn) -> bool:
    """Whether anything is known about the user."""
    return any(turn.get(slot) not in (None, []) for slot in ("goal", *PROFILE_SLOTS))


def asks_where_it_stands(turn: Turn) -> bool:
    """Whether the message asks where things stood, of somebody who has told something."""
    return bool(WHERE.fullmatch(turn.text.casefold())) and is_known(turn)


def goes_on_from_before(turn: Turn) -> bool:
    """Whether the message takes up the offer to go on where things stood."""
    offered = turn.get("came_back") == OFFERED
    return offered and (turn.intent == "affirm" or bool(GOES_ON.fullmatch(turn.text.casefold())))


def welcome_back(turn: Turn) -> None:
    """Tell where things stood, and offer to go on or to start anew."""
    turn.set("came_back", OFFERED)
    told = [slot for slot in PROFILE_SLOTS if turn.get(slot) not in (None, [])]
    facts = "; ".join(f"{LABELS[slot].lower()}: {told_back(turn, slot, turn.get(slot))}" for slot in told[:MOST_TOLD])
    if len(told) > MOST_TOLD:
        facts = f"{facts}; and {len(told) - MOST_TOLD} more"
    goal = turn.get("goal")
    stood = [
        turn.words("utter_stood_goal", goal=GOAL_WORDS[goal]).text if goal else "",
        turn.words("utter_stood_facts", facts=facts).text if facts else "",
        _left_open(turn),
    ]
    turn.say("utter_welcome_back", stood=" ".join(filter(None, stood)), buttons=BUTTONS)


def _left_open(turn: Turn) -> str:
    """The list shown last, or the question that waits for an answer."""
    if turn.shown:
        first = turn.catalogue.credentials[turn.shown[0]].name
        return turn.words("utter_stood_list", first=first).text
    if turn.get("receipt"):
        return turn.words("utter_stood_list_empty").text
    asked = turn.get("requested_slot")
    return turn.words("utter_stood_question", what=LABELS[asked].lower()).text if asked in LABELS else ""
