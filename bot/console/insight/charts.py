"""Where the parts of a picture stand: plain SVG, drawn by templates/insight/chart.html and styled by static/insight.css.

A picture is narrow, so that its words can be read on a phone; what a line means stands in words beside its bar, and in the table below.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.console.insight.pictures import Picture

WIDTH = 400
LINE, BAR, LONGEST = 46, 18, 300
COLUMNS_HIGH, COLUMN_ROOM, BASE = 150, 0.75, 176
MOST_LABELS, LABEL_ROOM = 8, 40
HIDDEN_LENGTH = 6
"""A number that is not shown has a short pale bar of this length, however large it is."""
LONGEST_LABEL = 44


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar and the words at it; lengths in the units of the picture."""

    x: float
    y: float
    width: float
    height: float
    label: str
    told: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture ready to be drawn. Of upright bars the highest alone has its number, which tells the scale."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    upright: bool

    @property
    def highest(self) -> Bar:
        """The first of the highest bars."""
        return max(self.bars, key=lambda bar: (not bar.hidden, bar.height))


def chart(picture: Picture) -> Chart:
    """Return where its bars stand."""
    return _upright(picture) if picture.upright else _lying(picture)


def _lying(picture: Picture) -> Chart:
    longest = _longest(picture)
    bars = [
        Bar(0, LINE * at + 20, _length(line.length, longest, LONGEST), BAR, _short(line.label), line.told, line.length is None)
        for at, line in enumerate(picture.lines)
    ]
    return Chart(WIDTH, LINE * len(bars) + 4, tuple(bars), upright=False)


def _upright(picture: Picture) -> Chart:
    longest, room = _longest(picture), WIDTH / max(1, len(picture.lines))
    every = -(-len(picture.lines) // MOST_LABELS)
    bars = []
    for at, line in enumerate(picture.lines):
        height = _length(line.length, longest, COLUMNS_HIGH)
        x, width = room * at + room * (1 - COLUMN_ROOM) / 2, room * COLUMN_ROOM
        label = line.label if at % every == 0 and x < WIDTH - LABEL_ROOM else ""
        bars.append(Bar(round(x, 1), BASE - height, round(width, 1), height, label, line.told, line.length is None))
    return Chart(WIDTH, BASE + 24, tuple(bars), upright=True)


def _longest(picture: Picture) -> int:
    return max((line.length or 0 for line in picture.lines), default=0)


def _length(drawn: int | None, longest: int, most: int) -> float:
    if drawn is None:
        return HIDDEN_LENGTH
    return round(drawn / longest * most, 1) if longest else 0


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
