"""Every text that a user can read is in plain words: grade 8 or below, names aside."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.common.wording import responses
from tests.support.reading import HARDEST, grade

ROOT = Path(__file__).resolve().parents[3]
WORDINGS = ("recognition", "recommend", "plan")
# What stands in a template's gaps, as it would in an answer; a gap that is not here holds a short name.
VALUES: dict[str, str] = {
    "facts": "budget: up to $300; hours a week: 6 a week",
    "because": "it covers SQL and fits your time",
    "reason": "it covers SQL and fits your time",
    "reasons": "it costs $500, more than your limit",
    "purpose": "sales work",
    "role": "sales clerk",
    "names": "this course and that one",
    "left": "this course and that one",
    "goal": "change career",
    "first": "this course",
    "second": "that course",
    "cost": "$300",
    "usd": "$300",
    "amount": "$300",
    "limit": "$200",
    "time": "8 to 12 weeks",
    "least": "9 weeks",
    "hours": "40 hours",
    "length": "2 years",
    "count": "3",
    "number": "2",
    "weeks": "12",
    "years": "18",
    "day": "May 2026",
    "seen": "read May 2026",
    "source": "Source: the school's page, May 2026.",
    "unverified": "Not verified: price.",
    "statement": "some ask for it when they hire",
    "why": "those who hire look at it first",
    "url": "",
    "where": "",
    "place": "Ohio",
    "summary": "You learn to read and write SQL.",
    "stood": "You wanted to change career.",
    "asks": "Ask one who hires.",
    "needs": "two years of work",
    "need": "two years of work",
    "needed": "a state licence",
}


def templates() -> Iterator[tuple[str, str]]:
    """The texts of domain.yml and of the wording files, each with its place."""
    for name, variants in responses().items():
        if not name.startswith("utter_other_language_") or name.endswith("_en"):
            yield from ((f"{name}[{number}]", variant["text"]) for number, variant in enumerate(variants))
    for folder in WORDINGS:
        yield from _texts(folder, yaml.safe_load((ROOT / "knowledge" / folder / "wording.yml").read_text("utf-8")))


def _texts(place: str, found: Any) -> Iterator[tuple[str, str]]:
    if isinstance(found, str):
        yield place, found
    elif isinstance(found, dict):
        for key, value in found.items():
            yield from _texts(f"{place}.{key}", value)


def filled(template: str) -> str:
    gaps = {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
    return template.format(**{name: VALUES.get(name, "it") for name in gaps})


@pytest.mark.parametrize("place", ["domain", *WORDINGS])
def test_every_template_reads_at_grade_8_or_below(place: str) -> None:
    texts = [(name, filled(text)) for name, text in templates() if name.startswith("utter_" if place == "domain" else f"{place}.")]
    assert len(texts) > 40
    hard = {name: (round(found, 1), text) for name, text in texts if (found := grade(text)) is not None and found > HARDEST}
    assert hard == {}


@cache
def replies() -> list[tuple[str, str]]:
    """Every reply of the recorded conversations."""
    told: list[tuple[str, str]] = []
    for path in sorted((ROOT / "docs" / "transcripts").glob("*.md")):
        for part in re.split(r"\n(?!> )", path.read_text("utf-8")):
            if lines := [line.removeprefix("> ").strip() for line in part.splitlines() if line.startswith("> ") and "`" not in line]:
                told.append((path.stem, "\n".join(lines)))
    return told


def test_every_recorded_reply_reads_at_grade_8_or_below() -> None:
    assert len(replies()) > 50
    hard = [
        (round(found, 1), place, text[:200])
        for place, text in replies()
        if (found := grade(text, of_rows=True)) is not None and found > HARDEST
    ]
    assert hard == []


def test_the_measure_tells_hard_from_plain() -> None:
    """GIVEN a plain and an official sentence THEN the grades are far apart, and a long name makes no difference."""
    plain = grade("Pick one and I will show you who asks for it.")
    hard = grade("Institutional accreditation considerations necessitate comprehensive consultation regarding transferability.")
    assert plain is not None
    assert hard is not None
    assert plain < 4 < HARDEST < hard
    named = [
        grade(f"I would look at {name} first, and then at your week.") for name in ("SQL", "Google Data Analytics Professional Certificate")
    ]
    assert all(found is not None and found < 6 for found in named)


def test_no_row_of_exclamation_marks_and_hardly_any_at_all() -> None:
    texts = [text for _, text in templates()] + [text for _, text in replies()]
    assert [text for text in texts if "!!" in text] == []
    assert [text for text in texts if text.count("!") > 1] == []
