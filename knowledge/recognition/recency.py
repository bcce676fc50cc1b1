"""``is_current``: is it current, does it expire, what does renewal take?"""

from __future__ import annotations

from datetime import date
from typing import Final

from knowledge.model import Credential
from knowledge.recognition.case import Case
from knowledge.recognition.judgement import Clause, Judgement
from knowledge.recognition.wording import as_clause, in_sentence, money
from knowledge.terms import FactGroup, Verdict

ID: Final = "is_current"
DAYS_PER_MONTH = 365.25 / 12


def is_current(case: Case, credential: Credential) -> Judgement:
    """From the status, the last change of the curriculum, and the rules of validity; what rests on an old reading says so."""
    successor = next((one for one in case.catalogue.stacks_from.get(credential.id, ()) if one.kind == "replaced_by" and one.to), None)
    new = case.catalogue.credentials[successor.to].name if successor and successor.to else None
    evidence = _evidence(credential)
    if credential.status == "retired":
        return _withdrawn(credential, 0.0, ("current.retired", {}))
    if credential.status == "retiring":
        clause: Clause = ("current.retiring_for", {"new": new}) if new else ("current.retiring", {})
        return _withdrawn(credential, 0.05, clause)
    clauses, strength, verdict = _recency(case, credential)
    clauses += _validity(credential)
    clauses += _age_of_facts(case, credential)
    if not clauses:
        return Judgement(
            ID, "unknown", 0.45, (("current.unknown", {}),), (), ("current.ask", {"issuer": credential.issuer, "name": credential.name})
        )
    ask: Clause | None = ("current.ask", {"issuer": credential.issuer, "name": credential.name}) if verdict == "unknown" else None
    return Judgement(ID, verdict, strength, tuple(clauses), evidence, ask, (credential, _told(credential)))


def _withdrawn(credential: Credential, strength: float, clause: Clause) -> Judgement:
    return Judgement(ID, "no", strength, (clause,), (f"{credential.id}#status",), None, (credential, ("status",)))


def _told(credential: Credential) -> tuple[FactGroup, ...]:
    return ("updated", "validity", "cost") if credential.cost.renewal else ("updated", "validity")


def _recency(case: Case, credential: Credential) -> tuple[list[Clause], float, Verdict]:
    """Its freshness, then upkeep: what must be renewed shows that its holder has kept up."""
    settings, clauses = case.settings, list[Clause]()
    upkeep = 0.25 if credential.validity_months else 0.1 if credential.never_expires else 0.12
    seen = credential.source_of("status") or credential.source_of("updated") or credential.source_of("validity")
    if credential.updated:
        months = months_between(credential.updated, case.today)
        fresh = 1.0 if months <= settings.fresh_months else 0.6 if months <= settings.dated_months else 0.3
        values = {"day": credential.updated, "version": credential.version or ""}
        kind = "fresh" if fresh == 1.0 else "dated" if fresh == 0.6 else "old"
        clauses.append((f"current.{kind}_version" if credential.version else f"current.{kind}", values))
        return clauses, 0.75 * fresh + upkeep, "yes" if fresh == 1.0 else "partly"
    if seen and months_between(seen.as_of, case.today) <= settings.validity_stale_months:
        clauses.append(("current.offered", {"day": seen.as_of}))
        return clauses, 0.5 + upkeep, "partly"
    if credential.validity_months or credential.never_expires:
        return clauses, 0.35 + upkeep, "partly"
    return clauses, 0.4, "unknown"


def _validity(credential: Credential) -> list[Clause]:
    clauses: list[Clause] = []
    if credential.never_expires:
        clauses.append(("current.never_expires", {}))
    elif credential.validity_months:
        clauses.append(("current.valid_for", {"length": length(credential.validity_months)}))
    if credential.renewal:
        clauses.append(("current.renewal", {"how": as_clause(in_sentence(credential.renewal))}))
    if credential.cost.renewal:
        clauses.append(("current.renewal_cost", {"cost": money(credential.cost.renewal, credential.cost.currency)}))
    return clauses


def _age_of_facts(case: Case, credential: Credential) -> list[Clause]:
    source = credential.source_of("validity")
    if source and months_between(source.as_of, case.today) > case.settings.validity_stale_months:
        return [("seen.stale", {"day": source.as_of})]
    return []


def _evidence(credential: Credential) -> tuple[str, ...]:
    shown = {
        "updated": credential.updated,
        "validity": credential.validity_months or credential.never_expires,
        "status": credential.source_of("status"),
    }
    return tuple(f"{credential.id}#{group}" for group, value in shown.items() if value)


def length(months: int) -> str:
    """A validity in words."""
    if months % 12 == 0:
        years = months // 12
        return "1 year" if years == 1 else f"{years} years"
    return f"{months} months"


def months_between(start: date, end: date) -> float:
    """Months from one day to the other, of average length."""
    return (end - start).days / DAYS_PER_MONTH
