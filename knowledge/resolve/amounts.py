"""What numbers in a message, and words such as "free", are: money to spend, weeks there are, hours a week, years of experience, or nothing of the writer's.

Rules find most of them (money.py, time.py). This is a sequence model over the numbers of a message, learned from the annotated messages as the
labels of names are (labels.py); what the rules took a number for is one of its signs. It finds "work gives me 500" and "two evenings of three hours".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.resolve.clauses import lowered
from knowledge.resolve.labels import Labeller
from knowledge.resolve.numbers import NUMBER, read_number

OTHER = "O"
LABELS = ("max_cost", "max_weeks", "hours_per_week", "experience_years")

_SIGN = r"(?:us|ca|au|nz)?[$£€₹]"
_NAMED = r"(?:[$£€₹]|(?:dol+[ae]rs?|bucks?|bux|usd|quid|pounds?|euros?|eur|gbp|rupees?|cad|aud)\b)"
_NONE = r"\b(?:free|gratis|nothing|nowt|nada|zilch|nil|broke|skint)\b"
"""Words that may say that nothing can be spent; most of the time they don't."""
_NUMBER = re.compile(
    rf"(?<![\w#/.-])(?P<before>{_SIGN}\s?)?(?P<number>{NUMBER})(?P<after>\s?{_NAMED})?(?P<ish>[\s-]?ish\b|\+)?(?![\w/]|[.-]\d)|(?P<none>{_NONE})",
    re.IGNORECASE,
)
_UNITS = {
    "hour": r"(?:hours?|hrs?|h)\b",
    "day": r"days?\b",
    "week": r"(?:weeks?|wks?|w)\b",
    "month": r"(?:months?|mos?|mths?|m)\b",
    "year": r"(?:years?|yrs?|y|yoe)\b",
    "minute": r"(?:minutes?|mins?)\b",
    "part": r"(?:evenings?|nights?|mornings?|afternoons?|weekends?|saturdays?|sundays?)\b",
}
_UNIT = re.compile(r"[\s-]*(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items()) + ")", re.IGNORECASE)
_OF_ONE = re.compile(r"\s*(?:hundred|thousand|grand|year|month|week)", re.IGNORECASE)
_GRAND = re.compile(r"k$|hundred|thousand|grand", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d,.]*|[?!.,;:()/&$€£%→>+-]")
_SENTENCE_ENDS = frozenset(".?!;")
_STEPS = (0.5, 1, 3, 5, 12, 20, 30, 49, 99, 250, 999, 1899, 2100, 9999, 50000)
_LEFT, _RIGHT = 10, 8


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a message: its place with the currency, its value, and what the rules take it for.

    Attributes:
        currency: the sign or the name beside it, empty without one.
        unit: of time, where one follows it: "hour", "day", "week", "month", "year", "minute", "part" (of a day), or "none"; where a word such as
            "free" stands for the number, that word.
        rule: one of `LABELS`, "money" where it is money but no budget, or "none".
    """

    start: int
    end: int
    text: str
    value: float
    currency: str
    unit: str
    rule: str = "none"


def amounts_in(text: str) -> list[Amount]:
    """The numbers of a text, in digits and in words."""
    return list(_amounts(text))


def _amounts(text: str) -> Iterator[Amount]:
    for found in _NUMBER.finditer(text):
        if found["none"]:
            yield Amount(found.start(), found.end(), found.group(), 0.0, "", found.group().casefold())
            continue
        value = read_number(found["number"])
        merely_an_article = found["number"].casefold() in ("a", "an") and not _OF_ONE.match(text, found.end())
        if value is not None and not merely_an_article:
            currency = (found["before"] or found["after"] or "").strip()
            unit = _UNIT.match(text, found.end())
            yield Amount(found.start(), found.end(), found.group(), value, currency, (unit and unit.lastgroup) or "none")


@cache
def labeller() -> Labeller:
    """The process's labeller of amounts, trained now where no current one is there."""
    from knowledge.resolve.learning import current_model

    return Labeller(current_model("amounts"))


def features(text: str, amounts: Sequence[Amount], asked: str | None, intent: str | None) -> list[list[str]]:
    """What the model sees of each amount."""
    plain = lowered(text)
    return [list(_features(plain, amounts, number, str(asked), intent)) for number in range(len(amounts))]


def _features(plain: str, amounts: Sequence[Amount], number: int, asked: str, intent: str | None) -> Iterator[str]:
    amount = amounts[number]
    left, right = _words(plain[: amount.start]), _words(plain[amount.end :])
    money, size = "money" if amount.currency else "bare", next((str(step) for step in _STEPS if amount.value <= step), "more")
    kind, digits = f"{money}|{amount.unit}", "digits" if re.search(r"\d", amount.text) else "words"
    yield from ("bias", f"money={money}", f"unit={amount.unit}", f"size={size}", f"kind={kind}|{size}", f"written={digits}|{kind}")
    yield from (f"written={digits}|{size}", f"grand={bool(_GRAND.search(amount.text.strip()))}|{kind}", f"rule={amount.rule}")
    yield from (f"rule={amount.rule}|{kind}", f"asked={asked}", f"asked={asked}|{kind}", f"asked={asked}|{size}|{amount.unit}")
    yield from (f"amounts={len(amounts)}", f"only={len(amounts) == 1}|{size}|{amount.unit}", f"short={len(left) + len(right) < 4}|{kind}")
    if intent:
        yield from (f"intent={intent}", f"intent={intent}|{kind}", f"intent={intent}|{amount.rule}")
    yield from (f"beside={other.unit}|{kind}" for other in amounts if other is not amount)
    yield from _context(left, right, kind)


def _context(left: Sequence[str], right: Sequence[str], kind: str) -> Iterator[str]:
    """The words beside it, and those of its sentence wherever they stand."""
    near_left, near_right = [*["^"] * 3, *left], [*right, *["$"] * 3]
    for length in (1, 2, 3):
        yield f"left={' '.join(near_left[-length:])}"
        yield f"right={' '.join(near_right[:length])}"
    yield from (f"left2={near_left[-2]}", f"right2={near_right[1]}", f"right2={near_right[1]}|{kind}")
    yield from (f"left={near_left[-1]}|{kind}", f"right={near_right[0]}|{kind}", f"around={near_left[-1]}_{near_right[0]}")
    last = max((place + 1 for place, word in enumerate(left) if word in _SENTENCE_ENDS), default=0)
    first = next((place + 1 for place, word in enumerate(right) if word in _SENTENCE_ENDS), len(right))
    for side, words in (("left", left[last:][-_LEFT:]), ("right", right[:first][:_RIGHT])):
        for word in dict.fromkeys(words):
            yield f"somewhere {side}={word}"
            yield f"somewhere {side}={word}|{kind}"


def _words(part: str) -> list[str]:
    return ["<number>" if word[0].isdigit() else word for word in _WORD.findall(part)]


def labels_of(amounts: Sequence[Amount], spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """The right label of each amount: that of the marked words which it stands in."""
    return [
        next((label for start, end, label in spans if label in LABELS and start <= amount.end - 1 and amount.start < end), OTHER)
        for amount in amounts
    ]
