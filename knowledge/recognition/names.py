"""Names of licences and jobs, compared by the words that tell them apart."""

from __future__ import annotations

import re
from functools import lru_cache

IDLE_WORDS = frozenset(
    re.findall(
        r"\w+",
        "license licence licensed state active current unrestricted valid unencumbered national a an the or and in of by for as us"
        " certificate certification registration listing credential legal under rules",
    )
)


@lru_cache(maxsize=8192)
def key_words(text: str) -> frozenset[str]:
    """The words of a name that tell it from others, without remarks in brackets."""
    bare = re.sub(r"\([^)]*\)", " ", text.casefold()).replace("'s", "")
    return frozenset(re.findall(r"[a-z0-9]+", bare)) - IDLE_WORDS
