"""Edits written back into the files: the lines that differ, and no other byte."""

from __future__ import annotations

import difflib
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from knowledge.curation.export import edited_text, export_edits
from knowledge.curation.service import NEW_SOURCE, Curation
from knowledge.store.database import reading
from knowledge.store.edits import edited_catalogue, in_use
from knowledge.store.entries import FILE_OF, Address, entries_of, entry_of, plain, replaced
from knowledge.store.files import CATALOGUE, read_catalogue
from knowledge.store.repository import load_snapshot
from knowledge.store.schema import Entry
from tests.unit.curation.acts import PAGE, ROW, SQL, add, propose, publish


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*.yml"))}


def changed_lines(before: dict[str, bytes], root: Path) -> dict[str, list[str]]:
    """File -> the lines that went and came."""
    told: dict[str, list[str]] = {}
    for name, now in contents(root).items():
        lines = difflib.unified_diff(before.get(name, b"").decode().splitlines(), now.decode().splitlines(), lineterm="", n=0)
        if news := [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]:
            told[name] = news
    return told


@pytest.fixture
def real(tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Curation:
    """The real catalogue, as a copy that may be written."""
    monkeypatch.setenv("CREDWISE_TODAY", "2026-11-29")
    return Curation(engine, Path(shutil.copytree(CATALOGUE, tmp_path / "catalogue")))


def test_without_edits_no_byte_of_the_real_files_changes(real: Curation) -> None:
    before = contents(real.root)
    assert export_edits(real.engine, real.root) == []
    assert contents(real.root) == before


def test_one_price_changes_only_its_own_line(real: Curation) -> None:
    """GIVEN the real catalogue WHEN the exam of Security+ costs 439 THEN one line of one file says so, and the source is added to another."""
    before, secplus = contents(real.root), Address("cybersecurity", "credential", "comptia-security-plus")
    cost, facts = (getattr(real.view().entries[secplus], name) for name in ("cost", "facts"))
    publish(real, secplus, cost={**plain(cost), "exam": 439}, facts={**facts, "cost": NEW_SOURCE})
    assert [path.name for path in export_edits(real.engine, real.root)] == ["credentials.yml", "sources.yml"]
    told = changed_lines(before, real.root)
    assert set(told) == {"cybersecurity/credentials.yml", "cybersecurity/sources.yml"}
    assert [line for line in told["cybersecurity/credentials.yml"] if "cost: {" in line] == [
        line for line in told["cybersecurity/credentials.yml"] if "facts" not in line
    ]
    assert sum("exam: 439" in line for line in told["cybersecurity/credentials.yml"]) == 1
    assert [line[0] for line in told["cybersecurity/sources.yml"]] == ["+"]


EVERY_KIND: list[tuple[Address, dict[str, Any]]] = [
    (Address("data", "credential", "google-data-analytics"), {"aliases": ["GDA", "Google's data certificate: the long one"]}),
    (Address("cybersecurity", "role", "SOC analyst"), {"titles": ["SOC watcher, night shift", "Blue-team analyst"]}),
    (Address("common", "skill", "Communication"), {"aliases": ["talking, well"]}),
    (Address("common", "issuer", "Coursera"), {"aliases": ["coursera.org"]}),
    (Address("common", "employer", "Google"), {"aliases": ["Google LLC"]}),
    (Address("common", "occupation", "Legislator"), {"titles": ["member of parliament"]}),
    (Address("data", "field", "data"), {"culture_why": "It's changing: certificates count more than before."}),
]


@pytest.mark.parametrize(("address", "change"), EVERY_KIND, ids=lambda given: given.kind if isinstance(given, Address) else "")
def test_an_edit_of_every_kind_reads_back(real: Curation, address: Address, change: dict[str, Any]) -> None:
    if address not in real.view().entries:
        address = next(at for at in real.view().entries if at.kind == address.kind)
    before = contents(real.root)
    publish(real, address, **change)
    edited = edited_catalogue(real.engine, real.root)
    export_edits(real.engine, real.root)
    told = changed_lines(before, real.root)
    assert {len(lines) for lines in told.values()} == {2}, told
    again = load_snapshot(real.engine, real.root)
    assert edited is not None
    assert (again.credentials, again.roles, again.skills, again.ledger) == (edited.credentials, edited.roles, edited.skills, edited.ledger)


def test_the_exported_files_need_no_edit_any_more(engine: Engine, curation: Curation, root: Path) -> None:
    """GIVEN edits of every sort WHEN they are exported and the files loaded again THEN nothing is left to export, and later files count."""
    publish(curation, SQL, summary="A short course: now in two parts.")
    publish(curation, ROW, basis="endorsed", statement="Acme's staff school lists it.")
    add(curation, "recognition", credential="sql-advanced", recogniser={"kind": "employer", "name": "Öko Bank"}, basis="endorsed",
        statement="Listed.", source=NEW_SOURCE)  # fmt: skip
    badge = Address("data", "credential", "tableau-badge")
    curation.publish(curation.retire("ann", badge, 0, "The school has closed it."), "bob")
    edited = load_snapshot(engine, root)
    export_edits(engine, root)
    again = load_snapshot(engine, root)
    assert (again.credentials, sorted(again.ledger, key=str)) == (edited.credentials, sorted(edited.ledger, key=str))
    assert curation.view().changes == {}
    before = contents(root)
    assert export_edits(engine, root) == []
    assert contents(root) == before
    assert "tableau-badge" not in again.credentials
    path = root / "data" / "credentials.yml"
    path.write_text(path.read_text().replace("now in two parts", "now in three parts"))
    assert load_snapshot(engine, root).credentials["sql-basics"].summary.endswith("three parts.")


def test_new_entries_stand_at_the_end_as_the_files_have_them(engine: Engine, curation: Curation, root: Path) -> None:
    before = contents(root)
    add(
        curation, "credential", id="sql-night-school", name="SQL Night School", kind="certificate", issuer="Data School", level="entry",
        summary="Evenings: twice a week.", skills=["SQL"], url="https://example.org/night", cost={"learning": 49.5, "exam": 0},
        duration={"weeks": [4, 4]}, prerequisites=[{"type": "age", "years": 18, "need": "required"}], facts={"cost": NEW_SOURCE},
    )  # fmt: skip
    export_edits(engine, root)
    told = changed_lines(before, root)
    assert told["data/credentials.yml"] == [
        "+- id: sql-night-school",
        "+  name: SQL Night School",
        "+  kind: certificate",
        "+  issuer: Data School",
        "+  level: entry",
        "+  summary: 'Evenings: twice a week.'",
        "+  skills: [SQL]",
        "+  duration: {weeks: 4}",
        "+  cost: {learning: 49.5, exam: 0}",
        "+  prerequisites:",
        "+    - {type: age, need: required, years: 18}",
        "+  url: https://example.org/night",
        "+  facts: {cost: prices-of-the-data-school}",
    ]
    assert told["data/sources.yml"] == [
        "+prices-of-the-data-school: {url: 'https://example.org/prices', title: Prices of the Data School, seen: 2026-11-20, by: issuer}"
    ]


def test_comments_and_order_stay(engine: Engine, curation: Curation, root: Path) -> None:
    path = root / "data" / "credentials.yml"
    text = "# Reviewed by Ann\n" + path.read_text().replace(
        "  cost: {currency: USD, learning: 0, exam: 0}", "  cost: {learning: 0, exam: 0}  # free since May"
    )
    path.write_text(text)
    publish(curation, SQL, cost={"learning": 0, "exam": 25}, assessment=["exam"], countries=["US"], delivery=[])
    export_edits(engine, root)
    assert "  cost: {learning: 0, exam: 25}  # free since May\n" in path.read_text()
    assert path.read_text().startswith("# Reviewed by Ann\n")
    entry = curation.view().entries[SQL]
    assert plain(entry)["countries"] == ["US"]
    assert "delivery" not in plain(entry)


def test_what_waits_for_review_is_not_exported(engine: Engine, curation: Curation, root: Path) -> None:
    before = contents(root)
    propose(curation, SQL, summary="Not yet.")
    assert export_edits(engine, root) == []
    assert contents(root) == before


def test_history_tells_that_it_went_into_the_files(engine: Engine, curation: Curation, root: Path) -> None:
    publish(curation, SQL, summary="Another course.")
    export_edits(engine, root)
    load_snapshot(engine, root)
    assert [(step.state, step.author) for step in curation.history(SQL)] == [("in_review", "ann"), ("published", "bob"), ("published", "")]
    with reading(engine) as session:
        assert [step.values for step in in_use(session)] == [None]
    assert PAGE.title in str(curation.history(SQL)[0].source)


def test_many_edits_of_all_sorts_at_once_read_back_and_leave_all_other_lines(real: Curation) -> None:
    """GIVEN edits all over the real catalogue: values changed, added, taken out, entries retired WHEN they are exported THEN only lines of theirs differ."""
    base, draw = real.view().base, random.Random(7)
    changes: dict[Address, Entry | None] = {}
    for address in draw.sample(sorted(at for at in base.entries if at.kind in ("credential", "recognition", "role", "source")), 160):
        values = plain(base.entries[address])
        left_out = draw.choice([key for key in values if not base.entries[address].__class__.model_fields[key].is_required()] or [None])
        values.pop(left_out, None)
        if address.kind == "credential":
            values |= draw.choice(
                [
                    {"cost": {"learning": 12.5, "exam": 0, "note": "half: price, until May"}},
                    {"aliases": ["#1 Course", "O'Hara's “best”", "yes", "2026-01-01", "a, b: c"]},
                    {"duration": {"weeks": [3, 4.5]}, "updated": "2026-02-28", "version": "2026-02-28"},
                    {"prerequisites": [{"type": "age", "need": "required", "years": 18}, *values.get("prerequisites", [])][:3]},
                    {"validity": {"never_expires": True}, "summary": "- dashes # and hashes: in it"},
                ]
            )
        if address.kind == "recognition":
            values |= draw.choice([{"statement": "It's [so] {they} say: 'yes', 100 %"}, {"jurisdiction": "DE"}, {"roles": []}])
        changes[address] = entry_of(address.kind, values)
    changes |= dict.fromkeys(draw.sample(sorted(at for at in base.entries if at.kind == "recognition" and at not in changes), 10))
    before = contents(real.root)
    texts = {}
    for path in {real.root / at.folder / f"{FILE_OF[at.kind]}.yml" for at in changes}:
        own = {at: entry for at, entry in changes.items() if real.root / at.folder / f"{FILE_OF[at.kind]}.yml" == path}
        texts[path] = edited_text(path, base, own)
    for path, text in texts.items():
        path.write_text(text, "utf-8")
    said = entries_of(read_catalogue(real.root))
    wanted = replaced(base.entries, changes)
    assert sorted((at[0], at[1], str(plain(one))) for at, one in said.items()) == sorted(
        (at[0], at[1], str(plain(one))) for at, one in wanted.items()
    )
    went = [line for lines in changed_lines(before, real.root).values() for line in lines if line[0] == "-"]
    assert len(went) < 5 * len(changes)
