"""A case, its messages and its history, as whoever works with them sees them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict

from cases.brief import Author, Brief
from cases.settings import Level, Reason
from cases.tables import CaseRow, EventRow, MessageRow

State = Literal["waiting", "with_advisor", "closed"]


class CaseError(Exception):
    """A step that cannot be taken; the message is one sentence for the advisor."""


class UnknownCase(CaseError):
    """There is no such case."""

    def __init__(self, case_id: str) -> None:
        super().__init__(f"There is no case {case_id}.")


class NotNow(CaseError):
    """The case is not in a state, or not in the hands, in which that can be done."""

    def __init__(self, case: Case) -> None:
        self.case = case
        with_whom = f" with {case.advisor_name}" if case.advisor_name else ""
        super().__init__(
            f"That can't be done now: {case.id} is {case.state.replace('_', ' ')}{with_whom.replace(' with ', ' for ') if case.state == 'waiting' else with_whom}."
        )


class TakenAlready(NotNow):
    """Another advisor has the case."""


class Refused(CaseError):
    """What was asked for can't be done with any case; the message says what would."""


class View(BaseModel):
    """Base of what is read from a row."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class Case(View):
    """One conversation handed to an advisor."""

    id: str
    conversation: str | None
    state: State
    triage: Level
    reason: Reason
    goal: str | None
    field: str | None
    advisor: str | None
    advisor_name: str | None
    outcome: str | None
    opened: datetime
    waits_since: datetime
    expected: datetime | None
    claimed: datetime | None
    closed: datetime | None
    contact: str | None
    times: str | None
    tags: tuple[str, ...]
    brief: Brief | None

    @classmethod
    def of(cls, row: CaseRow) -> Self:
        """What a row tells."""
        return cls.model_validate(row)


class CaseMessage(View):
    """One message since the hand-off."""

    id: int
    author: Author
    name: str | None
    text: str
    at: datetime
    key: str | None
    card: dict[str, Any] | None = None

    @classmethod
    def of(cls, row: MessageRow) -> Self:
        """What a row tells."""
        return cls.model_validate(row)


class CaseEvent(View):
    """One step: who did what, and when."""

    at: datetime
    who: str
    what: str
    detail: str

    @classmethod
    def of(cls, row: EventRow) -> Self:
        """What a row tells."""
        return cls.model_validate(row)
