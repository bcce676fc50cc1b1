"""Counts of what the catalogue holds, and of how much of it was read in a source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from knowledge.model import Catalogue, Credential

WELL_SOURCED = ("cost", "duration", "validity")


def stats(catalogue: Catalogue) -> dict[str, Any]:
    """All counts, as plain numbers and mappings from a name to a number."""
    credentials = list(catalogue.credentials.values())
    others = [row for row in catalogue.ledger if row.basis != "issuer_claim"]
    sourced = [credential for credential in credentials if is_well_sourced(credential, catalogue)]
    return {
        "catalogue version": catalogue.version,
        "fields": len(catalogue.fields),
        "credentials": len(credentials),
        "credentials by field": _counts(credential.field for credential in credentials),
        "credentials by kind": _counts(credential.kind for credential in credentials),
        "credentials by issuer type": _counts(credential.issuer_type for credential in credentials),
        "credentials by level": _counts(credential.level for credential in credentials),
        "free credentials": sum(credential.is_free for credential in credentials),
        "credentials from outside the US": sum(
            bool(credential.countries) and "US" not in credential.countries for credential in credentials
        ),
        "issuers": len(catalogue.issuers),
        "stack relations": len(catalogue.stacks),
        "stack relations by kind": _counts(stack.kind for stack in catalogue.stacks),
        "ledger rows": len(catalogue.ledger),
        "ledger rows by basis": _counts(row.basis for row in catalogue.ledger),
        "ledger rows read in a source": sum(row.verified for row in catalogue.ledger),
        "ledger rows that are others' evidence": len(others),
        "others' evidence read in a source": sum(row.verified for row in others),
        "roles": len(catalogue.roles),
        "alternative titles": sum(len(role.titles) for role in catalogue.roles.values()),
        "occupations known by name only": len(catalogue.occupations),
        "their other titles": sum(len(job.titles) for job in catalogue.occupations.values()),
        "skills": len(catalogue.skills),
        "skill aliases": sum(len(skill.aliases) for skill in catalogue.skills.values()),
        "employers and sectors": len(catalogue.employers),
        "sources": len(catalogue.sources),
        "sources by origin": _counts(source.by for source in catalogue.sources),
        "fact groups read in a source": _counts(group for credential in credentials for group in credential.facts or ()),
        "credentials with two or more of cost, duration, validity, a ledger row read in a source": len(sourced),
        "share of those": round(len(sourced) / max(1, len(credentials)), 3),
        "the same, counting the issuer's own and official pages, and others' evidence only": sum(
            is_well_sourced(credential, catalogue, strictly=True) for credential in credentials
        ),
    }


def is_well_sourced(credential: Credential, catalogue: Catalogue, strictly: bool = False) -> bool:
    """Whether at least two of cost, duration, validity and a ledger row were read in a source.

    ``strictly``: in the issuer's own or an official page, and in a ledger row that is not the issuer's own word.
    """
    sources = [source for group in WELL_SOURCED if (source := credential.source_of(group))]
    rows = [row for row in catalogue.ledger_of.get(credential.id, ()) if row.verified]
    if strictly:
        sources = [source for source in sources if source.by in ("issuer", "official")]
        rows = [row for row in rows if row.basis != "issuer_claim"]
    return len(sources) + bool(rows) >= 2


def _counts(values: Any) -> Mapping[str, int]:
    return dict(sorted(Counter(values).items()))
