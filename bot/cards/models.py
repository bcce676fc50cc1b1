"""The cards of the contract, section 5. Renderers take these and nothing else."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.terms import AdviceKind, Basis, FactGroup, Goal, QuestionId, Verdict


class Card(BaseModel):
    """Base of all cards."""

    model_config = ConfigDict(extra="forbid")
    version: Literal[1] = 1


class FindingPart(BaseModel):
    """The answer to one recognition question."""

    id: QuestionId
    question: str
    verdict: Verdict
    because: str
    evidence: list[str] = []
    ask: str | None = None


class CostParts(BaseModel):
    """What the cost is made of, in the option's currency; None is unknown."""

    learning: float | None = None
    learning_per_month: float | None = None
    exam: float | None = None
    membership: float | None = None
    renewal: float | None = None


class LedgerPart(BaseModel):
    """One piece of evidence."""

    id: str
    recogniser: str
    recogniser_kind: str
    basis: Basis
    statement: str
    jurisdiction: str | None = None
    source_title: str | None = None
    source_url: str | None = None
    seen: str | None = None
    verified: bool
    told: str | None = None
    """Of what a user was told: "you told me on 22 November 2026"."""


class FactsPart(BaseModel):
    """Which groups of a credential's facts were read in a source, and the day each source counts from; a group of which nothing is known is missing."""

    verified: dict[FactGroup, bool] = {}
    seen: dict[FactGroup, str] = {}


class CoverPart(BaseModel):
    """What a credential covers of the skills that a posting asks for and that are missing. Required ones count double in the shares (0 to 1).

    ``per_100_usd`` and ``per_week`` are the share covered for each 100 dollars and for each week; None where the price or the time is not
    known, and for 100 dollars also where it is free.
    """

    skills: list[str]
    share: Annotated[float, Field(ge=0, le=1)]
    cost_usd: float | None = None
    weeks: float | None = None
    per_100_usd: float | None = None
    per_week: float | None = None


class OptionPart(FactsPart):
    """A credential's facts and findings."""

    id: str
    title: str
    issuer: str
    issuer_type: str
    kind: str
    level: str
    weeks_min: float | None = None
    weeks_max: float | None = None
    hours_min: float | None = None
    hours_max: float | None = None
    cost_total: float | None = None
    cost_parts: CostParts = CostParts()
    currency: str = "USD"
    cost_verified: bool = False
    """The same as ``verified["cost"]``, for those who read it before there was that."""
    assessment: list[str] = []
    delivery: list[str] = []
    validity: str | None = None
    url: str
    skills: list[str] = []
    score: Annotated[float, Field(ge=0, le=1)] | None = None
    findings: list[FindingPart] = []
    recognised: list[LedgerPart] = []
    """The evidence that ``recognised_by_targets`` rests on, of an option; a credential's card has the whole ledger."""
    reason: str = ""
    as_of: str | None = None
    cover: CoverPart | None = None
    """Where the list answers a posting."""


class ExcludedPart(BaseModel):
    """A credential that was left out, and why."""

    id: str
    title: str
    because: str


class OptionsCard(Card):
    """The answer to a goal."""

    type: Literal["options"] = "options"
    goal: Goal
    receipt: str
    options: list[OptionPart]
    excluded: list[ExcludedPart] = []
    advice: AdviceKind
    advice_because: str = ""


class CredentialCard(Card, OptionPart):
    """One credential, with the evidence."""

    type: Literal["credential"] = "credential"
    summary: str = ""
    ledger: list[LedgerPart] = []


class ComparisonColumn(FactsPart):
    """One of the credentials compared."""

    id: str
    title: str


class ComparisonRow(BaseModel):
    """One property of all of them, in the order of the columns."""

    label: str
    cells: list[str]
    brief: list[str] = []
    """The cells in few words, where the row is one of those that a short text tells."""
    groups: list[FactGroup] = []
    """The groups of facts that the cells tell or rest on."""


