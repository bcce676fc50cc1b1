"""What holds for any text and for every name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.resolve.index import Ambiguous, Match, NameIndex
from knowledge.resolve.lexicon import Entity
from knowledge.resolve.money import read_money
from knowledge.resolve.posting import read_posting
from knowledge.resolve.posting_signs import is_posting
from knowledge.resolve.statements import read_statements
from knowledge.resolve.time import read_times
from knowledge.resolve.vocabulary import vocabulary
from tests.unit.resolve.small_catalogue import small_catalogue

TODAY = date(2026, 11, 22)
INDEX = NameIndex(small_catalogue())
SURFACES = [surface for surface in INDEX.lexicon.surfaces if surface.weight == 1.0 and len(surface.text) > 2]
WORDS = [
    "I",
    "am",
    "want",
    "not",
    "nurse",
    "data",
    "analyst",
    "$300",
    "3 months",
    "PMP",
    "by March",
    "or",
    "to",
    "?",
    ".",
    ",",
    "don't",
    "İ",
    "’",
    "pm",
    "free",
    "5",
    "hours",
    "degree",
    "in",
    "no",
]
anything = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
easy = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@easy
@given(text=anything, asked=st.sampled_from([None, "target_role", "max_cost", "max_weeks", "hours_per_week", "held_credentials", "field"]))
def test_any_text_is_read_without_an_error(text: str, asked: str | None) -> None:
    told = read_statements(text, INDEX, asked=asked, today=TODAY)
    assert all(fact.operation in ("add", "set", "remove", "avoid") for fact in told.facts)
    read_posting(text, INDEX)
    is_posting(text)
    INDEX.resolve(text)


@easy
@given(text=anything)
def test_places_lie_inside_the_text(text: str) -> None:
    for found in (*INDEX.mentions(text, weak=True), *read_money(text, asked=True)):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
    for time in read_times(text, today=TODAY, asked="max_weeks"):
        assert 0 <= time.start < time.end <= len(text)


def candidates(found: object) -> set[tuple[str, str]]:
    if isinstance(found, Match):
        return {(found.kind, found.id)}
    return {(one.kind, one.id) for one in found.candidates} if isinstance(found, Ambiguous) else set()


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.text)
def test_every_name_is_found_by_itself(surface: object) -> None:
    entity: Entity = surface.entity  # type: ignore[attr-defined]
    text: str = surface.text  # type: ignore[attr-defined]
    assert (entity.kind, entity.id) in candidates(INDEX.resolve(text))
    assert (entity.kind, entity.id) in candidates(INDEX.resolve(text.lower(), kinds=(entity.kind,)))


@easy
@given(data=st.data())
def test_a_name_with_one_slip_is_found_or_is_among_the_candidates(data: st.DataObject) -> None:
    surface = data.draw(st.sampled_from([one for one in SURFACES if any(len(word) >= 5 and word.isalpha() for word in one.text.split())]))
    words = surface.text.split()
    place = data.draw(st.sampled_from([number for number, word in enumerate(words) if len(word) >= 5 and word.isalpha()]))
    at = data.draw(st.integers(1, len(words[place]) - 2))
    word = words[place]
    slip = data.draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + "x" + word[at:],
                word[:at] + word[at] + word[at:],
            ]
        )
    )
    words[place] = slip
    found = INDEX.resolve(" ".join(words), kinds=(surface.entity.kind,))
    assert (surface.entity.kind, surface.entity.id) in candidates(found)


def test_the_vocabulary_holds_the_words_of_all_names() -> None:
    words = set(vocabulary(small_catalogue()))
    assert {"comptia", "kubernetes", "c#", "security+", "informatics"} <= words
