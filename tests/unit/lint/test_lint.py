"""Each kind of fault is found where it is, and not in the sound catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.lint import Fault, lint
from knowledge.model import Catalogue, Cost, LedgerRow, Prerequisite, Source, Stack
from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue
from tests.unit.store.small import write

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The small catalogue: it has uncited facts, but nothing wrong."""
    return build_catalogue(read_catalogue(write(tmp_path_factory.mktemp("facts"))))


def with_credential(catalogue: Catalogue, key: str = "sql-basics", **changes: Any) -> Catalogue:
    """The catalogue with one credential changed."""
    credential = replace(catalogue.credentials[key], **changes)
    return replace(catalogue, credentials={**catalogue.credentials, key: credential})


def found(catalogue: Catalogue, kind: str, today: date = TODAY) -> list[Fault]:
    return [fault for fault in lint(catalogue, today) if fault.kind == kind]


def source(day: date, key: str = "data/page") -> Source:
    return Source(key, "https://example.org", "A page", day, "issuer")


def test_the_sound_catalogue_has_no_errors(sound: Catalogue) -> None:
    assert [fault for fault in lint(sound, TODAY) if fault.severity == "error"] == []


def test_facts_that_nobody_read_are_warned_of_by_group(sound: Catalogue) -> None:
    faults = [fault for fault in found(sound, "uncited") if fault.place in sound.credentials]
    assert [(fault.severity, fault.place, fault.message) for fault in faults] == [
        ("warning", "sql-advanced", "not read in a source: prerequisites, assessment, delivery, updated"),
        ("warning", "sql-basics", "not read in a source: validity, assessment, delivery"),
        ("warning", "wound-care", "not read in a source: duration, prerequisites, assessment"),
    ]


def test_evidence_stacks_and_requirements_that_nobody_read_are_warned_of(sound: Catalogue) -> None:
    unread = [row.id for row in sound.ledger if not row.source] + [stack.id for stack in sound.stacks if not stack.source]
    places = {fault.place for fault in found(sound, "uncited")} - set(sound.credentials)
    assert len(unread) == 2
    assert places == {*unread, "Registered nurse#degree"}


def test_what_says_nothing_needs_no_source(sound: Catalogue) -> None:
    assert "tableau-badge" not in {fault.place for fault in found(sound, "uncited")}


@pytest.mark.parametrize(("group", "months"), [("cost", 12), ("validity", 18)])
def test_a_fact_older_than_its_kind_may_be_is_stale(sound: Catalogue, group: str, months: int) -> None:
    year, month = divmod(TODAY.year * 12 + TODAY.month - 1 - months, 12)
    limit = date(year, month + 1, TODAY.day)
    fresh = with_credential(sound, facts={group: source(limit.replace(day=limit.day + 2))})
    old = with_credential(sound, facts={group: source(limit.replace(day=limit.day - 3))})
    assert found(fresh, "stale") == []
    assert [(fault.severity, fault.place) for fault in found(old, "stale")] == [("warning", "sql-basics")]
    assert f"over {months} months ago" in found(old, "stale")[0].message


def test_a_page_read_today_that_is_dated_long_ago_is_stale(sound: Catalogue) -> None:
    dated = replace(source(TODAY), dated=date(2024, 1, 1))
    assert found(with_credential(sound, facts={"cost": dated}), "stale")


def test_a_page_that_is_older_than_the_last_change_is_stale(sound: Catalogue) -> None:
    page = replace(source(TODAY), dated=date(2026, 1, 1))
    changed = with_credential(sound, updated=date(2026, 2, 1), facts={"assessment": page})
    assert [fault.place for fault in found(changed, "stale")] == ["sql-basics"]
    assert found(with_credential(sound, updated=date(2025, 12, 1), facts={"assessment": page}), "stale") == []


@pytest.mark.parametrize(("year", "places"), [(2020, ["row"]), (2023, [])])
def test_evidence_that_was_told_long_ago_is_stale(sound: Catalogue, year: int, places: list[str]) -> None:
    row = evidence(recogniser="Acme Hospital", source=source(date(year, 1, 1)))
    assert [fault.place for fault in found(replace(sound, ledger=(row,)), "stale")] == places


