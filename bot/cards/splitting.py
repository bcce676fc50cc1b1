"""Texts that are longer than a platform takes: in pieces, cut where one would cut by hand.

A measure counts at least one for each sign, so no more of a text is looked at than could fit.
"""

from __future__ import annotations

from collections.abc import Callable

Measure = Callable[[str], int]
MORE = "…"


def utf16(text: str) -> int:
    """The length as the platforms count: signs beyond the basic plane, as emoji are, count twice."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def pieces(text: str, most: int, measure: Measure = utf16) -> list[str]:
    """The text in pieces of at most this measure: cut after a line, else after a word, else anywhere. Nothing but white space is lost."""
    found = []
    rest = text.strip()
    while measure(rest[: most + 1]) > most:
        end = _longest(rest, most, measure)
        cut_at = max(rest.rfind("\n", 0, end + 1), 0) or max(rest.rfind(" ", 0, end + 1), 0) or end
        found.append(rest[:cut_at].strip())
        rest = rest[cut_at:].strip()
    return [piece for piece in (*found, rest) if piece]


def cut(text: str, most: int, measure: Measure = utf16) -> str:
    """The text in one line of a button or notice; where it is too long, as much as fits, and the sign that there is more."""
    text = text.strip()
    if measure(text[: most + 1]) <= most:
        return text
    return text[: _longest(text, most - measure(MORE), measure)].rstrip() + MORE


def _longest(text: str, most: int, measure: Measure) -> int:
    """How many signs of the text fit; one at least, so that there is always progress."""
    low, high = 1, max(1, min(len(text), most))
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle]) <= most:
            low = middle
        else:
            high = middle - 1
    return low
