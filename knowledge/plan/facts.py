"""The facts of a credential as a plan tells them: each with the page it was read in, or without one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from knowledge.model import TELLS, Credential, LedgerRow
from knowledge.plan.model import Fact
from knowledge.recognition.case import Case
from knowledge.recognition.evidence import best_first, row_values
from knowledge.recognition.prerequisites import told as need_told
from knowledge.recognition.recency import length
from knowledge.recognition.wording import as_sentence, money, span, wording_of
from knowledge.terms import FactGroup

IN_FULL: tuple[FactGroup, ...] = ("cost", "duration", "prerequisites", "assessment", "delivery", "validity", "status")
IN_SHORT: tuple[FactGroup, ...] = ("cost", "duration")
NEEDED: tuple[FactGroup, ...] = ("cost", "duration", "validity")
"""What a plan needs; where it is not known, the plan says so."""
PARTS = ("learning", "learning_per_month", "exam", "membership", "renewal")
MOST_ROWS = 5

say = wording_of("plan").say


def facts_of(case: Case, credential: Credential, groups: Iterable[FactGroup]) -> tuple[Fact, ...]:
    """What is known in these groups, and of what a plan needs that it is not known."""
    facts = []
    for group in groups:
        label = say(f"fact.{group}")
        if TELLS[group](credential):
            facts.append(Fact(label, TOLD[group](case, credential), credential.source_of(group)))
        elif group in NEEDED:
            facts.append(Fact(label, say("not_known", {"issuer": credential.issuer}), is_known=False))
    return tuple(facts)


def recognition_of(case: Case, credential: Credential) -> tuple[Fact, ...]:
    """Who recognises it, the weightiest first. What the issuer says of its own credential is no recognition."""
    rows = best_first(row for row in case.catalogue.ledger_of.get(credential.id, ()) if row.basis != "issuer_claim")[:MOST_ROWS]
    told = [(row_values(row), row) for row in rows]
    return tuple(Fact(said["recogniser"], as_sentence(f"{said['statement']}{_where(said, row)}"), row.source) for said, row in told)


def _where(said: Mapping[str, str], row: LedgerRow) -> str:
    """The place that a row holds for; the day, where a user was told so."""
    return f" ({said['seen']})" if row.report else said["where"]


def source_told(fact: Fact) -> str:
    """ "A page, https://example.org, 2026-10-02", or that nobody has read it."""
    source = fact.source
    if source is None:
        return say("not_verified")
    return say("source", {"title": source.title, "url": source.url, "day": source.as_of.isoformat()})


def _cost(_: Case, credential: Credential) -> str:
    cost, total = credential.cost, credential.cost_total
    parts = [say(f"cost.{part}", {"amount": money(amount, cost.currency)}) for part in PARTS if (amount := getattr(cost, part)) is not None]
    whole = say("cost.total_unknown") if total is None else say("cost.total", {"amount": money(total, cost.currency)})
    told = f"{whole} ({', '.join(parts)})" if parts else whole
    return f"{told}; {cost.note.rstrip('.')}" if cost.note else told


def _duration(_: Case, credential: Credential) -> str:
    known = ((credential.weeks, "week"), (credential.hours, "hour"))
    return ", ".join(span(*time, unit) for time, unit in known if time)


def _prerequisites(case: Case, credential: Credential) -> str:
    return "; ".join(say(f"need.{need.need}", {"need": need_told(need, case.background)}) for need in credential.prerequisites)


def _assessment(_: Case, credential: Credential) -> str:
    shows = credential.applied_work
    work = say("work", {"kind": _words(shows)}) if shows and shows != "none" and shows not in credential.assessment else ""
    return ", ".join(filter(None, (*map(_words, credential.assessment), work)))


def _delivery(_: Case, credential: Credential) -> str:
    return ", ".join(map(_words, credential.delivery))


def _validity(_: Case, credential: Credential) -> str:
    return validity_told(credential)


def validity_told(credential: Credential) -> str:
    """ "3 years; renewed by the course again", "does not expire"."""
    months = credential.validity_months
    holds = (
        say("validity.never_expires")
        if credential.never_expires
        else say("validity.months", {"length": length(months)})
        if months
        else say("validity.length_unknown")
    )
    renewed = say("validity.renewal", {"how": credential.renewal.rstrip(".")}) if credential.renewal else ""
    return "; ".join(filter(None, (holds, renewed)))


def _status(_: Case, credential: Credential) -> str:
    return say(f"status.{credential.status}")


def _words(term: str) -> str:
    return term.replace("_", " ")


TOLD: Mapping[FactGroup, Callable[[Case, Credential], str]] = {
    "cost": _cost,
    "duration": _duration,
    "prerequisites": _prerequisites,
    "assessment": _assessment,
    "delivery": _delivery,
    "validity": _validity,
    "status": _status,
}
