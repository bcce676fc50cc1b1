"""Edits in use in a running process, and receipts of catalogues that were edited since."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.curation.service import Curation
from knowledge.live import Edition, Live
from knowledge.model import Profile
from knowledge.recommend import recommend
from knowledge.resolve.index import Match
from knowledge.store.edits import edition_number, past_catalogue
from knowledge.store.repository import load_snapshot
from tests.unit.curation.acts import SQL, add, propose, publish

PROFILE = Profile(goal="skill_gap", target_skills=("SQL",))
TODAY = date(2026, 11, 22)


def test_what_is_published_is_in_use_at_the_next_look(engine: Engine, curation: Curation, root: Path) -> None:
    seen: list[Edition] = []
    live = Live(engine, root, seen.append)
    publish(curation, SQL, aliases=["SQL 101", "Query Quest"])
    assert isinstance(live.now().names.resolve("query quest", {"credential"}), Match)
    assert [one.catalogue.version for one in seen] == [seen[0].catalogue.version, live.now().catalogue.version]


def test_a_proposal_is_not(engine: Engine, curation: Curation, root: Path) -> None:
    live = Live(engine, root)
    before = live.now()
    propose(curation, SQL, aliases=["Query Quest"])
    assert live.now() is before


def test_an_edit_without_names_keeps_the_word_tree(engine: Engine, curation: Curation, root: Path) -> None:
    live = Live(engine, root)
    tree = live.now().names.lexicon
    publish(curation, SQL, summary="Other words.")
    assert live.now().catalogue.credentials["sql-basics"].summary == "Other words."
    assert live.now().names.lexicon is tree


def test_an_edition_that_cannot_be_read_leaves_the_one_before(
    engine: Engine, curation: Curation, root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    live = Live(engine, root)
    publish(curation, SQL, summary="Other words.")
    (root / "data" / "skills.yml").write_text("- {nam: SQL}")
    assert live.now().catalogue.credentials["sql-basics"].summary == "A short course."
    assert "cannot be read: CatalogueError" in caplog.text


def test_a_look_takes_less_than_a_fifth_of_a_millisecond(engine: Engine, curation: Curation) -> None:
    publish(curation, SQL, summary="Other words.")
    edition_number(engine)
    times = []
    for _ in range(300):
        begun = time.perf_counter()
        edition_number(engine)
        times.append(time.perf_counter() - begun)
    assert statistics.median(times) < 0.0008, "0.2 ms on an idle machine; four times that where others work on it too"


def test_a_receipt_is_made_again_with_the_catalogue_of_its_time(engine: Engine, curation: Curation, root: Path) -> None:
    """GIVEN a recommendation WHEN the catalogue is edited twice THEN each of the three catalogues can be made again, and gives its own answer."""
    answers = []
    for exam in (None, 500, 90_000):
        if exam is not None:
            publish(curation, SQL, cost={"learning": 0, "exam": exam})
        answers.append(recommend(PROFILE, load_snapshot(engine, root), TODAY))
    assert len({one.catalogue_version for one in answers}) == 3
    for one in answers:
        then = past_catalogue(engine, one.catalogue_version, root)
        assert then is not None
        assert recommend(PROFILE, then, TODAY) == replace(one)


def test_the_same_edits_are_the_same_version_and_without_edits_it_is_that_of_the_files(
    engine: Engine, curation: Curation, root: Path
) -> None:
    files = load_snapshot(engine, root).version
    publish(curation, SQL, summary="Other words.")
    once = load_snapshot(engine, root).version
    curation.publish(curation.revert("ann", SQL, 0, 2), "bob")
    assert load_snapshot(engine, root).version == files
    publish(curation, SQL, summary="Other words.")
    assert load_snapshot(engine, root).version == once


def test_of_files_that_are_gone_no_catalogue_is_made(engine: Engine, curation: Curation, root: Path) -> None:
    add(curation, "skill", name="Dashboards")
    version = load_snapshot(engine, root).version
    path = root / "data" / "credentials.yml"
    path.write_text(path.read_text().replace("A short course.", "Another course."))
    assert past_catalogue(engine, version, root) is None
    assert past_catalogue(engine, "0123456789ab", root) is None


def test_a_look_in_the_background_finds_it_too(engine: Engine, curation: Curation, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.live.LOOK_SECONDS", 0.05)
    seen: list[Edition] = []
    live = Live(engine, root, seen.append)
    live.follow()
    try:
        publish(curation, SQL, summary="Other words.")
        deadline = time.monotonic() + 20
        while len(seen) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(seen) == 2
        assert edition_number(engine) == seen[-1].number
    finally:
        live.close()
