"""What decides against a credential, for the list and for the judgement of a single one alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from knowledge.terms import QuestionId, Verdict

DECIDED_BY_NO: tuple[QuestionId, ...] = (
    "is_current",
    "adds_to_what_you_have",
    "recognised_by_targets",
    "field_culture",
    "matches_requirement",
    "fits_constraints",
)
"""A "no" on one of these is enough to advise against it, the first one being told first."""


class Answer(Protocol):
    """A judgement or a finding."""

    @property
    def id(self) -> QuestionId:
        """The question."""

    @property
    def verdict(self) -> Verdict:
        """How it is answered."""


def against[One: Answer](answers: Iterable[One]) -> list[One]:
    """The answers that decide against it, the weightiest first."""
    by_id = {one.id: one for one in answers}
    return [by_id[question] for question in DECIDED_BY_NO if by_id[question].verdict == "no"]
