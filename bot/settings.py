"""Ports, addresses, log level and secrets of the processes, read from the environment in this one place.

Only the standard library is used, so that the set-up scripts (any Python from 3.8 on), the Rasa server (Python 3.10) and
everything else (Python 3.12) share it.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import sys
from pathlib import Path
from typing import Callable

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
LOGS = VAR / "log"
PLANS = VAR / "plans"
LOOPBACK = "127.0.0.1"
PORTS = {"CREDWISE_RASA_PORT": 5005, "CREDWISE_ACTIONS_PORT": 5055, "CREDWISE_PORT": 8000}
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
LAST_PORT = 65535
RETURN_MINUTES = 60
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class SettingError(ValueError):
    """A variable holds what cannot be used; the message is one sentence that says what to set instead."""


def run(process: Callable[[], None]) -> None:
    """Run a process; a setting that cannot be used is told in one sentence before anything is started."""
    try:
        for variable in PORTS:
            port(variable)
        log_level()
        return_minutes()
        process()
    except SettingError as error:
        sys.exit(f"credwise: {error}")


def port(variable: str) -> int:
    """Return the port that a variable sets, or its default; raise SettingError where it is no port."""
    text = os.environ.get(variable) or str(PORTS[variable])
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= LAST_PORT):
        raise SettingError(f"{variable} is {text!r}, but has to be a number from 1 to {LAST_PORT}; unset it for {PORTS[variable]}.")
    return int(text)


def log_level() -> int:
    """Return the log level of every process, as Python's logging counts it; raise SettingError where there is no such level."""
    text = os.environ.get("CREDWISE_LOG_LEVEL") or "WARNING"
    if text.upper() not in LEVELS:
        raise SettingError(f"CREDWISE_LOG_LEVEL is {text!r}, but has to be one of {', '.join(LEVELS)}; unset it for WARNING.")
    return int(getattr(logging, text.upper()))


def return_minutes() -> int:
    """Return the minutes of silence after which somebody comes back; raise SettingError where that is no number of minutes."""
    text = os.environ.get("CREDWISE_RETURN_MINUTES") or str(RETURN_MINUTES)
    if not (text.isascii() and text.isdigit() and int(text) >= 1):
        raise SettingError(f"CREDWISE_RETURN_MINUTES is {text!r}, but has to be a whole number from 1 on; unset it for {RETURN_MINUTES}.")
    return int(text)


def rasa_url() -> str:
    """Return the address of the Rasa server."""
    return os.environ.get("CREDWISE_RASA_URL") or f"http://{LOOPBACK}:{port('CREDWISE_RASA_PORT')}"


def actions_url() -> str:
    """Return the address of the action server."""
    return os.environ.get("CREDWISE_ACTIONS_URL") or f"http://{LOOPBACK}:{port('CREDWISE_ACTIONS_PORT')}"


def edited_names() -> Path:
    """Return the file by which the action server tells the Rasa server the names that curators added: each database has its own."""
    database = os.environ.get("CREDWISE_DATABASE_URL") or "default"
    return Path(os.environ.get("CREDWISE_EDITED_NAMES") or VAR / f"names-{hashlib.sha256(database.encode()).hexdigest()[:12]}.json")


def rasa_token() -> str:
    """Return the token of Rasa's API: from the environment, else one made once and kept under var/."""
    return os.environ.get("CREDWISE_RASA_TOKEN") or kept_secret("rasa-token")


def kept_secret(name: str) -> str:
    """Return the secret in var/<name>, making it at first use, readable by its owner only."""
    path = VAR / name
    VAR.mkdir(exist_ok=True)
    try:
        # Written aside and linked into place: two processes starting at once then agree on one secret.
        draft = VAR / f".{name}.{os.getpid()}"
        with open(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32))
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()
