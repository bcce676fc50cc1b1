"""The texts of domain.yml, used in turn instead of at random, so that a conversation can be replayed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

GAP = re.compile(r" {2,}")
"""What an empty value leaves within a text."""
DOMAIN = Path(__file__).parents[2] / "domain.yml"


@dataclass(frozen=True, slots=True)
class Utterance:
    """A response as it is said."""

    text: str
    buttons: tuple[dict[str, str], ...] = ()


@cache
def responses() -> dict[str, list[dict[str, Any]]]:
    """Response name -> its variants, as domain.yml has them."""
    return dict(yaml.safe_load(DOMAIN.read_text("utf-8"))["responses"])


def utterance(name: str, variant: int = 0, /, **values: str) -> Utterance:
    """The text of a response with its values filled in; ``variant`` counts on through the variants.

    Raises:
        KeyError: where domain.yml has no such response, or the text wants a value that is not given.
    """
    variants = responses()[name]
    chosen = variants[variant % len(variants)]
    text = GAP.sub(" ", chosen["text"].format(**values))
    return Utterance(text, tuple(chosen.get("buttons", ())))


def has(name: str) -> bool:
    """Whether domain.yml has that response."""
    return name in responses()
