"""What a name in a message is to its writer: the job held or wanted, a skill known or lacking, or nothing of the writer's own.

A conditional random field over the names of a message, learned from the annotated messages in `data/nlu/messages`. It sees the words
around each name, what kind of name it is, the question asked, what kind of message it is, and what the rules of clauses.py take it for;
of the names themselves it sees only the kind, so that a name that no example holds is read like any other, and new catalogue rows need no training.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from knowledge.resolve.clauses import Label, lowered

OTHER = "O"
"""A name that is no fact about the writer: asked about, told of others, supposed."""
LABELS: dict[str, Label] = {
    "current_role": "current",
    "current_field": "current",
    "target_role": "target",
    "field": "target",
    "target_skills": "wanted",
    "current_skills": "known",
    "held_credentials": "have",
    "in_progress": "progress",
    "wanted_credential": "seek",
    "lacking": "not_have",
    "target_employers": "employer",
    "current_employer": "asked",
    "avoid": "avoid",
    "rejected": "reject",
    OTHER: "asked",
}
"""The labels of the annotated messages, and what each means in the terms of clauses.py."""
AIMS = ("target_role", "field", "target_skills")
Shares = dict[str, float]
"""Labels, and how likely each is."""

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?[+#]*|[?!.,;:()/&$€£%]|-+>|→|➜|=>|[-–—]")
_AMOUNT = re.compile(
    r"(?P<money>[$£€] ?\d[\d,.]*k?|\b\d[\d,.]*k? ?(?:dollars?|bucks|usd|euros?|pounds|\$))"
    r"|(?P<time>\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|a few|a couple of?)(?: ?\+)?(?: ?(?:-|to|or) ?\d+)?"
    r" ?(?:hours?|hrs?|h|days?|weeks?|wks?|months?|mos?|years?|yrs?|minutes?|mins?)\b)"
)
_BETWEEN_ITEMS = re.compile(
    r"(?:\s|[,/&+;]|\b(?:and|or|plus|as well as|n|also|nor|an?|the|some|my|maybe|basic|advanced|good|bit of|little|even)\b)*", re.IGNORECASE
)
_SENTENCE_ENDS = frozenset(".?!;")
_REACH = 14
"""How many words to the left of a name may tell what it is."""


@dataclass(frozen=True, slots=True)
class Item:
    """A name in a message: its place, its kinds (likeliest first), signs of how it is written, and the label that the rules give it."""

    start: int
    end: int
    kinds: tuple[str, ...]
    rule: str
    marks: tuple[str, ...] = ()


class Labeller:
    """A trained model; safe to share between threads that take turns."""

    def __init__(self, path: Path) -> None:
        """Open a model that `learning.train` has written."""
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))

    def shares(self, rows: Sequence[Sequence[str]]) -> list[Shares]:
        """For each row of signs how likely each label is."""
        if not rows:
            return []
        self._tagger.set(rows)
        return [{str(label): float(self._tagger.marginal(label, place)) for label in self._tagger.labels()} for place in range(len(rows))]


def likeliest(shares: Shares) -> tuple[str, float]:
    """The likeliest label, and how sure it is, 0 to 1."""
    return max(shares.items(), key=lambda share: share[1])


def likely_aim(shares: Shares) -> tuple[str, float]:
    """What an item would be if it were aimed at, and how likely it is aimed at at all."""
    aims = {label: shares.get(label, 0.0) for label in AIMS}
    return max(aims, key=aims.__getitem__), sum(aims.values())


def features(text: str, items: Sequence[Item], asked: str | None, intent: str | None = None) -> list[list[str]]:
    """What the model sees of each item; ``intent`` is what kind of message it is taken for, None where that is not known."""
    plain = lowered(text)
    words, places = _words(plain, items)
    heads = _list_heads(plain, items)
    seen = [_features_of(number, items, words, places, heads, str(asked)) for number in range(len(items))]
    return [[*each, *_by_intent(item, intent, str(asked))] for each, item in zip(seen, items, strict=True)] if intent else seen


def _by_intent(item: Item, intent: str, asked: str) -> Iterator[str]:
    yield f"intent={intent}"
    yield f"intent={intent}|kind={item.kinds[0]}"
    yield f"intent={intent}|kinds={'+'.join(item.kinds)}"
    yield f"intent={intent}|rule={item.rule}"
    yield f"intent={intent}|asked={asked}|{item.kinds[0]}"


def _words(plain: str, items: Sequence[Item]) -> tuple[list[str], list[int]]:
    """The message's words, with a stand-in for each item, amount and number; and where each item stands among them."""
    words: list[str] = []
    places: list[int] = []
    last = 0
    for item in items:
        words += _plain_words(plain[last : item.start])
        places.append(len(words))
        words.append(f"<{item.kinds[0]}>")
        last = item.end
    return [*words, *_plain_words(plain[last:])], places


