"""Every command of ./credwise, plain and as JSON, on a small catalogue in a database of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.main import get_command
from typer.testing import CliRunner

from knowledge import cli
from knowledge.curation.service import Curation
from knowledge.model import Catalogue
from knowledge.recognition.wording import wording_of
from knowledge.resolve.index import Ambiguous, Candidate, NameIndex
from knowledge.settings import RANKING_VERSION
from knowledge.store.database import open_database
from knowledge.store.evidence import Evidence
from knowledge.store.repository import load_snapshot
from tests.unit.curation.acts import publish
from tests.unit.store.small import write

Run = Callable[..., Result]
COMMANDS: dict[str, list[str]] = {
    "search": ["SQL"],
    "show": ["sql-advanced"],
    "recommend": ["skill_gap", "--skill", "SQL"],
    "examine": ["sql-basics", "--role", "Data analyst", "--employer", "Acme Hospital"],
    "pathway": ["sql-basics"],
    "stats": [],
    "lint": [],
}


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Catalogue]:
    """The small catalogue, in the place of the real one."""
    monkeypatch.setenv("CREDWISE_TODAY", "2026-11-22")
    monkeypatch.setenv("COLUMNS", "80")
    engine = open_database(f"sqlite:///{tmp_path / 'credwise.sqlite'}")
    small = load_snapshot(engine, write(tmp_path / "facts"))
    monkeypatch.setattr(cli, "_database", lambda: engine)
    use(monkeypatch, small)
    yield small
    engine.dispose()


def use(monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue) -> None:
    names = NameIndex(catalogue)
    monkeypatch.setattr(cli, "_catalogue", lambda: catalogue)
    monkeypatch.setattr(cli, "_names", lambda: names)


@pytest.fixture
def run(catalogue: Catalogue) -> Run:
    """Run a command line."""
    return lambda *words: CliRunner().invoke(cli.app, list(words))


def as_json(result: Result) -> Any:
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_every_command_is_tested_here() -> None:
    assert set(get_command(cli.app).commands) == {*COMMANDS, "replay", "plan", "evidence", "export-edits"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(("command", "words"), COMMANDS.items())
def test_plain_words_are_printed(run: Run, command: str, words: list[str]) -> None:
    result = run(command, *words)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.strip()
    assert result.stderr == ""
    assert "None" not in result.stdout


@pytest.mark.parametrize(("command", "words"), COMMANDS.items())
def test_json_is_valid_and_the_same_bytes_each_time(run: Run, command: str, words: list[str]) -> None:
    first, second = run(command, *words, "--json"), run(command, *words, "--json")
    assert first.exit_code == 0, first.stderr
    json.loads(first.stdout)
    assert first.stdout_bytes == second.stdout_bytes
    assert first.stderr == ""


def test_search_finds_by_name_alias_skill_issuer_and_field(run: Run) -> None:
    def ids(*words: str) -> list[str]:
        return [hit["id"] for hit in as_json(run("search", *words, "--json"))]

    assert ids("SQL", "101")[0] == "sql-basics"
    assert set(ids("Statistics")) == {"sql-advanced"}
    assert set(ids("State", "board")) == {"wound-care"}
    assert set(ids("Nursing")) == {"wound-care"}
    assert ids("SQL", "--free") == ["sql-basics"]
    assert "sql-advanced" not in ids("SQL", "--max-cost", "50")
    assert "sql-advanced" in ids("SQL", "--max-cost", "5000")
    assert "wound-care" not in ids("Data School", "--field", "data")
    assert ids("Data School", "--field", "Nursing") == []


def test_search_prints_ids_whole_so_that_they_can_be_copied(run: Run, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    key = "a-credential-with-a-rather-long-id"
    long = replace(catalogue.credentials["sql-basics"], id=key, name="SQL for all sorts of people who need it")
    use(monkeypatch, replace(catalogue, credentials={**catalogue.credentials, key: long}))
    assert key in run("search", "SQL").stdout


def test_a_search_without_hits_says_so(run: Run) -> None:
    assert "Nothing in the catalogue matches" in run("search", "basketweaving").stdout
    assert as_json(run("search", "basketweaving", "--json")) == []


def test_show_tells_facts_with_their_sources(run: Run) -> None:
    shown = " ".join(run("show", "SQL Basics").stdout.split())
    assert "https://example.org/page, 2026-10-02" in shown
    assert "does not expire [not verified]" in shown
    assert "Acme Hospital (preferred in postings): Named as preferred. (A survey, 2026-05-01, https://example.org/survey)" in shown
    assert "Data School (issuer claim): Says that it is known. (not verified)" in shown
    told = as_json(run("show", "sql-basics", "--json"))
    assert told["credential"]["facts"]["cost"]["url"] == "https://example.org/page"
    assert len(told["ledger"]) == 2
    assert [stack["to"] for stack in told["stacks"]] == ["sql-advanced"]


def test_what_was_read_in_no_source_is_shown_as_such(run: Run) -> None:
    # GIVEN facts with and without a source WHEN shown, as words or as JSON THEN both tell them apart
    shown = " ".join(run("show", "SQL Basics").stdout.split())
    assert "completion [not verified]" in shown
    assert "online [not verified]" in shown
    assert "free [https://example.org/page" in shown
    told = as_json(run("show", "sql-basics", "--json"))
    assert told["credential"]["verified"] == {"cost": True, "duration": True, "validity": False, "assessment": False, "delivery": False}
    assert [row["verified"] for row in told["ledger"]] == [True, False]
    option = as_json(run("recommend", *COMMANDS["recommend"], "--json"))["options"][0]
    assert option["credential"]["verified"]["validity"] is False
    assert as_json(run("examine", *COMMANDS["examine"], "--json"))["verified"]["delivery"] is False
    assert "not verified: delivery" in " ".join(run("examine", *COMMANDS["examine"]).stdout.split())


def test_an_unknown_price_is_not_called_free(run: Run) -> None:
    assert "not known" in run("show", "tableau-badge").stdout
    assert "free" not in run("show", "tableau-badge").stdout


def test_markup_in_facts_is_shown_as_it_is(run: Run, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = replace(
        catalogue.credentials["sql-basics"], name="SQL [bold]Basics[/bold]", summary="Read [red]this[/red].", issuer="[i]Data School[/i]"
    )
    use(monkeypatch, replace(catalogue, credentials={**catalogue.credentials, "sql-basics": odd}))
    for command in ("show", "examine"):
        assert "[bold]Basics[/bold]" in run(command, "sql-basics").stdout
    assert "[red]this[/red]" in run("show", "sql-basics").stdout


def test_recommend_says_what_why_and_what_not(run: Run) -> None:
    result = as_json(run("recommend", "skill_gap", "--skill", "SQL", "--max-cost", "50", "--json"))
    assert [option["credential"]["id"] for option in result["options"]] == ["sql-basics"]
    assert "sql-advanced" in [item["credential"]["id"] for item in result["excluded"]]
    assert len(result["options"][0]["findings"]) == 9
    plain = run("recommend", "skill_gap", "--skill", "SQL", "--max-cost", "50").stdout
    assert "1. SQL Basics (Data School, free)" in plain
    assert result["advice"] not in plain
    assert "left out: Advanced SQL" in " ".join(plain.split())
    assert f"receipt {result['receipt']}" in plain


def test_every_option_of_recommend_reaches_the_profile(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(cli, "make_recommendation", lambda profile, *given: seen.append(profile) or 1 / 0)
    words = [
        "career_change",
        "--skill",
        "SQL",
        "--has-skill",
        "communicating",
        "--role",
        "Data analyst",
        "--current-role",
        "RN",
        "--field",
        "data",
    ]
    words += ["--held", "SQL 101", "--held", "MBA", "--employer", "Acme", "--max-cost", "9", "--max-weeks", "8", "--hours", "7"]
    assert isinstance(run("recommend", *words).exception, ZeroDivisionError)
    profile = seen[0]
    assert (profile.goal, profile.target_skills, profile.current_skills) == ("career_change", ("SQL",), ("Communication",))
    assert (profile.target_role, profile.current_role, profile.field) == ("Data analyst", "Registered nurse", "Data and analytics")
    assert (profile.held_credentials, profile.target_employers) == (("sql-basics", "MBA"), ("Acme Hospital",))
    assert (profile.max_cost, profile.max_weeks, profile.hours_per_week) == (9, 8, 7)


def test_replay_gives_identical_options(run: Run) -> None:
    first = as_json(run("recommend", "skill_gap", "--skill", "SQL", "--json"))
    again = as_json(run("replay", first["receipt"], "--json"))
    unchanged = {"catalogue_unchanged": True, "options_unchanged": True, "catalogue_now": first["catalogue_version"]}
    assert again == {"recommendation": first, **unchanged}
    assert "Catalogue and ranking are the same as then." in run("replay", first["receipt"]).stdout


def test_replay_on_another_day_answers_as_on_the_first(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = as_json(run("recommend", "skill_gap", "--skill", "SQL", "--json"))
    monkeypatch.setenv("CREDWISE_TODAY", "2031-01-01")
    assert as_json(run("replay", first["receipt"], "--json"))["recommendation"] == first


def test_replay_says_when_the_catalogue_has_changed(run: Run, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    first = as_json(run("recommend", "skill_gap", "--skill", "SQL", "--json"))
    left = {key: one for key, one in catalogue.credentials.items() if key != "sql-basics"}
    use(monkeypatch, replace(catalogue, version="another", credentials=left, stacks=(), ledger=()))
    told = as_json(run("replay", first["receipt"], "--json"))
    assert (told["catalogue_unchanged"], told["options_unchanged"]) == (False, False)
    assert f"then {catalogue.version} and {RANKING_VERSION}, now another and {RANKING_VERSION}" in " ".join(
        run("replay", first["receipt"]).stdout.split()
    )
    assert "The catalogue of then is gone" in run("replay", first["receipt"]).stdout


def test_replay_makes_the_catalogue_of_then_again_where_it_was_only_edited(
    run: Run, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GIVEN a receipt WHEN the catalogue is edited in the database THEN replay gives what was given then, and says that it was edited since."""
    root, engine = tmp_path / "facts", cli._database()
    monkeypatch.setattr(cli, "ROOT", root)
    first = as_json(run("recommend", "skill_gap", "--skill", "SQL", "--json"))
    publish(Curation(engine, root), cost={"learning": 0, "exam": 9000})
    use(monkeypatch, load_snapshot(engine, root))
    told = as_json(run("replay", first["receipt"], "--json"))
    assert told["recommendation"] == first
    assert (told["catalogue_unchanged"], told["options_unchanged"], told["catalogue_now"] == catalogue.version) == (True, True, False)
    assert "Made with the catalogue of then" in run("replay", first["receipt"]).stdout


