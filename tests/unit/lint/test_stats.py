"""The counts."""

from __future__ import annotations

import json
from pathlib import Path

from knowledge.stats import stats
from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue
from tests.unit.store.small import write


def test_the_small_catalogue_is_counted(tmp_path: Path) -> None:
    counts = stats(build_catalogue(read_catalogue(write(tmp_path))))
    told = {
        "fields": 2,
        "credentials": 4,
        "credentials by field": {"data": 3, "health": 1},
        "free credentials": 1,
        "credentials from outside the US": 0,
        "stack relations": 2,
        "ledger rows": 2,
        "ledger rows read in a source": 1,
        "ledger rows that are others' evidence": 1,
        "others' evidence read in a source": 1,
        "roles": 2,
        "alternative titles": 3,
        "occupations known by name only": 1,
        "their other titles": 1,
        "skills": 5,
        "skill aliases": 2,
        "employers and sectors": 2,
        "sources": 3,
        "fact groups read in a source": {"cost": 3, "duration": 2, "validity": 1},
        "credentials with two or more of cost, duration, validity, a ledger row read in a source": 2,
        "share of those": 0.5,
    }
    assert {name: counts[name] for name in told} == told


def test_counts_are_plain_values(tmp_path: Path) -> None:
    counts = stats(build_catalogue(read_catalogue(write(tmp_path))))
    assert json.loads(json.dumps(counts)) == counts
