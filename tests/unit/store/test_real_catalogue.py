"""What the real catalogue holds at least."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from knowledge.clock import today
from knowledge.lint import lint
from knowledge.model import Catalogue
from tests.unit.recommend.real import world


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return world()


def test_there_are_enough_of_everything(catalogue: Catalogue) -> None:
    held = {
        "credentials": len(catalogue.credentials),
        "fields": len(catalogue.fields),
        "stacks": len(catalogue.stacks),
        "ledger rows": len(catalogue.ledger),
        "bases": len({row.basis for row in catalogue.ledger}),
        "roles": len(catalogue.roles),
        "titles": sum(1 + len(role.titles) for role in catalogue.roles.values()),
        "skills": len(catalogue.skills),
        "aliases": sum(len(skill.aliases) for skill in catalogue.skills.values()),
        "free": sum(credential.is_free for credential in catalogue.credentials.values()),
    }
    least = {"credentials": 320, "fields": 20, "stacks": 150, "ledger rows": 700, "bases": 7, "roles": 250, "titles": 2500}
    least |= {"skills": 900, "aliases": 2500, "free": 40}
    assert {name: held[name] for name in least if held[name] < least[name]} == {}


def test_every_field_has_enough_for_every_purse_and_level(catalogue: Catalogue) -> None:
    counts = Counter(credential.field for credential in catalogue.credentials.values())
    levels = defaultdict(set)
    for credential in catalogue.credentials.values():
        levels[credential.field] |= {credential.level, *(["free"] if credential.is_free else [])}
    few = [field for field in catalogue.fields if counts[field] < 10]
    lacking = {field: {"entry", "advanced", "free"} - levels[field] for field in catalogue.fields}
    assert few == []
    assert {field: lack for field, lack in lacking.items() if lack} == {}


def test_lint_finds_no_error(catalogue: Catalogue) -> None:
    assert [fault for fault in lint(catalogue, today()) if fault.severity == "error"] == []


def test_what_says_that_it_was_read_was_read_somewhere(catalogue: Catalogue) -> None:
    assert [source.key for source in catalogue.sources if not source.url.startswith(("http://", "https://"))] == []
    assert [source.key for source in catalogue.sources if source.seen > today()] == []
