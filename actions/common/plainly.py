"""What a message plainly asks for, whatever kind it was taken for: to take the last thing back, to begin anew, to lay two names side by side.

These are said with few words of the language, and each is answered by one action; where the words leave it open, the classifier decides.
"""

from __future__ import annotations

import re

from actions.common.coming_back import asks_where_it_stands
from actions.common.distress import still_feels
from actions.common.suppositions import supposed
from actions.common.turn import SURE_OF_KIND, Turn
from knowledge.resolve.clauses import KIN

_LEADS = r"^\W*(?:(?:no|nope|sorry|oh|oops|wait|please|ok|okay|hm+|hang on|hold on|actually|well|can you|could you|can u|i(?:'d| would) like to|i want to|let'?s|let me)\b\W*)*"
UNDO = re.compile(
    rf"{_LEADS}(?:undo|take back|take(?= (?:that|it|what)\b[^.]*\bback\b)|reverse|revert|roll back|strike|scratch|cancel)\s+"
    r"(?:(?:that|it|this)(?: (?:again|back|one))?|(?:the|my) (?:\$?\d+|last \w+|\w+) (?:thing|bit|part|change|one|limit)|(?:the|my|that) (?:last|latest|previous)(?: (?:one|thing|change|answer|bit|part|message|step|entry))?"
    r"|(?:what|whatever) i (?:just |last )?(?:said|told you|wrote|typed|put|changed|answered)(?: (?:last|just now|before|back|a moment ago))*)\b(?P<rest>.*)$",
    re.DOTALL,
)
AS_BEFORE = re.compile(
    rf"{_LEADS}(?:(?:go|going|put|set|change|switch|bring)(?: it| that| things| everything)? back(?: to)?|back to|return to|restore|make it) (?:how|what|the way|like) (?:it|that|things|everything) (?:was|were)(?: before| at first| earlier)?\W*$"
)
""" "Go back to how it was"."""
CHANGES = re.compile(r"\d|\b(?:make it|change|instead|i meant|it'?s|rather|not)\b")
"""Behind "scratch that" these tell what is right, which is a correction."""
_AGAIN = r"(?:from scratch|from the (?:start|beginning|top)|(?:all )?over(?: again)?|anew|afresh|again)"
START_OVER = re.compile(
    rf"\b(?:this|it|(?:the|this) (?:whole )?(?:thing|lot|search|conversation|chat|interview)|all of (?:this|it)|everything) (?:all )?{_AGAIN}\b"
    rf"|^\W*(?:(?:ok|okay|so|right|now|please|let'?s|and|could we|can we)\b\W*)*(?:(?:start|begin|go)(?:ing)? {_AGAIN}|new (?:search|start|round)|clean slate|same (?:thing )?again)\b"
    rf"|^\W*(?:(?:ok|okay|so|right|great|thanks|and|now|next|then)\b\W*)*(?:the same |same (?:thing )?|this |again )?(?:please )?for (?:my (?:\w+ )?{KIN}|a friend|someone else|somebody else|another person)(?: (?:now|please|then|too|instead))*\W*$"
)
LEARNS = re.compile(r"\b(?:learn\w*|teach|train\w*|career|job|work|life|build|code)\b")
""" "Learn it from scratch" and "start over in a new career" begin no new conversation."""
SUPPOSES = re.compile(
    r"\b(?:if|suppos\w+|imagine|assum\w+|pretend|say i|let'?s say|what about|how about|were to|had|waited|unless|without|double|twice|half|another|more|less)\b"
)
SIDE_BY_SIDE = re.compile(
    r"\b(?:against|vs|versus|compar\w+|side by side|next to (?:each other|one another)|differ\w*|stack(?:s|ed)? up|better|or)\b"
)
WHAT_IF = re.compile(r"\bwhat (?:would happen )?if\b")
MEANWHILE = re.compile(r"\b(?:meanwhile|in the meantime|until then|for the time being|while i wait)\b")
ASKS_WHAT_IS_THERE = re.compile(r"^\W*(?:and |so |but |ok )*(?:is|are) there\b|\bwhat (?:else )?(?:can|could) i\b")
WHAT_WAS_TOLD = re.compile(
    r"\bwhat (?:did|was it|had|has) (?:that |the |my |those |this )?(?:\w+ )?(?:recruiters?|employers?|registrars?|boss|managers?|they|he|she|board|school|college|university|hr|union)\b[^?]*\b(?:say|said|tell|told|answer\w*|think)\b"
    r"|\bremind me what\b.*\b(?:said|told|answered)\b"
)
""" "What did the recruiter say again?": what the user was told and has reported."""
MOST_WORDS = 25
TAKEN_FOR_FACTS = {"inform", "correct", "refine", "nlu_fallback", "out_of_scope", "ask_details", "show_more"}


