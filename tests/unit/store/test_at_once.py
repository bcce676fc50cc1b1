"""Several processes that start at once on one database: real processes, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from knowledge.store.build import build_catalogue
from knowledge.store.database import connect_database
from knowledge.store.files import read_catalogue
from knowledge.store.repository import load_snapshot
from tests.unit.store.small import write

ROOT = Path(__file__).resolve().parents[3]
LOADING = """
import sys
from pathlib import Path
from knowledge.store.database import open_database
from knowledge.store.repository import load_snapshot
print("here", flush=True)
sys.stdin.readline()
print(load_snapshot(open_database(sys.argv[1]), Path(sys.argv[2])).version)
"""
CHANGING = """
import sys
from pathlib import Path
from knowledge.store.build import build_catalogue
from knowledge.store.database import open_database
from knowledge.store.files import read_catalogue
from knowledge.store.repository import load_snapshot
engine, roots = open_database(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
wanted = {(one := build_catalogue(read_catalogue(root))).version: one for root in roots}
print("here", flush=True)
sys.stdin.readline()
for turn in range(12):
    seen = load_snapshot(engine, roots[turn % 2])
    assert seen == wanted[seen.version], "a mixture of two versions"
print("done")
"""


def together(program: str, *arguments: str, processes: int) -> list[str]:
    """Run a program several times at once, let all go at one moment, and return what each printed last."""
    command = [sys.executable, "-c", program, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    running = [subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=environment) for _ in range(processes)]
    for process in running:
        assert process.stdout is not None
        process.stdout.readline()
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    ended = [(process, *process.communicate(timeout=120)) for process in running]
    for process, _, complaint in ended:
        assert process.returncode == 0, complaint
    return [said.strip() for _, said, _ in ended]


def test_processes_that_migrate_and_load_at_once_all_get_the_catalogue(url: str, tmp_path: Path) -> None:
    root = write(tmp_path / "facts")
    wanted = build_catalogue(read_catalogue(root))
    assert together(LOADING, url, str(root), processes=4) == [wanted.version] * 4
    engine = connect_database(url)
    assert load_snapshot(engine, root) == wanted
    engine.dispose()


def test_no_process_sees_a_mixture_while_another_loads(url: str, tmp_path: Path) -> None:
    one, other = (
        write(tmp_path / "one"),
        write(
            tmp_path / "other", data__stacks="", health__sources="law: {url: 'https://new.org', title: New, seen: 2026-11-01, by: official}"
        ),
    )
    assert together(CHANGING, url, str(one), str(other), processes=3) == ["done"] * 3
