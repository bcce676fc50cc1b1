"""What the assistant says beside its replies that may be counted."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from knowledge.terms import Goal

MOST_UNMET = 20
LONGEST = 120
"""Characters that the database takes of a name (`tallies` in tables.py)."""


def _cut(name: Any) -> Any:
    return name[:LONGEST] if isinstance(name, str) else name


def _first(names: Any) -> Any:
    return names[:MOST_UNMET] if isinstance(names, list) else names


Name = Annotated[str, BeforeValidator(_cut)]


class Told(BaseModel):
    """What the assistant says that may be counted of a turn (actions/counting.py): names of the catalogue's, cut where they are too long or too many."""

    model_config = ConfigDict(frozen=True)
    goal: Goal | None = None
    field: Name = ""
    unmet: Annotated[list[Name], BeforeValidator(_first)] = []


def told(marks: list[Any]) -> Told:
    """Return what the marks of a turn's replies say together; what has another form is left out."""
    known: dict[str, Any] = {}
    for mark in marks:
        try:
            known |= Told.model_validate(mark).model_dump(exclude_defaults=True)
        except ValidationError:
            continue
    return Told(**known)
