"""The form of the catalogue's YAML files, as a librarian writes them (see knowledge/catalogue/README.md).

Every file is checked against these models when it is read, so that a slip is reported with its place
instead of becoming a wrong answer in a conversation.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, HttpUrl, model_validator

from knowledge.terms import (
    AppliedWork,
    Assessment,
    Basis,
    Culture,
    Delivery,
    FactGroup,
    IssuerType,
    Kind,
    Level,
    RecogniserKind,
    Requirement,
    StackKind,
    Status,
)

UNVERIFIED = "unverified"
ONET_CODE = r"^\d{2}-\d{4}\.\d{2}$"


class Entry(BaseModel):
    """Base of all entries: a field that is not known here is a spelling mistake, so it is refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


def _as_span(value: Any) -> Any:
    """A single number stands for an exact span: ``6`` is ``[6, 6]``."""
    return [value, value] if isinstance(value, int | float) else value


Span = Annotated[tuple[float, float], BeforeValidator(_as_span)]


class SourceEntry(Entry):
    """A page that was read: where, when, and how much weight it carries."""

    url: HttpUrl
    title: str
    seen: date
    dated: date | None = None
    by: Literal["issuer", "official", "third_party", "dataset"]


class FieldEntry(Entry):
    """field.yml: the field itself and how it takes credentials."""

    name: str
    aliases: list[str] = []
    culture: Culture
    culture_why: str
    culture_source: str = UNVERIFIED
    related: list[str] = []


class SkillEntry(Entry):
    """A skill."""

    name: str
    aliases: list[str] = []
    broader: str | None = None


class RequirementEntry(Entry):
    """Whether a role needs a licence or degree."""

    requirement: Requirement = "none"
    name: str | None = None
    source: str = UNVERIFIED


class RoleEntry(Entry):
    """A role; ``skills`` gives each its weight from 1 to 3."""

    title: str
    onet: str = Field(pattern=ONET_CODE)
    titles: list[str]
    level: Level
    skills: dict[str, Annotated[int, Field(ge=1, le=3)]]
    licence: RequirementEntry = RequirementEntry()
    degree: RequirementEntry = RequirementEntry()


class OccupationEntry(Entry):
    """A job known by name only."""

    title: str
    onet: str = Field(pattern=ONET_CODE)
    titles: list[str] = []
    licence: RequirementEntry = RequirementEntry()


class IssuerEntry(Entry):
    """Who awards credentials."""

    name: str
    aliases: list[str] = []
    type: IssuerType
    url: HttpUrl | None = None


class DurationEntry(Entry):
    """Time until earned, from and to."""

    weeks: Span | None = None
    hours: Span | None = None


class CostEntry(Entry):
    """Money in parts. ``learning`` and ``learning_per_month`` exclude each other; 0 is free, blank is unknown."""

    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    learning: float | None = Field(default=None, ge=0)
    learning_per_month: float | None = Field(default=None, gt=0)
    exam: float | None = Field(default=None, ge=0)
    membership: float | None = Field(default=None, ge=0)
    renewal: float | None = Field(default=None, ge=0)
    note: str | None = None

    @model_validator(mode="after")
    def _one_kind_of_learning_cost(self) -> CostEntry:
        if self.learning is not None and self.learning_per_month is not None:
            raise ValueError("give either learning or learning_per_month, not both")
        return self


class PrerequisiteEntry(Entry):
    """What must or should be there before."""

    type: Literal["experience", "degree", "licence", "credential", "age", "other"]
    need: Literal["required", "recommended"]
    months: int | None = None
    years: int | None = None
    name: str | None = None
    credential: str | None = None

    @model_validator(mode="after")
    def _carries_what_its_type_needs(self) -> PrerequisiteEntry:
        wanted = {"experience": "months", "age": "years", "credential": "credential"}.get(self.type, "name")
        if getattr(self, wanted) is None:
            raise ValueError(f"a prerequisite of type {self.type} needs {wanted}")
        return self


class ValidityEntry(Entry):
    """How long it holds, and what renewal takes."""

    months: int | None = Field(default=None, gt=0)
    never_expires: bool = False
    renewal: str | None = None

    @model_validator(mode="after")
    def _not_both(self) -> ValidityEntry:
        if self.never_expires and self.months:
            raise ValueError("never_expires and months exclude each other")
        return self


class CredentialEntry(Entry):
    """A credential; ``facts`` names the source of each group of facts."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str
    aliases: list[str] = []
    kind: Kind
    issuer: str
    level: Level
    summary: str
    skills: list[str]
    roles: list[str] = []
    duration: DurationEntry = DurationEntry()
    cost: CostEntry = CostEntry()
    prerequisites: list[PrerequisiteEntry] = []
    assessment: list[Assessment] = []
    applied_work: AppliedWork | None = None
    delivery: list[Delivery] = []
    languages: list[str] = []
    countries: list[str] = []
    validity: ValidityEntry = ValidityEntry()
    updated: date | None = None
    version: str | None = None
    status: Status = "active"
    url: HttpUrl
    facts: dict[FactGroup, str] = {}


class StackEntry(Entry):
    """A relation of a credential to another, or to something told in words."""

    credential: str
    kind: StackKind
    to: str | None = None
    toward: str | None = None
    credits: float | None = None
    detail: str
    source: str = UNVERIFIED

    @model_validator(mode="after")
    def _has_a_target(self) -> StackEntry:
        if (self.to is None) == (self.toward is None):
            raise ValueError("give either to (a credential id) or toward (words)")
        return self


class RecogniserEntry(Entry):
    """Who gives a credential weight."""

    kind: RecogniserKind
    name: str


class RecognitionEntry(Entry):
    """A row of the recognition ledger."""

    credential: str
    recogniser: RecogniserEntry
    basis: Basis
    statement: str
    roles: list[str] = []
    jurisdiction: str | None = None
    source: str = UNVERIFIED


class EmployerEntry(Entry):
    """An employer or sector."""

    name: str
    aliases: list[str] = []
    sector: str | None = None


FILES: dict[str, type[Entry]] = {
    "skills": SkillEntry,
    "roles": RoleEntry,
    "occupations": OccupationEntry,
    "issuers": IssuerEntry,
    "credentials": CredentialEntry,
    "stacks": StackEntry,
    "recognition": RecognitionEntry,
    "employers": EmployerEntry,
}