class ComparisonCard(Card):
    """Credentials side by side."""

    type: Literal["comparison"] = "comparison"
    columns: list[ComparisonColumn]
    rows: list[ComparisonRow]


class StepPart(FactsPart):
    """One step of a pathway; its cost is in US dollars."""

    id: str
    title: str
    weeks: float | None = None
    cost: float | None = None
    unlocks: list[str] = []


class PathwayCard(Card):
    """An ordered way to a target."""

    type: Literal["pathway"] = "pathway"
    target: str
    steps: list[StepPart]
    total_weeks: float | None = None
    total_cost: float | None = None
    accepted_by: list[str] = []
    pace: float | None = None
    """Hours a week that were taken where the user named none; the text says so."""


class QuestionPart(BaseModel):
    """A recognition question and whom to put it to."""

    id: str
    question: str
    ask: str


class ChecklistCard(Card):
    """Questions with which users examine a credential themselves."""

    type: Literal["checklist"] = "checklist"
    credential: str | None = None
    questions: list[QuestionPart]


class ProfileEntry(BaseModel):
    """One filled slot."""

    slot: str
    label: str
    value: str
    source: str
    inferred: bool = False
    inferred_value: str = ""


class ProfileCard(Card):
    """What is known about the user; with ``purpose`` "handoff" what would be passed on to an advisor."""

    type: Literal["profile"] = "profile"
    purpose: Literal["profile", "handoff"] = "profile"
    entries: list[ProfileEntry]


class AskedSkillPart(BaseModel):
    """A skill that a posting asks for. ``covered_by`` tells whence it is known: ``told``, ``role`` (the present job) or a credential's name."""

    name: str
    required: bool
    covered: bool
    covered_by: str | None = None


class NeedPart(BaseModel):
    """What a posting asks for beside skills; ``met`` is None where nobody has said."""

    kind: Literal["licence", "degree", "experience", "credential"]
    label: str
    required: bool
    met: bool | None = None


Measure = Literal["free", "per_dollar", "per_week"]


class BestPart(FactsPart):
    """The credential that covers most of what is missing by one measure."""

    measure: Measure
    id: str
    title: str
    told: str
    cover: CoverPart


class PostingCard(Card):
    """A pasted posting against the profile: what comes first, each skill, and what closes the gap for least money and time."""

    type: Literal["posting"] = "posting"
    role: str | None = None
    employer: str | None = None
    needs: list[NeedPart] = []
    skills: list[AskedSkillPart] = []
    usual: bool = False
    """Whether the skills are those that such work usually asks for, as the posting names none."""
    best: list[BestPart] = []


class HandoffCard(Card):
    """A conversation handed to an advisor; ``expected`` tells in words by when an answer can be expected, ``expected_at`` as a moment.

    With ``contact_kept`` the message that it answers told how to reach the user: whoever keeps a record takes its words out.
    """

    type: Literal["handoff"] = "handoff"
    case_id: str
    status: Literal["waiting", "with_advisor", "closed"]
    expected: str
    expected_at: str | None = None
    contact_kept: bool = False


class PlanStepPart(FactsPart):
    """A step of a plan with its days (YYYY-MM-DD); None where one cannot be told."""

    id: str
    title: str
    url: str
    starts: str | None = None
    finishes: str | None = None
    expires: str | None = None


class PlanCard(Card):
    """A plan to download: the whole text of each file. The receipt serves as the name of a folder."""

    type: Literal["plan"] = "plan"
    title: str
    receipt: Annotated[str, Field(pattern=r"^[a-z0-9]{1,32}$")]
    markdown: str
    html: str
    ics: str
    steps: list[PlanStepPart]


AnyCard = Annotated[
    OptionsCard | CredentialCard | ComparisonCard | PathwayCard | ChecklistCard | ProfileCard | PlanCard | PostingCard | HandoffCard,
    Field(discriminator="type"),
]
