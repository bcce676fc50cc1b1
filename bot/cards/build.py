"""Knowledge -> cards. The only place that knows both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.cards.models import (
    AskedSkillPart,
    BestPart,
    ComparisonColumn,
    CostParts,
    CoverPart,
    CredentialCard,
    ExcludedPart,
    FindingPart,
    LedgerPart,
    Measure,
    NeedPart,
    OptionPart,
    OptionsCard,
    PathwayCard,
    PlanCard,
    PlanStepPart,
    PostingCard,
    StepPart,
)
from bot.cards.phrases import QUESTIONS, money, need_label, span
from knowledge.model import Credential, Finding, LedgerRow, Option, Pathway, Recommendation
from knowledge.plan.documents import documents
from knowledge.plan.model import Plan, Step
from knowledge.recognition.evidence import told_to_user
from knowledge.recommend.coverage import Cover, Coverage
from knowledge.resolve.posting import Posting

MOST_RECOGNISED = 3
"""So many rows of evidence stand beside an option; the credential's own card has all."""


def options_card(
    recommendation: Recommendation, ledger: Mapping[str, Sequence[LedgerRow]] | None = None, covers: Mapping[str, Cover] | None = None
) -> OptionsCard:
    """The answer to a goal, with all that was left out.

    Args:
        recommendation: what was recommended.
        ledger: rows by the credential's id; each option gets those that its recognition rests on.
        covers: where it answers a posting, what each option covers of it.
    """
    excluded = [ExcludedPart(id=item.credential.id, title=item.credential.name, because=item.because) for item in recommendation.excluded]
    return OptionsCard(
        goal=recommendation.goal,
        receipt=recommendation.receipt,
        options=[
            option_part(option, (ledger or {}).get(option.credential.id, ()), (covers or {}).get(option.credential.id))
            for option in recommendation.options
        ],
        excluded=excluded,
        advice=recommendation.advice,
        advice_because=recommendation.because,
    )


def option_part(option: Option, ledger: Iterable[LedgerRow] = (), cover: Cover | None = None) -> OptionPart:
    """One option, its weeks counted for this user's hours, with the evidence of who recognises it, and what it covers of a posting."""
    values = _facts(option.credential, option.findings)
    if option.weeks:
        values["weeks_min"], values["weeks_max"] = option.weeks
    if values["cost_total"] is None and option.credential.cost.currency == "USD":
        values["cost_total"] = option.cost_usd  # a subscription of which only this user's pace tells the months
    cited = next((finding.evidence for finding in option.findings if finding.id == "recognised_by_targets"), ())
    recognised = [ledger_part(row) for row in ledger if row.id in cited][:MOST_RECOGNISED]
    return OptionPart(
        **values,
        score=round(min(1.0, max(0.0, option.score)), 3),
        reason=option.reason,
        recognised=recognised,
        cover=cover_part(cover) if cover else None,
    )


def cover_part(cover: Cover) -> CoverPart:
    """What a credential covers of a posting, and for what."""
    return CoverPart(
        skills=list(cover.skills),
        share=cover.share,
        cost_usd=cover.cost_usd,
        weeks=cover.weeks,
        per_100_usd=cover.per_100_usd,
        per_week=cover.per_week,
    )


def posting_card(posting: Posting, found: Coverage) -> PostingCard:
    """A posting against the profile."""
    skills = [AskedSkillPart(name=one.name, required=one.required, covered=bool(one.by), covered_by=one.by) for one in found.skills]
    needs = [NeedPart(kind=one.kind, label=need_label(one.kind, one.name), required=one.required, met=one.met) for one in found.needs]
    return PostingCard(role=posting.role, employer=posting.employer, needs=needs, skills=skills, usual=found.usual, best=_best_parts(found))


def _best_parts(found: Coverage) -> list[BestPart]:
    """The free one, and of those that cost something the one that covers most for the money, if it covers more; then the one for the time."""
    free, paid, quick, count = found.free, found.per_dollar, found.per_week, len(found.missing)
    best = []
    if free:
        best.append(_best_part("free", free, count, ", free"))
    if paid and paid.cost_usd and (not free or paid.share > free.share):
        each = paid.cost_usd / len(paid.skills)
        exact = each == int(each) or each < 10
        best.append(_best_part("per_dollar", paid, count, f" for {money(paid.cost_usd)}{_a_skill(paid, money(each), exact)}"))
    if quick and quick.weeks is not None:
        takes, unit = (quick.weeks, "week") if quick.hours is None else (quick.hours, "hour")
        each = takes / len(quick.skills)
        told = f" in about {span(takes, takes, unit)}{_a_skill(quick, span(each, each, unit) or '', exact=False)}"
        best.append(_best_part("per_week", quick, count, told))
    return best


def _a_skill(cover: Cover, each: str, exact: bool) -> str:
    """What it comes to for each of several skills."""
    return f", so {'' if exact else 'about '}{each} a skill" if len(cover.skills) > 1 else ""


