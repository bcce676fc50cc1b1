"""The catalogue and its names as they are now, in a process that goes on while curators publish."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from knowledge.model import Catalogue
from knowledge.resolve.index import NameIndex
from knowledge.store.edits import edition_number, read_base
from knowledge.store.files import CATALOGUE, CatalogueError
from knowledge.store.repository import load_snapshot

logger = logging.getLogger(__name__)
LOOK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the catalogue with its names. ``number`` is that of the database."""

    number: int
    catalogue: Catalogue
    names: NameIndex


class Live:
    """Gives the newest edition: each asking looks at a number in the database, and where it has changed reads the catalogue anew."""

    def __init__(self, engine: Engine, root: Path = CATALOGUE, changed: Callable[[Edition], None] | None = None) -> None:
        """Read the catalogue; ``changed`` is told of it now, and of every new edition.

        Raises:
            CatalogueError: where the files are faulty.
        """
        self.engine, self.root = engine, root
        self._changed = changed or (lambda edition: None)
        self._lock = threading.Lock()
        self._stop = threading.Event()
        catalogue = load_snapshot(engine, root)
        self._now = Edition(edition_number(engine), catalogue, NameIndex(catalogue))
        self._changed(self._now)

    def now(self) -> Edition:
        """The newest edition. One that cannot be read is logged, and the one before stays in use."""
        try:
            number = edition_number(self.engine)
            if number != self._now.number:
                self._read(number)
        except (SQLAlchemyError, CatalogueError) as error:
            logger.error("the newest edition of the catalogue cannot be read: %s", type(error).__name__)
        return self._now

    def _read(self, number: int) -> None:
        with self._lock:
            if self._now.number == number:
                return  # somebody else was quicker
            number = edition_number(self.engine)  # looked at before reading: what is published meanwhile is seen the next time
            catalogue = load_snapshot(self.engine, self.root)
            if catalogue.version != self._now.catalogue.version:
                self._now = Edition(number, catalogue, NameIndex(catalogue, self._now.names))
                self._changed(self._now)
            else:
                self._now = Edition(number, self._now.catalogue, self._now.names)

    def follow(self) -> None:
        """Look every second in a thread of its own from now on, so that hardly anybody has to wait for the reading."""
        threading.Thread(target=self._look, name="catalogue", daemon=True).start()

    def _look(self) -> None:
        try:
            read_base(self.root)  # the first edit then finds the files read
        except CatalogueError:
            logger.error("the catalogue's files have become faulty since they were loaded")
        while not self._stop.wait(LOOK_SECONDS):
            self.now()

    def close(self) -> None:
        """Stop looking."""
        self._stop.set()
