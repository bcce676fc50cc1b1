"""Short ways to edit the small catalogue in tests."""

from __future__ import annotations

from typing import Any

from knowledge.curation.service import Curation, Page
from knowledge.store.entries import Address, Values, plain

PAGE = Page("Prices of the Data School", "https://example.org/prices", "2026-11-20", "issuer")
SQL = Address("data", "credential", "sql-basics")
ROW = Address("data", "recognition", "sql-basics:preferred-in-postings:acme-hospital")


def values_of(curation: Curation, address: Address, **changes: Any) -> Values:
    """What an entry says now, with some fields changed."""
    return {**plain(curation.view().entries[address]), **changes}


def propose(curation: Curation, address: Address = SQL, author: str = "ann", **changes: Any) -> str:
    """Propose an entry with some fields changed."""
    told = values_of(curation, address, **changes)
    return curation.propose(author, *address[:2], told, PAGE, address.key, curation.view().number(address))[0]


def publish(curation: Curation, address: Address = SQL, **changes: Any) -> None:
    """Change an entry, and put it into use."""
    curation.publish(propose(curation, address, **changes), "bob")


def add(curation: Curation, kind: Any, /, **values: Any) -> Address:
    """Add an entry, and put it into use."""
    change, _ = curation.propose("ann", "data", kind, values, PAGE)
    return curation.publish(change, "bob")[-1]
