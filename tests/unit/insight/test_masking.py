"""No number under five is shown, and none can be computed from what is shown."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest

from bot.console.insight.masking import LEFT_OPEN, Shown, bounds, in_words, share, share_in_words, shown, side_by_side


@pytest.mark.parametrize(
    ("count", "as_shown"), [(0, None), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1002, 1000)]
)
def test_small_counts_are_hidden_and_others_rounded(count: int, as_shown: int | None) -> None:
    assert shown(count) == as_shown


def test_bounds_tell_all_that_a_shown_number_may_stand_for() -> None:
    for number in [None, *range(5, 60, 5)]:
        low, high = bounds(number)
        assert [count for count in range(100) if shown(count) == number] == list(range(low, high + 1))


@pytest.mark.parametrize(("one", "other", "most"), [(2, 2, 16), (1, 3, 14), (3, 2, 11), (3, 3, 9)])
def test_whoever_knows_the_rules_computes_no_hidden_number_from_two_pictures(one: int, other: int, most: int) -> None:
    """GIVEN all counts that there could be, parted in two ways WHEN a reader keeps those that would be shown as what is seen THEN at least three are left for each hidden one.

    Also where both pictures are withheld, and the reader knows why.
    """
    by_sum: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    for way in product(range(most), repeat=other):
        by_sum[sum(way)].append(way)
    possible: defaultdict[tuple[Shown, ...] | None, list[set[int]]] = defaultdict(lambda: [set() for _ in range(one + other)])
    for way in product(range(most), repeat=one):
        for second in by_sum[sum(way)]:
            counts = (*way, *second)
            seen = tuple(map(shown, counts)) if side_by_side(way, second) else None
            for may_be, count in zip(possible[seen], counts, strict=True):
                may_be.add(count)
    hidden = 0
    for seen, known in possible.items():
        if seen and any(number and bounds(number)[1] >= most for number in seen):
            continue  # what lies beyond the counts tried is missing here
        for number, may_be in zip(seen or (None,) * (one + other), known, strict=True):
            if number is None:
                hidden += 1
                assert len(may_be) >= LEFT_OPEN, (seen, known)
    assert hidden > 10


def test_usual_numbers_may_stand_side_by_side() -> None:
    assert side_by_side([57, 3, 0], [0] * 8 + [2, 5, 9, 11, 8, 7, 6, 5, 4, 2, 1, 0, 0, 0, 0, 0])
    assert not side_by_side([8], [4, 4]), "8 of two parts under five leaves 4 and 4 only"


def test_shares_are_made_of_what_is_shown() -> None:
    assert share(shown(12), shown(49)) == 20
    assert share(shown(3), shown(49)) is None
    assert [share_in_words(shown(part), shown(whole)) for part, whole in ((12, 49), (3, 49), (0, 2))] == ["20 %", "under 10 %", "not told"]


def test_what_is_hidden_says_so() -> None:
    assert (in_words(None), in_words(1250)) == ("under 5", "1,250")
