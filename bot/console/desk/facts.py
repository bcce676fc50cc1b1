"""The catalogue as the desk uses it: loaded at the first use, and anew where it has changed."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Engine, select

from bot.cards.build import credential_card
from bot.cards.models import CredentialCard
from knowledge.clock import today
from knowledge.model import Catalogue, Credential, Profile
from knowledge.recognition import examine
from knowledge.recommend import Receipt
from knowledge.resolve.index import NameIndex
from knowledge.search import matching
from knowledge.store.database import open_database, reading
from knowledge.store.evidence import Evidence
from knowledge.store.models import CatalogueState
from knowledge.store.repository import Receipts, load_snapshot

MOST_FOUND = 8


@dataclass(frozen=True, slots=True)
class Known:
    """The catalogue of one version, with what users were told as far as a curator has accepted it."""

    catalogue: Catalogue
    names: NameIndex
    today: date

    def find(self, words: str) -> list[Credential]:
        """The credentials that words find, best first."""
        return matching(words, self.catalogue, self.names)[:MOST_FOUND] if words.strip() else []

    def card(self, credential: Credential, profile: Profile) -> CredentialCard:
        """A credential's card for this user, with all that is on record."""
        findings = examine(profile, credential, self.catalogue, self.today)
        return credential_card(credential, findings, self.catalogue.ledger_of.get(credential.id, ()))


class Facts:
    """Gives the catalogue. It takes seconds to load, so it is begun before it is needed, and never in the event loop."""

    def __init__(self, url: str) -> None:
        """Load nothing yet."""
        self._url = url
        self._engine: Engine | None = None
        self._files: tuple[Catalogue, NameIndex] | None = None
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Load it beside whatever else is done."""
        asyncio.get_running_loop().run_in_executor(None, self._latest)

    async def get(self) -> Known:
        """Return the catalogue as it is now."""
        return await asyncio.to_thread(self._latest)

    def keep(self, receipt: Receipt) -> None:
        """Keep a receipt; the catalogue has been asked for before."""
        assert self._engine is not None, "asked for before the catalogue"
        Receipts(self._engine).put(receipt)

    def _latest(self) -> Known:
        with self._lock:
            if self._engine is None:
                self._engine = open_database(self._url)
            if self._files is None or self._files[0].version != self._version(self._engine):
                catalogue = load_snapshot(self._engine)
                self._files = catalogue, NameIndex(catalogue)
            catalogue, names = self._files
        return Known(catalogue.with_evidence(Evidence(self._engine).seen_by(None)), names, today())

    @staticmethod
    def _version(engine: Engine) -> str:
        with reading(engine) as session:
            return session.scalars(select(CatalogueState.version)).one()


@cache
def facts_of(url: str) -> Facts:
    """The facts of a database, one for the whole process: they are large."""
    return Facts(url)
