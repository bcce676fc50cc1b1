"""The pictures: which numbers each is made of, and how they are shown."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from bot.console.accounts.model import Account, Role
from bot.console.insight.masking import LEAST, Shown, in_words, share, share_in_words, shown, side_by_side
from bot.console.insight.ranges import Range
from bot.gateway.conversations.store import Store
from bot.gateway.conversations.tally import STAGES, Kind
from cases.counts import handed_over
from cases.desk import Desk
from cases.settings import Reason
from knowledge.terms import Goal

CHANNELS = ("web", "slack", "teams")
MOST_NAMED = 15
EVERYBODY = (Role.ADVISOR,)
CURATORS_TOO = (Role.ADVISOR, Role.CURATOR)
"""Which skills lack an option is what a curator works on; the rest is about people who were advised."""


@cache
def wording() -> dict[str, Any]:
    """Return what the page says."""
    texts: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("wording.yml").read_text("utf-8"))
    return texts


def name(code: str) -> str:
    """Return a code such as ``skill_gap`` in words."""
    return str(wording()["names"].get(code, code.replace("_", " ")))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a picture and of its table.

    Attributes:
        label: what is counted.
        cells: the cells of its row beside the label, as they may be shown.
        length: what its bar is as long as; None where that may not be told.
        told: what stands at its bar.
    """

    label: str
    cells: tuple[str, ...]
    length: Shown
    told: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its table; without lines where its numbers would tell of others that are hidden."""

    key: str
    lines: tuple[Line, ...]

    @property
    def words(self) -> dict[str, Any]:
        """Its title, what it explains, and the heads of its columns."""
        words: dict[str, Any] = wording()["pictures"][self.key]
        return words

    @property
    def upright(self) -> bool:
        """Whether its bars stand side by side, as those of hours and days do."""
        return SPECS[self.key].upright

    @property
    def is_drawn(self) -> bool:
        """Whether it shows anything."""
        return any(line.length is not None for line in self.lines)


Parts = list[tuple[str, int]]
"""Labels and true counts: what is not yet fit to be shown."""


class Insight:
    """Makes pictures of what was counted."""

    def __init__(self, store: Store, desk: Desk) -> None:
        """Take the numbers of conversations from the gateway's store, those of hand-offs from the desk's cases."""
        self._store, self._desk = store, desk

    async def pictures(self, account: Account, days: Range) -> list[Picture]:
        """Return all pictures that an account may see."""
        return list(await asyncio.gather(*(self.picture(key, days) for key, spec in SPECS.items() if account.may(*spec.roles))))

    async def picture(self, key: str, days: Range) -> Picture:
        """Return one picture."""
        return Picture(key, tuple(await SPECS[key].make(self, days)))

    # --- one whole in parts
    async def goals(self, days: Range) -> Parts:
        """Conversations by goal."""
        return _in_order(await self._all("goal", days), get_args(Goal))

    async def fields(self, days: Range) -> Parts:
        """Conversations by field."""
        return _most(await self._all("field", days))

    async def channels(self, days: Range) -> Parts:
        """Conversations by where they began."""
        return _in_order(await self._begun("channel", days), CHANNELS)

    async def hours(self, days: Range) -> Parts:
        """Conversations by when they began."""
        found = await self._begun("hour", days)
        return [(f"{hour:02}:00", found[hour]) for hour in range(24)]

    async def handoffs(self, days: Range) -> Parts:
        """Cases by why they were opened."""
        cases = await asyncio.to_thread(handed_over, self._desk, days.since, days.until)
        return _in_order({reason: sum(became.values()) for reason, became in cases.items()}, get_args(Reason))

    async def outcomes(self, days: Range) -> Parts:
        """Cases by what became of them."""
        cases = await asyncio.to_thread(handed_over, self._desk, days.since, days.until)
        return _most(sum(cases.values(), Counter()))

    async def skills(self, days: Range) -> Parts:
        """Conversations by wanted skills that nothing shown teaches."""
        return _most(await self._all("unmet", days))

    # --- more than parts
    async def funnel(self, days: Range) -> list[Line]:
        """How far the conversations have come. The first number is the sum of those shown by channel, so that it tells no more than they do."""
        by_channel = await SPECS["channels"].make(self, days)
        reached = await self._all("stage", days)
        first = sum(line.length or 0 for line in by_channel) or None
        numbers = [first, *(shown(reached[stage]) for stage in STAGES[1:])]
        return [_with_share(name(stage), number, first) for stage, number in zip(STAGES, numbers, strict=True)]

    async def understood(self, days: Range) -> list[Line]:
        """The share of messages that were not understood, by day or week."""
        messages: Counter[date] = Counter()
        missed: Counter[date] = Counter()
        for day, what, count in await self._store.counts("turn", "day", days.since, days.until):
            messages[days.period(day)] += count
            missed[days.period(day)] += count if what == "not_understood" else 0
        lines = []
        for day in days.periods():
            whole, part = shown(messages[day]), shown(missed[day])
            told = share_in_words(part, whole)
            lines.append(Line(f"{day:%b} {day.day}", (in_words(whole), in_words(part), told), share(part, whole), told))
        return lines

    async def thumbs(self, days: Range) -> list[Line]:
        """Thumbs up and down."""
        found = await self._all("thumb", days)
        up, down = shown(found["up"]), shown(found["down"])
        whole = None if up is None or down is None else up + down
        return [_with_share(name(which), number, whole) for which, number in (("up", up), ("down", down))]

    async def _all(self, kind: Kind, days: Range) -> Counter[str]:
        """What was counted of a kind, by what exactly."""
        found: Counter[str] = Counter()
        for _, what, count in await self._store.counts(kind, "channel", days.since, days.until):
            found[what] += count
        return found

    async def _begun(self, by: Literal["channel", "hour"], days: Range) -> Counter[Any]:
        """The conversations that began, by one of their sides."""
        found = await self._store.counts("stage", by, days.since, days.until)
        return Counter({side: count for side, what, count in found if what == "begun"})


def _in_order(found: dict[str, int], order: Iterable[str]) -> Parts:
    """All names of a closed list, also those that nothing was counted of: that one is missing would tell that the others are not."""
    return [(name(code), found.get(code, 0)) for code in order]


def _most(found: Counter[str]) -> Parts:
    """The names that come most often, and all others put together: a name that came seldom could by itself tell of somebody."""
    often = [code for code in sorted(found, key=lambda code: (-found[code], code)) if found[code] >= LEAST][:MOST_NAMED]
    return [*((name(code), found[code]) for code in often), (wording()["others"], sum(found.values()) - sum(found[code] for code in often))]


def _with_share(label: str, number: Shown, whole: Shown) -> Line:
    cells = (in_words(number), share_in_words(number, whole))
    return Line(label, cells, number, " · ".join(cells))


Make = Callable[[Insight, Range], Awaitable[list[Line]]]
PartsOf = Callable[[Insight, Range], Awaitable[Parts]]


def _alone(parts: PartsOf) -> Make:
    """Show each part."""

    async def make(insight: Insight, days: Range) -> list[Line]:
        return [
            Line(label, (in_words(number),), number, in_words(number))
            for label, count in await parts(insight, days)
            for number in (shown(count),)
        ]

    return make


def _beside(parts: PartsOf, other: PartsOf) -> Make:
    """Show each part, unless another picture of the same whole would tell what is hidden, or this one what is hidden there."""
    alone = _alone(parts)

    async def make(insight: Insight, days: Range) -> list[Line]:
        ways = [[count for _, count in await way(insight, days)] for way in (parts, other)]
        return await alone(insight, days) if side_by_side(*ways) else []

    return make


@dataclass(frozen=True, slots=True)
class Spec:
    """How a picture is made, how it is drawn, and who may see it."""

    make: Make
    upright: bool = False
    roles: tuple[Role, ...] = EVERYBODY


SPECS: dict[str, Spec] = {
    "funnel": Spec(Insight.funnel),
    "goals": Spec(_alone(Insight.goals)),
    "fields": Spec(_alone(Insight.fields)),
    "channels": Spec(_beside(Insight.channels, Insight.hours)),
    "hours": Spec(_beside(Insight.hours, Insight.channels), upright=True),
    "handoffs": Spec(_beside(Insight.handoffs, Insight.outcomes)),
    "outcomes": Spec(_beside(Insight.outcomes, Insight.handoffs)),
    "understood": Spec(Insight.understood, upright=True),
    "skills": Spec(_alone(Insight.skills), roles=CURATORS_TOO),
    "thumbs": Spec(Insight.thumbs),
}
"""In the order of the page."""
