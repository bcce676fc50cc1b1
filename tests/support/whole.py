"""The whole of it for tests: Rasa, the action server and the gateway with its console, each a process that can be killed and started anew."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import yaml

from cases.database import open_database
from cases.desk import Desk
from cases.settings import DAYS, FILE, read
from scripts.processes import ROOT, commands, environ
from scripts.train import current_model
from tests.browser.servers import WITHOUT_LIMITS
from tests.support.assistant import free_ports
from tests.support.gateway import SECRET

START_SECONDS = 150


class Whole:
    """The processes, on ports and databases of their own.

    Attributes:
        url: where the gateway is.
        folder: where logs and databases are.
        hours: the file with the office's hours, which the action server reads when it starts.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.hours = folder, folder / "handoff.yml"
        rasa, actions, port = free_ports(3)
        self.url = f"http://localhost:{port}"
        self.console_database = f"sqlite+aiosqlite:///{folder / 'console.sqlite'}"
        self._cases = f"sqlite:///{folder / 'cases.sqlite'}"
        self._environment = {
            **environ(),
            **WITHOUT_LIMITS,
            "CREDWISE_SECRET": SECRET,
            "CREDWISE_PORT": str(port),
            "CREDWISE_RASA_PORT": str(rasa),
            "CREDWISE_ACTIONS_PORT": str(actions),
            "CREDWISE_TRACKER_DB": f"sqlite:///{folder / 'tracker.db'}",
            "CREDWISE_GATEWAY_DB": f"sqlite:///{folder / 'gateway.sqlite'}",
            "CREDWISE_CONSOLE_DB": self.console_database.replace("+aiosqlite", ""),
            "CREDWISE_CASES_URL": self._cases,
            "CREDWISE_HANDOFF": str(self.hours),
        }
        token = self._environment["CREDWISE_RASA_TOKEN"]
        self._answers = {
            "rasa": f"http://127.0.0.1:{rasa}/status?token={token}",
            "actions": f"http://127.0.0.1:{actions}/health",
            "gateway": f"{self.url}/healthz",
        }
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self.open_office()

    def open_office(self, *, closed_on: list[date] | None = None) -> None:
        """Have the office open at every hour, but for these days. It counts from the action server's next start."""
        told: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
        told["office"] |= {"hours": {day: ["00:00-23:59"] for day in DAYS}, "closed_every_year": {}, "closed_on": closed_on or []}
        self.hours.write_text(yaml.safe_dump(told))

    def desk(self) -> Desk:
        """The case store, opened beside the processes."""
        return Desk(open_database(self._cases), read(self.hours))

    def start(self, *names: str) -> None:
        """Start processes, all where none is named, and wait until they answer."""
        for name in names or tuple(self._answers):
            with (self.folder / f"{name}.log").open("ab") as log:
                command = commands(current_model())[name]
                self._processes[name] = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)
        deadline = time.monotonic() + START_SECONDS
        for name in names or tuple(self._answers):
            while not _answers(self._answers[name]):
                log = self.folder / f"{name}.log"
                assert self._processes[name].poll() is None, log.read_text(errors="replace")[-2000:]
                assert time.monotonic() < deadline, log.read_text(errors="replace")[-2000:]
                time.sleep(0.2)

    def kill(self, name: str) -> None:
        """End a process without a chance to tidy up."""
        self._processes[name].kill()
        self._processes[name].wait()

    def stop(self) -> None:
        """End all that runs."""
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextlib.contextmanager
def running_whole(folder: Path) -> Iterator[Whole]:
    """Run all of it until the end."""
    whole = Whole(folder)
    try:
        whole.start()
        yield whole
    finally:
        whole.stop()


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5).is_success
    except httpx.HTTPError:
        return False
