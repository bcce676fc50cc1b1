"""The real catalogue, read once, and random profiles over it."""

from __future__ import annotations

from datetime import date
from functools import cache

from hypothesis import strategies as st

from knowledge.model import Catalogue, Profile
from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue

TODAY = date(2026, 11, 22)
GOALS = ("skill_gap", "currency", "complement", "exploration", "career_change")
WORDS = ("Bachelor's degree in biology", "High school diploma", "RN license", "MBA", "No degree", "Associate degree in nursing")


@cache
def world() -> Catalogue:
    return build_catalogue(read_catalogue())


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Any profile that a conversation could lead to."""
    known = world()
    roles, skills, ids = sorted(known.roles), sorted(known.skills), sorted(known.credentials)
    issuers = sorted(known.issuers)

    def some(values: object, most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
        return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)  # type: ignore[arg-type]

    return Profile(
        goal=draw(st.sampled_from(GOALS)),
        target_skills=draw(some(skills)),
        current_skills=draw(some(skills)),
        target_role=draw(st.none() | st.sampled_from(roles)),
        current_role=draw(st.none() | st.sampled_from(roles)),
        field=draw(st.none() | st.sampled_from(sorted(field.name for field in known.fields.values()))),
        held_credentials=draw(some([*ids, *WORDS], 2)),
        target_employers=draw(some(["US Department of Defense", "Walmart", "Nowhere Inc"], 1)),
        max_cost=draw(st.none() | st.sampled_from([0.0, 20.0, 300.0, 1000.0, 20000.0])),
        max_weeks=draw(st.none() | st.sampled_from([1.0, 6.0, 26.0, 200.0])),
        hours_per_week=draw(st.none() | st.sampled_from([2.0, 8.0, 40.0])),
        delivery=draw(st.none() | st.sampled_from(["online", "in_person", "hybrid"])),
        assessment=draw(st.none() | st.sampled_from(["project", "exam", "completion"])),
        issuer_types=draw(some(["platform", "university", "industry_body", "employer_vendor", "government"], 2)),  # type: ignore[arg-type]
        avoid=draw(some([*issuers, "exam", "degree"], 2)),
        experience_years=draw(st.none() | st.sampled_from([0.0, 3.0, 12.0])),
    )
