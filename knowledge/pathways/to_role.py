"""The ordered steps to a role."""

from __future__ import annotations

from datetime import date

from knowledge.model import Catalogue, Pathway, Profile
from knowledge.recognition.case import Case
from knowledge.settings import DEFAULT, Settings


def to_role(role: str, profile: Profile, catalogue: Catalogue, today: date, settings: Settings = DEFAULT) -> Pathway | None:
    """The stack that covers most of the role's weighted skills within the money and time of the profile; None where nothing fits.

    Where the law asks for a licence or degree first, the pathway is that way in.

    Raises:
        KeyError: where the catalogue has no such role.
    """
    from knowledge.recommend.ranking import rank  # the ranking itself plans pathways, so it cannot be imported above

    aimed = profile.but(goal="career_change", target_role=catalogue.roles[role].title, target_skills=())
    return rank(Case(aimed, catalogue, today, settings)).pathway
