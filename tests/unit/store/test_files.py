"""Reading the files: what doesn't fit is told in one clear line each, with its file, entry and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.store.build import build_catalogue
from knowledge.store.files import CatalogueError, read_catalogue
from tests.unit.store.small import edited, more, write

CREDENTIALS = "data/credentials.yml"


def complaints(root: Path) -> list[str]:
    """What is wrong with the catalogue, a line each."""
    with pytest.raises(CatalogueError) as caught:
        build_catalogue(read_catalogue(root))
    return str(caught.value).splitlines()


def test_the_sound_catalogue_is_read_whole(tmp_path: Path) -> None:
    catalogue = build_catalogue(read_catalogue(write(tmp_path)))
    assert list(catalogue.fields) == ["data", "health"]
    assert list(catalogue.credentials) == ["sql-advanced", "sql-basics", "tableau-badge", "wound-care"]
    assert len(catalogue.stacks) == len(catalogue.ledger) == 2


@pytest.mark.parametrize(
    ("old", "new", "place", "field"),
    [
        ("kind: certificate\n", "kind: certifcate\n", "no. 1 (sql-basics)", "kind"),
        ("level: entry", "levle: entry", "no. 1 (sql-basics)", "levle"),
        ("exam: 120", "exam: -1", "no. 2 (sql-advanced)", "cost.exam"),
        ("exam: 120", "exam: .inf", "no. 2 (sql-advanced)", "cost.exam"),
        ("currency: EUR", "currency: euro", "no. 2 (sql-advanced)", "cost.currency"),
        ("learning_per_month: 39.5", "learning_per_month: 39.5, learning: 5", "no. 2 (sql-advanced)", "cost"),
        ("{months: 36,", "{months: 36, never_expires: true,", "no. 2 (sql-advanced)", "validity"),
        ("months: 12, name: work with data", "name: work with data", "no. 2 (sql-advanced)", "prerequisites.1"),
        ("url: https://example.org/sql", "url: example", "no. 1 (sql-basics)", "url"),
        ("updated: 2026-01-31", "updated: soon", "no. 2 (sql-advanced)", "updated"),
        ("weeks: [6, 12]", "weeks: [6, 12, 18]", "no. 2 (sql-advanced)", "duration.weeks"),
        ("id: sql-basics", "id: SQL Basics", "no. 1 (SQL Basics)", "id"),
    ],
)
def test_a_field_that_does_not_fit_is_told_with_its_place(tmp_path: Path, old: str, new: str, place: str, field: str) -> None:
    write(tmp_path, data__credentials=edited(CREDENTIALS, old, new))
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(tmp_path)
    lines = str(caught.value).splitlines()
    assert any(line.startswith(f"data/credentials.yml {place}: {field}: ") for line in lines), lines


def test_a_job_that_a_role_has_is_no_job_known_by_name_only(tmp_path: Path) -> None:
    write(tmp_path, common__occupations="- {title: Reporter, onet: 27-3023.00, titles: [Reporting analyst]}")
    assert complaints(tmp_path) == ["common: occupation Reporter: 'Reporting analyst' is the role Data analyst"]


def test_every_faulty_entry_gets_a_line_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, data__roles=edited("data/roles.yml", "15-2051.01", "15"), health__skills="- {alias: [Care]}")
    lines = complaints(tmp_path)
    assert len(lines) == 3  # the skill lacks its name, and has a field that is not known
    assert lines[0].startswith("data/roles.yml no. 1 (Data analyst): onet: ")
    assert {line.split(": ")[0] for line in lines[1:]} == {"health/skills.yml no. 1 (None)"}


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("data__skills", "- {name: [SQL", "not valid YAML"),
        ("data__skills", "- {name: SQL, name: Statistics}", "'name' stands twice in line 1"),
        ("data__sources", "page: {url: a}\npage: {url: b}", "'page' stands twice in line 1"),
        ("data__credentials", edited(CREDENTIALS, "2026-01-31", "2026-02-31"), "not valid YAML"),
        ("data__skills", "name: SQL", "holds a dict where a list belongs"),
        ("data__sources", "- page", "holds a list where a dict belongs"),
        ("data__field", "Data", "holds a str where a dict belongs"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, file: str, content: str, said: str) -> None:
    write(tmp_path, **{file: content})
    place = file.replace("__", "/") + ".yml: "
    assert any(line.startswith(place) and said in line for line in complaints(tmp_path))


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (write(tmp_path) / "data" / "skills.yml").write_bytes(b"- {name: \xff\xfe}")
    assert complaints(tmp_path)[0].startswith("data/skills.yml: not valid YAML: ")


def test_entries_that_are_no_mappings_are_told(tmp_path: Path) -> None:
    write(tmp_path, data__stacks="- sql-basics\n-\n")
    assert [line.split(": ")[0] for line in complaints(tmp_path)] == ["data/stacks.yml no. 1 (sql-basics)", "data/stacks.yml no. 2 (None)"]


def test_a_folder_without_facts_is_told(tmp_path: Path) -> None:
    assert complaints(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: there are no folders of facts in it"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("data/credentials.yml", "issuer: Data School", "issuer: Data Scool", "sql-basics: unknown issuer 'Data Scool'"),
        ("data/credentials.yml", "issuer: Data School", "issuer: DS", "sql-basics: unknown issuer 'DS'; write 'Data School'"),
        ("data/credentials.yml", "skills: [SQL]", "skills: [SLQ]", "sql-basics: unknown skill 'SLQ'"),
        ("data/credentials.yml", "skills: [SQL]", "skills: [sql]", "sql-basics: unknown skill 'sql'; write 'SQL'"),
        ("data/credentials.yml", "roles: [Data analyst]", "roles: [Analyst]", "sql-basics: unknown role title 'Analyst'"),
        (
            "data/credentials.yml",
            "{cost: page, duration: page",
            "{cost: paeg, duration: page",
            "sql-basics: no source 'paeg' in its sources.yml",
        ),
        ("data/credentials.yml", "credential: sql-basics", "credential: sql", "sql-advanced: unknown credential id 'sql'"),
        ("data/roles.yml", "SQL: 3", "SLQ: 3", "Data analyst: unknown skill 'SLQ'"),
        ("data/skills.yml", "broader: Statistics", "broader: Numbers", "Tableau: unknown skill 'Numbers'"),
        ("data/stacks.yml", "to: sql-advanced", "to: sql-master", "stack of sql-basics: unknown credential id 'sql-master'"),
        ("data/recognition.yml", "roles: [Data analyst]", "roles: [Boss]", "recognition of sql-basics: unknown role title 'Boss'"),
        ("data/recognition.yml", "source: survey", "source: law", "recognition of sql-basics: no source 'law' in its sources.yml"),
        ("data/field.yml", "culture_source: survey", "culture_source: hearsay", "field.yml: no source 'hearsay' in its sources.yml"),
    ],
)
def test_a_reference_that_leads_nowhere_is_named(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    write(tmp_path, **{file.removesuffix(".yml").replace("/", "__"): edited(file, old, new)})
    assert f"data: {said}" in complaints(tmp_path)


@pytest.mark.parametrize(
    ("file", "entry", "said"),
    [
        ("health/skills.yml", "- {name: sql}", "skill 'sql' is claimed by SQL in data and by sql in health"),
        ("health/skills.yml", "- {name: Query, aliases: [SQL]}", "skill 'sql' is claimed by SQL in data and by Query in health"),
        (
            "common/issuers.yml",
            "- {name: Other, type: platform, aliases: [ds]}",
            "issuer 'ds' is claimed by Data School in common and by Other in common",
        ),
        ("common/employers.yml", "- {name: ACME}", "employer 'acme' is claimed by Acme Hospital in common and by ACME in common"),
        (
            "health/roles.yml",
            "- {title: Data analyst, onet: 15-2051.01, titles: [], level: entry, skills: {}}",
            "role title 'data analyst' is claimed by Data analyst in data and by Data analyst in health",
        ),
        (
            "health/credentials.yml",
            "- {id: sql-basics, name: Mine, kind: certificate, issuer: State board, level: entry, summary: '', skills: [], url: 'https://example.org'}",
            "credential id 'sql-basics' is claimed by sql-basics in data and by sql-basics in health",
        ),
    ],
)
def test_a_name_that_two_entries_claim_is_named(tmp_path: Path, file: str, entry: str, said: str) -> None:
    write(tmp_path, **{file.removesuffix(".yml").replace("/", "__"): more(file, entry)})
    assert said in complaints(tmp_path)


def test_a_folder_of_credentials_needs_a_field(tmp_path: Path) -> None:
    (write(tmp_path) / "health" / "field.yml").unlink()
    assert "health: its roles and credentials need a field.yml" in complaints(tmp_path)


def test_folders_that_begin_with_a_dot_or_a_stroke_are_drafts(tmp_path: Path) -> None:
    write(tmp_path)
    for name in ("_draft", ".hidden"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "skills.yml").write_text("nonsense")
    assert [folder.path.name for folder in read_catalogue(tmp_path)] == ["common", "data", "health"]
