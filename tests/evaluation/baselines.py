"""What simpler ways would show the personas: a keyword search, and the credentials of the field that most others are on record for.

Both are given more than a user would tell them: the search the catalogue's own names of what is wanted, and either the persona's field.
Neither knows of limits. They show five, as we do at most.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence

from knowledge.model import Catalogue
from tests.evaluation.advising import SHOWN, Advice, AdviceSet, as_option
from tests.evaluation.data import Persona
from tests.evaluation.rules import limits_broken

Ranking = Callable[[Persona], list[str]]


def baselines(personas: Sequence[Persona], catalogue: Catalogue) -> dict[str, AdviceSet]:
    """Name -> what that way shows the same personas as the recommender is given."""
    ways = {"keyword search": keyword_search(catalogue), "most popular": most_popular(catalogue)}
    return {name: AdviceSet([_advice(one, way(one), catalogue) for one in personas if one.direct]) for name, way in ways.items()}


def _advice(persona: Persona, shown: list[str], catalogue: Catalogue) -> Advice:
    options = [as_option(catalogue.credentials[id_]) for id_ in shown]
    return Advice(persona, shown, None, limits_broken(options, persona.profile, catalogue), [])


def keyword_search(catalogue: Catalogue) -> Ranking:
    """SQLite's full-text search (FTS5: word stems, ranked by BM25), names and skills weighing three times as much as the rest."""
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE found USING fts5(id UNINDEXED, name, skills, roles, field, summary, tokenize='porter unicode61')")
    for one in catalogue.credentials.values():
        name, skills, roles = (" ".join(part) for part in ((one.name, *one.aliases), one.skills, one.roles))
        row = (one.id, name, skills, roles, catalogue.fields[one.field].name, one.summary)
        index.execute("INSERT INTO found VALUES (?, ?, ?, ?, ?, ?)", row)

    def ranked(persona: Persona) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query_of(persona)))
        rows = index.execute("SELECT id FROM found WHERE found MATCH ? ORDER BY bm25(found, 0, 3, 3, 1, 1, 1), id LIMIT ?", (words, SHOWN))
        return [id_ for (id_,) in rows]

    return ranked


def query_of(persona: Persona) -> str:
    """What somebody would type: the skills and the job that are wanted, else the present job; and the field."""
    profile = persona.profile
    wanted = [*profile.get("target_skills", ()), profile.get("target_role") or ""]
    return " ".join([*(wanted if any(wanted) else [profile.get("current_role") or ""]), persona.field])


def most_popular(catalogue: Catalogue) -> Ranking:
    """The credentials of the persona's field by how many ledger rows others than their issuers have given them."""

    def popularity(id_: str) -> int:
        issuer = catalogue.credentials[id_].issuer.casefold()
        rows = catalogue.ledger_of.get(id_, ())
        return sum(row.basis not in ("issuer_claim", "logged_by_user") and row.recogniser.casefold() != issuer for row in rows)

    def ranked(persona: Persona) -> list[str]:
        field = catalogue.field_of(persona.field)
        ids = [one.id for one in catalogue.credentials.values() if field and one.field == field.slug]
        return sorted(ids, key=lambda id_: (-popularity(id_), id_))[:SHOWN]

    return ranked
