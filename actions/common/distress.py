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


HEAVY = re.compile(
    r"\b(?:pointless|hopeless|worthless|no (?:point|hope|way out)|(?:don'?t|do not|can'?t|cannot|can not) (?:really )?(?:see|find) (?:the|a|any) (?:point|way out|hope|reason)"
    r"|(?:can'?t|cannot|can not) (?:sleep|eat|cope|go on|take (?:it|this)|stop crying)|what'?s the (?:point|use)|despair\w*|falling apart|hate myself|a burden|given? up on (?:life|everything|myself))\b"
)
"""What makes of hardship more than a matter of money and jobs."""
FEELS = re.compile(
    r"\b(?:i(?:'?m| am| feel|'?ve been feeling)|feel(?:ing)?) (?:\w+ ){0,3}(?:worthless|useless|hopeless|helpless|stupid|ashamed|alone|lonely|empty|numb|lost|scared|broken|tired|a failure|a burden|done|nothing)\b"
    r"|\b(?:not|n't|wont|dont|never) (?:\w+ ){0,3}(?:do|doing|try) (?:anything|something|nothing) (?:stupid|rash|bad|dumb|silly|crazy|to myself)\b"
    r"|\b(?:calling|call(?:ed)?|talk(?:ing|ed)? to|with) my (?:mom|mum|dad|mother|father|brother|sister|wife|husband|partner|friend|son|daughter|doctor|therapist)\b"
)
"""How somebody feels, said after distress: no wish to go on with plans."""
BETTER = re.compile(
    r"\W*(?:(?:hi|hey|hello|yes|yeah|no|ok|okay|thanks|thank you)\W+)*(?:i(?:'?m| am| feel|'?m feeling|'?m doing)|feeling|doing) (?:\w+ ){0,2}(?:better|ok|okay|fine|all ?right|safe|calmer)"
    r"(?: (?:now|today|again|thanks|thank you|than \w+))*\W*"
)
IN_WATCH = "distress"
"""Where ``watch`` keeps the words of distress, for as long as the conversation lasts."""


def plain_words(turn: Turn) -> str:
    """The message in lower case, with plain apostrophes."""
    return turn.text.casefold().replace("’", "'")


def note_distress(turn: Turn) -> None:
    """Keep for the hand-off that somebody was in distress; until they speak of plans again, nothing else is asked."""
    before = str((turn.get("watch") or {}).get(IN_WATCH) or "")
    words = "\n".join(filter(None, (before, turn.text)))
    turn.set("watch", {**(turn.get("watch") or {}), IN_WATCH: words[:500] or "distress"})
    turn.set("said_counts", {**(turn.get("said_counts") or {}), CARING: 1})
    turn.leave_form()


def words_of_distress(turn: Turn) -> str:
    """What was said in distress earlier in the conversation; empty where nothing was."""
    return str((turn.get("watch") or {}).get(IN_WATCH) or "")


def help_at_once(turn: Turn) -> str:
    """Where help is at any hour, in a sentence or two."""
    lines = help_lines()
    return turn.words("utter_help_at_once", line=lines["crisis"].how, emergency=lines["emergency"].how).text


def is_heavy(turn: Turn) -> bool:
    """Whether hardship is told in words of despair."""
    return turn.intent == "hardship" and bool(HEAVY.search(plain_words(turn)))


def tell_heavy_hardship(turn: Turn) -> None:
    """What is said of hardship, and where help is at any hour; no question until plans are spoken of again."""
    note_distress(turn)
    said = turn.words("utter_hardship")
    crisis = help_lines()["crisis"].how
    turn.tell(said.text if crisis in said.text else f"{said.text} {help_at_once(turn)}", list(said.buttons))


def still_feels(turn: Turn) -> bool:
    """Whether a message after distress tells how somebody feels, whatever it was taken for."""
    words = plain_words(turn)
    caring = bool((turn.get("said_counts") or {}).get(CARING))
    return "?" not in words and (
        (caring and bool(FEELS.search(words))) or (bool(words_of_distress(turn)) and bool(BETTER.fullmatch(words)))
    )


def tell_distress(turn: Turn) -> None:
    """Where to get help; whatever was being asked is let go."""
    lines = help_lines()
    first = lines["violence"] if AT_HOME.search(turn.text.casefold()) else lines["crisis"]
    note_distress(turn)
    turn.say("utter_distress", line=f"{first.how} ({first.name})", emergency=lines["emergency"].how)


def still_caring(turn: Turn) -> bool:
    """Right after distress an "ok" or "I don't know" gets a caring word, not the next question; False where there is nothing to care for."""
    if not (turn.get("said_counts") or {}).get(CARING) and not still_feels(turn):
        return False
    turn.leave_form()
    turn.say("utter_distress_after", line=help_lines()["crisis"].how)
    return True


def back_to_plans(turn: Turn, heard: Mapping[str, Any]) -> None:
    """Whoever tells a fact or asks something after distress goes on with plans."""
    counts = dict(turn.get("said_counts") or {})
    if counts.get(CARING) and (heard["slots"] or heard["new_goal"] or turn.intent not in LITTLE):
        turn.set("said_counts", {name: count for name, count in counts.items() if name != CARING})
