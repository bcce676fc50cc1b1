"""What a plan consists of. Plain frozen values; every text in them is plain text, and whoever writes a document escapes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.model import Credential, Source

MomentKind = Literal["start", "finish", "deadline", "expires", "check"]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something told of a credential, and the page it was read in. What is not known cannot be wrong, so it needs no page."""

    label: str
    told: str
    source: Source | None = None
    is_known: bool = True

    @property
    def is_unverified(self) -> bool:
        """Whether it claims something that nobody has read in a source."""
        return self.is_known and self.source is None


@dataclass(frozen=True, slots=True)
class Step:
    """A credential to earn: why, on what facts, who recognises it, what to ask first, and when. A day is None where it cannot be told."""

    credential: Credential
    why: str
    facts: tuple[Fact, ...]
    recognised: tuple[Fact, ...]
    doubts: tuple[str, ...]
    asks: tuple[str, ...]
    pace: str
    starts: date | None
    finishes: date | None
    expires: date | None

    @property
    def lapse(self) -> Fact:
        """What the day of renewal rests on."""
        return Fact("", "", self.credential.source_of("validity"))


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another credential that would do, in short."""

    credential: Credential
    why: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day to remember. ``key`` tells it from the others of its plan, on whatever day it falls."""

    kind: MomentKind
    key: str
    day: date
    title: str
    detail: str
    url: str = ""
    is_unverified: bool = False
    """Whether the day rests on a time or a validity that nobody has read in a source."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it. ``receipt`` names the shortlist it was made from, and ``made`` the day; ``told`` is what the user said, label and value."""

    title: str
    receipt: str
    made: date
    advised: str
    because: str
    told: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    alternatives: tuple[Alternative, ...]
    moments: tuple[Moment, ...]
    notes: tuple[str, ...]
