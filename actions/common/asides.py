"""Questions about nothing in the catalogue that people ask at any moment, whatever the message is taken for: pay, promises, records.

Each has its answer in domain.yml.
"""

from __future__ import annotations

import re
from typing import Literal

from actions.common.turn import Turn

Aside = Literal["cheating", "maker", "guarantee", "paid_learning", "pay", "record", "apprenticeship", "math"]

_JOB = r"(?:a|the|any|that|some|me a|me the) (?:\w+ )?(?:job|work|position|role|offer)"
ASIDES: tuple[tuple[Aside, re.Pattern[str]], ...] = (
    (
        "cheating",
        re.compile(
            r"\b(?:give|send|show|got|have|get|need|find|tell|leak)\w* (?:me )?(?:\w+ ){0,3}(?:answers\b|answer key|(?:exam |real )?questions (?:for|to|of|from) the)"
            r"|\b(?:brain ?|exam )dumps?\b|\bcheat(?:ing)? (?:on|in|at)\b|\b(?:take|do|sit|write|pass) (?:the |my |this )?(?:exam|test|quiz|assignment) for me\b"
        ),
    ),
    (
        "maker",
        re.compile(
            r"\bwho (?:made|built|created|wrote|programmed|developed|designed|owns|runs|is behind) (?:you|this (?:bot|assistant|app|thing|chat)|credwise)\b"
        ),
    ),
    (
        "guarantee",
        re.compile(
            rf"\bguarant\w+\b|\b(?:promise|assure|swear) (?:me|that|i|it)\b|\b(?:promise|swear)\W*\?|\bdo you promise\b|\bhow (?:sure|certain|likely) (?:is it|are you|am i)\b[^?]*\b(?:job|hired|work)\b"
            rf"|\b(?:will|would|does|do|am|can|is) (?:i|it|this|that|they|these|\w+)\b[^.?!]{{0,40}}\b(?:get|gets|getting|got|land) (?:me |you |someone )?(?:hired|employed)\b|\bbe (?:sure|certain) (?:to|i'?ll|that i'?ll) (?:get|find|land)\b"
            rf"|\b(?:definitely|surely|for sure|certainly) (?:get|land|find) {_JOB}"
            rf"|\bwill (?:i|it|this|that|\w+) (?:definitely |really |surely )?(?:get|land|find) {_JOB}"
        ),
    ),
    (
        "paid_learning",
        re.compile(
            r"\b(?:paid|money|earn\w*|salary|wages?|income)\b[^.?!]*\b(?:while|when|during|as) (?:i |you |i'm |im )?(?:\w+ )?(?:learn|train|stud|school)\w*|\bearn (?:while|and|as) (?:you |i )?learn"
            r"|\bpaid (?:training|traineeship|internship)s?\b"
        ),
    ),
    (
        "pay",
        re.compile(
            r"\b(?:salar(?:y|ies)|incomes?|earnings|wages?|pay ?scale|pay ?checks?)\b|\bhow much (?:\w+ ){0,5}(?:make|earn|pay)s?\b(?! for)"
            r"|\bwhat(?:'s|s| is| do(?:es)?| would| will)? (?!(?:i|we|you|it|this|that|they)\b)(?:[\w-]+ ){1,5}pays?\b(?! for)"
            r"|\b(?:what|how much)(?:'s| is|s)? (?:\w+ )?pay\b(?! for)|\bpay(?:s|ing)? (?:well|better|good|decent|more|range|rates?|like|off in money)\b|\bpaid (?:well|more|better)\b"
            r"|\b(?:what|how much) (?:would|will|could|can|do|does|should) (?:i|you|they|one|people|\w+) (?:\w+ )?(?:earn|make)\b(?! of| up)|\bmake (?:good|decent|more|big) money\b"
        ),
    ),
    (
        "record",
        re.compile(
            r"\b(?:felon\w*|convict\w*|misdemeanou?rs?|dui|dwi|background checks?|parole|probation|incarcerat\w*|prison|jail|ex-?con)\b"
            r"|\b(?:criminal|police|arrest|a|my) record\b"
        ),
    ),
    ("apprenticeship", re.compile(r"\bapprentic\w+\b")),
    ("math", re.compile(r"\bmath(?:s|ematics)?\b")),
)
QUESTION = re.compile(
    r"\b(?:how|what|whats|can|could|do|does|is|are|will|would|who|where|if|need|should|give|send|tell|any|promise|swear|assure)\b|\?"
)
PAY_RISE = re.compile(
    r"\b(?:raise|increase|boost|improve|higher|more)\b.*\b(?:salary|pay|income|money|wages?)\b|\b(?:salary|pay) (?:raise|increase|bump)\b"
)
"""Whether a credential raises pay asks if it is worth it."""
WANTED_BY_NAME = ("apprenticeship", "math")
"""Of these people also speak without asking about them in general: what is named or in view has the better answer."""


Reaction = Literal["noise", "doubt"]
REACTIONS: tuple[tuple[Reaction, re.Pattern[str]], ...] = (
    (
        "noise",
        re.compile(
            r"\W*(?:(?:lo+l+|lmao|rofl|ha(?:ha)+h?|he(?:he)+|heh|hmm*|mm+|huh|uh|um+|erm?|wow+|whoa|oh+|ah+|aha|eh|meh|omg|yikes|ugh|oof|jeez|gosh|sigh|right|well|i see|interesting)\W*)+"
        ),
    ),
    (
        "doubt",
        re.compile(
            r"\W*(?:(?:oh|wait|hm+|um|but|are you|you)\W*)*(?:really|seriously|for real|are you sure|you sure|is that (?:true|right|so)|says who|who says(?: so| that)?|how do you know(?: that)?|no way|can i trust (?:you|that|this))\W*"
        ),
    ),
)
"""What is no question and no fact: a sound, and a doubt about what was just said."""


def tell_reaction(turn: Turn) -> bool:
    """Answer a mere reaction; False where the message is more than that."""
    text = turn.text.casefold().replace("’", "'")
    found = next((name for name, pattern in REACTIONS if pattern.fullmatch(text)), None)
    if found is None:
        return False
    turn.say(f"utter_reaction_{found}")
    return True


def aside_of(text: str) -> Aside | None:
    """Which of these questions a message asks."""
    text = text.casefold()
    if not QUESTION.search(text):
        return None
    found = next((name for name, pattern in ASIDES if pattern.search(text)), None)
    return None if found == "pay" and PAY_RISE.search(text) else found


def tell_aside(turn: Turn) -> bool:
    """Answer such a question; False where the message asks none."""
    aside = aside_of(turn.text)
    if aside is None or aside in WANTED_BY_NAME:
        return False
    turn.say(f"utter_aside_{aside}")
    return True


def tell_aside_in_general(turn: Turn) -> bool:
    """The rest of them, where nothing that is named or in view was meant."""
    aside = aside_of(turn.text)
    if aside is None:
        return False
    turn.say(f"utter_aside_{aside}")
    return True