def _plain_words(part: str) -> Iterator[str]:
    last = 0
    for amount in _AMOUNT.finditer(part):
        yield from _bare_words(part[last : amount.start()])
        yield f"<{amount.lastgroup}>"
        last = amount.end()
    yield from _bare_words(part[last:])


def _bare_words(part: str) -> Iterator[str]:
    for word in _WORD.findall(part):
        yield "<number>" if word[0].isdigit() else word


def _list_heads(plain: str, items: Sequence[Item]) -> list[int]:
    """For each item the first of the list that it stands in: what is said before a list holds for all of it."""
    heads: list[int] = []
    for number, item in enumerate(items):
        before = items[number - 1] if number else None
        listed = before is not None and _alike(before, item) and _BETWEEN_ITEMS.fullmatch(plain[before.end : item.start])
        heads.append(heads[-1] if listed else number)
    return heads


def _alike(one: Item, other: Item) -> bool:
    first = {one.kinds[0], other.kinds[0]}
    return bool(set(one.kinds) & set(other.kinds)) or first <= {"skill", "field"} or first <= {"credential", "degree"}


def _features_of(
    number: int, items: Sequence[Item], words: Sequence[str], places: Sequence[int], heads: Sequence[int], asked: str
) -> list[str]:
    item, kind = items[number], items[number].kinds[0]
    start, end = places[heads[number]], places[number]
    first, last = start, end
    while first > 0 and words[first - 1] not in _SENTENCE_ENDS:
        first -= 1
    while last < len(words) - 1 and words[last] not in _SENTENCE_ENDS:
        last += 1
    left = [*["^"] * 4, *words[:start]][-4:]
    right = [*words[end + 1 :], *["$"] * 3][:3]
    sentence = words[first : last + 1]
    every = [
        "bias",
        f"kinds={'+'.join(item.kinds)}",
        *(f"kind={each}" for each in item.kinds),
        *item.marks,
        *_context(kind, left, right),
        *_bags(words[first:start][-_REACH:], words[end + 1 : last + 1][:10]),
        *(f"opens={' '.join(sentence[:length])}" for length in (1, 2, 3)),
        *(f"before={other.kinds[0]}|{kind}" for other in items[:number]),
        *(f"after={other.kinds[0]}|{kind}" for other in items[number + 1 :]),
        f"items={min(len(items), 4)}",
        f"asked={asked}",
        f"asked={asked}|{'+'.join(item.kinds)}",
        f"asked={asked}|left={left[-1]}",
        f"rule={item.rule}",
        f"rule={item.rule}|{'+'.join(item.kinds)}",
    ]
    signs = {
        "question": sentence[-1] == "?",
        "first": number == 0,
        "last": number == len(items) - 1,
        "only": len(items) == 1,
        "short": len(words) <= 3,
        "listed": heads[number] != number,
        "opening": first == 0,
    }
    for sign in (name for name, holds in signs.items() if holds):
        every += [sign, f"{sign}|{kind}"]
    return every


def _context(kind: str, left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    """The words right beside the name, alone, together, and with the kind of name."""
    for length in (1, 2, 3, 4):
        yield f"left={' '.join(left[-length:])}"
    for length in (1, 2, 3):
        yield f"right={' '.join(right[:length])}"
    yield f"left2={left[-2]}"
    yield f"left32={' '.join(left[-3:-1])}"
    yield f"right2={right[1]}"
    yield f"left={left[-1]}|{kind}"
    yield f"left={' '.join(left[-2:])}|{kind}"
    yield f"right={right[0]}|{kind}"
    yield f"right={' '.join(right[:2])}|{kind}"
    yield f"around={left[-1]}_{right[0]}"


def _bags(left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    """The words of the sentence on either side, wherever they stand, and pairs of them."""
    for near, word in enumerate(reversed(left)):
        yield f"somewhere left={word}"
        if near < 6:
            yield f"near left={word}"
    yield from (f"somewhere left={one} {other}" for one, other in itertools.pairwise(left))
    yield from (f"somewhere right={word}" for word in right)
    yield from (f"somewhere right={one} {other}" for one, other in itertools.pairwise(right))