@pytest.mark.parametrize(
    ("url", "refused"),
    [
        ("https://wikipedia.org/wiki/SQL", True),
        ("https://en.wikipedia.org/wiki/SQL", True),
        ("https://notwikipedia.org/", False),
        ("https://example.org/wikipedia.org", False),
    ],
)
def test_a_site_that_is_no_source_is_refused_with_its_subdomains(sound: Catalogue, url: str, refused: bool) -> None:
    page = replace(source(TODAY, "data/other"), url=url)
    faults = found(with_credential(sound, facts={"cost": page}), "denied")
    assert [(fault.severity, fault.place) for fault in faults] == [("error", page.key)] * refused


def test_a_duration_may_be_old(sound: Catalogue) -> None:
    assert found(with_credential(sound, facts={"duration": source(date(2015, 1, 1))}), "stale") == []


IMPLAUSIBLE: list[tuple[dict[str, Any], str]] = [
    ({"kind": "micro_credential", "weeks": (260.0, 260.0)}, "260 weeks is too long for a micro_credential"),  # 60 months
    ({"kind": "professional_certificate", "weeks": (260.0, 260.0)}, "260 weeks is too long for a professional_certificate"),
    ({"weeks": (2.0, 4.0), "hours": (400.0, 500.0)}, "500 hours do not fit into 4 weeks"),
    ({"weeks": (0.2, 0.5), "hours": (61.0, 70.0)}, "70 hours do not fit into 1 weeks"),
    ({"kind": "micro_credential", "weeks": (8.0, 260.0)}, "260 weeks is too long for a micro_credential"),
    ({"kind": "micro_credential", "weeks": None, "hours": (8.0, 9000.0)}, "9000 hours do not fit into 52 weeks"),
    ({"weeks": (8.0, 4.0)}, "weeks run backwards: 8 to 4"),
    ({"hours": (-3.0, 4.0)}, "hours run backwards: -3 to 4"),
    ({"cost": Cost(learning=400_000, exam=0)}, "costs 400,000 USD"),
    ({"never_expires": False, "validity_months": 360}, "valid for 360 months"),
]


@pytest.mark.parametrize(("changes", "message"), IMPLAUSIBLE)
def test_numbers_that_cannot_be_right(sound: Catalogue, changes: dict[str, Any], message: str) -> None:
    assert found(sound, "implausible") == []
    assert found(with_credential(sound, **changes), "implausible") == [Fault("error", "implausible", "sql-basics", message)]


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "degree", "weeks": (208.0, 260.0)},
        {"kind": "licence", "weeks": (260.0, 300.0)},
        {"kind": "apprenticeship", "weeks": (260.0, 260.0)},
        {"weeks": (1.0, 1.0), "hours": (60.0, 60.0)},
        {"weeks": None, "hours": (3000.0, 3000.0)},
        {"weeks": (1.0, 20.0), "hours": (100.0, 1200.0)},
        {"weeks": (0.0, 0.0), "hours": (1.0, 1.0)},
    ],
)
def test_what_is_long_but_can_be_right_passes(sound: Catalogue, changes: dict[str, Any]) -> None:
    assert found(with_credential(sound, **changes), "implausible") == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"applied_work": "project"}, "applied work is project, but it is assessed by completion alone"),
        ({"updated": date(2026, 11, 23)}, "updated on 2026-11-23, which is to come"),
        ({"prerequisites": (Prerequisite("credential", "required", credential="sql-basics"),)}, "requires itself"),
        ({"cost": Cost(learning=0, exam=9, note="The course is not counted")}, "learning costs 0, but: The course is not counted"),
    ],
)
def test_facts_that_contradict_each_other(sound: Catalogue, changes: dict[str, Any], message: str) -> None:
    assert found(sound, "contradictory") == []
    assert found(with_credential(sound, **changes), "contradictory") == [Fault("error", "contradictory", "sql-basics", message)]


def before(first: str, then: str) -> Stack:
    return Stack(f"{first}:{then}", first, "required_before", "It comes first.", to=then)


def test_a_circle_of_what_comes_first_is_found_at_each_of_its_members(sound: Catalogue) -> None:
    ring = (before("sql-basics", "sql-advanced"), before("sql-advanced", "tableau-badge"), before("tableau-badge", "sql-basics"))
    faults = found(replace(sound, stacks=ring), "contradictory")
    assert [(fault.severity, fault.place, fault.message) for fault in faults] == [
        ("error", place, "is required before itself") for place in ("sql-advanced", "sql-basics", "tableau-badge")
    ]


