"""How a simulated person says things: phrases from a grammar, amounts and times as people write them, then the typing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from random import Random

import yaml

from tests.simulation.agenda import HERE, Span, Typing, Value

SYMBOL = re.compile(r"\{(\w+)\}")
OPEN = re.compile(r"[aeio]|HR|SEO|HVAC", re.IGNORECASE)
"""What "an" stands before."""
NAMES = {
    "target_skills": "skill",
    "current_skills": "skills",
    "target_role": "job",
    "current_role": "now",
    "field": "field",
    "held_credentials": "degree",
    "target_employers": "employer",
    "hours_per_week": "hours",
    "experience_years": "years",
}
"""Slot -> what the phrases call its value."""
WORD = re.compile(r"[A-Za-z]{5,}")
TYPO_RATE = 0.07
SLANG_RATE = 0.6
SLANG = {
    r"\bI want to\b": "I wanna",
    r"\bI don't know\b": "idk",
    r"\bplease\b": "pls",
    r"\bthanks\b": "thx",
    r"\bmonths?\b": "mo",
    r"\bweeks\b": "wks",
    r"\byou\b": "u",
    r"\bbecause\b": "cuz",
    r"\bsomething\b": "smth",
    r"\bcertificate\b": "cert",
}


@cache
def phrases() -> dict[str, list[str]]:
    """The grammar."""
    return dict(yaml.safe_load((HERE / "phrases.yml").read_text("utf-8")))


class Voice:
    """One person's way of writing. The same chance says the same in the same order."""

    def __init__(self, typing: Typing, chance: Random) -> None:
        self.typing = typing
        self.chance = chance

    def say(self, symbol: str, **values: str) -> str:
        """Return a phrase for a symbol of the grammar, in plain spelling."""
        return SYMBOL.sub(
            lambda found: values[found[1]] if found[1] in values else self.say(found[1], **values),
            self.chance.choice(phrases()[symbol]),
        )

    def say_fact(self, way: str, slot: str, value: Value) -> str:
        """Return a phrase for a slot's value; `way` of telling is "" for an answer, or `told`, `change`, `slip`."""
        stem = "_".join(filter(None, (way, slot)))
        symbol = next((one for one in _variants(stem, value) if one in phrases()), stem)
        return self.say(symbol, **self._named(slot, value))

    def _named(self, slot: str, value: Value) -> dict[str, str]:
        """The value under the name that the phrases have for it."""
        if isinstance(value, Span):
            return {"time": self.time(value)}
        if slot == "max_cost" and isinstance(value, int):
            return {"money": self.money(value)}
        return with_articles({NAMES[slot]: str(value)} if slot in NAMES else {})

    def money(self, amount: int) -> str:
        """An amount of dollars as people write it."""
        ways = [f"${amount}", f"{amount} dollars", f"{amount} bucks", f"{amount} USD"]
        if amount >= 1000:
            ways += [f"${amount:,}", f"{amount / 1000:g}k"]
        return self.chance.choice(ways)

    def time(self, span: Span) -> str:
        """A length of time as people write it."""
        words = dict(enumerate("zero one two three four five six seven eight nine ten".split()))
        unit = span.unit + ("s" if span.count != 1 else "")
        ways = [f"{span.count} {unit}", f"{words.get(span.count, span.count)} {unit}"]
        if span.unit == "month":
            ways += {6: ["half a year"], 12: ["a year", "1 year"]}.get(span.count, [])
        return self.chance.choice(ways)

    def typed(self, text: str) -> str:
        """Return a text as this person's fingers leave it."""
        if self.typing == "careful":
            return text[:1].upper() + text[1:]
        for pattern, slang in SLANG.items():
            if self.chance.random() < SLANG_RATE:
                text = re.sub(pattern, slang, text)
        text = text.replace("'", "").rstrip(".!").lower()
        return WORD.sub(self._slip, text) if self.typing == "sloppy" else text

    def _slip(self, found: re.Match[str]) -> str:
        """Now and then leave out, double or swap a letter of a word, never the first."""
        word = found[0]
        if self.chance.random() >= TYPO_RATE:
            return word
        at = self.chance.randrange(1, len(word) - 1)
        return self.chance.choice(
            (word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + word[at + 1] + word[at] + word[at + 2 :])
        )


def _variants(stem: str, value: Value) -> list[str]:
    """The symbols that can tell a value, the narrowest first."""
    if value is None:
        return [f"{stem}_open", f"{stem}_none"]
    return [f"{stem}_free"] if value == 0 else [f"{stem}_{value}"]


def with_articles(words: Mapping[str, str]) -> dict[str, str]:
    """Add `a_job` to `job` and `a_now` to `now`: "an analyst", "a nurse"."""
    return {
        **words,
        **{f"a_{name}": f"{'an' if OPEN.match(words[name]) else 'a'} {words[name]}" for name in ("job", "now") if name in words},
    }
