"""Briefs for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cases.brief import Brief, Finding, Goal, Item, Line, Option, RuledOut, Triage, Unknown, Why


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


def brief(level: str = "routine", reason: str = "asked_for", **changes: Any) -> Brief:
    values: dict[str, Any] = {
        "made": datetime(2026, 11, 23, 15, tzinfo=UTC),
        "why": Why(reason=reason, told="the user asked for a person", words="can I talk to someone"),  # type: ignore[arg-type]
        "triage": Triage(level=level, because="the user asked for a person"),  # type: ignore[arg-type]
    }
    return Brief(**(values | changes))


def full_brief(**changes: Any) -> Brief:
    """A brief with something in every part."""
    finding = Finding(question="Who recognises it?", verdict="unknown", because="Nothing is on record.", ask="Ask a recruiter at Mayo.")
    return brief(
        **{
            "goal": Goal(value="career_change", words="I want to become a data analyst", sure=False),
            "field": "Data and analytics",
            "profile": (Item(slot="current_role", label="Present job", value="Store manager", source="I run a clothing store"),),
            "constraints": (Item(slot="max_cost", label="Budget", value="up to $300", source="300 bucks"),),
            "shortlist": (
                Option(
                    id="x",
                    title="SQL Basics",
                    issuer="School",
                    url="https://example.org/x",
                    cost="$30",
                    time="4 weeks",
                    findings=(finding,),
                ),
            ),
            "advice": "It fits your budget.",
            "receipt": "abc234",
            "ruled_out": (RuledOut(title="Big Bootcamp", because="It costs more than your budget."),),
            "open_questions": ("Hours a week: not told yet",),
            "unknown_recognitions": (Unknown(title="SQL Basics", question="Who recognises it?", ask="Ask a recruiter at Mayo."),),
            "withheld": ("Employers aimed at",),
            "transcript": (Line(author="user", text="hello"), Line(author="assistant", text="Hi there")),
        }
        | changes
    )