def test_two_ways_to_the_same_end_are_no_circle(sound: Catalogue) -> None:
    ways = (before("sql-basics", "sql-advanced"), before("tableau-badge", "sql-advanced"), before("sql-basics", "tableau-badge"))
    assert found(replace(sound, stacks=ways), "contradictory") == []


def test_what_merely_counts_toward_may_go_round(sound: Catalogue) -> None:
    ring = tuple(replace(one, kind="counts_toward") for one in (before("sql-basics", "sql-advanced"), before("sql-advanced", "sql-basics")))
    assert found(replace(sound, stacks=ring), "contradictory") == []


def evidence(**changes: Any) -> LedgerRow:
    values: dict[str, Any] = {"recogniser_kind": "employer", "recogniser": "Data School", "basis": "endorsed", "statement": "It is good."}
    return LedgerRow("row", "sql-basics", **(values | changes))


@pytest.mark.parametrize("basis", ["endorsed", "preferred_in_postings", "required_in_postings"])
def test_an_issuers_own_word_is_no_evidence(sound: Catalogue, basis: Any) -> None:
    faults = found(replace(sound, ledger=(evidence(basis=basis),)), "contradictory")
    assert [(fault.severity, fault.place) for fault in faults] == [("error", "row")]
    assert "its own word is an issuer_claim" in faults[0].message


def test_a_claim_of_somebody_else_is_no_issuers_claim(sound: Catalogue) -> None:
    faults = found(replace(sound, ledger=(evidence(basis="issuer_claim", recogniser="Data analyst"),)), "contradictory")
    assert [(fault.severity, fault.message) for fault in faults] == [("error", "an issuer_claim must be Data School's, not Data analyst's")]


def test_an_issuers_claim_and_anothers_word_pass(sound: Catalogue) -> None:
    rows = (evidence(basis="issuer_claim"), evidence(recogniser="DS", basis="issuer_claim"), evidence(recogniser="Acme Hospital"))
    assert found(replace(sound, ledger=rows), "contradictory") == []


def test_a_row_that_stands_twice_is_found(sound: Catalogue) -> None:
    row = evidence(recogniser="Acme Hospital")
    faults = found(replace(sound, ledger=(row, replace(row, id="other"))), "contradictory")
    assert [fault.message for fault in faults] == ["the row of Acme Hospital (endorsed) stands there 2 times"]
    assert found(replace(sound, ledger=(row, replace(row, statement="And more."))), "contradictory") == []


def test_two_credentials_of_one_name_are_found(sound: Catalogue) -> None:
    faults = found(with_credential(sound, "tableau-badge", name="sql basics"), "contradictory")
    assert [fault.message for fault in faults] == ["2 credentials have this name"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"skills": ("SQL", "Nonsense")}, "unknown skill Nonsense"), ({"roles": ("Boss",)}, "unknown role Boss")],
)
def test_references_that_lead_nowhere(sound: Catalogue, changes: dict[str, Any], message: str) -> None:
    assert found(sound, "dangling") == []
    assert found(with_credential(sound, **changes), "dangling") == [Fault("error", "dangling", "sql-basics", message)]


def test_a_related_field_that_there_is_not(sound: Catalogue) -> None:
    fields = {**sound.fields, "data": replace(sound.fields["data"], related=("health", "Nursing", "Alchemy"))}
    assert [fault.message for fault in found(replace(sound, fields=fields), "dangling")] == ["unknown related field Alchemy"]


def test_errors_come_first_and_the_order_is_fixed(sound: Catalogue) -> None:
    faults = lint(with_credential(sound, weeks=(8.0, 4.0), skills=("Nonsense",)), TODAY)
    assert [fault.severity for fault in faults] == sorted(fault.severity for fault in faults)
    assert faults == lint(with_credential(sound, weeks=(8.0, 4.0), skills=("Nonsense",)), TODAY)


def test_the_sound_catalogue_is_read_from_files(tmp_path: Path) -> None:
    """What the tests above change is what a librarian writes."""
    write(tmp_path, data__stacks="- {credential: sql-basics, kind: required_before, to: sql-basics, detail: Odd}")
    assert found(build_catalogue(read_catalogue(tmp_path)), "contradictory")[0].place == "sql-basics"
