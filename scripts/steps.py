"""How the set-up scripts run a step: one progress line, a log, one clear sentence when it fails.

Standard library only, and any Python from 3.8 on: this runs before anything is installed.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable, Dict, Iterable, Iterator, List, Optional

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
LOGS = VAR / "log"

# What a log says when the cause lies outside the project, and what to tell the user then.
CAUSES = {
    "there is no room left on the disk; free about 4 GB and try again": ("no space left", "disk quota"),
    "the network or the package index cannot be reached; connect (or set your proxy) and try again": (
        "dns error",
        "name resolution",
        "name or service not known",
        "error sending request",
        "failed to fetch",
        "connection refused",
        "network is unreachable",
        "timed out",
        "newconnectionerror",
        "request failed after",
        "(from versions: none)",
    ),
    "this Python cannot make environments; install uv, or your system's package python3-venv": ("ensurepip",),
    "a downloaded package is not the one that was locked (its hash differs)": ("hash mismatch", "do not match the hash"),
}


class Failure(Exception):
    """A step that cannot be done; the message is one sentence that says what to do."""


def main(action: Callable[[], None]) -> None:
    """Run a script's action; a failure is told in one sentence, an interruption ends quietly."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        action()
    except Failure as failure:
        sys.exit(f"credwise: {failure}")
    except KeyboardInterrupt:
        sys.exit(130)


def run_step(title: str, command: List[str], log: str, env: Optional[Dict[str, str]] = None) -> None:
    """Run a command under one progress line, its output in var/log/<log>.log."""
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / f"{log}.log"
    with path.open("w") as output, progress(title):
        with subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        ) as process:
            try:
                code = process.wait()
            except BaseException:
                process.terminate()
                raise
        if code:
            raise Failure(f"{title} failed: {cause(path)} (log: {shown(path)}).")


@contextlib.contextmanager
def progress(title: str) -> Iterator[None]:
    """Show one line for a step, ended by the seconds that it took."""
    started = time.monotonic()
    print(f"{title} ...", end=" ", file=sys.stderr, flush=True)
    try:
        yield
    except BaseException:
        print("stopped", file=sys.stderr, flush=True)
        raise
    print(f"{time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


def cause(log: Path) -> str:
    """Say why a step failed, as far as its log tells."""
    text = log.read_text(errors="replace").lower()
    for sentence, signs in CAUSES.items():
        if any(sign in text for sign in signs):
            return sentence
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return f'the last line says "{lines[-1][:160]}"' if lines else "it said nothing"


@contextlib.contextmanager
def locked(name: str) -> Iterator[None]:
    """Hold a lock, so that two makes at once do one after the other what both need."""
    (VAR / "lock").mkdir(parents=True, exist_ok=True)
    with (VAR / "lock" / name).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"waiting for another make, which prepares the same ({name})", file=sys.stderr, flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def digest(paths: Iterable[Path], *more: str) -> str:
    """Return a hash of the names and contents of files and folders, and of further words."""
    result = hashlib.sha256("\0".join(more).encode())
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and file.suffix != ".pyc":
                result.update(f"\0{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return result.hexdigest()


def shown(path: Path) -> str:
    """Return a path as people see it, from the project's folder."""
    return str(path.relative_to(ROOT))
