"""The command line as a process of its own: real files, real database, what users see when something is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def credwise(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "knowledge.cli", *words]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('database') / 'credwise.sqlite'}"


def test_the_answer_is_the_same_bytes_in_another_process(database: str) -> None:
    words = ("recommend", "skill_gap", "--skill", "SQL", "--json")
    first = credwise(*words, CREDWISE_DATABASE_URL=database, PYTHONHASHSEED="1")
    second = credwise(*words, CREDWISE_DATABASE_URL=database, PYTHONHASHSEED="2")
    assert first.returncode == 0, first.stderr
    told = json.loads(first.stdout)
    again = json.loads(credwise("replay", told["receipt"], "--json", CREDWISE_DATABASE_URL=database).stdout)
    if not again["catalogue_unchanged"]:
        pytest.skip("somebody edited the catalogue meanwhile")
    assert first.stdout == second.stdout
    assert again["recommendation"] == told


def test_a_database_that_cannot_be_reached_is_told_in_a_line() -> None:
    result = credwise("stats", CREDWISE_DATABASE_URL="postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    assert result.returncode == 2
    assert result.stderr.startswith("The database cannot be used: ")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("variable", "text", "told"),
    [
        ("CREDWISE_TODAY", "tomorrow", "CREDWISE_TODAY is 'tomorrow', but has to be a day such as 2026-11-22"),
        ("CREDWISE_DATABASE_URL", "nonsense", "CREDWISE_DATABASE_URL is no SQLAlchemy address"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_in_a_line(variable: str, text: str, told: str, database: str) -> None:
    # GIVEN a variable that holds nonsense
    # WHEN a command needs it
    result = credwise("lint", **{"CREDWISE_DATABASE_URL": database, variable: text})
    # THEN one line says what to set instead
    assert result.returncode == 2
    assert result.stderr.startswith(told)
    assert len(result.stderr.splitlines()) == 1


def test_without_a_command_the_help_is_shown(database: str) -> None:
    result = credwise(CREDWISE_DATABASE_URL=database)
    assert "recommend" in result.stdout + result.stderr
