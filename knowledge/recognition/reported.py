"""What users were told by those who recognise a credential, or don't, in the answer to ``recognised_by_targets``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from knowledge.model import Employer, LedgerRow, Report
from knowledge.recognition.case import Case
from knowledge.recognition.evidence import BASIS_WEIGHT, day_told, speaker_told
from knowledge.recognition.judgement import Clause, Judgement

ELSEWHERE = 0.6
"""The share that a report of somebody who is not aimed at keeps."""
AGAINST = 0.6
"""What is left of the strength where one who was asked said no."""


def with_reports(case: Case, judgement: Judgement, reports: Sequence[LedgerRow]) -> Judgement:
    """The judgement of the ledger with what was told beside it.

    A yes never makes the verdict ``yes``: it is one person's word, read in no source. A no of an employer aimed at takes a ``yes`` back
    to ``partly``, and decides where nothing that was read speaks for it there. The law is not changed by what anybody says.
    """
    told = sorted(reports, key=lambda row: (not _is_aimed_at(case, row), not _own(row), row.id))
    noes = [row for row in told if _report(row).answer == "no"]
    others = [row for row in told if row not in noes]
    clauses: list[Clause] = [_clause(row) for row in told]
    verdict, strength = judgement.verdict, judgement.strength
    if others and verdict in ("unknown", "partly"):
        verdict, strength = "partly", max(strength, *(_weight(case, row) for row in others))
        clauses.append(("report.one_voice", {}))
    if noes:
        strength *= AGAINST
        clauses.append(("report.against", {}))
        if any(_is_aimed_at(case, row) for row in noes):
            verdict = "partly" if verdict == "yes" or (others and verdict == "partly") else "no"
    evidence = (*(row.id for row in told), *judgement.evidence)
    return replace(judgement, verdict=verdict, strength=strength, clauses=(*clauses, *judgement.clauses), evidence=evidence)


def _report(row: LedgerRow) -> Report:
    assert row.report
    return row.report


def _own(row: LedgerRow) -> bool:
    return _report(row).own


def _clause(row: LedgerRow) -> Clause:
    values: dict[str, Any] = {"day": day_told(_report(row)), "recogniser": speaker_told(row.recogniser), "statement": row.statement}
    return ("report.own" if _own(row) else "report.accepted"), values


def _weight(case: Case, row: LedgerRow) -> float:
    return BASIS_WEIGHT[row.basis] * (1.0 if _is_aimed_at(case, row) else ELSEWHERE)


def _is_aimed_at(case: Case, row: LedgerRow) -> bool:
    """Whether it comes from an employer that the user aims at, or from one of the kind aimed at."""
    employers, speaker = case.catalogue.employers, row.recogniser.casefold()
    known = employers.get(row.recogniser)
    for name in case.profile.target_employers:
        wanted = employers.get(name)
        if speaker in {name.casefold(), *(alias.casefold() for alias in (wanted.aliases if wanted else ()))}:
            return True
        if wanted and known and known.sector and wanted.sector == known.sector and _is_a_kind(wanted):
            return True
    return False


def _is_a_kind(employer: Employer) -> bool:
    """Whether it is a kind of employer ("hospitals"), which people write small, and no single one."""
    return any(alias.islower() for alias in employer.aliases)
