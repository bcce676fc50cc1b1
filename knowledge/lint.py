"""Faults in the catalogue: dangling, contradictory and implausible facts are errors; uncited and stale ones are warnings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import yaml

from knowledge.model import Catalogue, Credential, Source
from knowledge.settings import USD_PER
from knowledge.terms import FactGroup

Severity = Literal["error", "warning"]
Kind = Literal["dangling", "contradictory", "implausible", "denied", "uncited", "stale"]

DENIED_DOMAINS = frozenset(yaml.safe_load((Path(__file__).parent / "catalogue" / "denied.yml").read_text("utf-8")))
"""Sites that are no source; the file says why."""
STALE_AFTER_MONTHS: dict[FactGroup, int] = {"cost": 12, "validity": 18}
LEDGER_STALE_AFTER_MONTHS = 60
NOT_COUNTED = re.compile(r"\bnot (?:counted|included)\b", re.IGNORECASE)
"""In the note of a cost: some part that the learner must pay is left out."""
LONGEST_WEEKS = {
    "micro_credential": 52,
    "digital_badge": 52,
    "certificate": 208,
    "professional_certificate": 104,
    "industry_certification": 208,
    "licence": 520,
    "degree": 416,
    "apprenticeship": 312,
}
MOST_HOURS_A_WEEK = 60
DEAREST = 250_000
LONGEST_VALIDITY_MONTHS = 240
DAYS_PER_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: how bad, what kind, where, and what is wrong."""

    severity: Severity
    kind: Kind
    place: str
    message: str


def lint(catalogue: Catalogue, today: date) -> list[Fault]:
    """All faults of a snapshot, errors first."""
    faults = [fault for check in CHECKS for fault in check(catalogue, today)]
    return sorted(faults, key=lambda fault: (fault.severity, fault.kind, fault.place, fault.message))


def _each_credential(check: Callable[[Credential, date], Iterable[Fault]]) -> Callable[[Catalogue, date], Iterable[Fault]]:
    def over_all(catalogue: Catalogue, today: date) -> Iterable[Fault]:
        for credential in catalogue.credentials.values():
            yield from check(credential, today)

    return over_all


def uncited(credential: Credential, _today: date) -> Iterable[Fault]:
    """Facts that nobody has read in a source."""
    missing = [group for group, read in credential.verified.items() if not read]
    if missing:
        yield Fault("warning", "uncited", credential.id, f"not read in a source: {', '.join(missing)}")


def uncited_relations(catalogue: Catalogue, _today: date) -> Iterable[Fault]:
    """Evidence, stacks and the requirements of jobs that nobody has read in a source."""
    places = [row.id for row in catalogue.ledger if not row.source]
    places += [stack.id for stack in catalogue.stacks if not stack.source]
    for role in catalogue.roles.values():
        for name, need in (("licence", role.licence), ("degree", role.degree)):
            if need.requirement != "none" and not need.source:
                places.append(f"{role.title}#{name}")
    places += [
        f"{job.title}#licence" for job in catalogue.occupations.values() if job.licence.requirement != "none" and not job.licence.source
    ]
    yield from (Fault("warning", "uncited", place, "not read in a source") for place in places)


def denied(catalogue: Catalogue, _today: date) -> Iterable[Fault]:
    """Sources that our rules do not take as such."""
    for source in catalogue.sources:
        parts = (urlsplit(source.url).hostname or "").split(".")
        if DENIED_DOMAINS & {".".join(parts[start:]) for start in range(len(parts))}:
            yield Fault("error", "denied", source.key, f"{source.url} is no source")


def stale(credential: Credential, today: date) -> Iterable[Fault]:
    """Facts whose source is older than their kind may be."""
    for group, months in STALE_AFTER_MONTHS.items():
        source = credential.source_of(group)
        if source and age_in_months(source, today) > months:
            yield Fault("warning", "stale", credential.id, f"{group} is as of {source.as_of}, over {months} months ago")
    for fact, page in (credential.facts or {}).items():
        if credential.updated and page.dated and page.dated < credential.updated:
            yield Fault("warning", "stale", credential.id, f"{fact} is as of {page.dated}, before the change of {credential.updated}")


def stale_evidence(catalogue: Catalogue, today: date) -> Iterable[Fault]:
    """Evidence that was told long ago."""
    for row in catalogue.ledger:
        if row.source and age_in_months(row.source, today) > LEDGER_STALE_AFTER_MONTHS:
            yield Fault("warning", "stale", row.id, f"is as of {row.source.as_of}, over {LEDGER_STALE_AFTER_MONTHS // 12} years ago")


def age_in_months(source: Source, today: date) -> float:
    """Months from the day that the source's age counts from."""
    return (today - source.as_of).days / DAYS_PER_MONTH


