"""The brief: what an advisor finds on the table. Made from the conversation (actions/brief.py), never typed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from cases.settings import Level, Reason

Author = Literal["user", "assistant", "advisor"]


class Part(BaseModel):
    """Base of all parts."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Item(Part):
    """One thing that the user told, with the words it was told in."""

    slot: str
    label: str
    value: str
    source: str = ""


class Goal(Part):
    """What the user wants, and how sure that is."""

    value: str
    words: str = ""
    sure: bool = True
    """Whether the user said so; else it was inferred from other facts."""


class Finding(Part):
    """The answer to one recognition question."""

    question: str
    verdict: str
    because: str
    ask: str | None = None


class Option(Part):
    """An option that the user has seen, with what speaks for and against it."""

    id: str
    title: str
    issuer: str
    url: str
    cost: str
    time: str
    reason: str = ""
    findings: tuple[Finding, ...] = ()


class RuledOut(Part):
    """What was kept out of the shortlist."""

    title: str
    because: str


class Unknown(Part):
    """A recognition that nobody has on record, and whom to ask."""

    title: str
    question: str
    ask: str


class Triage(Part):
    """How soon the case has to be seen."""

    level: Level
    because: str


class Why(Part):
    """Why the conversation was handed over."""

    reason: Reason
    told: str
    words: str = ""
    """What the user said at that moment."""


class Line(Part):
    """One message of the conversation."""

    author: Author
    text: str
    at: datetime | None = None


class Brief(Part):
    """Everything the advisor needs, but what the user struck out."""

    made: datetime
    why: Why
    triage: Triage
    goal: Goal | None = None
    field: str | None = None
    profile: tuple[Item, ...] = ()
    constraints: tuple[Item, ...] = ()
    values: dict[str, Any] = {}
    """The profile as the recommendation takes it (knowledge.recommend.profile_json), but for what was struck out."""
    shortlist: tuple[Option, ...] = ()
    advice: str = ""
    receipt: str | None = None
    ruled_out: tuple[RuledOut, ...] = ()
    open_questions: tuple[str, ...] = ()
    unknown_recognitions: tuple[Unknown, ...] = ()
    withheld: tuple[str, ...] = ()
    """Labels of what the user struck out; of a matter only that there is one."""
    transcript: tuple[Line, ...] = ()
