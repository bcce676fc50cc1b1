"""What the user brings: education, licences, credentials, skills, experience. Silence is "not known", never "no"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from knowledge.model import Credential, Profile, Role
from knowledge.recognition.education import DEGREE_WORDS, education_rank, is_subject, subject_of
from knowledge.recognition.index import LEVELS, Index
from knowledge.recognition.names import key_words
from knowledge.recognition.subjects import fields_of_subject

BACKGROUND = ("goal", "current_role", "current_skills", "held_credentials", "experience_years", "target_employers")
"""The slots that tell what the user brings; an employer aimed at may be the one that he works for."""

OWN_SUBJECT = 1.0
"""The nearness of a field that is a degree's own: who works in it looks for what stands beside the degree in that work."""
SEASONED = 60
"""Months of experience after which nobody is a beginner in his field any more."""


@dataclass(frozen=True)
class Background:
    """All that one profile tells about what its user brings."""

    profile: Profile
    index: Index

    @cached_property
    def memo(self) -> dict[Any, Any]:
        """What others worked out from this background alone."""
        return {}

    @cached_property
    def role(self) -> Role | None:
        """The present job."""
        return self.index.catalogue.roles.get(self.profile.current_role or "")

    @cached_property
    def works_elsewhere(self) -> bool:
        """Whether the present job is one that the catalogue knows by name only, so that it is in none of its fields."""
        return self.role is None and (self.profile.current_role or "") in self.index.catalogue.occupations

    @cached_property
    def held(self) -> tuple[Credential, ...]:
        """The credentials held that the catalogue knows."""
        known = self.index.catalogue.credentials
        return tuple(known[key] for key in sorted(set(self.profile.held_credentials)) if key in known)

    @cached_property
    def held_ids(self) -> frozenset[str]:
        """The ids of these."""
        return frozenset(credential.id for credential in self.held)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What is held besides, in the user's words."""
        return tuple(text for text in self.profile.held_credentials if text not in self.index.catalogue.credentials)

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known about the user."""
        profile = self.profile
        return bool(profile.held_credentials or profile.current_role or profile.current_skills) or profile.experience_years is not None

    @property
    def is_newcomer(self) -> bool:
        """Nothing is known and the goal is one of beginners: then nothing is assumed to be held."""
        return not self.is_known and self.profile.goal in ("exploration", "career_change")

    @cached_property
    def education(self) -> int | None:
        """The highest education rank that is shown, None where nothing tells it."""
        texts = [*self.words, *(one.name for one in self.held if one.kind == "degree")]
        return max((rank for text in texts if (rank := education_rank(text))), default=None)

    def holds_degree(self, name: str | None, *, any_subject: bool = False) -> bool | None:
        """Whether a degree of that rank is held, and in the subject that the name tells, unless any will do; None where it is not known."""
        wanted, subject = education_rank(name or "") or 3, "" if any_subject else subject_of(name or "")
        if self.education is not None:
            return self.education >= wanted and (not subject or self._studied(subject, wanted))
        job = self.role.degree if self.role and self.role.degree.requirement == "legal" else None
        if job and (education_rank(job.name or "") or 3) >= wanted and (not subject or is_subject(job.name or "", subject)):
            return True
        return False if self.is_newcomer and wanted > 1 else None

    def _studied(self, subject: str, rank: int) -> bool | None:
        """Whether one of the degrees of that rank or above is in the subject; None where no subject is told, or one near to it."""
        texts = [*self.words, *(one.name for one in self.held if one.kind == "degree")]
        found = [is_subject(text, subject) for text in texts if (education_rank(text) or 0) >= rank]
        return True if True in found else None if None in found else False

    def holds_this_degree(self, name: str) -> bool:
        """Whether the user's words name a degree of that rank, or above, in that subject."""
        rank, subject = education_rank(name) or 3, key_words(name) - DEGREE_WORDS
        return any((education_rank(text) or 0) >= rank and (key_words(text) - DEGREE_WORDS) & subject for text in self.words)

    def holds_licence(self, name: str | None) -> bool:
        """Whether a held credential, the user's words or the present job show that licence."""
        key = ("licence", name)
        if key not in self.memo:
            self.memo[key] = self._shows_licence(name)
        shown: bool = self.memo[key]
        return shown

    def _shows_licence(self, name: str | None) -> bool:
        role = self.role
        if role and role.licence.requirement == "legal" and (name is None or key_words(role.licence.name or role.title) == key_words(name)):
            return True
        if name is None:
            return any(credential.kind == "licence" for credential in self.held)
        return any(self.names_licence(text, name) for text in self._held_names)

    @cached_property
    def _held_names(self) -> tuple[str, ...]:
        names = [*self.words]
        for credential in self.held:
            names += [credential.name, *credential.aliases]
        if self.role and self.role.licence.requirement == "legal":
            names += [self.role.title, *self.role.titles]
        return tuple(names)

    def holds_rung(self, credential: Credential) -> bool:
        """Whether a licence is held, by name or by a job that needs it; a job alone does not show one that stands above another licence."""
        below = {need.credential for need in credential.prerequisites if need.need == "required" and need.credential}
        known = self.index.catalogue.credentials
        if any(key in known and known[key].kind == "licence" for key in below):
            return any(self.names_licence(text, credential.name) for text in self.words)
        return self.holds_licence(credential.name)

    def names_licence(self, text: str, name: str) -> bool:
        """Whether a text names that licence, or a job that nobody may do without it."""
        spoken, options = key_words(text), re.split(r"\bor\b|/|,", re.sub(r"\([^)]*\)", " ", name.casefold()))
        keys = [key_words(option) for option in options if option.strip()]
        keys = [key for key in keys if key]
        if not keys:
            return self.holds_licence(None)  # "a state licence" of whatever kind
        if any(key <= spoken for key in keys):
            return True
        return spoken in self.index.titles_under.get(key_words(name), ())

    @cached_property
    def skills(self) -> Mapping[str, str]:
        """Skill -> where it is known from: ``told``, ``role`` or the name of a held credential."""
        found: dict[str, str] = {}
        for credential in self.held:
            found.update(dict.fromkeys(credential.skills, credential.name))
        if self.role:
            found.update(dict.fromkeys((name for name, weight in self.role.skills.items() if weight >= 2), "role"))
        found.update(dict.fromkeys(self.profile.current_skills, "told"))
        return found

    @cached_property
    def reach(self) -> Mapping[str, float]:
        """Skill -> how far the user has it, 0 to 1, related skills in part."""
        return self.index.reach(self.skills)

    @cached_property
    def fields_studied(self) -> Mapping[str, float]:
        """Field slug -> how near the degrees held lie to it, 0 to 1; empty where no degree is told."""
        near: dict[str, float] = {}
        for text in self.words:
            for slug, share in fields_of_subject(text).items():
                if slug in self.index.catalogue.fields:
                    near[slug] = max(share, near.get(slug, 0.0))
        return near

    def months_in(self, field: str) -> float | None:
        """Months of experience in that field; None where not known. Experience told counts where the present job is near that field."""
        years = self.profile.experience_years
        if self.works_elsewhere and field in self.like_fields:
            return None  # an officer's years may count for those who hire for security, or may not
        inside = self.role.field == field if self.role else not self.works_elsewhere
        near = inside or self.profile.goal not in ("career_change", "exploration")
        if years is not None:
            return years * 12 if near else 0.0
        if self.is_newcomer or not near:
            return 0.0
        beginner = self.role is None and not any(one.field == field for one in self.held)
        return 0.0 if beginner and self.is_known and self.profile.goal in ("career_change", "exploration", "complement") else None

    def ceiling(self, credential: Credential) -> int:
        """The level above which nothing is to be had for the present work, for what is made for it; else the top."""
        made_for_it = self.role is not None and self.role.title in credential.roles
        return self.index.highest_for.get(self.role.title, len(LEVELS)) if made_for_it and self.role else len(LEVELS)

    def level_shown(self, field: str) -> int | None:
        """The level that held credentials and the present job prove in that field; None where neither does.

        Years lift above the beginners, though not by themselves to the top.
        """
        marks = [LEVELS.index(one.level) for one in self.held if one.field == field and one.kind != "degree"]
        if self.role and self.role.field == field:
            marks.append(max(LEVELS.index(self.role.level), int(self._is_seasoned)))
        return max(marks, default=None)

    @cached_property
    def like_fields(self) -> frozenset[str]:
        """The fields with jobs of the same line of work as a present job that the catalogue knows by name only."""
        known = self.index.catalogue.occupations.get(self.profile.current_role or "")
        return self.index.fields_by_line.get(known.onet[:2], frozenset()) if known and self.works_elsewhere else frozenset()

    def is_seasoned_in(self, field: str) -> bool:
        """Whether years of work in that field, or in the same line of work, are told."""
        return self._is_seasoned and (field in self.like_fields or (self.role is not None and self.role.field == field))

    @property
    def _is_seasoned(self) -> bool:
        return (self.profile.experience_years or 0) * 12 >= SEASONED

    def level_in(self, field: str) -> int | None:
        """0 newcomer, 1 some experience, 2 experienced in that field, years counted as well; None where nothing tells it.

        Experience counts in the field it was made in, a step less in the neighbouring ones, and elsewhere one is a newcomer.
        """
        key = ("level", field)
        if key not in self.memo:
            self.memo[key] = self._level_in(field)
        level: int | None = self.memo[key]
        return level

    def _level_in(self, field: str) -> int | None:
        marks = [] if (shown := self.level_shown(field)) is None else [shown]
        if self.role and self.role.field != field:
            marks.append(max(0, self.level_by_experience - 1) if field in self.index.related(self.role.field) else 0)
        elif self.profile.experience_years is not None:
            own = not self.fields_studied or self.role is not None or self.fields_studied.get(field, 0.0) >= OWN_SUBJECT
            marks.append(self.level_by_experience if own else max(0, self.level_by_experience - 1))
        elif self.months_in(field) == 0.0:
            marks.append(0)
        return max(marks, default=0 if self.is_newcomer else None)

    @cached_property
    def level_by_experience(self) -> int:
        """The level in the user's own field of work."""
        months, job = (self.profile.experience_years or 0) * 12, LEVELS.index(self.role.level) if self.role else 0
        return max(job, 0 if months < 24 else 1 if months < SEASONED else 2)