def implausible(credential: Credential, _today: date) -> Iterable[Fault]:
    """Numbers that cannot be right for this kind of credential."""

    def fault(message: str) -> Fault:
        return Fault("error", "implausible", credential.id, message)

    weeks, hours, longest = credential.weeks, credential.hours, LONGEST_WEEKS[credential.kind]
    for name, span in (("weeks", weeks), ("hours", hours)):
        if span and not 0 <= span[0] <= span[1]:
            yield fault(f"{name} run backwards: {span[0]:g} to {span[1]:g}")
    if weeks and max(weeks) > longest:
        yield fault(f"{max(weeks):g} weeks is too long for a {credential.kind}")
    if hours and max(hours) > (most := max(1.0, max(weeks) if weeks else longest)) * MOST_HOURS_A_WEEK:
        yield fault(f"{max(hours):g} hours do not fit into {most:g} weeks")
    if credential.cost_total is not None and credential.cost_total * USD_PER.get(credential.cost.currency, 1.0) > DEAREST:
        yield fault(f"costs {credential.cost_total:,.0f} {credential.cost.currency}")
    if credential.validity_months and credential.validity_months > LONGEST_VALIDITY_MONTHS:
        yield fault(f"valid for {credential.validity_months} months")


def contradictory(credential: Credential, today: date) -> Iterable[Fault]:
    """Facts of one credential that cannot both hold."""

    def fault(message: str) -> Fault:
        return Fault("error", "contradictory", credential.id, message)

    if credential.applied_work in ("project", "portfolio", "practical") and credential.assessment == ("completion",):
        yield fault(f"applied work is {credential.applied_work}, but it is assessed by completion alone")
    if credential.updated and credential.updated > today:
        yield fault(f"updated on {credential.updated}, which is to come")
    if any(need.credential == credential.id for need in credential.prerequisites):
        yield fault("requires itself")
    if credential.cost.learning == 0 and NOT_COUNTED.search(credential.cost.note or ""):
        yield fault(f"learning costs 0, but: {credential.cost.note}")


def own_word_as_evidence(catalogue: Catalogue, _today: date) -> Iterable[Fault]:
    """What an issuer says of itself must be an issuer claim, and an issuer claim must come from the issuer."""
    for row in catalogue.ledger:
        issuer = catalogue.issuers[catalogue.credentials[row.credential].issuer]
        is_own = row.recogniser.casefold() in {name.casefold() for name in (issuer.name, *issuer.aliases)}
        # A state that issues licences and approves apprenticeships says what its law asks for.
        by_law = issuer.type == "government" and row.basis in ("legally_required", "accredited")
        if is_own and row.basis != "issuer_claim" and not by_law:
            yield Fault("error", "contradictory", row.id, f"{row.recogniser} is the issuer, so its own word is an issuer_claim")
        if not is_own and row.basis == "issuer_claim":
            yield Fault("error", "contradictory", row.id, f"an issuer_claim must be {issuer.name}'s, not {row.recogniser}'s")


def repeated(catalogue: Catalogue, _today: date) -> Iterable[Fault]:
    """Two credentials of one name, or one ledger row written twice."""
    names = Counter(credential.name.casefold() for credential in catalogue.credentials.values())
    for name, count in names.items():
        if count > 1:
            yield Fault("error", "contradictory", name, f"{count} credentials have this name")
    rows = Counter((row.credential, row.recogniser, row.basis, row.statement) for row in catalogue.ledger)
    for (credential, recogniser, basis, _), count in rows.items():
        if count > 1:
            yield Fault("error", "contradictory", credential, f"the row of {recogniser} ({basis}) stands there {count} times")


def circular(catalogue: Catalogue, _today: date) -> Iterable[Fault]:
    """Credentials that would have to be earned before themselves."""
    before: dict[str, set[str]] = defaultdict(set)
    for stack in catalogue.stacks:
        if stack.kind == "required_before" and stack.to:
            before[stack.to].add(stack.credential)
    for start in list(before):
        reached, todo = set(), list(before[start])
        while todo:
            step = todo.pop()
            if step not in reached:
                reached.add(step)
                todo += before.get(step, ())
        if start in reached:
            yield Fault("error", "contradictory", start, "is required before itself")


def dangling(catalogue: Catalogue, _today: date) -> Iterable[Fault]:
    """References that lead nowhere."""
    for credential in catalogue.credentials.values():
        for kind, names, known in (("skill", credential.skills, catalogue.skills), ("role", credential.roles, catalogue.roles)):
            yield from (Fault("error", "dangling", credential.id, f"unknown {kind} {name}") for name in names if name not in known)
    for field in catalogue.fields.values():
        yield from (
            Fault("error", "dangling", field.slug, f"unknown related field {name}")
            for name in field.related
            if not catalogue.field_of(name)
        )


CHECKS: tuple[Callable[[Catalogue, date], Iterable[Fault]], ...] = (
    dangling,
    circular,
    repeated,
    own_word_as_evidence,
    denied,
    uncited_relations,
    stale_evidence,
    _each_credential(contradictory),
    _each_credential(implausible),
    _each_credential(uncited),
    _each_credential(stale),
)
