""" "What does that mean?": a word in the message, in what was just shown, or the question itself; each is explained in domain.yml."""

from __future__ import annotations

import re

from actions.common import wording
from actions.common.turn import Turn

TERMS: dict[str, str] = {
    "micro_credential": r"micro-?\s?credentials?",
    "industry_certification": r"industry certifications?|certifications?|certified",
    "professional_certificate": r"professional certificates?|certificates?",
    "licence": r"licen[sc]es?|licensed|licensure",
    "badge": r"(?:digital )?badges?",
    "proctored": r"proctor\w*",
    "prerequisite": r"pre-?requisites?|prereqs?",
    "stack": r"stack(?:s|able|ability|ing)?(?: into)?|stacks?",
    "portfolio": r"portfolios?",
    "accredited": r"accredit\w+",
    "renewal": r"renew\w*|recertif\w+",
    "continuing_education": r"ceus?|continuing education|cpes?|pdus?",
    "hybrid": r"hybrid|a mix",
    "self_paced": r"self[- ]paced",
    "level": r"entry[- ]level|entry level|intermediate|advanced level",
    "receipt": r"receipts?",
    "recognition": r"recogni[sz]\w+|on record",
    "not_verified": r"not verified|unverified",
    "credit": r"(?:college |academic )?credits?",
    "apprenticeship": r"apprenticeships?|journey(?:man|worker)",
    "issuer": r"issuers?|issued|issues it",
    "industry_body": r"industry bod(?:y|ies)",
    "vendor": r"vendors?",
    "bootcamp": r"boot ?camps?",
    "nanodegree": r"nano ?degrees?",
    "postings": r"postings?",
    "skill_gap": r"skills? gap",
    "current": r"(?:show )?i'?m current|currency",
    "exam_fee": r"exam fees?",
    "shortlist": r"shortlists?",
    "credential": r"credentials?",
}
"""Term -> how it is written. The narrower ones come first."""
_WORDS = {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in TERMS.items()}
_ASKS = re.compile(
    r"\bwhat(?:'?s| is| are| does| do| did)? (?:you |u |it |that |this |the |an? )?(?:\S+ ){0,5}(?:mean|means|meaning|stand for|stands for)\b|\bmeaning of\b|\bdefine\b|\bdefinition\b"
    r"|\bwhy\b[^?.!]*\b(?:not verified|unverified)\b|\bwhat do(?:es)? (?:you|u) mean\b|\bwhat (?:you |u )?mean (?:by|with)\b|\b(?:explain|clarify) (?:that|this|the word|the term|the question|what)\b|\bwhat is mean(?:t|ing)?\b"
    r"|\bi (?:don'?t|do not|dont|didn'?t) (?:understand|get|follow) (?:the|your|that|this|what)\b(?: (?:question|word|term|part|bit|mean\w*))?|^\W*(?:meaning|come again|huh|sorry what|what)\W*\?*\W*$"
    r"|\bwhat(?:'?s| is| are|s) (?:an? |the )?(?P<bare>[\w -]{3,28})\W*\?*\W*$"
)
ANSWERED_AT_LENGTH = {
    "micro_credential",
    "credential",
    "professional_certificate",
    "industry_certification",
    "badge",
    "apprenticeship",
    "nanodegree",
}
""" "What's a micro-credential?" is a frequent question with a longer answer, but in the middle of another question a line will do."""
_BESIDE_TERM = {"", "exam", "test", "course", "program", "learning", "thing", "even", "exactly", "here"}
_SHORT = 14
"""Words; what is longer tells a story or puts a question of its own."""


def tell_meaning(turn: Turn) -> bool:
    """Explain the word that is asked about; without one, the question that is open, else a word just shown. False where no meaning is asked for."""
    text = turn.text.casefold().replace("’", "'")
    found = _ASKS.search(text)
    if not found or len(text.split()) > _SHORT:
        return False
    named = _term_in(text)
    if not named and any(mention.readings("issuer", "credential", "employer") for mention in turn.names.mentions(turn.text)):
        return False  # "what does CompTIA stand for" asks about that name
    if found["bare"] and (
        not named or not _is_term(found["bare"], named) or (named in ANSWERED_AT_LENGTH and not turn.get("requested_slot"))
    ):
        return False
    asked = f"utter_meant_{turn.get('requested_slot')}"
    if named:
        turn.say(f"utter_term_{named}")
    elif turn.get("requested_slot") and wording.has(asked):
        turn.say(asked)
    elif shown := _term_in(_said_last(turn).casefold()):
        turn.say(f"utter_term_{shown}")
    else:
        return False
    return True


def _is_term(words: str, name: str) -> bool:
    """Whether words are a term and hardly more: "the CompTIA certification" is a name."""
    return set(_WORDS[name].sub(" ", words).split()) <= _BESIDE_TERM


def _term_in(text: str) -> str | None:
    return next((name for name, pattern in _WORDS.items() if pattern.search(text)), None)


def _said_last(turn: Turn) -> str:
    """The texts of the assistant's last turn."""
    texts: list[str] = []
    for event in reversed(turn.tracker.events):
        if event.get("event") == "bot":
            texts.append(event.get("text") or "")
        elif event.get("event") == "user" and texts:
            break
    return " ".join(texts)
