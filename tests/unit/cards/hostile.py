"""Cards as nobody should send them: every free text hostile or huge, and every list long."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from bot.cards.models import AnyCard, Card

CARDS: TypeAdapter[Card] = TypeAdapter(AnyCard)
FREE = frozenset(
    "title issuer reason because question ask statement label value source recogniser recogniser_kind source_title source_url summary target "
    "credential told name role employer expected case_id url id covered_by advice_because validity level kind seen".split()
)
FREE_LISTS = frozenset(["unlocks", "accepted_by", "skills", "assessment", "delivery", "cells"])
FIXED = {"verified", "groups", "cover", "cost_parts", "evidence"}
ATTACKS = [
    "<!channel> <!here> <@U123> <#C1|general> <https://evil.example|click>",
    "*bold* _it_ ~no~ `code` > quote & &lt; ```",
    "[click](javascript:alert(1)) ![x](http://evil.example/x.png) <at>Everyone</at> # head\n- list\n1. list",
    "a|b\\c\"d'e\u202e\u200b\u0000😀👩‍👩‍👧 中文 עברית",
    "\n\n   \n",
]


def made_hostile(card: Card, text: str, times: int = 1) -> Card:
    """The card with a text in every free text of it, and each list so many times as long."""

    def change(value: Any, key: str) -> Any:
        if isinstance(value, dict):
            kind = value.get("measure") or key
            return {
                name: inner
                if name in FIXED or (name == "kind" and "label" in value) or (name == "id" and "because" in value and "question" in value)
                else change(inner, name)
                for name, inner in value.items()
                if kind is not None
            }
        if isinstance(value, list):
            return [change(inner, f"{key}[]") for inner in value] * times
        if isinstance(value, str) and (key in FREE or key.removesuffix("[]") in FREE_LISTS):
            return f"{value} {text}"
        return value

    return CARDS.validate_python(change(card.model_dump(), ""))
