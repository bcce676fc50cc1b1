"""Start the assistant's processes with honcho, say when they are ready, and stop them together.

Usage: python scripts/processes.py run|chat   (in the application's environment, after set-up and training)
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO

from honcho.manager import Manager
from honcho.printer import Message, Printer

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]
from environments import python_of  # noqa: E402
from ports import check_ports, ports_of  # noqa: E402
from steps import Failure, main, progress, shown  # noqa: E402
from train import current_model, rasa_environ  # noqa: E402

from bot import settings  # noqa: E402

START_SECONDS = 240


def commands(model: Path) -> dict[str, list[str]]:
    """Return the command of each process by its name."""
    python = str(python_of("app"))
    return {
        "actions": [python, "-m", "actions.server"],
        "rasa": [str(python_of("rasa")), "-m", "bot.rasa.server", str(model)],
        "gateway": [python, "-m", "bot.gateway"],
    }


def environ() -> dict[str, str]:
    """Return the environment of all processes: ports, token and the quiet of the libraries."""
    ports = {name: str(settings.port(name)) for name in settings.PORTS}
    return {**os.environ, **rasa_environ(), **ports, "CREDWISE_RASA_TOKEN": settings.rasa_token(), "PYTHONUNBUFFERED": "1"}


class LogFiles(Printer):
    """A printer for honcho that puts each process's output into its own log file."""

    def __init__(self) -> None:
        super().__init__()
        settings.LOGS.mkdir(parents=True, exist_ok=True)
        self.files: dict[str, IO[str]] = {}

    def write(self, message: Message) -> None:
        """Append one line to the log of the process that said it."""
        if message.name not in self.files:
            self.files[message.name] = log_of(message.name).open("w", buffering=1)
        data = message.data
        self.files[message.name].write(data.decode(errors="replace") if isinstance(data, bytes) else data)


class Processes(Manager):
    """Honcho's manager, with something done beside the processes, and the name of the one that died first."""

    def __init__(self, names: list[str], beside: Callable[[Processes], None]) -> None:
        super().__init__(LogFiles())
        self.beside = beside
        self.complaint: str | None = None
        for name in names:
            command = shlex.join(commands(current_model())[name])
            self.add_process(name, f"exec {command}", env=environ(), cwd=str(ROOT))

    def run(self) -> None:
        """Run all until a signal, a death, or the end of what is done beside."""
        self.loop()
        if self.complaint:
            raise Failure(self.complaint)

    @property
    def stopping(self) -> bool:
        """Tell whether the end has begun."""
        return bool(self._terminating)

    def terminate(self) -> None:
        """Stop all; honcho calls this at a signal and when a process has died."""
        if not self._all_started():  # a signal in the first moments: wait until there is something to stop
            threading.Timer(0.1, self.terminate).start()
            return
        dead = next((name for name, process in self._processes.items() if "returncode" in process), None)
        if dead and not self.stopping:
            self.complaint = f"the process {dead!r} ended, so the others were stopped (log: {shown(log_of(dead))})."
        super().terminate()

    def _start(self) -> None:
        super()._start()  # it forks, so no thread may run before
        threading.Thread(target=self._follow_parent, args=(os.getppid(),), daemon=True).start()
        threading.Thread(target=self.beside, args=(self,), daemon=True).start()

    def _follow_parent(self, parent: int) -> None:
        """Stop when `make` is gone, so that killing it leaves nothing behind."""
        while "MAKELEVEL" in os.environ and not self.stopping:
            if os.getppid() != parent:
                self.terminate()
            time.sleep(1)


def log_of(name: str) -> Path:
    """Return the log file of a process."""
    return settings.LOGS / f"{name}.log"


def wait_until_ready(processes: Processes, *urls: str) -> bool:
    """Wait until Rasa with its model, the action server and further addresses answer; stop all if they never do."""
    deadline = time.monotonic() + START_SECONDS
    waiting = [f"{settings.rasa_url()}/status?token={settings.rasa_token()}", f"{settings.actions_url()}/health", *urls]
    while not processes.stopping and time.monotonic() < deadline:
        waiting = [url for url in waiting if not answers(url)]
        if not waiting:
            return True
        time.sleep(0.3)
    if not processes.stopping:
        processes.complaint = f"the assistant did not start within {START_SECONDS} s (logs: {shown(settings.LOGS)})."
        processes.terminate()
    return False


def answers(url: str) -> bool:
    """Tell whether an address answers with success."""
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def announce(processes: Processes) -> None:
    """Say when everything answers, and where to open it."""
    address = f"http://localhost:{settings.port('CREDWISE_PORT')}"
    if wait_until_ready(processes, f"{address}/readyz"):
        print(
            f"ready\nOpen {address} (Ctrl-C stops it); advisors sign in at {address}/console, once `make admin` has made an account",
            flush=True,
        )


def converse(processes: Processes) -> None:
    """Run the terminal client, and stop the processes when the user leaves it."""
    with progress("Starting the assistant"):
        ready = wait_until_ready(processes)
    if ready:
        subprocess.run([str(python_of("app")), "-m", "bot.chat"], cwd=ROOT, env=environ(), check=False)
        processes.returncode = 0
        processes.terminate()


def start() -> None:
    """Run what the command line says."""
    check_ports(ports_of(sys.argv[1]))
    try:
        settings.log_level()
        settings.return_minutes()
    except settings.SettingError as error:
        raise Failure(str(error)) from None
    if sys.argv[1] == "run":
        Processes(["actions", "rasa", "gateway"], announce).run()
    else:
        Processes(["actions", "rasa"], converse).run()


if __name__ == "__main__":
    main(start)
