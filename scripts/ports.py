"""Refuse to start where a port is no port or is taken; comes before anything slow.

Usage: python3 scripts/ports.py run|chat
"""

from __future__ import annotations

import contextlib
import socket
import sys
from pathlib import Path
from typing import Dict, List

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]
from bot import settings
from steps import Failure, main


def ports_of(command: str) -> List[str]:
    """Return the variables of the ports that `make run` or `make chat` needs."""
    return list(settings.PORTS) if command == "run" else ["CREDWISE_RASA_PORT", "CREDWISE_ACTIONS_PORT"]


def check_ports(variables: List[str]) -> None:
    """Raise Failure where a port is none, is wanted twice, or is taken."""
    wanted: Dict[int, str] = {}
    for variable in variables:
        try:
            number = settings.port(variable)
        except settings.SettingError as error:
            raise Failure(str(error)) from None
        if number in wanted:
            raise Failure(f"{wanted[number]} and {variable} are both {number}; choose another for one of them.")
        wanted[number] = variable
        with contextlib.closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.LOOPBACK, number))
            except OSError:
                raise Failure(f"port {number} is in use; stop what uses it, or choose another with {variable}=…") from None


if __name__ == "__main__":
    main(lambda: check_ports(ports_of(sys.argv[1])))
