"""Degrees as people and catalogues name them: their rank and their subject."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.recognition.names import key_words
from knowledge.recognition.subjects import fields_of_subject

EDUCATION: tuple[tuple[int, str], ...] = (
    (1, r"\bno (college )?degree|without a degree|\bhigh school|\bged\b|secondary school|\ba-levels?\b"),
    (5, r"\bph\.?d|doctor|\bj\.?d\b|\bm\.?d\b|\bdnp\b"),
    (4, r"\bmaster|\bmba\b|\bm\.?sc?\b|\bm\.?a\b|\bmsn\b|\bm\.?ed\b|graduate degree|postgraduate"),
    (
        3,
        r"\bbachelor|\bb\.?sc?\b|\bb\.?a\b|\bbsn\b|\bbba\b|\bbeng\b|(undergraduate|university|college) degree|\bdegree\b|\bgraduate\b",
    ),
    (2, r"\bassociate|\ba\.?a\.?s?\b|\ba\.s\b|\badn\b|foundation degree"),
)
"""Education in ranks: 1 high school, 2 associate, 3 bachelor, 4 master, 5 doctorate. The first pattern that fits decides."""


DEGREE_WORDS = frozenset(
    "degree bachelor bachelors master masters associate doctor doctorate science arts of in the bs ba bsc msc ms ma".split()
)


@lru_cache(maxsize=4096)
def education_rank(text: str) -> int | None:
    """The rank of the degree that a text names; where it offers several ("associate or bachelor's"), the lowest."""
    folded = text.casefold()
    ranks = [rank for rank, pattern in EDUCATION if re.search(pattern, folded)]
    if not ranks:
        return None
    specific = [rank for rank in ranks if rank != 3 or re.search(r"bachelor|\bb\.?sc?\b|\bb\.?a\b|\bbsn\b", folded)]
    return ranks[0] if ranks[0] == 1 else min(specific or ranks)


_SUBJECT = re.compile(r"\bin (?P<subject>[^(,]+)|^(?P<named>social work|juris)\b", re.IGNORECASE)
_ANY_SUBJECT = re.compile(r"\bany\b|\brelated\b|\bother degrees\b|\bor architecture\b|\b(?:core|certain|listed) subjects\b", re.IGNORECASE)


def subject_of(name: str) -> str:
    """The subject that a required degree must be in: "nursing" of "associate or bachelor's degree in nursing"; empty where any will do."""
    found = None if _ANY_SUBJECT.search(name) else _SUBJECT.search(name)
    return (found["subject"] or found["named"]).strip() if found else ""


def is_subject(degree: str, subject: str) -> bool | None:
    """Whether a degree, in the user's words, is in that subject; None where it names none, or one that lies next to it."""
    own, wanted = key_words(degree) - DEGREE_WORDS, key_words(subject) - DEGREE_WORDS
    if own & wanted:
        return True
    neighbours = fields_of_subject(subject)
    return None if not own or (neighbours and fields_of_subject(degree) is neighbours) else False
