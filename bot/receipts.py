"""The receipts of a conversation, for who deletes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def receipts_of(slots: Mapping[str, Any], events: Iterable[Mapping[str, Any]]) -> set[str]:
    """Every receipt that a conversation was given: those of its shortlists, and those of suppositions, which only cards name."""
    found = {slots.get("receipt")}
    for event in events:
        if event.get("event") == "slot" and event.get("name") == "receipt":
            found.add(event.get("value"))
        elif event.get("event") == "bot":
            found.add(((event.get("data") or {}).get("custom") or {}).get("receipt"))
    return {str(receipt) for receipt in found if receipt}
