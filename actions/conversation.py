"""Everything that keeps a conversation going: facts outside of a form, small talk, and what was not understood."""

from __future__ import annotations

import re

from actions.common import wording
from actions.common.asking import tell_unknown_name
from actions.common.references import PRONOUN
from actions.common.turn import Button, Turn, TurnAction
from actions.goals import MOST_QUESTIONS
from actions.next_step import ASKS_ABOUT, go_on
from actions.options import Details

SMALL_TALK = {
    "greet": "utter_greet",
    "goodbye": "utter_goodbye",
    "thanks": "utter_thanks",
    "ask_capabilities": "utter_capabilities",
    "bot_challenge": "utter_bot_challenge",
    "feedback_positive": "utter_feedback_positive",
    "feedback_negative": "utter_feedback_negative",
    "distress": "utter_distress",
    "abuse": "utter_abuse",
}
ENDS_QUESTIONS = {"goodbye", "distress"}
READING_LABELS = {
    "goal_skill_gap": "Close a skill gap",
    "goal_currency": "Show I'm current",
    "goal_complement": "Add to my degree",
    "goal_exploration": "Explore a field",
    "goal_career_change": "Change career",
    "ask_capabilities": "What can you do?",
    "show_profile": "What you know about me",
    "show_more": "Show more options",
    "talk_to_advisor": "Talk to a person",
    "start_over": "Start over",
    "ask_progress": "How long this takes",
    "save_plan": "Save my plan",
    "delete_my_data": "Delete my data",
    "share_job_posting": "Compare with a posting",
}
LEAST_CREDIBLE_READING = 0.05


class Continue(TurnAction):
    """Facts, corrections, a yes or a no, outside of any question."""

    def name(self) -> str:
        return "action_continue"

    def take(self, turn: Turn) -> None:
        go_on(turn)


class SmallTalk(TurnAction):
    """Greetings, thanks and the like: the intent decides what is said."""

    def name(self) -> str:
        return "action_small_talk"

    def take(self, turn: Turn) -> None:
        if turn.intent == "other_language":
            turn.say(f"utter_other_language_{language_of(turn.text)}")
        elif turn.intent in SMALL_TALK:
            turn.say(SMALL_TALK[turn.intent])
            if turn.intent in ENDS_QUESTIONS:
                turn.leave_form()
        else:
            turn.say("utter_not_understood")


SCRIPTS = (("zh", "一", "鿿"), ("ar", "؀", "ۿ"), ("hi", "ऀ", "ॿ"))
MARKERS = {
    "es": "el la los las que de para por una un quiero necesito hola trabajo como cómo está estoy busco certificado gracias puedo usted español ¿ ñ".split(),
    "fr": "le les des je suis une pour bonjour avec est vous quel quelle voudrais cherche travail français merci c'est dans métier formation".split(),
    "de": "ich der die das und nicht ist ein eine für möchte suche hallo mit bitte danke deutsch weiterbildung zertifikat wie kann".split(),
    "pt": "o os uma um eu não para com você quero preciso olá trabalho obrigado português estou procuro certificado curso fazer".split(),
}


def language_of(text: str) -> str:
    """The language in which to say that only English works: by script, else by common words, else English."""
    for code, first, last in SCRIPTS:
        if any(first <= char <= last for char in text):
            return code
    words = re.findall(r"¿|[\w']+", text.casefold().replace("’", "'"))
    scores = {code: sum(word in markers for word in words) for code, markers in MARKERS.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] else "en"


class AskWhy(TurnAction):
    """ "Why do you ask?": what the answer would change."""

    def name(self) -> str:
        return "action_ask_why"

    def take(self, turn: Turn) -> None:
        asked = turn.get("requested_slot")
        specific = f"utter_ask_why_{asked}"
        turn.say(specific if asked and wording.has(specific) else "utter_ask_why_default")


class AskProgress(TurnAction):
    """ "How long will this take?": what is still to come."""

    def name(self) -> str:
        return "action_ask_progress"

    def take(self, turn: Turn) -> None:
        if turn.get("focus") and not turn.get("requested_slot") and PRONOUN.search(turn.text.casefold()):
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
        turn.say("utter_out_of_scope")


class NotUnderstood(TurnAction):
    """First what was heard counts; then the likeliest readings as buttons; then other words; then a person."""

    def name(self) -> str:
        return "action_not_understood"

    def take(self, turn: Turn) -> None:
        if turn.heard.get("slots") or turn.heard.get("ambiguous"):
            return go_on(turn)
        if ASKS_ABOUT.search(turn.text.casefold()) and tell_unknown_name(turn):
            return None
        readings = likely_readings(turn)
        counts = turn.get("said_counts") or {}
        if readings and counts.get("utter_not_understood_choices", 0) <= counts.get("utter_not_understood", 0):
            turn.say("utter_not_understood_choices", buttons=readings)
        else:
            turn.say("utter_not_understood")
        return None


class DefaultFallback(NotUnderstood):
    """What Rasa does when no rule fits; ours keeps the slots instead of taking the turn back."""

    def name(self) -> str:
        return "action_default_fallback"


def likely_readings(turn: Turn) -> list[Button]:
    """The two likeliest intents in human words, with a way out."""
    ranking = turn.tracker.latest_message.get("intent_ranking") or []
    likely = [item["name"] for item in ranking if item["name"] in READING_LABELS and item.get("confidence", 0) >= LEAST_CREDIBLE_READING][
        :2
    ]
    if not likely:
        return []
    return [{"title": READING_LABELS[name], "payload": f"/{name}"} for name in likely] + [
        {"title": "Talk to a person", "payload": "/talk_to_advisor"}
    ]
