"""``recognised_by_targets``: who recognises this, and are they the employers or roles aimed at?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from knowledge.model import Credential, LedgerRow
from knowledge.recognition.case import Case
from knowledge.recognition.evidence import BASIS_WEIGHT, UNVERIFIED_SHARE, best_first, counts_on_the_job, recogniser_told, row_values
from knowledge.recognition.judgement import Clause, Judgement
from knowledge.recognition.licensing import WaysIn, role_gap
from knowledge.recognition.reported import with_reports
from knowledge.recognition.wording import in_sentence, with_article

ID: Final = "recognised_by_targets"
OWN_WORD = 0.2
NOT_KNOWN = 0.22


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a row bears on the target: ``direct`` names it, ``near`` speaks of its field, ``aside`` of something else."""

    row: LedgerRow
    reach: str

    @property
    def strength(self) -> float:
        """How much it weighs for the target, 0 to 1."""
        share = {"direct": 1.0, "near": 0.6, "aside": 0.35}[self.reach]
        return BASIS_WEIGHT[self.row.basis] * share * (1.0 if self.row.verified else UNVERIFIED_SHARE)


def recognised_by_targets(case: Case, credential: Credential) -> Judgement:
    """``yes`` only on sourced evidence by someone else than the issuer, for what is aimed at; nothing on record is ``unknown``."""
    found = _by_the_ledger(case, credential)
    reports = case.index.reports.get(credential.id, ())
    return with_reports(case, found, reports) if reports else found


def _by_the_ledger(case: Case, credential: Credential) -> Judgement:
    """What the catalogue alone says."""
    others = [Bearing(row, _reach(case, credential, row)) for row in case.index.by_others.get(credential.id, ())]
    others.sort(key=lambda one: (-one.strength, one.row.id))
    proven = [one for one in others if one.row.verified and one.reach == "direct"]
    if proven:
        return _proven(case, credential, proven)
    if blocked := _blocked_by_law(case, credential):
        return blocked
    if others:
        return _in_part(case, credential, others)
    own = case.index.own_words.get(credential.id, ())
    if own:
        clauses: tuple[Clause, ...] = (("recognised.own_word", {"aim": case.aim_for(credential), **row_values(best_first(own)[0])}),)
        return Judgement(ID, "partly", OWN_WORD, clauses, _ids(own), _ask(case, credential))
    return Judgement(ID, "unknown", NOT_KNOWN, (("recognised.unknown", {"aim": case.aim_for(credential)}),), (), _ask(case, credential))


def _reach(case: Case, credential: Credential, row: LedgerRow) -> str:
    if case.profile.target_employers:
        return "direct" if is_employer(case, row) else "near" if _reach_of_role(case, credential, row) != "aside" else "aside"
    return _reach_of_role(case, credential, row)


def _reach_of_role(case: Case, credential: Credential, row: LedgerRow) -> str:
    """A row that counts in hiring reaches the role it names, or, naming none, the roles that the credential serves."""
    role, weighs = case.role, counts_on_the_job(row, credential)
    if role:
        named = role.title in row.roles or row.recogniser.casefold() in case.index.role_names[role.title]
        serves = named or (role.title in credential.roles and not row.roles)
        return "direct" if serves and weighs else "near" if credential.field == role.field or serves else "aside"
    if case.field and credential.field != case.field.slug and not set(case.profile.target_skills) & set(credential.skills):
        return "near" if credential.field in case.near_fields else "aside"
    return "direct" if weighs else "near"


def is_employer(case: Case, row: LedgerRow) -> bool:
    """Whether the row's recogniser is, or names, an employer or sector that the user aims at."""
    text = f" {row.recogniser} {row.statement} ".casefold()
    for wanted in case.profile.target_employers:
        employer = case.catalogue.employers.get(wanted)
        names = [wanted, *(employer.aliases if employer else ())]
        if any(_stands_in(name.casefold(), text) for name in names if len(name) > 2):
            return True
        if row.recogniser_kind == "sector" and employer and employer.sector and _stands_in(employer.sector.casefold(), text):
            return True
    return False


def _stands_in(name: str, text: str) -> bool:
    start = text.find(name)
    return start > 0 and not text[start - 1].isalnum() and not text[start + len(name)].isalnum()


def _proven(case: Case, credential: Credential, proven: list[Bearing]) -> Judgement:
    breadth = min(1.0, len({one.row.recogniser for one in proven}) / 3)
    strength = 0.85 * proven[0].strength + 0.15 * breadth
    values: dict[str, Any] = {"aim": case.aim_for(credential), **row_values(proven[0].row)}
    key = "recognised.yes" if case.has_target else "recognised.yes_own_field"
    clauses: list[Clause] = [(key, values)]
    if more := _others_named(proven):
        clauses.append(("recognised.more", {"more": more}))
    return Judgement(ID, "yes", strength, tuple(clauses), tuple(one.row.id for one in proven))


def _others_named(bearings: list[Bearing]) -> tuple[str, ...]:
    names = dict.fromkeys(recogniser_told(one.row) for one in bearings)
    return tuple(name for name in names if name != recogniser_told(bearings[0].row))


def _in_part(case: Case, credential: Credential, others: list[Bearing]) -> Judgement:
    """Evidence that is unverified, or that speaks of something other than the target."""
    best = others[0]
    values = {"aim": case.aim_for(credential), **row_values(best.row), "employers": case.profile.target_employers}
    if not any(one.row.verified for one in others):
        key = "recognised.unverified"
    elif case.profile.target_employers and best.reach != "direct":
        key = "recognised.not_these_employers"
    elif best.row.basis in ("accredited", "credit_bearing"):
        key = "recognised.quality_only"
    else:
        key = "recognised.elsewhere"
    return Judgement(ID, "partly", best.strength, ((key, values),), tuple(one.row.id for one in others), _ask(case, credential))


def _blocked_by_law(case: Case, credential: Credential) -> Judgement | None:
    role = case.role
    gap = role_gap(case, role) if role else None
    if role is None or gap is None or not gap.by_law or credential.id in WaysIn.of(case).lead_to(role):
        return None
    if credential.id in _named_for(case, role.title):
        return None
    values = {"role": with_article(in_sentence(role.title)), "needed": in_sentence(gap.name or role.title)}
    required = tuple(
        row.id
        for key in sorted(WaysIn.of(case).routes(role))
        for row in case.catalogue.ledger_of.get(key, ())
        if row.basis == "legally_required"
    )
    read = (role.licence if gap.kind == "licence" else role.degree).source
    clauses: list[Clause] = [("recognised.law", values), *([] if read else [("seen.not_read", {})])]
    return Judgement(ID, "no", 0.0, tuple(clauses), (gap.evidence, *required))


def _named_for(case: Case, title: str) -> set[str]:
    """Credentials that someone else names for this role: the law does not make them worthless there."""
    return {row.credential for row in case.catalogue.ledger if title in row.roles and not case.index.is_own_word(row)}


def _ask(case: Case, credential: Credential) -> Clause:
    name = credential.name
    if case.profile.target_employers:
        return "recognised.ask_employer", {"employer": case.profile.target_employers[0], "name": name, "aim": case.aim_for(credential)}
    if case.role:
        return "recognised.ask_role", {"role": in_sentence(case.role.title), "name": name}
    return "recognised.ask_field", {"aim": case.aim_for(credential), "name": name}


def _ids(rows: Iterable[LedgerRow]) -> tuple[str, ...]:
    return tuple(row.id for row in rows)
