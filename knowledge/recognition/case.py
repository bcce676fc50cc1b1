"""The user's profile seen in the light of the catalogue: what is aimed at, what is wanted, what is held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from knowledge.model import Catalogue, Credential, Field, Profile, Role
from knowledge.recognition.background import BACKGROUND, OWN_SUBJECT, Background
from knowledge.recognition.index import Index
from knowledge.recognition.wording import in_sentence, listed, wording_of
from knowledge.settings import DEFAULT, Settings

NAMED_SKILL = 3.0
"""The weight of a skill that the user named; that of a core skill of a role."""
HELD_ALREADY = 0.25
"""What is left of the weight of a wanted skill that the user has."""
ROLE_BESIDE_SKILLS = 0.5
"""The weight of all of a role's skills together, beside that of the skills that the user named."""


@dataclass(frozen=True)
class Case:
    """One question put to the catalogue. ``shared`` keeps judgements for trials that differ in other slots only."""

    profile: Profile
    catalogue: Catalogue
    today: date
    settings: Settings = DEFAULT
    shared: dict[Any, Any] = field(default_factory=dict, repr=False)

    def but(self, **changes: Any) -> Case:
        """The same case with a changed profile; what does not depend on the changes is not judged again."""
        return Case(self.profile.but(**changes), self.catalogue, self.today, self.settings, self.shared)

    @cached_property
    def index(self) -> Index:
        """The views derived from the catalogue."""
        return Index.of(self.catalogue)

    @cached_property
    def background(self) -> Background:
        """What the user brings; the same for trials that do not change it."""
        key = ("background", *(getattr(self.profile, slot) for slot in BACKGROUND))
        known: Background | None = self.shared.get(key)
        if known is None:
            known = self.shared[key] = Background(self.profile, self.index)
        return known

    # --- what is aimed at ---

    @cached_property
    def role(self) -> Role | None:
        """The job aimed at; for staying current that is the present one, unless another field is what one wants to be current in."""
        profile, present = self.profile, self.background.role
        if target := self.catalogue.roles.get(profile.target_role or ""):
            return target
        if profile.goal == "currency":
            return present if present and self._is_same_field(present) else None
        staying = profile.goal in ("skill_gap", None) and not profile.target_skills
        return present if present and staying and self._is_same_field(present) else None

    @cached_property
    def work_studied_for(self) -> str | None:
        """The field of the present work where a complement is sought and the degrees held are in that very subject."""
        present, studied = self.background.role, self.background.fields_studied
        if self.profile.goal != "complement" or not present:
            return None
        return present.field if studied.get(present.field, 0.0 if studied else 1.0) >= OWN_SUBJECT else None

    def _is_same_field(self, role: Role) -> bool:
        named = self.catalogue.field_of(self.profile.field)
        return named is None or named.slug == role.field

    @cached_property
    def field(self) -> Field | None:
        """The field aimed at: as named, or as the role, the skills or what is held tell it."""
        profile, fields = self.profile, self.catalogue.fields
        if named := self.catalogue.field_of(profile.field):
            return named
        if self.role:
            return fields.get(self.role.field)
        if profile.target_skills:
            return fields.get(self._most_common(self._field_of_skill(name) for name in profile.target_skills) or "")
        if wanted := [self.catalogue.credentials[key] for key in profile.wanted_credentials if key in self.catalogue.credentials]:
            return fields.get(self._most_common(one.field for one in wanted) or "")
        if profile.goal in ("currency", "skill_gap"):
            present = self.background.role
            return fields.get(present.field if present else self._most_common(one.field for one in self.background.held) or "")
        return fields.get(self.work_studied_for or "")

    def _field_of_skill(self, name: str) -> str | None:
        known = self.catalogue.skills.get(name)
        return known.field if known else None

    @staticmethod
    def _most_common(slugs: Any) -> str | None:
        counts = Counter(slug for slug in slugs if slug)
        return min(counts, key=lambda slug: (-counts[slug], slug), default=None)

    @property
    def has_target(self) -> bool:
        """Whether the user aims at anything."""
        return bool(self.role or self.field or self.profile.target_skills or self.profile.target_employers)

    @cached_property
    def near_fields(self) -> frozenset[str]:
        """The fields that the one aimed at calls related."""
        return self.index.related(self.field.slug) if self.field else frozenset()

    # --- what is wanted ---

    @cached_property
    def wanted(self) -> Mapping[str, float]:
        """Skill -> weight: the skills named, then those of the role, less where the user has them; empty without either."""
        weights: dict[str, float] = {}
        if self.role:
            weights = dict(self.index.role_weights[self.role.title])
            if wished := self.profile.target_skills:
                share = ROLE_BESIDE_SKILLS * NAMED_SKILL * len(wished) / (sum(weights.values()) or 1.0)
                weights = {name: weight * share for name, weight in weights.items()}
        weights.update(dict.fromkeys(self.profile.target_skills, NAMED_SKILL))
        if self.profile.goal in ("skill_gap", "career_change", "complement"):
            reach = self.background.reach
            named = set(self.profile.target_skills)
            weights = {
                name: weight * (HELD_ALREADY if reach.get(name, 0) >= 1 and name not in named else 1.0) for name, weight in weights.items()
            }
        return weights

    @cached_property
    def wanted_total(self) -> float:
        """The sum of all weights."""
        return sum(self.wanted.values())

    @cached_property
    def reach_of_wanted(self) -> Mapping[str, float]:
        """Skill -> how far it belongs to the skills that the user named."""
        return self.index.reach(self.profile.target_skills)

    def coverage(self, credential_id: str) -> float:
        """The weighted share of what is wanted that this credential covers, 0 to 1."""
        covers = self.index.covers[credential_id]
        if not self.wanted_total:
            return 0.0
        return sum(weight * covers.get(name, 0.0) for name, weight in self.wanted.items()) / self.wanted_total

    # --- how it is told ---

    @cached_property
    def aim(self) -> str:
        """What is aimed at, to stand in a sentence: "data analyst work", "cybersecurity"."""
        say = wording_of("recognition").say
        if self.profile.target_skills:
            skills = listed(self.profile.target_skills, 3)
            role = self.catalogue.roles.get(self.profile.target_role or "")
            return say("aim.skills_in_role", {"skills": skills, "role": in_sentence(role.title)}) if role else skills
        if self.role:
            return say("aim.role", {"role": in_sentence(self.role.title)})
        if self.field:
            return in_sentence(self.field.name)
        if self.background.works_elsewhere and self.profile.goal in ("currency", "skill_gap"):
            return say("aim.role", {"role": in_sentence(str(self.profile.current_role))})
        return ""

    def aim_for(self, credential: Credential) -> str:
        """The aim, or the field that the credential itself serves where the user named none."""
        if self.aim:
            return self.aim
        own = self.catalogue.fields.get(credential.field)
        return wording_of("recognition").say("aim.own_field", {"field": in_sentence(own.name if own else credential.field)})
