"""What the assistant says beside its replies that may be counted."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.terms import Goal

MOST_UNMET = 20


class Told(BaseModel):
    """What the assistant says that may be counted of a turn (actions/counting.py): names of the catalogue's."""

    model_config = ConfigDict(frozen=True)
    goal: Goal | None = None
    field: str = Field(default="", max_length=120)
    unmet: list[str] = Field(default=[], max_length=MOST_UNMET)


def told(marks: list[Any]) -> Told:
    """Return what the marks of a turn's replies say together; what has another form is left out."""
    known: dict[str, Any] = {}
    for mark in marks:
        try:
            known |= Told.model_validate(mark).model_dump(exclude_defaults=True)
        except ValidationError:
            continue
    return Told(**known)
