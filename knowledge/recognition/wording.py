"""Sentences from templates: every text that a user sees is data in a ``wording.yml``, filled in here."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

SHOWN_IN_A_LIST = 4


class Wording:
    """The templates of one ``wording.yml``; keys are written ``group.name``."""

    def __init__(self, path: Path) -> None:
        self._templates = dict(_flattened(yaml.safe_load(path.read_text("utf-8"))))

    def __contains__(self, key: str) -> bool:
        return key in self._templates

    def keys(self) -> tuple[str, ...]:
        """All templates."""
        return tuple(self._templates)

    def template(self, key: str) -> str:
        """A template as it is written."""
        return self._templates[key]

    def say(self, key: str, values: Mapping[str, Any] | None = None) -> str:
        """The filled template.

        Raises:
            KeyError: for a template that does not exist, or a value that it names and was not given.
        """
        return self._templates[key].format(**{name: spoken(value) for name, value in (values or {}).items()})

    def joined(self, parts: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
        """Several clauses in a row."""
        return "; ".join(self.say(key, values) for key, values in parts)


@cache
def wording_of(folder: str) -> Wording:
    """The wording of ``recognition`` or ``recommend``, read once."""
    return Wording(Path(__file__).parent.parent / folder / "wording.yml")


def as_sentence(text: str) -> str:
    """With a capital first and a full stop last."""
    text = text.strip()
    if not text:
        return text
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?!”" else ".")


def as_clause(text: str) -> str:
    """A sentence made fit to stand within another one."""
    return text.strip().rstrip(".")


def spoken(value: Any) -> str:
    """A value as people say it: lists with "and", dates as month and year, numbers without idle zeros."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return f"{value:%B} {value.year}"
    if isinstance(value, tuple | list):
        return listed(value)
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"
    return str(value)


def listed(names: Iterable[str], most: int = SHOWN_IN_A_LIST) -> str:
    """``a, b and c``; what exceeds ``most`` is counted."""
    shown = list(names)
    if len(shown) > most:
        return f"{', '.join(shown[: most - 1])} and {len(shown) - most + 1} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1]))) if shown else ""


@lru_cache(maxsize=8192)
def in_sentence(name: str) -> str:
    """A title within a sentence: ``Data analyst`` becomes ``data analyst``; ``IT manager``, ``Linux administrator`` and ``Microsoft Excel`` stay."""
    first, *others = re.sub(r"\([^)]*\)", "", name).split() or [""]
    proper = first in wording_of("recognition").template("proper").split() or any(
        letter.isupper() or letter in "./" for letter in first[1:]
    )
    proper = proper or any(word[:1].isupper() and not word.isupper() for word in others)
    return name if proper else name[:1].lower() + name[1:]


def with_article(noun: str) -> str:
    """``a nurse``, ``an electrician``, ``an RN license``."""
    first = noun.split()[0] if noun.split() else noun
    spelled = len(first) > 1 and first.isupper()
    vowel = (
        first[:1].upper() in "AEFHILMNORSX"
        if spelled
        else first[:1].lower() in "aeiou" and not first.lower().startswith(("uni", "use", "eu", "one"))
    )
    return f"{'an' if vowel else 'a'} {noun}"


@lru_cache(maxsize=4096)
def money(amount: float, currency: str = "USD") -> str:
    """``$294``, ``€200``, ``INR 900``; nothing to pay is ``free``."""
    if amount == 0:
        return "free"
    sign = {"USD": "$", "EUR": "€", "GBP": "£"}.get(currency, f"{currency} ")
    if amount < 10 and amount != int(amount):
        return f"{sign}{amount:.2f}"
    return f"{sign}{whole(amount):,}"


def whole(number: float) -> int:
    """The nearest whole number, a half up, as people round; never below it by the smallness of a sum of floats."""
    return math.floor(number + 0.5 + 1e-9)


@lru_cache(maxsize=4096)
def span(low: float, high: float, unit: str) -> str:
    """``4 to 8 weeks``, ``1 week``; long times are told in months or years."""
    if unit == "week" and low >= 52:
        low, high, unit = low / 52, high / 52, "year"
    elif unit == "week" and low >= 26:
        low, high, unit = low * 12 / 52, high * 12 / 52, "month"
    first, last = _rounded(low), _rounded(high)
    if first == last:
        return f"{first} {unit}" + ("" if first == "1" else "s")
    return f"{first} to {last} {unit}s"


def _rounded(number: float) -> str:
    if number < 3 and abs(number - round(number)) > 0.2:
        return f"{whole(number * 2) / 2:g}"
    return f"{max(1, whole(number)):,}"


def _flattened(tree: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, str]]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flattened(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value).strip()
