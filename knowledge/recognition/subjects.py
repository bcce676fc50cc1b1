"""Which fields of work a subject of study lies next to (subjects.yml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml


def fields_of_subject(text: str) -> Mapping[str, float]:
    """The fields that a subject of study opens, with their nearness; those of any degree where the subject is not known."""
    folded = text.casefold()
    for words, fields in _subjects():
        if re.search(words, folded):
            return fields
    return {}


@cache
def _subjects() -> tuple[tuple[str, Mapping[str, float]], ...]:
    rows = yaml.safe_load((Path(__file__).parent / "subjects.yml").read_text("utf-8"))
    return tuple((r"\b(" + "|".join(row["words"]) + ")", row["fields"]) for row in rows)
