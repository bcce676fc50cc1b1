"""What people say about themselves is read as well as it ever was: floors a little under what was reached on our own sets of messages."""

from __future__ import annotations

import pytest

from knowledge.model import Catalogue
from knowledge.resolve.index import NameIndex
from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue
from tests.unit.resolve.heard import read_file, score


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return build_catalogue(read_catalogue())


@pytest.fixture(scope="module")
def real(catalogue: Catalogue) -> NameIndex:
    return NameIndex(catalogue)


@pytest.mark.parametrize(
    ("name", "recall", "precision", "violations"),
    [("dev.yml", 0.94, 0.94, 11), ("dev2.yml", 0.90, 0.90, 5), ("dev3.yml", 0.89, 0.87, 6), ("dev4.yml", 0.91, 0.92, 3)],
)
def test_messages_are_read(name: str, recall: float, precision: float, violations: int, catalogue: Catalogue, real: NameIndex) -> None:
    messages = read_file(name)
    result = score(messages, real, catalogue)
    told = "\n".join([*result.misses, result.table()])
    assert result.recall >= recall, told
    assert result.precision >= precision, told
    assert len(result.violations) <= violations, told
