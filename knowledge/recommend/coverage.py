"""A posting against a profile: what is covered, what is missing, and what closes the gap for the least money and in the least time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.model import Catalogue, Credential, Profile
from knowledge.recognition.background import Background
from knowledge.recognition.case import Case
from knowledge.recognition.effort import cost_usd, typical_weeks, weeks_for
from knowledge.recognition.wording import wording_of
from knowledge.recommend.constraints import barred
from knowledge.resolve.posting import Posting
from knowledge.settings import DEFAULT, Settings

NeedKind = Literal["licence", "degree", "experience", "credential"]
PREFERRED_WEIGHT = 0.5
"""What a preferred skill counts beside a required one."""
MUCH = 2 / 3
"""Only what covers at least this share of the most that any one credential covers is a way to close the gap, however cheap the rest is."""
LEAST_WEEKS = 0.2
"""A day; what takes an hour is not a hundred times as good as that."""
CORE = 3
"""The weight of a role's skill without which nobody does that work."""
TOO_MUCH = ("licence", "degree", "apprenticeship")
"""Nobody takes these up to cover a few skills; where the posting requires one, that is told as a need."""


@dataclass(frozen=True, slots=True)
class AskedSkill:
    """A skill that the posting asks for; ``by`` tells whence it is known to be there: ``told``, ``role``, or a credential's name."""

    name: str
    required: bool
    by: str | None = None

    @property
    def weight(self) -> float:
        """What it counts."""
        return 1.0 if self.required else PREFERRED_WEIGHT


@dataclass(frozen=True, slots=True)
class Need:
    """What the posting asks for beside skills, and whether it is there; None where nobody has said."""

    kind: NeedKind
    name: str
    required: bool
    met: bool | None


@dataclass(frozen=True, slots=True)
class Cover:
    """What one credential covers of the missing skills: which, what share (required ones count double), and for what money and time.

    The shares for 100 dollars and for a week are None where the price or the time is not known; that for 100 dollars also where it is free.
    """

    credential: Credential
    skills: tuple[str, ...]
    share: float
    cost_usd: float | None
    weeks: float | None
    hours: float | None = None
    """Told in place of the weeks where only the hours are on record and nobody has named a pace: the weeks are a guess then."""

    @property
    def per_100_usd(self) -> float | None:
        """The share for 100 dollars."""
        return round(self.share / self.cost_usd * 100, 3) if self.cost_usd else None

    @property
    def per_week(self) -> float | None:
        """The share for a week."""
        return None if self.weeks is None else round(self.share / max(self.weeks, LEAST_WEEKS), 3)


@dataclass(frozen=True, slots=True)
class Coverage:
    """``covers`` holds all that covers anything and may be taken, that which covers most first; ``unpriced`` how many of the serious ones have no price on record."""

    skills: tuple[AskedSkill, ...]
    needs: tuple[Need, ...]
    covers: tuple[Cover, ...]
    free: Cover | None
    per_dollar: Cover | None
    per_week: Cover | None
    unpriced: int = 0
    usual: bool = False
    """Whether the skills are those that such work usually asks for, as the posting names none."""

    @property
    def missing(self) -> tuple[AskedSkill, ...]:
        """The skills that are not there."""
        return tuple(skill for skill in self.skills if not skill.by)

    @property
    def covered(self) -> tuple[AskedSkill, ...]:
        """The skills that are there."""
        return tuple(skill for skill in self.skills if skill.by)


