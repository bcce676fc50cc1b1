"""Numbers in digits and in words: "1,500", "1.5k", "three hundred", "a couple of", "half a", "one and a half"."""

from __future__ import annotations

import re

from price_parser import Price

_UNITS = {
    word: value
    for value, words in enumerate(
        "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
        "|seventeen|eighteen|nineteen".split("|")
    )
    for word in (words,)
}
_TENS = {word: 10 * value for value, word in enumerate("twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety".split("|"), start=2)} | {
    "fourty": 40
}
_SCALES = {"hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000, "grand": 1000, "k": 1000}
_VAGUE = {"couple": 2.0, "few": 3.0, "several": 4.0, "half": 0.5, "quarter": 0.25, "dozen": 12.0}

_ONE = "|".join([*_UNITS, *_TENS])
WORDS = (
    rf"(?:(?:an?\s+)?half(?:\s+an?)?(?:\s+(?:hundred|thousand|grand))?"
    rf"|(?:an?\s+)?(?:couple|few|dozen)(?:\s+of)?(?:\s+(?:hundred|thousand|grand))?|several(?:\s+(?:hundred|thousand))?"
    rf"|(?:an?|{_ONE}|hundred|thousand)(?:[\s-]+(?:and\s+(?:a\s+)?)?(?:{_ONE}|hundred|thousand|grand|half)\b)*)"
)
"""A number in words; "a" counts as one."""
DIGITS = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s?(?:[kK]|grand|hundred|thousand)\b)?"
NUMBER = rf"(?:{DIGITS}|\b{WORDS}\b)"


def read_number(text: str) -> float | None:
    """The number that ``text`` says, or None."""
    plain = text.casefold().strip().replace("-", " ")
    if digits := re.fullmatch(r"([\d,.]*\d)\s?(k|grand|hundred|thousand)?", plain):
        amount = Price.fromstring(digits[1]).amount_float
        return None if amount is None else amount * _SCALES.get(digits[2] or "", 1)
    total, current, seen = 0.0, 0.0, False
    words = [word for word in re.findall(r"[a-z]+", plain) if word not in ("of", "and")]
    for at, word in enumerate(words):
        if word in ("a", "an"):
            current += 1.0 if len(words) == 1 or (not current and at + 1 < len(words) and words[at + 1] in _SCALES) else 0.0
        elif word in _VAGUE:
            current += _VAGUE[word]
        elif word in _UNITS or word in _TENS:
            if word in _TENS and 1 <= current <= 9 and at and words[at - 1] in _UNITS:
                current *= 100  # "one fifty"
            current += _UNITS.get(word, _TENS.get(word, 0))
        elif word in _SCALES:
            scale = _SCALES[word]
            current = max(current, 1.0) * scale if current != 0.5 else 0.5 * scale
            if scale == 1000:
                total, current = total + current, 0.0
        else:
            return None
        seen = True
    return total + current if seen else None
