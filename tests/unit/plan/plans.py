"""Plans over the real catalogue, on a fixed day, with one credential changed where a test wants that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from knowledge.model import Catalogue, Profile, Recommendation, Source
from knowledge.plan.make import make_plan
from knowledge.plan.model import Plan
from knowledge.recommend import recommend
from tests.unit.recommend.real import TODAY, world

SQL = Profile(goal="skill_gap", target_skills=("SQL",))
TO_DATA = Profile(goal="career_change", target_role="Data analyst", current_role="Cashier", max_cost=600, max_weeks=60, hours_per_week=6)
PAGE = Source("page", "https://example.org/page", "A page", TODAY, "issuer")


@cache
def shortlist(profile: Profile) -> Recommendation:
    return recommend(profile, world(), TODAY)


def plan(profile: Profile = SQL, chosen: Sequence[str] = (), catalogue: Catalogue | None = None) -> Plan:
    found = recommend(profile, catalogue, TODAY) if catalogue else shortlist(profile)
    made = make_plan(profile, found, catalogue or world(), TODAY, chosen)
    assert made is not None
    return made


def changed(key: str, **values: Any) -> Catalogue:
    """The catalogue with another kind of that credential."""
    return replace(world(), credentials={**world().credentials, key: replace(world().credentials[key], **values)})
