"""What people read on pages, for comparing it with what a card says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.cards.models import Card
from bot.cards.outline import Choice, Facts, Grid, Heading, Link, Words, outline_of


def texts(value: Any, keys: frozenset[str]) -> Iterator[str]:
    """Every text under these keys, in order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in keys and isinstance(inner, str):
                yield inner
            else:
                yield from texts(inner, keys)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, keys)


def said_by(card: Card, before: str = "", after: str = "") -> Iterator[str]:
    """Every text that the parts of a card say, but the titles of choices."""
    for part in outline_of("", card, before, after):
        if isinstance(part, Heading | Words):
            yield part.text
        elif isinstance(part, Facts):
            yield from (text for pair in part.pairs for text in pair)
        elif isinstance(part, Grid):
            yield from (cell for row in (part.columns, *part.rows) for cell in row)
        elif isinstance(part, Link):
            yield part.title
            yield part.url
        elif isinstance(part, Choice):
            yield from (title for title, _ in part.choices if len(title) > 80)


def bare(text: str) -> str:
    """A text without white space and marks of emphasis."""
    return re.sub(r"[\s*\\|¦]", "", text)
