"""Fetch htmx for the console's pages into var/console/, from its package, where it is missing or out of date. Node.js comes from a package.

Usage: python3 scripts/console.py
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from environments import VENV, ensure
from steps import ROOT, VAR, digest, locked, main, run_step

SOURCES = ROOT / "bot" / "console"
FILES = {"htmx.js": "htmx.org/dist/htmx.min.js", "sse.js": "htmx-ext-sse/dist/sse.min.js"}
PLACE = VAR / "console"
STAMP = PLACE / "digest"
LOCK = [SOURCES / "package.json", SOURCES / "package-lock.json"]


def run() -> None:
    """Copy the scripts out of their packages, unless they are there already."""
    with locked("console"):
        wanted = digest(LOCK)
        if all((PLACE / name).exists() for name in FILES) and STAMP.exists() and STAMP.read_text() == wanted:
            return
        ensure("node")
        path = f"{VENV / 'node' / 'bin'}{os.pathsep}{os.environ['PATH']}"
        command = ["npm", "--prefix", str(SOURCES), "ci", "--ignore-scripts"]
        run_step("Fetching htmx for the console", command, "console-ci", env={"PATH": path})
        PLACE.mkdir(parents=True, exist_ok=True)
        for name, file in FILES.items():
            shutil.copyfile(SOURCES / "node_modules" / file, PLACE / name)
        STAMP.write_text(wanted)


if __name__ == "__main__":
    main(run)
