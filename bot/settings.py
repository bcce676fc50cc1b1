"""Ports, addresses and secrets of the processes, read from the environment in this one place.

Only the standard library is used, so that the set-up scripts, the Rasa server (Python 3.10) and everything else
(Python 3.12) share it.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
LOGS = VAR / "log"
LOOPBACK = "127.0.0.1"
PORTS = {"CREDWISE_RASA_PORT": 5005, "CREDWISE_ACTIONS_PORT": 5055, "CREDWISE_PORT": 8000}


def port(variable: str) -> int:
    """Return the port that a variable sets, or its default."""
    return int(os.environ.get(variable) or PORTS[variable])


def rasa_url() -> str:
    """Return the address of the Rasa server."""
    return os.environ.get("CREDWISE_RASA_URL") or f"http://{LOOPBACK}:{port('CREDWISE_RASA_PORT')}"


def actions_url() -> str:
    """Return the address of the action server."""
    return os.environ.get("CREDWISE_ACTIONS_URL") or f"http://{LOOPBACK}:{port('CREDWISE_ACTIONS_PORT')}"


def rasa_token() -> str:
    """Return the token of Rasa's API: from the environment, else one made once and kept under var/."""
    return os.environ.get("CREDWISE_RASA_TOKEN") or kept_secret("rasa-token")


def cookie_secret() -> str:
    """Return the key that signs the session cookies of the web chat."""
    return os.environ.get("CREDWISE_COOKIE_SECRET") or kept_secret("cookie-secret")


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