def _best_part(measure: Measure, cover: Cover, count: int, takes: str) -> BestPart:
    one, told = cover.credential, f"{len(cover.skills)} of {count} missing skill{'' if count == 1 else 's'}{takes}"
    return BestPart(measure=measure, id=one.id, title=one.name, told=told, cover=cover_part(cover), **_read(one))


def credential_card(credential: Credential, findings: Iterable[Finding], ledger: Iterable[LedgerRow], reason: str = "") -> CredentialCard:
    """One credential with its findings and its rows of the ledger."""
    rows = [ledger_part(row) for row in ledger]
    return CredentialCard(**_facts(credential, findings), summary=credential.summary, ledger=rows, reason=reason)


def _facts(credential: Credential, findings: Iterable[Finding]) -> dict[str, Any]:
    weeks, hours, cost = credential.weeks or (None, None), credential.hours or (None, None), credential.cost
    return {
        "id": credential.id,
        "title": credential.name,
        "issuer": credential.issuer,
        "issuer_type": credential.issuer_type,
        "kind": credential.kind,
        "level": credential.level,
        "weeks_min": weeks[0],
        "weeks_max": weeks[1],
        "hours_min": hours[0],
        "hours_max": hours[1],
        "cost_total": credential.cost_total,
        "cost_parts": CostParts(
            learning=cost.learning,
            learning_per_month=cost.learning_per_month,
            exam=cost.exam,
            membership=cost.membership,
            renewal=cost.renewal,
        ),
        "currency": cost.currency,
        "cost_verified": credential.source_of("cost") is not None,
        **_read(credential),
        "assessment": list(credential.assessment),
        "delivery": list(credential.delivery),
        "validity": validity(credential),
        "url": credential.url,
        "skills": list(credential.skills),
        "findings": [finding_part(finding) for finding in findings],
        "as_of": credential.as_of.isoformat() if credential.as_of else None,
    }


def _read(credential: Credential) -> dict[str, Any]:
    return {"verified": credential.verified, "seen": {group: day.isoformat() for group, day in credential.seen.items()}}


def validity(credential: Credential) -> str | None:
    """ "3 years", "18 months", "does not expire", or None where nobody knows."""
    if credential.never_expires:
        return "does not expire"
    months = credential.validity_months
    if months is None:
        return None
    return span(months, months, "month") if months % 12 else span(months // 12, months // 12, "year")


def finding_part(finding: Finding) -> FindingPart:
    """A finding with its question in words."""
    return FindingPart(
        id=finding.id,
        question=QUESTIONS[finding.id],
        verdict=finding.verdict,
        because=finding.because,
        evidence=list(finding.evidence),
        ask=finding.ask,
    )


def ledger_part(row: LedgerRow) -> LedgerPart:
    """A row of the ledger; ``seen`` is the day that its source's age counts from."""
    source = row.source
    return LedgerPart(
        id=row.id,
        recogniser=row.recogniser,
        recogniser_kind=row.recogniser_kind,
        basis=row.basis,
        statement=row.statement,
        jurisdiction=row.jurisdiction,
        source_title=source.title if source else None,
        source_url=source.url if source else None,
        seen=source.as_of.isoformat() if source else None,
        verified=row.verified,
        told=told_to_user(row.report) if row.report else None,
    )


def pathway_card(pathway: Pathway) -> PathwayCard:
    """A pathway with its steps and totals."""
    steps = [step_part(step.credential, step.weeks, step.cost, step.unlocks) for step in pathway.steps]
    return PathwayCard(
        target=pathway.target,
        steps=steps,
        total_weeks=pathway.weeks,
        total_cost=pathway.cost,
        accepted_by=list(pathway.accepted_by),
        pace=pathway.pace,
    )


def step_part(credential: Credential, weeks: float | None, cost: float | None, unlocks: Iterable[str]) -> StepPart:
    """A step of a pathway; its cost is in US dollars."""
    return StepPart(id=credential.id, title=credential.name, weeks=weeks, cost=cost, unlocks=list(unlocks), **_read(credential))


def plan_card(plan: Plan) -> PlanCard:
    """A plan with its files."""
    files = documents(plan)
    steps = [plan_step_part(step) for step in plan.steps]
    return PlanCard(title=plan.title, receipt=plan.receipt, markdown=files.markdown, html=files.html, ics=files.ics, steps=steps)


def plan_step_part(step: Step) -> PlanStepPart:
    """A step of a plan with its days."""
    one = step.credential
    starts, finishes, expires = (day.isoformat() if day else None for day in (step.starts, step.finishes, step.expires))
    return PlanStepPart(id=one.id, title=one.name, url=one.url, starts=starts, finishes=finishes, expires=expires, **_read(one))


def comparison_column(credential: Credential) -> ComparisonColumn:
    """One of the credentials compared."""
    return ComparisonColumn(id=credential.id, title=credential.name, **_read(credential))
