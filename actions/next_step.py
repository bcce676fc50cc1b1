"""What comes next after facts: a new shortlist, the goal's question, or the goal itself."""

from __future__ import annotations

import re

from actions.common.asking import ask_amount, not_understood, tell_unknown_name, wanted_name
from actions.common.in_context import loosened
from actions.common.profile import LABELS, NUMBER_SLOTS, Change, in_words, likely_goal
from actions.common.shortlist import show_shortlist
from actions.common.turn import Turn
from actions.goals import acknowledgement, ask_which_name, count_asked, known_already, open_ambiguity, suggestions, times_asked
from actions.profile import confirms_deletion, delete_everything, show_profile
from actions.understanding import keep, remember, state_of

ASKS_ABOUT = re.compile(r"\b(?:what|how) about\b|\bworth\b|\bheard of\b|\?\s*$")
CLOSES = re.compile(
    r"\b(?:that'?s|thats|that is|that will be|that'll be) (?:all|it|everything|enough)\b|\b(?:i'?m|we'?re) (?:done|good|all set)\b|\bnothing else\b"
)
"""Who ends the talk takes nothing over."""
MOST_GOAL_QUESTIONS = 2
LAST_RESORT = "exploration"
ASSENT = {"affirm", "deny", "thanks"}


def go_on(turn: Turn) -> None:
    """Take what was said and do the next sensible thing: a new shortlist, the goal's question, or the goal itself."""
    if confirms_deletion(turn):
        return delete_everything(turn)
    if turn.get("confirming"):
        turn.set("confirming", None)
        turn.say("utter_delete_kept")
        return turn.go_on_with(f"{turn.get('goal')}_form") if turn.get("goal") and not turn.get("receipt") else None
    if turn.heard.get("goes_on"):
        return resume(turn)
    if turn.heard.get("which"):
        return show_profile(turn, "utter_which_is_wrong")
    nothing_heard = not turn.heard.get("slots") and not turn.heard.get("ambiguous")
    if turn.intent == "affirm" and turn.get("supposed") and not turn.heard.get("slots") and not CLOSES.search(turn.text.casefold()):
        return take_supposition(turn)
    if turn.get("supposed"):
        turn.set("supposed", None)
        if turn.intent == "deny" and nothing_heard and turn.get("receipt"):
            return show_shortlist(turn, lead=turn.words("utter_supposition_left").text)
    if nothing_heard and ASKS_ABOUT.search(turn.text.casefold()) and tell_unknown_name(turn):
        return None
    lead = acknowledgement(turn)
    if (ambiguous := open_ambiguity(turn)) and ambiguous["candidates"]:
        return ask_which_name(turn, ambiguous, lead)
    if turn.heard.get("readings"):
        return ask_amount(turn, lead)
    if asks := turn.heard.get("asks"):
        return ask_anew(turn, asks, lead)
    if slot := loosened(turn):
        return loosen(turn, slot, lead)
    if not turn.get("goal"):
        return find_goal(turn, lead)
    if not turn.get("receipt") or turn.heard.get("new_goal"):
        return turn.go_on_with(f"{turn.get('goal')}_form")
    if turn.heard.get("changed"):
        return show_shortlist(turn, lead=lead)
    return nothing_new(turn, lead)


def ask_anew(turn: Turn, slot: str, lead: str) -> None:
    """Something is wrong, and the user did not say what is right: ask for it; a form asks by itself."""
    if slot == "goal":
        turn.leave_form()
        count_asked(turn, "goal")
        return turn.say("utter_ask_goal", lead=lead or turn.words("utter_removed", what="the goal").text)
    if turn.get("goal") and not turn.get("receipt"):
        return turn.go_on_with(f"{turn.get('goal')}_form")
    turn.set("asked_anew", slot)
    if slot in NUMBER_SLOTS:
        turn.set("last_number", slot)
    return turn.say(f"utter_ask_{slot}", lead=lead, buttons=suggestions(turn, slot))


def resume(turn: Turn) -> None:
    """Go on where the conversation was left: with its list, its question, or the question what it is to be for."""
    if turn.get("receipt"):
        return show_shortlist(turn, whole=True)
    if turn.get("goal"):
        return turn.go_on_with(f"{turn.get('goal')}_form")
    return find_goal(turn, "")


def find_goal(turn: Turn, lead: str) -> None:
    """Take the goal that the facts point to, ask for it where they leave it open, and after that choose the likeliest."""
    words = " ".join([*(turn.get("profile_words") or {}).values(), turn.text])
    likely, plain = likely_goal(turn.slots, turn.catalogue, words)
    asked = times_asked(turn, "goal")
    if plain or asked >= (1 if likely else MOST_GOAL_QUESTIONS):
        before = state_of(turn)
        turn.set("goal", likely or LAST_RESORT)
        turn.set("goal_guessed", True)
        remember(turn, before, same_message=bool(turn.heard.get("changed")))
        turn.set("heard", {**turn.heard, "goal": turn.get("goal")})  # told by the question or the shortlist that follows
        return turn.go_on_with(f"{turn.get('goal')}_form")
    count_asked(turn, "goal")
    return turn.say("utter_ask_goal", lead=lead)


def loosen(turn: Turn, slot: str, lead: str) -> None:
    """ "Longer is fine": how far the limit may go is asked; a list narrowed by "shorter" is shown whole again."""
    if turn.get(slot) is not None:
        turn.set("last_number", slot)
        return turn.say(f"utter_ask_{slot}", lead=lead)
    if slot in (turn.get("narrowed") or {}):
        return show_shortlist(turn, lead=lead, whole=True)
    return turn.say("utter_not_limited", lead=lead, what=LABELS[slot].lower())


def nothing_new(turn: Turn, lead: str) -> None:
    """Nothing has changed: say what is known already, or own up to not having understood."""
    known = known_already(turn)
    if known or (turn.intent in ASSENT and not turn.heard.get("unknown")):
        return turn.say("utter_shortlist_next" if turn.shown else "utter_no_more_options", lead=f"{lead} {known}")
    if turn.intent == "skip":
        return turn.say("utter_nothing_to_skip", lead=lead)
    if name := "" if lead else wanted_name(turn.text):
        lead = turn.words("utter_unknown_name", name=name).text
    return not_understood(turn, lead)


def take_supposition(turn: Turn) -> None:
    """ "Yes, do that" after a what-if: what was supposed becomes the profile."""
    supposed, before = turn.get("supposed"), state_of(turn)
    keep(turn, [Change(item["slot"], turn.get(item["slot"]), item["value"], item["quote"]) for item in supposed])
    remember(turn, before)
    turn.set("supposed", None)
    turn.leave_form()  # the list is there; what was being asked can wait
    told = [
        f"{LABELS[item['slot']].lower()}: {in_words(item['slot'], item['value'])}" for item in supposed if item["value"] not in (None, [])
    ]
    show_shortlist(turn, lead=turn.words("utter_acknowledge", facts="; ".join(told)).text if told else "")
