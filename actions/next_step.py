"""What comes next after facts: a new shortlist, the goal's question, or the goal itself."""

from __future__ import annotations

import re

from actions.common.asking import tell_unknown_name
from actions.common.profile import LABELS, Change, in_words
from actions.common.shortlist import show_shortlist
from actions.common.turn import Turn
from actions.goals import acknowledgement, open_ambiguity
from actions.understanding import keep

ASKS_ABOUT = re.compile(r"\b(?:what|how) about\b|\bworth\b|\bheard of\b|\?\s*$")


def go_on(turn: Turn) -> None:
    """Take what was said and do the next sensible thing: a new shortlist, the goal's question, or the goal itself."""
    if turn.intent == "affirm" and turn.get("supposed") and not turn.heard.get("slots"):
        return take_supposition(turn)
    if (
        not turn.heard.get("slots")
        and not turn.heard.get("ambiguous")
        and ASKS_ABOUT.search(turn.text.casefold())
        and tell_unknown_name(turn)
    ):
        return None
    lead = acknowledgement(turn)
    ambiguous = open_ambiguity(turn)
    if ambiguous and ambiguous["candidates"]:
        buttons = [{"title": name[:40], "payload": name} for name in ambiguous["candidates"]]
        turn.say("utter_ask_ambiguous", quote=ambiguous["quote"], lead=lead, buttons=buttons)
    elif not turn.get("goal"):
        turn.say("utter_ask_goal", lead=lead)
    elif not turn.get("receipt"):
        turn.go_on_with(f"{turn.get('goal')}_form")
    elif turn.heard.get("changed"):
        show_shortlist(turn, lead=lead)
    elif turn.intent == "skip":
        turn.say("utter_nothing_to_skip", lead=lead)
    else:
        turn.say("utter_shortlist_next" if turn.shown else "utter_no_more_options", lead=lead)


def take_supposition(turn: Turn) -> None:
    """ "Yes, do that" after a what-if: what was supposed becomes the profile."""
    supposed = turn.get("supposed")
    keep(turn, [Change(item["slot"], turn.get(item["slot"]), item["value"], item["quote"]) for item in supposed])
    turn.set("supposed", None)
    told = [
        f"{LABELS[item['slot']].lower()}: {in_words(item['slot'], item['value'])}" for item in supposed if item["value"] not in (None, [])
    ]
    show_shortlist(turn, lead=turn.words("utter_acknowledge", facts="; ".join(told)).text if told else "")
