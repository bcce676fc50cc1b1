"""How well a credential stands with others than its issuer, by the ledger."""

from __future__ import annotations

from knowledge.model import Catalogue, Credential
from knowledge.recognition.verified import flagged

WEIGHTS = {
    "legally_required": 5,
    "required_in_postings": 4,
    "preferred_in_postings": 3,
    "accredited": 2,
    "credit_bearing": 2,
    "employer_program": 2,
    "endorsed": 2,
}
"""What counts with employers counts more, as it's for them that people ask. The issuer's own word counts nothing."""


def standing(catalogue: Catalogue, credential: Credential) -> int:
    """A sum over those who recognise it, each by the strongest thing that is on record."""
    best: dict[str, int] = {}
    for row in catalogue.ledger_of.get(credential.id, ()):
        best[row.recogniser] = max(best.get(row.recogniser, 0), WEIGHTS.get(row.basis, 0))
    return sum(best.values())


def supporters(catalogue: Catalogue, credential: Credential) -> list[str]:
    """Who recognises it, those first who give it most weight; with a mark where that was read in no source."""
    rows = [row for row in catalogue.ledger_of.get(credential.id, ()) if row.basis in WEIGHTS]
    read = {row.recogniser for row in rows if row.verified}
    names = dict.fromkeys(row.recogniser for row in sorted(rows, key=lambda row: -WEIGHTS[row.basis]))
    return [flagged(name, name in read) for name in names]
