"""The set-up's steps: hashes of what they depend on, and what is said when one fails."""

import os
import sys
from pathlib import Path

import pytest

from scripts import steps

LOCKS = sorted((steps.ROOT / "requirements").glob("*.txt"))


@pytest.fixture(autouse=True)
def logs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "VAR", tmp_path)
    monkeypatch.setattr(steps, "LOGS", tmp_path)
    return tmp_path


def test_a_step_is_one_line_and_its_output_a_log(logs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steps.run_step("Working", [sys.executable, "-c", "print('done')"], "work")
    assert capsys.readouterr().err == "Working ... 0 s\n"
    assert (logs / "work.log").read_text() == "done\n"


def test_steps_side_by_side_take_as_long_as_the_longest(logs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """GIVEN two commands that wait for each other, WHEN they run as steps of one line, THEN both end: neither had to wait for its turn."""
    meet = "import pathlib, sys, time; mine, other = sys.argv[1:]; pathlib.Path(mine).touch()\nwhile not pathlib.Path(other).exists(): time.sleep(0.01)"
    first, second = str(logs / "first"), str(logs / "second")
    both = [
        steps.Step(name, [sys.executable, "-c", meet, *files], name) for name, files in (("a", (first, second)), ("b", (second, first)))
    ]
    steps.run_steps("Working", both)
    assert capsys.readouterr().err.startswith("Working ... ")


def test_where_one_of_two_fails_the_other_is_ended(logs: Path) -> None:
    """GIVEN a long command beside one that fails, WHEN they run, THEN the failure is told with its own title, and the long one is gone."""
    long = "import os, pathlib, sys, time; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(60)"
    fails = "import pathlib, sys, time\nwhile not pathlib.Path(sys.argv[1]).exists(): time.sleep(0.01)\nsys.exit('boom')"
    pid = logs / "pid"
    commands = [("Waiting", long), ("Failing", fails)]
    with pytest.raises(steps.Failure, match="Failing failed"):
        steps.run_steps("Working", [steps.Step(name, [sys.executable, "-c", code, str(pid)], name) for name, code in commands])
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("error: Failed to fetch: dns error", "the network or the package index cannot be reached"),
        ("No space left on device (os error 28)", "there is no room left on the disk"),
        ("ensurepip is not available", "python3-venv"),
        ("boom", 'the last line says "boom"'),
    ],
)
def test_a_failure_says_what_to_do_and_where_the_log_is(said: str, told: str) -> None:
    with pytest.raises(steps.Failure) as failure:
        steps.run_step("Working", [sys.executable, "-c", f"import sys; sys.exit({said!r})"], "work")
    assert told in str(failure.value)
    assert "(log: work.log)" in str(failure.value)


def test_a_digest_changes_with_contents_and_names(tmp_path: Path) -> None:
    file = tmp_path / "a" / "one.txt"
    file.parent.mkdir()
    file.write_text("one")
    first = steps.digest([file.parent])
    assert steps.digest([file.parent]) == first
    file.write_text("two")
    second = steps.digest([file.parent])
    file.rename(file.with_name("two.txt"))
    assert len({first, second, steps.digest([file.parent])}) == 3


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_locks_have_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert "--hash=sha256:" in text
    assert "://" not in text
    assert "index" not in {line.split()[0].lstrip("-").split("-")[0] for line in text.splitlines() if line.startswith("-")}
