"""``issuer_reputation``: is the issuer known and trusted there? Judged from what others say of its credentials, never from its name."""

from __future__ import annotations

from typing import Any, Final

from knowledge.model import Credential, LedgerRow
from knowledge.recognition.case import Case
from knowledge.recognition.evidence import BASIS_WEIGHT, best_first, recogniser_told, row_values
from knowledge.recognition.judgement import Clause, Judgement

ID: Final = "issuer_reputation"
ENOUGH = 3
"""So many recognisers in the field make an issuer well known there."""


def issuer_reputation(case: Case, credential: Credential) -> Judgement:
    """``yes`` where at least two others recognise its credentials in the field aimed at, or one next to it, with a source."""
    home = case.field.slug if case.field else credential.field
    known: dict[Any, Judgement] = case.shared.setdefault(ID, {})
    key = f"{credential.issuer}\n{home}\n{credential.field}\n{case.aim_for(credential)}"
    if key not in known:
        known[key] = _judged(case, credential, {home, *({credential.field} & case.near_fields)})
    return known[key]


def _judged(case: Case, credential: Credential, fields: set[str]) -> Judgement:
    """The same for all credentials of an issuer in a field."""
    rows = case.index.about_issuer.get(credential.issuer, ())
    here = [row for row in rows if case.catalogue.credentials[row.credential].field in fields]
    sourced = [row for row in here if row.verified]
    values: dict[str, Any] = {"issuer": credential.issuer, "aim": case.aim_for(credential)}
    ask: Clause = ("reputation.ask", values)
    if not rows:
        return Judgement(ID, "unknown", 0.3, (("reputation.unknown", values),), (), ask)
    told = best_first(sourced or here or [row for row in rows if row.verified] or rows)
    values |= {"recognisers": _names(told), **row_values(told[0])}
    evidence = tuple(row.id for row in told[:5])
    if len(_names(sourced)) >= 2:
        return Judgement(ID, "yes", _weight(sourced), (("reputation.yes", values),), evidence)
    if sourced:
        return Judgement(ID, "partly", _weight(sourced), (("reputation.one", values),), evidence, ask)
    key = "reputation.unverified" if here else "reputation.elsewhere"
    unread: tuple[Clause, ...] = () if here or told[0].verified else (("seen.not_read", {}),)
    return Judgement(ID, "partly", 0.4, ((key, values), *unread), evidence, ask)


def _names(rows: list[LedgerRow]) -> tuple[str, ...]:
    """Organisations before jobs, for these are told by their postings."""
    return tuple(dict.fromkeys(recogniser_told(row) for row in sorted(best_first(rows), key=lambda row: row.recogniser_kind == "role")))


def _weight(rows: list[LedgerRow]) -> float:
    """Grows with the number of recognisers and with how much their word weighs."""
    breadth = min(1.0, len(_names(rows)) / ENOUGH)
    return 0.4 + 0.35 * breadth + 0.25 * max(BASIS_WEIGHT[row.basis] for row in rows)
