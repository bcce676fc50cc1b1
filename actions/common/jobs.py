"""A job as it is told back: by the user's own word for it, with the catalogue's nearest beside it where that is another job's name."""

from __future__ import annotations

from actions.common.profile import in_words
from actions.common.turn import Turn
from actions.common.wording import utterance
from knowledge.resolve.shorthand import ABBREVIATIONS
from knowledge.resolve.tokens import key_of

JOBS = ("current_role", "target_role")
LONGEST_ACRONYM = 5


def told_back(turn: Turn, slot: str, value: object) -> str:
    """The value of a slot in words; of a job that the catalogue knows by another name only, the user's word and that name."""
    words = in_words(slot, value)
    own = _own_word(turn, slot, words) if slot in JOBS else ""
    return utterance("utter_closest_job", told=own, value=words).text if own and not is_one_job(own, words) else words


def _own_word(turn: Turn, slot: str, title: str) -> str:
    """What the user called the job; empty where it was told by what one does there."""
    quote = (turn.get("profile_words") or {}).get(slot, "")
    if turn.names.role_doing(quote):
        return ""  # "medical coding" is the work of the medical coder
    named = (mention for mention in turn.names.mentions(quote, weak=True) if any(one.name == title for one in mention.readings("role")))
    told = next((mention.text.casefold() for mention in named), "")
    return "" if turn.names.role_doing(told) else told


def is_one_job(told: str, title: str) -> bool:
    """Whether one of two names of a job holds the other ("line cook", "cook") or shortens it ("RN", "web dev")."""
    words, wanted = set(key_of(told)), set(key_of(title))
    if words <= wanted or wanted <= words or (" " not in told and len(told) <= LONGEST_ACRONYM and told not in _WHOLE):
        return True
    long = {part for word in told.casefold().split() for full in ABBREVIATIONS.get(word, (word,)) for part in key_of(full)}
    return long <= wanted or wanted <= long


_WHOLE = frozenset("cook nurse clerk guard baker agent coach tutor pilot".split())
"""Words as short as an acronym."""
