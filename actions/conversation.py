"""Everything that keeps a conversation going: facts outside of a form, small talk, and what was not understood."""

from __future__ import annotations

import re

from actions.common import wording
from actions.common.asking import not_understood, tell_unknown_name
from actions.common.aspects import tell_briefly
from actions.common.coming_back import asks_where_it_stands, is_known, welcome_back
from actions.common.distress import is_heavy, still_caring, tell_distress, tell_heavy_hardship
from actions.common.in_context import loosened
from actions.common.references import PRONOUN, references
from actions.common.scope import decline
from actions.common.turn import RETURNED, SURE_OF_KIND, Turn, TurnAction
from actions.evaluation import EvaluateCredential
from actions.goals import MOST_QUESTIONS, acknowledgement
from actions.next_step import ASKS_ABOUT, go_on
from actions.options import A_QUESTION, Details
from actions.profile import confirms_deletion
from actions.questions import answered, owned_up

SMALL_TALK = {
    "greet": "utter_greet",
    "goodbye": "utter_goodbye",
    "thanks": "utter_thanks",
    "ask_capabilities": "utter_capabilities",
    "bot_challenge": "utter_bot_challenge",
    "feedback_positive": "utter_feedback_positive",
    "feedback_negative": "utter_feedback_negative",
    "hardship": "utter_hardship",
    "abuse": "utter_abuse",
}
ENDS_QUESTIONS = {"goodbye"}


class Continue(TurnAction):
    """Facts, corrections, a yes or a no, outside of any question."""

    def name(self) -> str:
        return "action_continue"

    def take(self, turn: Turn) -> None:
        if still_caring(turn):
            return
        heard = any(turn.heard.get(what) for what in ("slots", "corrected", "goes_on"))
        unanswered = heard or turn.intent in ("affirm", "deny") or not answered(turn)
        if unanswered and not missed_answer(turn):
            go_on(turn)


def missed_answer(turn: Turn) -> bool:
    """Whether a form waits for an answer, and this message was left to other actions as a question that none of them can answer: it asks again."""
    if turn.is_fresh or not turn.get("requested_slot") or turn.heard.get("slots"):
        return False
    turn.set("heard", {**turn.heard, "missed": True})
    return True


class SmallTalk(TurnAction):
    """Greetings, thanks and the like: the intent decides what is said."""

    answers = "greet"

    def name(self) -> str:
        return "action_small_talk"

    def take(self, turn: Turn) -> None:
        if turn.intent in TAKEN_FOR_SMALL_TALK and (answered(turn) or owned_up(turn)):
            return None
        if turn.intent == "distress":
            tell_distress(turn)
        elif is_heavy(turn):
            tell_heavy_hardship(turn)
        elif still_caring(turn):
            return None
        elif turn.intent == "hardship" and turn.confidence < SURE_OF_KIND and turn.heard.get("slots"):
            if not turn.get("requested_slot") and HIT_HARD.search(turn.text.casefold()):
                turn.say("utter_hardship_brief")
            go_on(turn)  # "I have no job" tells a fact first of all
        elif turn.intent == "other_language":
            response = f"utter_other_language_{turn.entity('language')}"
            turn.say(response if wording.has(response) else "utter_other_language_en")
        elif turn.intent == "greet" and (turn.get("came_back") == RETURNED or asks_where_it_stands(turn)):
            welcome_back(turn)
        elif turn.intent == "greet" and is_known(turn):
            turn.say("utter_greet_again")
        elif turn.intent in SMALL_TALK:
            turn.say(SMALL_TALK[turn.intent])
            if turn.intent in ENDS_QUESTIONS:
                turn.leave_form()
        else:
            turn.say("utter_not_understood")
            turn.mark("fallback")
        return None