def coverage(profile: Profile, posting: Posting, catalogue: Catalogue, today: date, settings: Settings = DEFAULT) -> Coverage:
    """The posting against the profile."""
    case = Case(profile, catalogue, today, settings)
    usual = not (posting.required_skills or posting.preferred_skills)
    skills, needs = _usual_skills(posting, case) if usual else _skills(posting, case.background), _needs(posting, case)
    missing = {skill.name: skill.weight for skill in skills if not skill.by}
    covers = sorted(_covers(case, missing), key=lambda one: (-one.share, one.credential.id))
    serious = _at_home(case, posting, [one for one in covers if one.share >= MUCH * covers[0].share])
    free = _best((one for one in serious if one.cost_usd == 0), lambda one: one.share)
    return Coverage(
        skills,
        needs,
        tuple(covers),
        free,
        _best(serious, lambda one: one.per_100_usd),
        _best(serious, lambda one: one.per_week),
        sum(one.cost_usd is None for one in serious),
        usual and bool(skills),
    )


def _skills(posting: Posting, background: Background) -> tuple[AskedSkill, ...]:
    asked = {**dict.fromkeys(posting.preferred_skills, False), **dict.fromkeys(posting.required_skills, True)}
    ordered = sorted(asked.items(), key=lambda item: not item[1])
    return tuple(AskedSkill(name, required, background.skills.get(name)) for name, required in ordered)


def _usual_skills(posting: Posting, case: Case) -> tuple[AskedSkill, ...]:
    """What such work asks for by the catalogue: the core is as good as required, the rest is not counted on."""
    role = case.catalogue.roles.get(posting.role or "")
    core = [name for name, weight in role.skills.items() if weight >= CORE] if role else []
    return tuple(AskedSkill(name, True, case.background.skills.get(name)) for name in core)


def _at_home(case: Case, posting: Posting, covers: list[Cover]) -> list[Cover]:
    """Those made for the work itself, where there are any: customer service can be learned in retail, but a help desk is no shop."""
    role = case.catalogue.roles.get(posting.role or "")
    own = [one for one in covers if role and (one.credential.field == role.field or role.title in one.credential.roles)]
    return own or covers


def _needs(posting: Posting, case: Case) -> tuple[Need, ...]:
    """The law first, then degree and years, then credentials by name."""
    background, years = case.background, posting.experience_years
    licences = {**dict.fromkeys(posting.preferred_licences, False), **dict.fromkeys(posting.licences, True)}
    needs = [Need("licence", name, required, True if background.holds_licence(name) else None) for name, required in licences.items()]
    if posting.degree:
        or_experience = wording_of("recommend").say("or_experience", {"degree": posting.degree})
        name = or_experience if posting.experience_instead else posting.degree
        needs.append(Need("degree", name, posting.degree_required, background.holds_degree(posting.degree)))
    if years:
        told = case.profile.experience_years
        needs.append(Need("experience", f"{years:g}", True, None if told is None else told >= years))
    for keys, required in ((posting.required_credentials, True), (posting.preferred_credentials, False)):
        needs += [
            Need("credential", case.catalogue.credentials[key].name, required, True if key in background.held_ids else None) for key in keys
        ]
    return tuple(needs)


def _covers(case: Case, missing: Mapping[str, float]) -> Iterable[Cover]:
    whole = sum(missing.values())
    for credential in case.catalogue.credentials.values():
        skills = tuple(name for name in missing if name in credential.skills)
        abroad = bool(credential.countries) and case.settings.home_country not in credential.countries
        if skills and credential.kind not in TOO_MUCH and not abroad and not barred(case, credential):
            share = round(sum(missing[name] for name in skills) / whole, 3)
            yield Cover(
                credential,
                skills,
                share,
                cost_usd(case.profile, credential, case.settings),
                typical_weeks(case.profile, credential, case.settings),
                sum(credential.hours) / 2 if credential.hours and weeks_for(case.profile, credential) is None else None,
            )


def _best(covers: Iterable[Cover], measure: Callable[[Cover], float | None]) -> Cover | None:
    """The first with the highest measure; of equals that which covers more, and whose facts were read in a source."""
    known = [(value, one.share, one.credential.source_of("cost") is not None, one) for one in covers if (value := measure(one)) is not None]
    return max(known, key=lambda item: item[:3], default=(0, 0, False, None))[3]
