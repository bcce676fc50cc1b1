"""Refusals: each has a code for programs and a sentence for people."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def wording() -> dict[str, Any]:
    """Return what the gateway itself says."""
    texts: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("wording.yml").read_text("utf-8"))
    return texts


class Refused(Exception):
    """Something that is not done, as the client asked too much, too fast, or for what is not its own."""

    def __init__(self, code: str, retry_after: float | None = None, **values: object) -> None:
        """Take the sentence of a code, filled with values."""
        self.code = code
        self.retry_after = None if retry_after is None else max(1, math.ceil(retry_after))
        refusal = wording()["refusals"][code]
        self.status = int(refusal["status"])
        self.text = str(refusal["text"]).format(seconds=in_words(self.retry_after or 1), **values)
        super().__init__(code)

    def as_json(self) -> dict[str, Any]:
        """Return what a client gets."""
        after = {} if self.retry_after is None else {"retry_after": self.retry_after}
        return {"code": self.code, "text": self.text, **after}


def in_words(seconds: int) -> str:
    """Return a time to wait as people say it."""
    if seconds < 90:
        return "a second" if seconds == 1 else f"{seconds} seconds"
    minutes = math.ceil(seconds / 60)
    return f"{minutes} minutes" if minutes < 90 else f"{math.ceil(minutes / 60)} hours"