HIT_HARD = re.compile(
    r"\b(?:laid (?:me |us )?off|fired|let (?:me )?go|lost my|shut (?:down|us)|closed (?:down|on us)|evict\w*|divorc\w*|can'?t (?:pay|afford) (?:the )?(?:rent|bills|mortgage|food)|nobody (?:hires|calls|answers|wants))\b"
)
TAKEN_FOR_SMALL_TALK = {"ask_capabilities", "bot_challenge"}
"""Questions about an option sound like questions about the assistant at times."""


class AskWhy(TurnAction):
    """ "Why do you ask?": what the answer would change."""

    def name(self) -> str:
        return "action_ask_why"

    def take(self, turn: Turn) -> None:
        asked = turn.get("requested_slot")
        if not asked and answered(turn):
            return None
        specific = f"utter_ask_why_{asked}"
        return turn.say(specific if asked and wording.has(specific) else "utter_ask_why_default")


class AskProgress(TurnAction):
    """ "How long will this take?": what is still to come."""

    def name(self) -> str:
        return "action_ask_progress"

    def take(self, turn: Turn) -> None:
        if answered(turn):
            return None
        if loosened(turn):
            return go_on(turn)
        if in_focus(turn) and not turn.get("requested_slot"):
            return Details().take(turn)
        if turn.get("requested_slot"):
            left = max(1, MOST_QUESTIONS - len(turn.get("ask_counts") or ()) + 1)
            return turn.say("utter_progress_asking", left=str(left))
        return turn.say("utter_progress_done" if turn.shown else "utter_progress_start")


class OutOfScope(TurnAction):
    """Declines what lies outside, and says what can be done instead."""

    def name(self) -> str:
        return "action_out_of_scope"

    def take(self, turn: Turn) -> None:
        if still_caring(turn) or answered(turn) or owned_up(turn):
            return
        if turn.confidence < SURE_TO_LIE_OUTSIDE and _is_noise(turn):
            not_understood(turn)
        else:
            decline(turn)


SURE_TO_LIE_OUTSIDE = 0.5
MOSTLY = 0.5


def _is_noise(turn: Turn) -> bool:
    """Whether hardly a word of the message is English: then it lies nowhere."""
    words = re.findall(r"[a-z]+", turn.text.casefold())
    known = sum(turn.names.lexicon.is_english(word) for word in words)
    return not words or known < MOSTLY * len(words)


class NotUnderstood(TurnAction):
    """First what was heard counts; then the likeliest readings as buttons; then other words; then a person."""

    answers = "nlu_fallback"

    def name(self) -> str:
        return "action_not_understood"

    def take(self, turn: Turn) -> None:
        said_something = any(turn.heard.get(what) for what in ("slots", "ambiguous", "new_goal", "corrected", "goes_on"))
        if still_caring(turn):
            return None
        if said_something or confirms_deletion(turn):
            return go_on(turn)
        if answered(turn):
            return None
        if turn.heard.get("readings") or loosened(turn):
            return go_on(turn)
        if owned_up(turn) or (ASKS_ABOUT.search(turn.text.casefold()) and tell_unknown_name(turn)):
            return None
        if _tell_of_named(turn) or missed_answer(turn):
            return None
        return not_understood(turn, acknowledgement(turn))


def in_focus(turn: Turn) -> bool:
    """Whether "it" in the message can only be the credential last talked about."""
    return turn.get("focus") in turn.catalogue.credentials and bool(PRONOUN.search(turn.text.casefold()))


def _tell_of_named(turn: Turn) -> bool:
    """A question that is not understood, about a credential that is: a verdict on what is named, the main facts of what is pointed at."""
    keys = references(turn, default_focus=False).ids
    if len(keys) != 1 or not A_QUESTION.search(turn.text.casefold()):
        return False
    if keys[0] in turn.listed:
        turn.set("focus", keys[0])
        tell_briefly(turn, turn.catalogue.credentials[keys[0]], turn.words("utter_detail_unsure").text)
    else:
        EvaluateCredential().take(turn)
    return True


class DefaultFallback(NotUnderstood):
    """What Rasa does when no rule fits; ours keeps the slots instead of taking the turn back."""

    def name(self) -> str:
        return "action_default_fallback"
