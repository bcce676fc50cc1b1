"""How much the rows of the recognition ledger weigh, and how they are told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from knowledge.model import Credential, LedgerRow, Report
from knowledge.recognition.wording import as_clause, in_sentence, wording_of
from knowledge.terms import Basis

BASIS_WEIGHT: dict[Basis, float] = {
    "legally_required": 1.0,
    "required_in_postings": 0.95,
    "accredited": 0.75,
    "credit_bearing": 0.6,
    "preferred_in_postings": 0.85,
    "endorsed": 0.7,
    "employer_program": 0.7,
    "issuer_claim": 0.2,
    "logged_by_user": 0.5,
}
"""The contract orders the bases by the strength of the proof. For hiring, being asked for in postings says more than a
quality mark or college credit, so these two weigh less here than their place in that order."""

UNVERIFIED_SHARE = 0.45
"""A row that nobody has read in a source."""

IN_HIRING: frozenset[Basis] = frozenset(
    {"legally_required", "required_in_postings", "preferred_in_postings", "endorsed", "employer_program", "logged_by_user"}
)


def counts_on_the_job(row: LedgerRow, credential: Credential) -> bool:
    """Whether the row speaks for employment: a quality mark does where schooling itself is what employers want."""
    schooling = credential.kind in ("degree", "licence", "apprenticeship")
    if row.basis in IN_HIRING:
        return schooling or row.recogniser_kind != "university"
    return row.basis == "accredited" and (schooling or row.recogniser_kind in ("regulator", "employer", "role", "sector"))


def best_first(rows: Iterable[LedgerRow]) -> list[LedgerRow]:
    """The weightiest first, sourced before unverified, then by id."""
    return sorted(rows, key=lambda row: (-BASIS_WEIGHT[row.basis] * (1 if row.verified else UNVERIFIED_SHARE), row.id))


def recogniser_told(row: LedgerRow) -> str:
    """Who speaks, within a sentence: a job is no one who could recognise anything, its postings or those who hire for it are."""
    if row.report:
        return speaker_told(row.recogniser)
    if row.recogniser_kind != "role":
        return row.recogniser
    key = "seen.postings" if row.basis in ("required_in_postings", "preferred_in_postings") else "seen.hirers"
    return wording_of("recognition").say(key, {"role": in_sentence(row.recogniser)})


def told_to_user(report: Report) -> str:
    """ "you told me on 22 November 2026": the very day, since it was a conversation."""
    return wording_of("recognition").say(f"seen.told_{'you' if report.own else 'another'}", {"day": day_told(report)})


def day_told(report: Report) -> str:
    """ "22 November 2026"."""
    return f"{report.day.day} {report.day:%B %Y}"


def speaker_told(name: str) -> str:
    """Who answered, within a sentence: "a recruiter", "Mayo Clinic"."""
    return name[:1].lower() + name[1:] if name.startswith(("A ", "An ")) else name


def row_values(row: LedgerRow) -> dict[str, Any]:
    """What a template needs to tell this row, with the day it was read or that nobody has read it."""
    say = wording_of("recognition").say
    read = say("seen.read", {"day": row.source.as_of}) if row.source else say("seen.unverified")
    seen = told_to_user(row.report) if row.report else read
    where = f" {say('seen.where', {'place': row.jurisdiction})}" if row.jurisdiction not in (None, "US") else ""
    return {"recogniser": recogniser_told(row), "statement": as_clause(row.statement), "seen": seen, "where": where}
