"""Answers to questions for an amount that tell a direction and no amount: "not too much", "soon", "it depends"."""

from __future__ import annotations

import re

VAGUE: dict[str, re.Pattern[str]] = {
    "max_cost": re.compile(
        r"\b(?:not (?:too|very|that|so) (?:much|expensive|high)|not (?:much|a lot)|(?:too|very|so) little|as (?:little|cheap|low) as|cheap\w*|low|affordable|reasonabl\w+|inexpensive"
        r"|a (?:bit|little)|moderate|depends?|broke|tight|small|limited|what(?:'s| is) (?:normal|usual|typical)|medium|average)\b"
    ),
    "max_weeks": re.compile(
        r"\b(?:not (?:too|very|that|so) (?:long|much|far)|soon\w*|quick\w*|fast\w*|short\w*|a (?:while|bit|little)|depends?|reasonabl\w+|not (?:much|a lot)|in no hurry but)\b"
    ),
    "hours_per_week": re.compile(
        r"\b(?:not (?:too|very|that|so) (?:much|many|long)|not (?:much|many|a lot)|a (?:few|bit|little|couple)|some|little|depends?|varies|flexible|busy)\b"
    ),
}
"""Slot -> such answers: the question is put once more, with amounts to choose from."""
MOST_WORDS = 9


def tells_no_amount(text: str, asked: str) -> bool:
    """Whether the answer to the question for that amount is such a one."""
    told = text.casefold()
    return asked in VAGUE and not re.search(r"\d", told) and len(told.split()) <= MOST_WORDS and bool(VAGUE[asked].search(told))
