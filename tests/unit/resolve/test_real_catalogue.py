"""The real catalogue's names, all of them."""

from __future__ import annotations

import pytest

from knowledge.model import Catalogue
from knowledge.resolve.index import Ambiguous, Match, NameIndex
from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return build_catalogue(read_catalogue())


@pytest.fixture(scope="module")
def real(catalogue: Catalogue) -> NameIndex:
    return NameIndex(catalogue)


def test_every_canonical_name_is_found_by_itself(real: NameIndex) -> None:
    lost = []
    for surface in real.lexicon.surfaces:
        if surface.weight == 1.0:
            found = real.resolve(surface.text, kinds=(surface.entity.kind,))
            ids = (
                {found.id} if isinstance(found, Match) else {one.id for one in found.candidates} if isinstance(found, Ambiguous) else set()
            )
            if surface.entity.id not in ids:
                lost.append(surface.text)
    assert lost == []


@pytest.mark.parametrize(
    "text",
    [
        "I have 3 certs already",
        "that would be a plus",
        "I was there and it was good",
        "go on please",
        "the job market is bad",
        "can I access it",
    ],
)
def test_ordinary_talk_names_nothing(real: NameIndex, text: str) -> None:
    assert [(mention.text, mention.name) for mention in real.mentions(text)] == []
