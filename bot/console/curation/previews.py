"""Previews of changes, worked out in threads of their own while the page tells how far they are."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field

from bot.faults import where
from knowledge.clock import today
from knowledge.curation.checking import NotValid
from knowledge.curation.preview import Effect, aimed_at, compare, samples
from knowledge.curation.service import Curation, NothingPending
from knowledge.store.edits import built

logger = logging.getLogger(__name__)
AT_ONCE = 2
MOST_KEPT = 50


@dataclass
class Preview:
    """One preview: how many people are done of how many, and in the end the effects, or why there are none."""

    done: int = 0
    of: int = 0
    effects: list[Effect] | None = None
    error: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether nothing more will come."""
        return self.effects is not None or bool(self.error)


@dataclass
class Previews:
    """The previews of this process, each of one change against one edition of the catalogue."""

    curation: Curation
    _known: dict[tuple[str, int], Preview] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    def get(self, change: str, edition: int) -> Preview | None:
        """The preview of a change, if it was begun."""
        return self._known.get((change, edition))

    def begin(self, change: str, edition: int) -> Preview:
        """Begin it, unless it is under way or done."""
        key = (change, edition)
        if (known := self._known.get(key)) and not known.error:
            return known
        while len(self._known) >= MOST_KEPT:
            self._known.pop(next(iter(self._known)))
        preview = self._known[key] = Preview()
        task = asyncio.create_task(self._run(change, preview))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return preview

    async def _run(self, change: str, preview: Preview) -> None:
        async with self._turns:
            try:
                preview.effects = await asyncio.to_thread(self._work, change, preview)
            except NotValid as error:
                preview.error = f"The change does not fit the catalogue any more. {error}"
            except NothingPending:
                preview.error = "The change was decided on meanwhile."
            except Exception as error:  # it is told in the page, and where it arose in the log
                logger.error("a preview failed: %s", where(error))
                preview.error = "The preview could not be made. Try again; if it happens again, tell an admin."

    def _work(self, change: str, preview: Preview) -> list[Effect]:
        view, steps = self.curation.view(), self.curation.change(change)
        after, before = self.curation.draft(change, view), built(view.base, view.changes)

        def tell(done: int, of: int) -> None:
            preview.done, preview.of = done, of

        return compare(before, after, (*samples(), *aimed_at(steps, before, after)), today(), tell)

    async def close(self) -> None:
        """Give up what is under way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
