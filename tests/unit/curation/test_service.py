"""Proposing, publishing, rejecting, retiring and reverting; who is told what when it cannot be done."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from knowledge.curation.service import NEW_SOURCE, Curation, FourEyes, NothingPending, NotValid, Page, Superseded, differences
from knowledge.curation.settings import CurationSettings
from knowledge.store.entries import Address
from knowledge.store.evidence import Evidence
from knowledge.store.repository import load_snapshot
from tests.unit.curation.acts import PAGE, ROW, SQL, add, propose, publish, values_of


def summary(engine: Engine, root: Path) -> str:
    return load_snapshot(engine, root).credentials["sql-basics"].summary


def test_a_proposal_is_in_no_answer_until_it_is_published(engine: Engine, curation: Curation, root: Path) -> None:
    version = load_snapshot(engine, root).version
    change = propose(curation, summary="Better words.")
    assert (summary(engine, root), curation.view().state(SQL)) == ("A short course.", "in_review")
    curation.publish(change, "bob")
    assert (summary(engine, root), curation.view().state(SQL)) == ("Better words.", "published")
    assert load_snapshot(engine, root).version != version


def test_a_rejected_proposal_changes_nothing_and_stays_in_the_history(engine: Engine, curation: Curation, root: Path) -> None:
    version = load_snapshot(engine, root).version
    curation.reject(propose(curation, summary="Worse words."), "bob", "The page says otherwise.")
    assert load_snapshot(engine, root).version == version
    assert [(step.state, step.author, step.note) for step in curation.history(SQL)] == [
        ("in_review", "ann", ""),
        ("rejected", "bob", "The page says otherwise."),
    ]


def test_every_change_says_who_when_and_where_it_was_read(curation: Curation) -> None:
    publish(curation, summary="Better words.")
    first = curation.history(SQL)[0]
    assert (first.author, first.source) == ("ann", PAGE.values())
    assert first.made.year >= 2026 - 1


@pytest.mark.parametrize(
    ("page", "field"),
    [
        (Page("", "https://example.org/p", "2026-11-01"), "page.title"),
        (Page("A page", "example", "2026-11-01"), "page.url"),
        (Page("A page", "https://example.org/p", "yesterday"), "page.seen"),
        (Page("A page", "https://example.org/p", "2026-12-24"), "page.seen"),
        (Page("A page", "https://example.org/p", "2026-11-01", "a friend"), "page.by"),
        (Page("A page", "javascript:alert(1)", "2026-11-01"), "page.url"),
    ],
)
def test_a_change_without_a_page_that_was_read_is_refused(curation: Curation, page: Page, field: str) -> None:
    with pytest.raises(NotValid) as refused:
        curation.propose("ann", *SQL[:2], values_of(curation, SQL, summary="New."), page, SQL.key)
    assert set(refused.value.errors) == {field}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"skills": ["SLQ"]}, "skills", "Unknown skill 'SLQ'"),
        ({"skills": ["sql"]}, "skills", "write 'SQL'"),
        ({"issuer": "Nobody"}, "issuer", "Unknown issuer"),
        ({"roles": ["Astronaut"]}, "roles", "Unknown role title"),
        ({"facts": {"cost": "no-such-page"}}, "facts", "No source 'no-such-page'"),
        ({"cost": {"exam": -5}}, "cost.exam", "0 or more"),
        ({"cost": {"exam": "a lot"}}, "cost.exam", "has to be a number"),
        ({"cost": {"learning": 1, "learning_per_month": 2}}, "cost", "not both"),
        ({"kind": "sticker"}, "kind", "Choose one of these"),
        ({"url": "example"}, "url", "no web address"),
        ({"duration": {"weeks": [9, 3]}}, "duration", "run backwards"),
        ({"validity": {"months": 999}}, "validity", "999 months"),
        ({"updated": "2027-01-01"}, "updated", "to come"),
        ({"name": "Advanced SQL"}, "name", "2 credentials have this name"),
        ({"prerequisites": [{"type": "credential", "credential": "sql-basics", "need": "required"}]}, "prerequisites", "Requires itself"),
        ({"prerequisites": [{"type": "credential", "credential": "nothing", "need": "required"}]}, "prerequisites", "nothing"),
        ({"colour": "red"}, "colour", "no such field"),
        ({"id": "sql-101"}, "id", "stays 'sql-basics'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(curation: Curation, changes: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(NotValid) as refused:
        propose(curation, **changes)
    assert set(refused.value.errors) == {field}
    assert words in " ".join(refused.value.errors[field])
    assert curation.history(SQL) == []


def test_an_issuers_own_word_is_an_issuer_claim(curation: Curation) -> None:
    with pytest.raises(NotValid) as refused:
        propose(curation, ROW, recogniser={"kind": "employer", "name": "Data School"})
    assert "issuer_claim" in str(refused.value.errors["basis"])


def test_a_denied_site_is_no_source(curation: Curation) -> None:
    page = Page("Dumps", "https://www.examtopics.com/sql", "2026-11-01")
    told = values_of(curation, SQL, summary="New.", facts={"cost": NEW_SOURCE})
    with pytest.raises(NotValid, match="examtopics"):
        curation.propose("ann", *SQL[:2], told, page, SQL.key)


def test_nothing_changed_is_no_change(curation: Curation) -> None:
    with pytest.raises(NotValid, match="Nothing has been changed"):
        propose(curation)


def test_of_two_who_edit_the_same_row_the_second_is_told(curation: Curation) -> None:
    """GIVEN two curators looking at one row WHEN both save THEN the second learns who was first, and nothing of the first is lost."""
    seen = curation.view().number(SQL)
    first, second = (values_of(curation, SQL, summary=text) for text in ("Ann's words.", "Bob's words."))
    curation.propose("ann", *SQL[:2], first, PAGE, SQL.key, seen)
    with pytest.raises(Superseded) as told:
        curation.propose("bob", *SQL[:2], second, PAGE, SQL.key, seen)
    assert told.value.latest is not None
    assert (told.value.latest.author, told.value.latest.values["summary"]) == ("ann", "Ann's words.")  # type: ignore[index]
    assert len(curation.history(SQL)) == 1


def test_at_the_same_moment_only_one_gets_through(curation: Curation) -> None:
    told = [values_of(curation, SQL, summary=f"Words {number}.") for number in range(6)]

    def save(values: dict[str, Any]) -> str:
        try:
            return curation.propose("ann", *SQL[:2], values, PAGE, SQL.key, 0)[0]
        except Superseded:
            return ""

    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(save, told))
    assert sum(map(bool, done)) == 1
    assert len(curation.history(SQL)) == 1


def test_a_change_is_published_once(curation: Curation) -> None:
    change = propose(curation, summary="Better words.")
    curation.publish(change, "bob")
    for again in (curation.publish, curation.reject):
        with pytest.raises(NothingPending):
            again(change, "bob")


def test_with_the_four_eyes_rule_nobody_publishes_their_own(curation: Curation, settings: CurationSettings) -> None:
    curation.settings = settings.model_copy(update={"four_eyes": True})
    change = propose(curation, summary="Better words.", author="ann")
    with pytest.raises(FourEyes):
        curation.publish(change, "ann")
    assert curation.publish(change, "bob")


def test_the_page_read_becomes_a_source_of_the_facts(engine: Engine, curation: Curation, root: Path) -> None:
    publish(curation, cost={"learning": 0, "exam": 30}, facts={"cost": NEW_SOURCE, "duration": "page"})
    found = load_snapshot(engine, root).credentials["sql-basics"]
    source = found.source_of("cost")
    assert source is not None
    assert (found.cost_total, source.title, source.seen) == (30, PAGE.title, date(2026, 11, 20))


def test_the_same_page_is_added_once(curation: Curation) -> None:
    publish(curation, facts={"cost": NEW_SOURCE})
    publish(curation, ROW, source=NEW_SOURCE)
    assert sum(at.kind == "source" and at.folder == "data" for at in curation.view().entries) == 4


def test_a_retired_credential_is_in_no_answer_and_its_rows_go_with_it(engine: Engine, curation: Curation, root: Path) -> None:
    add(curation, "credential", id="extra", name="Extra", kind="certificate", issuer="Data School", level="entry", summary="More.",
        skills=["SQL"], url="https://example.org/extra")  # fmt: skip
    add(
        curation,
        "recognition",
        credential="extra",
        recogniser={"kind": "employer", "name": "Öko Bank"},
        basis="endorsed",
        statement="Good.",
    )
    address = Address("data", "credential", "extra")
    curation.publish(curation.retire("ann", address, curation.view().number(address), "It is closed."), "bob")
    catalogue = load_snapshot(engine, root)
    assert "extra" not in catalogue.credentials
    assert "extra" not in {row.credential for row in catalogue.ledger}
    assert curation.view().state(address) == "retired"


def test_what_others_name_cannot_be_retired(curation: Curation) -> None:
    with pytest.raises(NotValid) as refused:
        curation.retire("ann", SQL, 0, "Gone.")
    assert "sql-basics" in str(refused.value.errors)


def test_a_reason_is_needed_to_retire(curation: Curation) -> None:
    with pytest.raises(NotValid) as refused:
        curation.retire("ann", Address("data", "credential", "tableau-badge"), 0, " ")
    assert set(refused.value.errors) == {"note"}


def test_any_earlier_state_can_be_had_again(engine: Engine, curation: Curation, root: Path) -> None:
    publish(curation, summary="One.")
    publish(curation, summary="Two.")
    curation.publish(curation.revert("ann", SQL, 2, 4), "bob")
    assert summary(engine, root) == "One."
    curation.publish(curation.revert("ann", SQL, 0, 6), "bob")
    assert summary(engine, root) == "A short course."
    assert len(curation.history(SQL)) == 8


def test_reverting_to_what_it_says_already_is_refused(curation: Curation) -> None:
    publish(curation, summary="One.")
    with pytest.raises(NotValid, match="says that already"):
        curation.revert("ann", SQL, 2, 2)


def test_the_difference_of_two_states_is_told_field_by_field() -> None:
    before = {"name": "SQL", "cost": {"exam": 10, "learning": 0}, "aliases": ["a"]}
    after = {"name": "SQL", "cost": {"exam": 12, "learning": 0}, "aliases": ["a", "b"], "version": "2"}
    assert differences(before, after) == [("cost.exam", 10, 12), ("aliases", ["a"], ["a", "b"]), ("version", None, "2")]


def test_imported_rows_wait_for_a_curator(engine: Engine, curation: Curation, root: Path) -> None:
    rows = [{"name": "Power BI", "aliases": ["PowerBI"]}, {"name": "SQL", "aliases": ["structured query language", "sequel"]}]
    done = curation.bring_in("importer", "data", "skill", rows, PAGE)
    assert [curation.view().state(Address("data", "skill", name)) for name in ("Power BI", "SQL")] == ["imported", "imported"]
    assert "Power BI" not in load_snapshot(engine, root).skills
    curation.publish(done[0][0], "bob")
    assert "Power BI" in load_snapshot(engine, root).skills


def test_an_imported_row_that_does_not_fit_is_told_by_its_number(curation: Curation) -> None:
    with pytest.raises(NotValid, match="Row 2: This has to be filled in"):
        curation.bring_in("importer", "data", "skill", [{"name": "Power BI"}, {"aliases": ["x"]}], PAGE)


def report(engine: Engine) -> str:
    return Evidence(engine).log("talk-1", "sql-basics", "employer", "Acme Hospital", "no", "my boss Jane said no", date(2026, 11, 20)).id


def test_a_report_is_shown_to_all_only_when_it_is_published_and_as_what_a_user_was_told(
    engine: Engine, curation: Curation, root: Path
) -> None:
    """GIVEN that a user was told "no" WHEN a curator accepts it THEN it waits for review, and then is what a user was told, not a row of the ledger."""
    report(engine)
    (told,) = Evidence(engine).pending_evidence()
    change = curation.accept_report("ann", told, "A hospital answered that it does not count there.")
    assert Evidence(engine).seen_by(None) == ()
    version = load_snapshot(engine, root).version
    curation.publish(change, "bob")
    (row,) = Evidence(engine).seen_by(None)
    assert (row.basis, row.verified, row.statement) == ("logged_by_user", False, "A hospital answered that it does not count there.")
    assert row.report is not None
    assert row.report.answer == "no"
    assert load_snapshot(engine, root).version == version


def test_what_a_user_was_told_cannot_be_written_as_a_row_of_the_ledger(curation: Curation) -> None:
    with pytest.raises(NotValid) as refused:
        propose(curation, ROW, basis="logged_by_user")
    assert set(refused.value.errors) == {"basis"}


def test_an_edit_that_new_files_no_longer_fit_does_not_keep_them_out(engine: Engine, curation: Curation, root: Path) -> None:
    """GIVEN an edit that names a skill WHEN new files come without that skill THEN they are used, without the edit, and others stay."""
    add(curation, "skill", name="Dashboards")
    publish(curation, ROW, statement="Named as preferred in 2026.")
    badge = Address("data", "credential", "tableau-badge")
    publish(curation, badge, skills=["Tableau", "Statistics"])
    path = root / "data" / "skills.yml"
    path.write_text("- {name: SQL, aliases: [structured query language]}\n- {name: Tableau}\n")
    credentials = root / "data" / "credentials.yml"
    credentials.write_text(credentials.read_text().replace("[SQL, Statistics]", "[SQL]"))
    roles = root / "data" / "roles.yml"
    roles.write_text(roles.read_text().replace("Statistics: 2, ", ""))
    catalogue = load_snapshot(engine, root)
    assert catalogue.credentials["tableau-badge"].skills == ("Tableau",)
    assert "Dashboards" in catalogue.skills
    assert any(row.statement == "Named as preferred in 2026." for row in catalogue.ledger)


def test_a_report_that_its_user_has_taken_back_is_not_published(engine: Engine, curation: Curation) -> None:
    evidence = Evidence(engine)
    key = report(engine)
    change = curation.accept_report("ann", evidence.pending_evidence()[0], "It was said not to count.")
    evidence.take_back("talk-1", key)
    with pytest.raises(NothingPending):
        curation.publish(change, "bob")
    assert curation.queue() == []


@pytest.mark.parametrize("decided", ["pending", "rejected"])
def test_a_deletion_empties_what_curators_wrote_of_a_report(engine: Engine, curation: Curation, decided: str) -> None:
    """GIVEN a report in review, or rejected WHEN its user has everything deleted THEN nothing that was said is left in the history."""
    key = report(engine)
    change = curation.accept_report("ann", Evidence(engine).pending_evidence()[0], "Jane said that it does not count.")
    if decided == "rejected":
        curation.reject(change, "bob", "Jane is a name.")
    assert Evidence(engine).forget("talk-1") == 1
    steps = curation.history(Address("data", "recognition", key))
    assert steps
    assert {(step.state, step.values, step.note) for step in steps} == {("rejected", None, "")}
    assert curation.queue() == []


@pytest.mark.parametrize(
    ("kind", "named", "shown"),
    [
        ("employer", "acme hospital", "Acme Hospital"),
        ("employer", "my boss Carlos Rivera", "An employer"),
        ("university", "Dr. Carlos Rivera", "A school"),
    ],
)
def test_a_private_person_s_name_is_not_published(engine: Engine, curation: Curation, kind: str, named: str, shown: str) -> None:
    """GIVEN a report of somebody WHEN it is accepted THEN others read who it was as the catalogue names them, else only what they are."""
    Evidence(engine).log("talk-1", "sql-basics", kind, named, "no", f"{named} told me no", date(2026, 11, 20))  # type: ignore[arg-type]
    change = curation.accept_report("ann", Evidence(engine).pending_evidence()[0], "It was said not to count.")
    curation.publish(change, "bob")
    (row,) = Evidence(engine).seen_by(None)
    assert row.recogniser == shown
    (step, *_) = curation.history(Address("data", "recognition", row.id))
    assert "Carlos" not in str(step.values)


def test_a_report_cannot_be_reverted(engine: Engine, curation: Curation) -> None:
    key = report(engine)
    curation.publish(curation.accept_report("ann", Evidence(engine).pending_evidence()[0], "It was said not to count."), "bob")
    with pytest.raises(NotValid):
        curation.revert("ann", Address("data", "recognition", key), 1, 2)


def test_only_what_was_not_warned_of_before_is_warned_of(curation: Curation) -> None:
    """GIVEN a credential with facts that nobody read WHEN one of them gets a source THEN nothing is warned of; a new unread fact elsewhere is."""
    told = values_of(curation, SQL, facts={"cost": "page", "duration": "page", "delivery": NEW_SOURCE})
    assert curation.propose("ann", *SQL[:2], told, PAGE, SQL.key)[1] == ()
    badge = Address("data", "credential", "tableau-badge")
    warnings = curation.propose("ann", *badge[:2], values_of(curation, badge, assessment=["exam"]), PAGE, badge.key)[1]
    assert warnings == ("tableau-badge: not read in a source: assessment",)
