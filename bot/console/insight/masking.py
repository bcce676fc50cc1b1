"""How numbers are shown so that nobody can be found in them.

- A count under five is not shown, be it none at all; every other one is rounded to the next multiple of five.
- There are no totals but sums of numbers that are shown: a total of its own would let a hidden number be computed.
- Two pictures that part the same whole in two ways (conversations by channel and by hour) tell of each other what totals would. What a
  reader could compute is computed here, and where fewer than three numbers would be left open for a hidden one, both are withheld. Both,
  for that one alone is missing would tell why.
- Shares are made of the numbers shown, never of the true ones.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

LEAST = 5
"""The smallest number that is shown."""
LEFT_OPEN = 3
"""So many numbers have to be possible for each that is hidden."""
HIDDEN = f"under {LEAST}"
Shown = int | None
"""A number as it is shown; None where it is not."""


def shown(count: int) -> Shown:
    """Return a count as it may be shown."""
    return None if count < LEAST else (count + LEAST // 2) // LEAST * LEAST


def bounds(number: Shown) -> tuple[int, int]:
    """Return the least and the greatest count that is shown so."""
    return (0, LEAST - 1) if number is None else (max(LEAST, number - LEAST // 2), number + LEAST // 2)


def side_by_side(*ways: Sequence[int]) -> bool:
    """Tell whether ways to part the same whole may be shown beside each other."""
    told = [[bounds(shown(count)) for count in way] for way in ways]
    least = max(sum(low for low, _ in way) for way in told)
    most = min(sum(high for _, high in way) for way in told)
    hidden = [(way, at) for way in told for at, part in enumerate(way) if part == bounds(None)]
    return all(_left_open(way, at, least, most) >= LEFT_OPEN for way, at in hidden)


def _left_open(way: list[tuple[int, int]], part: int, least: int, most: int) -> int:
    """How many numbers are possible for a hidden part, where the whole has at least and at most so many."""
    others = [bound for at, bound in enumerate(way) if at != part]
    low = max(0, least - sum(high for _, high in others))
    high = min(LEAST - 1, most - sum(low for low, _ in others))
    return high - low + 1


def share(part: Shown, whole: Shown) -> int | None:
    """Return one shown number in percent of another; None where it can't be told."""
    return None if part is None or not whole else min(100, round(100 * part / whole))


def share_in_words(part: Shown, whole: Shown) -> str:
    """Return a share as it is written; of a part that is hidden what it is under."""
    if not whole:
        return "not told"
    percent = share(part, whole)
    return f"under {min(100, math.ceil(100 * LEAST / whole))} %" if percent is None else f"{percent} %"


def in_words(number: Shown) -> str:
    """Return a shown number as it is written."""
    return HIDDEN if number is None else f"{number:,}"
