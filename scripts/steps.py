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
from dataclasses import dataclass, field
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


@dataclass(frozen=True, eq=False)
class Step:
    """A command with the sentence that says what it does; its output goes to var/log/<log>.log."""

    title: str
    command: List[str]
    log: str
    env: Dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """Where the output goes."""
        return LOGS / f"{self.log}.log"


def run_step(title: str, command: List[str], log: str, env: Optional[Dict[str, str]] = None) -> None:
    """Run a command under one progress line, its output in var/log/<log>.log."""
    run_steps(title, [Step(title, command, log, env or {})])


def run_steps(title: str, steps: List[Step]) -> None:
    """Run commands that need nothing of each other side by side, under one progress line; where one fails, the others are ended."""
    LOGS.mkdir(parents=True, exist_ok=True)
    with progress(title) as tick, contextlib.ExitStack() as running:
        left = {step: running.enter_context(started(step)) for step in steps}
        while left:
            time.sleep(0.1)
            tick()
            for step, process in list(left.items()):
                code = process.poll()
                if code:
                    raise Failure(f"{step.title} failed: {cause(step.path)} (log: {shown(step.path)}).")
                if code == 0:
                    del left[step]


@contextlib.contextmanager
def started(step: Step) -> Iterator["subprocess.Popen[bytes]"]:
    """Start a step's command; it is ended where the caller goes before it does."""
    with step.path.open("w") as output:
        environ = {**os.environ, **step.env}
        with subprocess.Popen(step.command, cwd=ROOT, env=environ, stdin=subprocess.DEVNULL, stdout=output, stderr=output) as process:
            try:
                yield process
            finally:
                process.terminate()


@contextlib.contextmanager
def progress(title: str) -> Iterator[Callable[[], None]]:
    """Show one line for a step, ended by the seconds that it took; a terminal sees them count, as often as what is given is called."""
    begun, counts = time.monotonic(), sys.stderr.isatty()

    def tell(start: str, end: str) -> None:
        print(f"{start}{time.monotonic() - begun:.0f} s", end=end, file=sys.stderr, flush=True)

    line = f"{title} ... "
    print(line, end="", file=sys.stderr, flush=True)
    try:
        yield lambda: tell(f"\r{line}", "") if counts else None
    except BaseException:
        print(" stopped" if counts else "stopped", file=sys.stderr, flush=True)
        raise
    tell(f"\r{line}" if counts else "", "\n")


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
