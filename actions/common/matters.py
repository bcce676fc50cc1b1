"""Matters that the user does not want passed on, in whatever words they were told: "don't mention the debt", "keep my ex out of it"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from actions.common.striking import ALL, BACK_IN, BUT, NAMED_BY, ONLY
from cases.settings import Settings

SENTENCE_END = re.compile(r"[.!?;,\n]|\b(?:but|please|thanks|because|since|so that|when you)\b")
WORD = re.compile(r"[\w$]+(?:['-]\w+)*")
EMPTY = frozenset(
    "a an and any anyone anything about all also am are as at be been being but by can could did do does doing don't dont else ever every everything few for from get getting got "
    "had has have having he her here him his how i i'm i've if in into is it it's its just let like made make me mention mine more much my myself no not nothing of off ok okay on one or our "
    "out over own part passed please said some something say she should so some stuff take tell than that that's the their them then there these they thing things this those to too told up us very was "
    "we were what when where which who whole why will with would yes you you're your yours bit fact really still back again once".split()
)
COMMON = frozenset(
    "job jobs work working career school study studies course courses certificate certificates credential credentials skill skills money time year years month months week weeks want wanted need "
    "needed last first old new current went going go start started now people person advisor list options".split()
)
"""What a talk about careers is full of: left out for these words, nothing of it would remain."""


def matters_in(text: str, settings: Settings) -> list[str]:
    """The words, in lower case, by which the matters that a message wants kept back are known; none where it wants nothing of the kind."""
    words = text.casefold().replace("’", "'")
    if ONLY.search(words) or BUT.search(words) or BACK_IN.search(words) or ALL.search(words):
        return []
    items = re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in NAMED_BY.values()))
    told = [WORD.findall(items.sub(" ", SENTENCE_END.split(words[end:])[0])) for end in settings.signs.ends("keeps_quiet", words)]
    named = {word for part in told for word in part if word not in EMPTY and len(word) > 1}
    groups = _groups_in(" ".join(word for part in told for word in part), settings)
    rare = {word for word in named if word not in COMMON} if named - COMMON else set()
    return sorted({*rare, *(word for group in groups for word in group)})


def taken_back(text: str, matters: Collection[str], settings: Settings) -> bool:
    """Whether a message lets a matter be passed on after all: "you can mention the debt again"."""
    words = text.casefold().replace("’", "'")
    return bool(matters and BACK_IN.search(words) and (set(WORD.findall(words)) & set(matters) or ALL.search(words)))


def telling(matters: Iterable[str]) -> list[str]:
    """Patterns that find the words of matters, their plurals too."""
    return [rf"(?<!\w){re.escape(word)}(?:'?s|es)?(?!\w)" for word in sorted(matters, key=len, reverse=True)]


def _groups_in(told: str, settings: Settings) -> list[list[str]]:
    return [group for group in settings.matters if re.search("|".join(telling(group)), told)]
