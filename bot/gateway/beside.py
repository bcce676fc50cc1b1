"""What is kept of a conversation beside the gateway's history and Rasa's record: cases, reports and receipts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from fastapi.encoders import jsonable_encoder
from sqlalchemy import Engine

from cases.desk import Desk
from knowledge.store.database import connect_database
from knowledge.store.evidence import Evidence
from knowledge.store.repository import Receipts


class Beside:
    """Deletes what other parts keep of a conversation; all of it goes by the name under which Rasa knows the conversation."""

    def __init__(self, desk: Desk) -> None:
        """Work on that desk's cases; reports and receipts lie beside the catalogue."""
        self._desk = desk

    async def forget(self, sender: str) -> None:
        """Delete the cases and reports of a conversation; what counts cases only stays, and what a curator has accepted, without its user."""

        def forget() -> None:
            with _catalogue() as engine:
                Receipts(engine).forget(sorted(self._desk.receipts(sender)))
                Evidence(engine).forget(sender)
            self._desk.forget(sender)

        await asyncio.to_thread(forget)

    async def forget_receipts(self, receipts: Iterable[str]) -> None:
        """Delete receipts."""

        def forget() -> None:
            with _catalogue() as engine:
                Receipts(engine).forget(sorted(receipts))

        await asyncio.to_thread(forget)

    async def export(self, sender: str, receipts: Iterable[str]) -> dict[str, Any]:
        """Return the cases and reports of a conversation, and the receipts of those names."""

        def export() -> dict[str, Any]:
            with _catalogue() as engine:
                kept = Receipts(engine)
                reports = [asdict(told) for told in Evidence(engine).told_by(sender)]
                found = {name: kept.get(name) for name in sorted(receipts)}
            return {"cases": self._desk.export(sender), "reports": reports, "receipts": found}

        exported: dict[str, Any] = jsonable_encoder(await asyncio.to_thread(export))
        return exported


@contextmanager
def _catalogue() -> Iterator[Engine]:
    engine = connect_database()
    try:
        yield engine
    finally:
        engine.dispose()
