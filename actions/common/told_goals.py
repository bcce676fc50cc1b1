"""Goals that a message tells in so many words; and two of them in one message, of which one is taken up first and the other kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

NO_CAREER_CHANGE = re.compile(
    r"\b(?:no|not an?|don'?t want an?|without an?|forget the) (?:\w+ )?career (?:change|switch)\b|\b(?:i'?ll|i will|i'?d rather|going to|gonna|want to) (?:just )?stay (?:an?|in|as|with|where)\b"
)
TOLD_GOALS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\b(?:don'?t|do not|never) (?:know|knew|used|touched|learned) (?:it|that|them)\b.*\b(?:want|wants|ask|asks|need|needs|require|requires|list|lists)\b|\bskills? gap\b|\bclos(?:e|ing) (?:my|the|a|that|this) gap\b|\bpromot(?:ed|ion)\b|\b(?:i'?m|i am|be) ready for\b|\b(?:want|need|wanna|like|have|got) (?:to )?(?:learn|get better at|improve (?:my|in)|brush up)\b"
        ),
        "skill_gap",
    ),
    (
        re.compile(
            r"(?<!no )\bcareer (?:change|switch)\b|\b(?:change|switch|changing|switching) (?:my )?(?:careers?|jobs?|fields?)\b"
            r"|\b(?:get|getting|break|breaking|move|moving|switch|switching|transition|transitioning) (?:over )?(?:in ?to|to (?:being|becoming))\b|\b(?:become|(?:want|wanna|like|love|hoping|hope) (?:to )?(?:be|work as)) an?\b"
        ),
        "career_change",
    ),
    (
        re.compile(
            r"\b(?:show|prove) (?:that )?(?:(?:i'?m|i am) (?:still )?)?(?:current|currency|up to date)\b|\bstay(?:ing)? (?:current|up to date)\b|^\W*currency\W*$"
        ),
        "currency",
    ),
    (
        re.compile(r"\badd(?:ing)? (?:something )?to (?:my|a) degree\b|\bbeside my degree\b|\bcomplement (?:my|a)\b|^\W*complement\W*$"),
        "complement",
    ),
    (re.compile(r"\bexplor(?:e|ing|ation)\b|\btry (?:it )?out\b"), "exploration"),
)
"""A goal in so many words counts, whatever the message was taken for."""

APART = re.compile(
    r"(?<=[.;!?])\s+|,?\s+(?:and|but|plus)\s+(?:also|then|later|separately|besides|at some point|on the side)\b,?\s*"
    r"|,?\s+(?:as well as|on top of that|besides that|apart from that|also)\b,?\s+",
    re.IGNORECASE,
)
LEAST_WORDS = 4


@dataclass(frozen=True, slots=True)
class ToldGoal:
    """A goal and the part of the message that tells it."""

    goal: str
    text: str


def goal_in_words(text: str) -> str | None:
    """The goal that a text tells in so many words."""
    plain = NO_CAREER_CHANGE.sub(" ", text.casefold())
    return next((goal for pattern, goal in TOLD_GOALS if pattern.search(plain)), None)


def two_goals(text: str) -> tuple[ToldGoal, ToldGoal] | None:
    """The two different goals of "I need SQL for my job, and I'd also like to explore UX", each with its own part; None for fewer."""
    cuts = [found.end() for found in APART.finditer(text)]
    for cut in cuts:
        first, second = text[:cut].strip(), text[cut:].strip()
        one, other = goal_in_words(first), goal_in_words(second)
        if one and other and one != other and min(len(first.split()), len(second.split())) >= LEAST_WORDS:
            return ToldGoal(one, first), ToldGoal(other, second)
    return None
