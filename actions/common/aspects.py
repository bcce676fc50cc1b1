"""A short question about one side of a credential ("how long is it valid?") gets a short answer, with its source."""

from __future__ import annotations

import re
from collections.abc import Callable

from actions.common.turn import Turn
from bot.cards import phrases
from bot.cards.build import credential_card, validity
from knowledge.model import Credential
from knowledge.recognition.background import Background
from knowledge.recognition.index import Index
from knowledge.recognition.prerequisites import told

LONGEST_QUESTION = 14
"""Words; a longer message asks for more than one thing."""


def tell_aspect(turn: Turn, credential: Credential) -> bool:
    """Answer the one thing that is asked; False where the message asks for the whole, or nothing is on record."""
    text = turn.text.casefold()
    if len(text.split()) > LONGEST_QUESTION or THE_WHOLE.search(text):
        return False
    asked = [tell for pattern, tell in ASPECTS if pattern.search(text)]
    return len(asked) == 1 and asked[0](turn, credential)


def _cited(credential: Credential, group: str) -> str:
    source = credential.source_of(group)
    return f"Source: {source.title}, {source.as_of.isoformat()}." if source else "Not verified in a source."


def _validity(turn: Turn, credential: Credential) -> bool:
    valid = validity(credential)
    if valid is None:
        return False
    renewal = f"Renewal: {credential.renewal}." if credential.renewal else ""
    turn.say("utter_detail_validity", title=credential.name, validity=valid, renewal=renewal, source=_cited(credential, "validity"))
    return True


def _cost(turn: Turn, credential: Credential) -> bool:
    card = credential_card(credential, (), ())
    parts = phrases.cost_parts(card)
    if not parts:
        return False
    turn.say("utter_detail_cost", title=credential.name, cost=phrases.cost(card), parts=f" ({parts})", source=_cited(credential, "cost"))
    return True


def _duration(turn: Turn, credential: Credential) -> bool:
    if credential.weeks is None and credential.hours is None:
        return False
    time = phrases.duration(credential_card(credential, (), ()))
    turn.say("utter_detail_duration", title=credential.name, time=time, source=_cited(credential, "duration"))
    return True


def _prerequisites(turn: Turn, credential: Credential) -> bool:
    background = Background(turn.profile, Index.of(turn.catalogue))
    needs = [told(need, background) + (" (recommended)" if need.need == "recommended" else "") for need in credential.prerequisites]
    if not needs:
        return False
    turn.say("utter_detail_prerequisites", title=credential.name, needs="; ".join(needs), source=_cited(credential, "prerequisites"))
    return True


def _assessment(turn: Turn, credential: Credential) -> bool:
    how = ", ".join(map(phrases.words, credential.assessment))
    if how:
        turn.say("utter_detail_assessment", title=credential.name, how=how, source=_cited(credential, "assessment"))
    return bool(how)


def _delivery(turn: Turn, credential: Credential) -> bool:
    how = " or ".join(map(phrases.words, credential.delivery))
    if how:
        turn.say("utter_detail_delivery", title=credential.name, how=how, source=_cited(credential, "delivery"))
    return bool(how)


THE_WHOLE = re.compile(r"\b(?:more|about|details?|everything)\b")
ASPECTS: tuple[tuple[re.Pattern[str], Callable[[Turn, Credential], bool]], ...] = (
    (re.compile(r"\b(?:expires?|valid|renew\w*|recertif\w*|lasts?|keep it up)\b"), _validity),
    (re.compile(r"\b(?:costs?|price\w*|how much|fees?|expensive|pay)\b"), _cost),
    (re.compile(r"\b(?:how long (?:does|is|will|would|do)|how many (?:weeks|hours|months)|duration|takes?)\b(?!.*\bvalid)"), _duration),
    (re.compile(r"\b(?:prerequisites?|requirements?|need (?:to|before|first|any)|eligib\w*|qualify)\b"), _prerequisites),
    (re.compile(r"\b(?:exam|test|assess\w*|project|graded)\b"), _assessment),
    (re.compile(r"\b(?:online|in person|on site|remote|classroom)\b"), _delivery),
)
