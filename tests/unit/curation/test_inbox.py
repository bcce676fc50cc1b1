"""The work list: stale facts, demand, reports, and edits that the files have overtaken."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from knowledge.curation.inbox import inbox
from knowledge.curation.service import Curation
from knowledge.curation.settings import CurationSettingsError, curation_settings
from knowledge.store import demand as demand_module
from knowledge.store.demand import Demand
from tests.unit.curation.acts import SQL, publish

TODAY = date(2026, 11, 22)


def test_facts_that_were_read_too_long_ago_are_stale_and_the_most_wanted_come_first(engine: Engine, curation: Curation, root: Path) -> None:
    path = root / "data" / "credentials.yml"
    path.write_text(
        path.read_text().replace("facts: {cost: page, duration: survey, validity: page}", "facts: {cost: old-page, duration: old-page}")
    )
    text = path.read_text().replace(
        "facts: {cost: page, duration: page, validity: unverified}", "facts: {cost: old-page, validity: unverified}"
    )
    path.write_text(text)
    for _ in range(2):
        Demand(engine).count("recognition", "sql-basics", TODAY)
    stale = inbox(curation, TODAY).stale
    assert [(one.address.key, one.what, one.demand) for one in stale] == [
        ("sql-basics", "cost", 2),
        ("sql-advanced", "cost", 0),
        ("sql-advanced", "duration", 0),
    ]


def test_what_was_asked_once_is_not_shown_and_the_most_asked_comes_first(engine: Engine, curation: Curation) -> None:
    demand = Demand(engine)
    for name, times in (("once", 1), ("twice", 2), ("thrice", 3)):
        for _ in range(times):
            demand.count("name", name, TODAY)
    assert [(one.subject, one.count) for one in inbox(curation, TODAY).names] == [("thrice", 3), ("twice", 2)]


def test_counts_keep_the_first_and_the_last_day_and_nothing_else(engine: Engine) -> None:
    demand = Demand(engine)
    for day in (3, 1, 2):
        demand.count("recognition", "sql-basics", date(2026, 11, day), "Data analyst")
    (one,) = demand.most("recognition")
    assert (one.count, one.first, one.last, one.aimed_at) == (3, date(2026, 11, 3), date(2026, 11, 3), "Data analyst")


def test_many_at_once_are_all_counted(engine: Engine) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: Demand(engine).count("name", "x badge", TODAY), range(30)))
    assert Demand(engine).most("name")[0].count == 30


def test_a_flood_of_names_drives_out_only_what_was_asked_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demand_module, "MOST_SUBJECTS", 20)
    monkeypatch.setattr(demand_module, "ROOM_MADE", 5)
    demand = Demand(engine)
    for _ in range(2):
        demand.count("name", "asked twice", TODAY)
    for number in range(60):
        demand.count("name", f"made up {number}", TODAY)
    kept = demand.most("name", least=1, limit=100)
    assert len(kept) <= 20
    assert kept[0].subject == "asked twice"


def test_an_edit_that_the_files_have_overtaken_is_shown(curation: Curation, root: Path) -> None:
    publish(curation, SQL, summary="Ours.")
    assert inbox(curation, TODAY).outdated == ()
    path = root / "data" / "credentials.yml"
    path.write_text(path.read_text().replace("A short course.", "Theirs."))
    assert [step.key for step in inbox(curation, TODAY).outdated] == ["sql-basics"]


@pytest.mark.parametrize(
    ("text", "words"), [("four_eyes: perhaps", "four_eyes"), ("- 1", "cannot be used"), ("four_eyes: true\ncolour: red", "colour")]
)
def test_settings_that_cannot_be_used_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str) -> None:
    path = tmp_path / "settings.yml"
    path.write_text(text)
    monkeypatch.setenv("CREDWISE_CURATION", str(path))
    curation_settings.cache_clear()
    try:
        with pytest.raises(CurationSettingsError, match=words):
            curation_settings()
    finally:
        curation_settings.cache_clear()
