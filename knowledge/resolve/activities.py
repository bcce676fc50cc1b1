"""What people call the work of a job: "accounts payable" for the specialist, "recruiting" for the recruiter, "data science" for the scientist."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.resolve.shorthand import ROLE_HEADS
from knowledge.resolve.tokens import stem

LEADING_HEADS = frozenset("manager director supervisor lead leader head chief owner executive administrator".split())
"""Who leads the work is not who plainly does it."""
_WORK_OF = {"scientist": "science", "designer": "design", "developer": "development", "machinist": "machining", "cook": "cooking"}
"""Heads whose work is not called by their name with "-ing"."""

Tier = int
"""How plainly a name means the work of a title; 0 most."""


def activities_of(title: str) -> Iterator[tuple[Tier, str]]:
    """The names of the work, from a job's title in lower case, with how plainly they mean it: 0 a welder's welding, 1 a payroll specialist's
    payroll, 2 a payroll manager's."""
    *before, head = title.split()
    if work := _work_of(head):
        yield 0, " ".join((*before, work))
    if stem(head) in ROLE_HEADS and before:
        yield 2 if head in LEADING_HEADS else 1, " ".join(before)


def _work_of(head: str) -> str | None:
    if head in _WORK_OF:
        return _WORK_OF[head]
    if head.endswith(("eer", "ier")):
        return head + "ing"
    return head.removesuffix("er") + "ing" if head.endswith("er") and len(head) > 4 else None
