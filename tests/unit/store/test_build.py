"""From entries to the snapshot: sources, unverified groups, ids and versions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from knowledge.model import Catalogue
from knowledge.store.build import build_catalogue, catalogue_version
from knowledge.store.files import read_catalogue
from tests.unit.store.small import FILES, edited, more, write


def built(root: Path, **changes: str) -> Catalogue:
    return build_catalogue(read_catalogue(write(root, **changes)))


def test_a_group_said_to_be_unverified_has_no_source(tmp_path: Path) -> None:
    basics = built(tmp_path).credentials["sql-basics"]
    assert basics.source_of("validity") is None
    assert basics.never_expires  # the value itself is kept
    assert sorted(basics.facts or ()) == ["cost", "duration"]


def test_a_group_that_names_no_source_is_unverified(tmp_path: Path) -> None:
    assert built(tmp_path).credentials["tableau-badge"].facts == {}


def test_a_ledger_row_without_source_is_unverified(tmp_path: Path) -> None:
    assert [row.verified for row in built(tmp_path).ledger] == [True, False]


def test_facts_carry_the_source_of_their_own_folder(tmp_path: Path) -> None:
    catalogue = built(
        tmp_path,
        health__sources="law: {url: 'https://a.org', title: Law, seen: 2026-09-01, by: official}\npage: {url: 'https://b.org', title: B, seen: 2026-09-01, by: official}",
    )
    source = catalogue.credentials["sql-basics"].source_of("cost")
    assert source is not None
    assert (source.key, source.url) == ("data/page", "https://example.org/page")


def test_the_age_of_facts_counts_from_the_oldest_page(tmp_path: Path) -> None:
    assert built(tmp_path).credentials["sql-advanced"].as_of == date(2026, 5, 1)


def test_a_single_number_is_an_exact_span(tmp_path: Path) -> None:
    assert built(tmp_path).credentials["sql-basics"].weeks == (4.0, 4.0)


def test_an_unknown_cost_is_not_free(tmp_path: Path) -> None:
    badge = built(tmp_path).credentials["tableau-badge"]
    assert badge.cost_total is None
    assert not badge.is_free


def test_a_row_written_in_two_folders_keeps_ids_apart(tmp_path: Path) -> None:
    row = "- {credential: sql-basics, recogniser: {kind: employer, name: Acme Hospital}, basis: preferred_in_postings, statement: Again.}"
    stack = "- {credential: sql-basics, kind: required_before, to: sql-advanced, detail: Again}"
    catalogue = built(tmp_path, health__recognition=row, health__stacks=stack)
    assert len({one.id for one in catalogue.ledger}) == len(catalogue.ledger) == 3
    assert len({one.id for one in catalogue.stacks}) == len(catalogue.stacks) == 3


def test_a_new_entry_in_front_renames_no_other(tmp_path: Path) -> None:
    before = {row.id for row in built(tmp_path).ledger}
    first = "- {credential: wound-care, recogniser: {kind: employer, name: Acme Hospital}, basis: endorsed, statement: Good.}\n"
    after = {row.id for row in built(tmp_path, data__recognition=first + more("data/recognition.yml", "")).ledger}
    assert before < after


def test_the_version_changes_with_any_fact_and_with_nothing_else(tmp_path: Path) -> None:
    version = catalogue_version(write(tmp_path))
    assert catalogue_version(write(tmp_path)) == version
    for file in FILES:
        write(tmp_path, **{file.removesuffix(".yml").replace("/", "__"): more(file, "# a remark")})
        assert catalogue_version(tmp_path) != version, file
        write(tmp_path)
    assert catalogue_version(write(tmp_path)) == version


def test_the_order_of_facts_in_a_file_does_not_matter(tmp_path: Path) -> None:
    turned = edited("data/credentials.yml", "{cost: page, duration: page,", "{duration: page, cost: page,")
    plain, other = built(tmp_path / "a"), built(tmp_path / "b", data__credentials=turned)
    assert list(plain.credentials["sql-basics"].facts or ()) == list(other.credentials["sql-basics"].facts or ())


def test_a_credential_tells_which_of_its_facts_were_read_and_when(tmp_path: Path) -> None:
    # GIVEN groups with and without a source, and groups of which nothing is known
    # THEN the first two are told apart, the third is not there, and what was read has its day
    known = built(tmp_path).credentials
    assert known["sql-basics"].verified == {"cost": True, "duration": True, "validity": False, "assessment": False, "delivery": False}
    assert known["sql-basics"].seen == {"cost": date(2026, 10, 2), "duration": date(2026, 10, 2)}
    assert known["sql-basics"].unverified("cost", "validity", "prerequisites") == ("validity",)
    assert known["tableau-badge"].verified == {}
