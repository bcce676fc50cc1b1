"""Build the website widget into var/widget/ where its sources have changed; check and test it. Node.js comes from a package.

Usage: python3 scripts/widget.py [build|check|test]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from environments import VENV, ensure
from steps import ROOT, VAR, Failure, digest, locked, main, run_step

SOURCES = ROOT / "bot" / "widget"
MODULES = SOURCES / "node_modules"
BUILT = VAR / "widget" / "widget.js"
STAMP = VAR / "widget" / "digest"
INPUTS = [SOURCES / name for name in ("src", "package.json", "package-lock.json", "vite.config.ts", "tsconfig.json")]
LOCK = [SOURCES / "package-lock.json"]
ACTIONS = {"check": "Checking the widget", "test": "Testing the widget"}


def build() -> None:
    """Build the one file that websites load, unless it is there already."""
    with locked("widget"):
        wanted = digest(INPUTS)
        if BUILT.exists() and STAMP.exists() and STAMP.read_text() == wanted:
            return
        install()
        npm("Building the widget", "run", "build")
        STAMP.write_text(wanted)


def install() -> None:
    """Install what the widget is built with, as its lock file says."""
    ensure("node")
    stamp, wanted = MODULES / ".digest", digest(LOCK)
    if not (stamp.exists() and stamp.read_text() == wanted):
        npm("Installing what the widget is built with", "ci", "--ignore-scripts")
        stamp.write_text(wanted)


def npm(title: str, *arguments: str) -> None:
    """Run npm in the widget's folder, with the packaged Node.js."""
    path = f"{VENV / 'node' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    run_step(title, ["npm", "--prefix", str(SOURCES), *arguments], f"widget-{arguments[-1].lstrip('-')}", env={"PATH": path})


def run() -> None:
    """Do what the command line says: build, if nothing."""
    action = sys.argv[1] if len(sys.argv) > 1 else "build"
    if action == "build":
        return build()
    if action not in ACTIONS:
        raise Failure(f"there is no action {action!r}; choose of build, {', '.join(ACTIONS)}.")
    with locked("widget"):
        install()
        npm(ACTIONS[action], "run", action)


if __name__ == "__main__":
    main(run)
