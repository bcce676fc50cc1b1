"""The profile in words: its pieces by the names of their slots. Shared by the actions and by channels that show it beside the talk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.cards.models import ProfileCard, ProfileEntry

LIST_SLOTS = ("target_skills", "current_skills", "held_credentials", "wanted_credentials", "target_employers", "issuer_types", "avoid")
PROFILE_SLOTS = (
    "target_role",
    "target_skills",
    "field",
    "wanted_credentials",
    "target_employers",
    "current_role",
    "current_skills",
    "held_credentials",
    "experience_years",
    "max_cost",
    "max_weeks",
    "hours_per_week",
    "delivery",
    "assessment",
    "issuer_types",
    "avoid",
)
LABELS = {
    "goal": "Goal",
    "target_role": "Job aimed at",
    "target_skills": "Skills wanted",
    "field": "Field",
    "wanted_credentials": "Credentials in mind",
    "target_employers": "Employers aimed at",
    "current_role": "Present job",
    "current_skills": "Skills you have",
    "held_credentials": "Degrees and credentials",
    "experience_years": "Experience",
    "max_cost": "Budget",
    "max_weeks": "Time limit",
    "hours_per_week": "Hours a week",
    "delivery": "Way of learning",
    "assessment": "Assessed by",
    "issuer_types": "Kind of issuer",
    "avoid": "Not wanted",
}
GOAL_WORDS = {
    "skill_gap": "close a skill gap",
    "currency": "show that you're current",
    "complement": "add to what you have",
    "exploration": "explore a field",
    "career_change": "change career",
}

WEEKS_A_MONTH = 52 / 12
AS_GOOD_AS_MONTHS = 0.3
"""Weeks by which a time limit may miss whole months and still be told in months, as people tell it."""


def _period(weeks: float) -> str:
    if weeks < 1:
        return "within days"
    months = round(weeks / WEEKS_A_MONTH)
    if months >= 2 and abs(weeks - months * WEEKS_A_MONTH) <= AS_GOOD_AS_MONTHS:
        return "within a year" if months == 12 else f"within {months} months"
    return f"within {weeks:.0f} week{'' if round(weeks) == 1 else 's'}"


def in_words(slot: str, value: Any) -> str:
    """A slot's value as it is told to the user: ``max_cost`` 0 is "free only"."""
    if slot in LIST_SLOTS:
        return ", ".join(str(item).replace("_", " ") for item in value)
    if slot == "max_cost":
        return "free only" if value == 0 else f"up to ${value:,.0f}"
    if slot == "max_weeks":
        return _period(float(value))
    if slot == "hours_per_week":
        return f"{value:g} a week"
    if slot == "experience_years":
        return f"{value:g} year{'' if value == 1 else 's'}"
    if slot == "goal":
        return GOAL_WORDS.get(value, str(value))
    return str(value).replace("_", " ")


def profile_of_slots(slots: Mapping[str, Any]) -> ProfileCard:
    """What lies in the slots, as a card: each piece with the user's own words."""
    told = slots.get("profile_words") or {}
    filled = [slot for slot in ("goal", *PROFILE_SLOTS) if slots.get(slot) not in (None, [])]
    return ProfileCard(
        entries=[
            ProfileEntry(slot=slot, label=LABELS[slot], value=in_words(slot, slots[slot]), source=str(told.get(slot, "")))
            for slot in filled
        ]
    )