def plain_intent(turn: Turn) -> str | None:
    """The intent that the words leave no doubt of, where it is another one than the message was taken for."""
    text = turn.text.casefold().replace("’", "'").strip()
    if not text or len(text.split()) > MOST_WORDS or turn.get("confirming"):
        return None
    found = next((intent for intent, holds in _READINGS if holds(turn, text)), None)
    return found if found != turn.intent else None


def _takes_back(turn: Turn, text: str) -> bool:
    found = UNDO.match(text)
    return bool(AS_BEFORE.match(text)) or (found is not None and "?" not in text and not CHANGES.search(found["rest"]))


def _begins_anew(turn: Turn, text: str) -> bool:
    something_to_leave = turn.get("goal") or turn.shown
    return bool(something_to_leave and START_OVER.search(text) and not LEARNS.search(text) and "?" not in text)


def _weighs_two(turn: Turn, text: str) -> bool:
    """Two credentials named and a word that sets them side by side."""
    if not (turn.intent in TAKEN_FOR_FACTS or turn.intent.startswith("goal_")) or not SIDE_BY_SIDE.search(text):
        return False
    named = {found.id for mention in turn.names.mentions(turn.text) for found in mention.readings("credential")[:1]}
    plain_or = re.search(r"\bor\b", text) and not re.search(r"\?|\bwhich\b|\bbetter\b", text)
    return len(named) > 1 and not (plain_or and not re.search(r"\b(?:against|vs|versus|compar\w+|side by side|differ\w*)\b", text))


def _supposes_nothing(turn: Turn, text: str) -> bool:
    """Taken for a "what if" by a mere "would": what it is after is left to what else it may be."""
    return turn.intent == "what_if" and not SUPPOSES.search(text) and not supposed(turn)


def _asks_what_was_told(turn: Turn, text: str) -> bool:
    return WHAT_WAS_TOLD.search(text) is not None and turn.intent != "report_recognition"


def _supposes_plainly(turn: Turn, text: str) -> bool:
    """A "what if" in so many words, or a free course "meanwhile": what it supposes is not the profile."""
    aside = MEANWHILE.search(text) and ("?" in text or ASKS_WHAT_IS_THERE.search(text))
    return bool(turn.shown or turn.get("receipt")) and bool((WHAT_IF.search(text) or aside) and supposed(turn))


SENDS_IT = re.compile(
    r"^\W*(?:(?:can|could|would|will) (?:you|u)\W+|please\W+|ok\W+|and\W+|then\W+|just\W+)*(?:e-?mail|text|send|mail|whats ?app|sms)\b (?:it|this|that|me|the (?:plan|list))\b[^?]{0,30}\W*$"
)
WHY_UNVERIFIED = re.compile(r"\bwhy\b[^?.!]*\b(?:not verified|unverified)\b")


def _wants_it_sent(turn: Turn, text: str) -> bool:
    return bool(turn.get("goal") and turn.shown and SENDS_IT.match(text))


def _asks_why_unverified(turn: Turn, text: str) -> bool:
    return WHY_UNVERIFIED.search(text) is not None


PART = re.compile(
    r"\b(?:remove|delete|erase|take out|forget|strike|drop|cut)\b(?: \w+){0,3} (?:part|parts|bit|bits|thing|things|stuff|what i (?:said|wrote|told you)) (?:about|on|of|with|where|that)\b"
)


def _wants_part_removed(turn: Turn, text: str) -> bool:
    """ "Remove the part about my wife": what is kept is shown, and how to take things out of it."""
    return PART.search(text) is not None and turn.intent in (*TAKEN_FOR_FACTS, "delete_my_data") and turn.confidence < SURE_OF_KIND


def _tells_feelings(turn: Turn, text: str) -> bool:
    return turn.intent != "distress" and still_feels(turn)


def _asks_where_it_stands(turn: Turn, text: str) -> bool:
    return asks_where_it_stands(turn)


_READINGS = (
    ("greet", _tells_feelings),
    ("greet", _asks_where_it_stands),
    ("show_profile", _wants_part_removed),
    ("save_plan", _wants_it_sent),
    ("nlu_fallback", _asks_why_unverified),
    ("what_if", _supposes_plainly),
    ("nlu_fallback", _asks_what_was_told),
    ("undo", _takes_back),
    ("start_over", _begins_anew),
    ("compare_options", _weighs_two),
    ("nlu_fallback", _supposes_nothing),
)
