"""Personal data out of a message. It errs on the side of masking: a word too many masked costs an example, one too few somebody's privacy.

Patterns and no library: those on PyPI either bring a language model of several hundred MB, or know little more than these patterns.
"""

from __future__ import annotations

import re

_NAME_FOLLOWS = r"(?:my (?:full |first |last )?name(?: is|'s|’s)|i(?:'|’)?m called|i am called|call me|i go by|name:)"
_NO_NAME = r"(?!(?:an?|the|in|into|to|up|for|by|as|at|on|if|when|back|later|not|your|my|crazy|old)\b)"
_NOT_OF_NAME = r"(?!(?:and|but|or|i|i'm|im|i’m|from|with|who|a|an|the|in|at|of|is|are|was|have|here|so|please|looking|working)\b)"
_CAPITAL = r"[A-Z][a-zà-ÿ'’-]+"

_NAME = rf"{_NO_NAME}[^\W\d][\w'’-]*(?: {_NOT_OF_NAME}[^\W\d][\w'’-]*)?(?: {_CAPITAL})*"
_EXAM_CODES = r"220-1[012]\d\d"
"""CompTIA's look like telephone numbers."""

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("EMAIL", re.compile(r"[\w.+-]+ ?(?:@|\(at\)) ?[\w-]+(?:\.[\w-]+)+")),
    ("EMAIL", re.compile(r"(?i)\b[\w.+-]+ at [\w-]+ dot (?:com|org|net|edu|gov|de|uk|ca|in)\b")),
    ("LINK", re.compile(r"(?i)\b(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}/\S*")),
    ("HANDLE", re.compile(r"(?<![\w@])@\w{2,}")),
    ("ADDRESS", re.compile(r"(?i)\b\d{1,5} (?:[a-z]+\.? ){1,3}(?:street|st|avenue|ave|road|rd|lane|ln|drive|blvd|boulevard)\b\.?")),
    ("PHONE", re.compile(r"(?<![\w$£€.,])\+\(?\d+\)?(?:[ .-]?\(?\d+\)?){2,}")),
    ("PHONE", re.compile(rf"(?<![\w$£€.,])(?!{_EXAM_CODES})(?:\(\d{{3}}\) ?|\d{{3}}[ .-])?\d{{3}}[ .-]\d{{4}}(?![\w-])")),
    ("NUMBER", re.compile(r"(?<![\w$£€.,])\d(?:[ .-]?\d){8,}\b|\b[A-Z]{0,3}-?\d{6,}\b")),
    (r"\g<kept>NAME", re.compile(rf"(?P<kept>\b(?i:{_NAME_FOLLOWS}) ){_NAME}")),
    (r"\g<kept>NAME", re.compile(rf"(?P<kept>\b[Ii](?:['’]m| am) ){_CAPITAL}(?: {_CAPITAL})?(?=[,.!;]| and [Ii]| from|$)")),
    (
        r"\g<kept>NAME",
        re.compile(
            rf"(?P<kept>\b(?:[Rr]egards|[Ss]incerely|[Yy]ours|[Tt]his is|[Mm]rs?\.?|[Mm]s\.?|[Dd]r\.?),? ){_CAPITAL}(?: {_CAPITAL})*"
        ),
    ),
)


def masked(text: str) -> str:
    """Return the text on one line, with EMAIL, PHONE, NAME and so on for what may tell who wrote it.

    Square brackets become round ones: in training data they would be marks.
    """
    text = " ".join(text.split()).translate(str.maketrans("[]", "()"))
    for replacement, pattern in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text