def test_export_edits_names_the_files_that_it_changed(
    run: Run, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "ROOT", root := tmp_path / "facts")
    assert "no published edit" in run("export-edits").stdout
    publish(Curation(cli._database(), root), summary="Another course.")
    assert as_json(run("export-edits", "--json")) == {"files": ["data/credentials.yml"]}
    assert "summary: Another course." in (root / "data" / "credentials.yml").read_text()
    (root / "data" / "skills.yml").write_text("- {nam: SQL}")
    assert run("export-edits").exit_code == 2


def test_plan_writes_the_same_three_files_each_time(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN the receipt of a recommendation
    receipt = as_json(run("recommend", "skill_gap", "--skill", "SQL", "--json"))["receipt"]
    # WHEN its plan is written, and again on another day
    result = run("plan", receipt, "--out", str(tmp_path / "one"))
    monkeypatch.setenv("CREDWISE_TODAY", "2031-01-01")
    again = as_json(run("plan", receipt, "--out", str(tmp_path / "two"), "--json"))
    # THEN the files are named, tell the receipt and the first day, and are the same to the byte
    names = ["plan.md", "plan.html", "plan.ics"]
    assert result.stdout.split() == [str(tmp_path / "one" / name) for name in names]
    assert again["files"] == [str(tmp_path / "two" / name) for name in names]
    first, second = ([(tmp_path / folder / name).read_bytes() for name in names] for folder in ("one", "two"))
    assert first == second
    assert f"Made on 22 November 2026. Receipt: {receipt}." in first[0].decode()


def test_plan_takes_the_credential_chosen(run: Run, tmp_path: Path) -> None:
    receipt = as_json(run("recommend", "skill_gap", "--skill", "SQL", "--json"))["receipt"]
    words = ["plan", receipt, "--out", str(tmp_path), "--credential", "Advanced SQL", "--json"]
    assert [step["credential"]["id"] for step in as_json(run(*words))["plan"]["steps"]] == ["sql-advanced"]


def test_plan_says_when_the_catalogue_has_changed(run: Run, catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a receipt and a catalogue that has changed since WHEN planned THEN the plan has a receipt of its own, which can be planned again
    old = as_json(run("recommend", "skill_gap", "--skill", "SQL", "--json"))["receipt"]
    use(monkeypatch, replace(catalogue, version="another"))
    result = run("plan", old, "--out", str(tmp_path), "--json")
    new = as_json(result)["plan"]["receipt"]
    assert new != old
    assert f"Catalogue or ranking have changed since, so the plan is that of receipt {new}." in result.stderr
    assert run("plan", new, "--out", str(tmp_path)).stderr == ""


def test_plan_says_what_stands_in_its_way(run: Run, tmp_path: Path) -> None:
    receipt = as_json(run("recommend", "skill_gap", "--skill", "SQL", "--json"))["receipt"]
    empty = as_json(run("recommend", "skill_gap", "--skill", "SQL", "--max-weeks", "0.01", "--json"))["receipt"]
    (tmp_path / "file").write_text("no folder")
    for words, said in (
        (["xyzzy", "--out", str(tmp_path)], "There is no receipt 'xyzzy' in this database."),
        ([receipt, "--out", str(tmp_path / "file")], "The plan cannot be written into"),
        ([receipt, "--out", str(tmp_path), "--credential", "xyzzy"], "No credential is known as 'xyzzy'."),
        ([empty, "--out", str(tmp_path)], "has no option to plan; name one by --credential."),
    ):
        result = run("plan", *words)
        assert (result.exit_code, said in result.stderr, result.stdout) == (2, True, ""), result.stderr


def test_examine_answers_the_nine_questions(run: Run) -> None:
    findings = as_json(run("examine", *COMMANDS["examine"], "--json"))["findings"]
    assert len({finding["id"] for finding in findings}) == 9
    assert all(finding["ask"] for finding in findings if finding["verdict"] == "unknown")
    recognised = findings[0]
    assert (recognised["id"], recognised["verdict"]) == ("recognised_by_targets", "yes")
    plain = run("examine", *COMMANDS["examine"]).stdout
    assert all(wording_of("recommend").say(f"compare.{finding['id']}") in plain for finding in findings)
    assert not any(finding["id"] in plain for finding in findings)
    assert f"evidence: {recognised['evidence'][0]}" in plain


def test_pathway_from_a_credential_and_to_a_role(run: Run) -> None:
    assert "Advanced SQL" in run("pathway", "sql-basics").stdout
    assert "nothing on record" in run("pathway", "wound-care").stdout
    steps = as_json(run("pathway", "Data analyst", "--json"))["steps"]
    assert "sql-basics" in [step["credential"]["id"] for step in steps]
    assert "1. " in run("pathway", "Data analyst").stdout


@pytest.mark.parametrize("words", [("examine", "sql-basics"), ("recommend", "skill_gap", "--skill", "SQL")], ids=lambda words: words[0])
class TestEmployer:
    """An employer is found by any of its names, as a role is; one that is unknown is legal, but told to be."""

    @pytest.fixture
    def findings(self, run: Run, words: tuple[str, ...]) -> Callable[..., tuple[Any, str]]:
        def asked(name: str) -> tuple[Any, str]:
            result = run(*words, "--employer", name, "--json")
            told = as_json(result)
            return told.get("findings") or told["options"][0]["findings"], result.stderr

        return asked

    def test_by_another_name_it_is_the_same(self, findings: Callable[..., tuple[Any, str]]) -> None:
        # GIVEN an employer's short name
        # WHEN it is aimed at, THEN the answer is that for its full name
        assert findings("acme") == findings("Acme Hospital")
        assert findings("acme")[1] == ""

    def test_an_unknown_one_is_kept_and_told(self, findings: Callable[..., tuple[Any, str]]) -> None:
        # GIVEN an employer that the catalogue lacks
        found, said = findings("Xyzzy Works")
        # THEN the words stay as typed, and it is said that nothing is known
        assert "Xyzzy Works" in found[0]["because"]
        assert said.startswith("No employer in the catalogue is known as 'Xyzzy Works'; the name is taken as you wrote it.")

    def test_of_several_the_one_meant_is_asked_for(self, run: Run, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
        # GIVEN a name that two employers have
        both = tuple(Candidate("employer", name, name, 0.9) for name in ("Acme Hospital", "Acme Motors"))
        known = cli._names().resolve
        monkeypatch.setattr(
            cli._names(), "resolve", lambda text, kinds: Ambiguous(text, both) if "employer" in kinds else known(text, kinds), raising=False
        )
        # WHEN it is aimed at
        result = run(*words, "--employer", "acme")
        # THEN the candidates are named
        assert result.exit_code == 2
        assert "Several employers are known as 'acme': Acme Hospital, Acme Motors." in result.stderr


UNKNOWN = [
    (["show", "sql bas"], "No credential is known as 'sql bas'. The nearest, by id and name:\n  sql-basics  SQL Basics"),
    (["examine", "SQL"], "by id and name:\n  sql-basics  SQL Basics\n  sql-advanced  Advanced SQL"),
    (["show", "xyzzy"], "No credential is known as 'xyzzy'."),
    (["examine", "sql-basics", "--role", "xyzzy"], "No role is known as 'xyzzy'."),
    (["pathway", "sql bas"], "\n  sql-basics  SQL Basics"),
    (["search", "SQL", "--field", "xyzzy"], "No field is known as 'xyzzy'."),
    (["recommend", "skill_gap", "--skill", "statistcal"], "No skill is known as 'statistcal'. Did you mean: Statistics?"),
    (["recommend", "get_rich"], "There is no goal 'get_rich'. The goals are skill_gap, currency, complement, exploration, career_change."),
    (["recommend", "explore"], "There is no goal 'explore'. Did you mean exploration?"),
    (["replay", "xyzzy"], "There is no receipt 'xyzzy' in this database."),
]


@pytest.mark.parametrize(("words", "said"), UNKNOWN)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_an_unknown_name_is_told_with_near_names(run: Run, words: list[str], said: str, form: list[str]) -> None:
    result = run(*words, *form)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_slip_of_the_pen_is_understood(run: Run) -> None:
    assert as_json(run("show", "Tablaeu Badge", "--json"))["credential"]["id"] == "tableau-badge"
    assert as_json(run("pathway", "Data analist", "--json"))["target"].casefold() == "data analyst"


def test_a_negative_limit_is_refused(run: Run) -> None:
    assert run("recommend", "skill_gap", "--max-cost", "-5").exit_code == 2


def test_lint_tells_by_its_exit_status_whether_there_are_errors(run: Run, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = run("lint")
    assert (sound.exit_code, sound.stdout.splitlines()[-1]) == (0, "0 errors, 6 warnings: uncited 6")
    assert run("lint", "--no-warnings").stdout.splitlines() == ["0 errors, 0 warnings"]
    backwards = replace(catalogue.credentials["sql-basics"], weeks=(8.0, 4.0))
    use(monkeypatch, replace(catalogue, credentials={**catalogue.credentials, "sql-basics": backwards}))
    plain, told = run("lint"), run("lint", "--json")
    assert (plain.exit_code, told.exit_code) == (1, 1)
    assert "error   implausible   sql-basics: weeks run backwards: 8 to 4" in " ".join(plain.stdout.splitlines())
    assert json.loads(told.stdout)[0]["severity"] == "error"


# --- what users were told ---------------------------------------------------------------------------------------------


def told(catalogue: Catalogue) -> str:
    """A report that a user has logged."""
    logged = Evidence(cli._database()).log("ann", "sql-basics", "employer", "Acme Hospital", "yes", "my words", date(2026, 11, 22))
    return logged.id


def test_reports_are_listed_accepted_and_rejected(run: Run, catalogue: Catalogue) -> None:
    # GIVEN two reports of a user
    first, second = told(catalogue), told(catalogue)
    assert first in run("evidence", "list").stdout
    # WHEN one is accepted and the other rejected
    assert as_json(run("evidence", "accept", first, "--statement", "takes it", "--json"))["state"] == "accepted"
    assert "rejected" in run("evidence", "reject", second).stdout
    # THEN none is left to decide on, and everybody sees the one, without the user's words
    assert as_json(run("evidence", "list", "--json")) == []
    assert [one["id"] for one in as_json(run("evidence", "list", "--state", "accepted", "--json"))] == [first]
    shown = run("show", "sql-basics").stdout
    assert "takes it" in shown
    assert "my words" not in shown
    assert "Acme Hospital said" not in run("examine", "sql-advanced").stdout


def test_faulty_decisions_end_clearly(run: Run) -> None:
    for words in (["accept", "report:no"], ["reject", "report:no"], ["list", "--state", "lost"]):
        result = run("evidence", *words)
        assert result.exit_code == 2
        assert result.stderr.strip()
        assert "Traceback" not in result.stderr


def test_replay_uses_what_the_user_had_been_told(run: Run, catalogue: Catalogue) -> None:
    # GIVEN a shortlist made while a report was accepted, whose receipt holds it
    report = told(catalogue)
    run("evidence", "accept", report)
    receipt = as_json(run("recommend", "skill_gap", "--skill", "SQL", "--json"))["receipt"]
    # WHEN the report is gone
    Evidence(cli._database()).reject(report)
    # THEN the receipt still gives the same options with the same id
    again = as_json(run("replay", receipt, "--json"))
    assert again["options_unchanged"]
    assert again["recommendation"]["receipt"] == receipt
