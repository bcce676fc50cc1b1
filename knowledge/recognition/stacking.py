"""``stacks``: what does it stack into, and who accepts the stack?"""

from __future__ import annotations

from typing import Final

from knowledge.model import Credential, Stack
from knowledge.recognition.case import Case
from knowledge.recognition.judgement import Clause, Judgement
from knowledge.recognition.verified import flagged
from knowledge.recognition.wording import as_clause
from knowledge.terms import StackKind

ID: Final = "stacks"
WORTH: dict[StackKind, float] = {
    "credit_bearing": 1.0,
    "bundle": 0.8,
    "counts_toward": 0.9,
    "waives_requirement": 0.8,
    "required_before": 0.7,
    "credit_recommendation": 0.6,
    "replaced_by": 0.0,
}


def stacks(case: Case, credential: Credential) -> Judgement:
    """``yes`` where a source names what it leads to; a credit recommendation is no acceptance, so the registrar must be asked."""
    onward = sorted(case.catalogue.stacks_from.get(credential.id, ()), key=lambda one: (one.source is None, -WORTH[one.kind], one.id))
    onward = [one for one in onward if one.kind != "replaced_by"]
    if not onward:
        return Judgement(
            ID, "unknown", 0.2, (("stacks.unknown", {}),), (), ("stacks.ask", {"name": credential.name, "issuer": credential.issuer})
        )
    best = onward[0]
    clauses: list[Clause] = [("stacks.leads", {"where": _target(case, best), "detail": as_clause(best.detail)})]
    if more := _further(case, onward):
        clauses.append(("stacks.more", {"more": more}))
    if best.source is None:
        clauses.append(("seen.not_read", {}))
    credit = any(one.kind in ("credit_recommendation", "credit_bearing") for one in onward)
    if credit:
        clauses.append(("stacks.registrar", {}))
    only_advice = all(one.kind == "credit_recommendation" for one in onward)
    sure = best.source is not None and not only_advice
    ask: Clause | None = None if sure else ("stacks.ask", {"name": credential.name, "issuer": credential.issuer})
    if credit:
        ask = ("stacks.ask_registrar", {"name": credential.name})
    strength = WORTH[best.kind] * (1.0 if best.source else 0.7)
    return Judgement(ID, "yes" if sure else "partly", strength, tuple(clauses), tuple(one.id for one in onward), ask)


def _further(case: Case, onward: list[Stack]) -> tuple[str, ...]:
    """What it counts for beside the first, each with the mark where no source names it; those with a source come first."""
    targets: dict[str, Stack] = {}
    for one in onward:
        targets.setdefault(_target(case, one), one)
    _, *others = targets.items()
    return tuple(flagged(name, one.source is not None) for name, one in others)


def _target(case: Case, stack: Stack) -> str:
    known = case.catalogue.credentials.get(stack.to or "")
    return known.name if known else stack.toward or ""
