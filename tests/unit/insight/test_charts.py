"""Where the bars of a picture stand."""

from __future__ import annotations

import pytest

from bot.console.insight.charts import COLUMNS_HIGH, LONGEST, WIDTH, chart
from bot.console.insight.masking import Shown, in_words
from bot.console.insight.pictures import Line, Picture


def picture(key: str, *lengths: Shown) -> Picture:
    return Picture(key, tuple(Line(f"line {at}", (in_words(one),), one, in_words(one)) for at, one in enumerate(lengths)))


def test_bars_are_as_long_as_their_numbers() -> None:
    drawn = chart(picture("goals", 40, 10, 20))
    assert [bar.width for bar in drawn.bars] == [LONGEST, LONGEST / 4, LONGEST / 2]
    assert [bar.told for bar in drawn.bars] == ["40", "10", "20"]


def test_upright_bars_stand_on_one_line_and_the_highest_tells_the_scale() -> None:
    drawn = chart(picture("hours", *[5] * 10, 30, *[None] * 13))
    assert {round(bar.y + bar.height, 1) for bar in drawn.bars} == {176}
    assert (drawn.highest.told, drawn.highest.height) == ("30", COLUMNS_HIGH)


@pytest.mark.parametrize("key", ["goals", "hours"])
def test_a_hidden_number_is_drawn_the_same_whatever_stands_beside_it(key: str) -> None:
    """GIVEN a number that is not shown THEN its bar tells nothing of it, nor is it longer than the others."""
    few, many = (chart(picture(key, None, beside)).bars[0] for beside in (5, 5000))
    assert few == many
    assert few.hidden


def test_nothing_sticks_out() -> None:
    long = "The name of a field that is far too long for any picture that is shown on a phone"
    for key in ("goals", "hours"):
        drawn = chart(Picture(key, tuple(Line(long, ("5",), 5, "5") for _ in range(90))))
        assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH and bar.y >= 0 and bar.y + bar.height <= drawn.height for bar in drawn.bars)
        assert max(len(bar.label) for bar in drawn.bars if key == "goals" or not bar.label) <= 44


def test_a_picture_of_nothing_but_hidden_numbers_has_no_scale() -> None:
    assert {bar.height for bar in chart(picture("hours", None, None)).bars} == {6}
