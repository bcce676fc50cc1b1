"""The first admin is made by a command: in a terminal, or by a link."""

from __future__ import annotations

import asyncio
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from bot.console.__main__ import EMAIL, NAME
from bot.console.accounts.model import Account, Role
from bot.console.console import open_console
from bot.console.settings import ConsoleSettings
from bot.settings import ROOT

PASSWORD = "plenty of words in a row"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "CREDWISE_CONSOLE_DB": f"sqlite:///{tmp_path / 'console.sqlite'}", "CREDWISE_SECRET": "x" * 40}


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.console", "admin", *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60)


def at_a_terminal(environment: dict[str, str], *typed: str) -> tuple[int, str]:
    """Run it in a terminal, and type a line at each question."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.console", "admin"],
        env=environment,
        cwd=ROOT,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    seen, questions = "", [EMAIL, NAME, "Password (12 characters or more): ", "The same again: "]
    lines = dict(zip(questions, typed, strict=False))
    while True:
        try:
            seen += os.read(ours, 4096).decode()
        except OSError:  # the other end is closed
            break
        for question in [one for one in lines if one in seen]:
            os.write(ours, f"{lines.pop(question)}\n".encode())
    os.close(ours)
    return process.wait(60), seen


def accounts(settings: ConsoleSettings) -> list[Account]:
    async def look() -> list[Account]:
        async with open_console(settings) as console:
            return await console.accounts.store.all()

    return asyncio.run(look())


@pytest.fixture
def kept(tmp_path: Path) -> ConsoleSettings:
    return ConsoleSettings(("x" * 40,), f"sqlite+aiosqlite:///{tmp_path / 'console.sqlite'}", ("http://localhost:8000",))


def test_at_a_terminal_it_asks_for_the_password_and_does_not_show_it(environment: dict[str, str], kept: ConsoleSettings) -> None:
    code, seen = at_a_terminal(environment, "ada@example.edu", "Ada", PASSWORD, PASSWORD)
    assert code == 0, seen
    assert "Sign in at http://localhost:8000/console/ as ada@example.edu." in seen
    assert PASSWORD not in seen
    (account,) = accounts(kept)
    assert account.roles == {Role.ADMIN}
    assert account.has_password


def test_what_will_not_do_is_told_in_a_sentence(environment: dict[str, str], kept: ConsoleSettings) -> None:
    code, seen = at_a_terminal(environment, "ada@example.edu", "Ada", "short", "short")
    assert code == 1
    assert "credwise: The password has to have 12 to 200 characters." in seen
    assert "Traceback" not in seen
    assert accounts(kept) == []


def test_without_a_terminal_a_link_is_printed_that_sets_the_password(environment: dict[str, str], kept: ConsoleSettings) -> None:
    done = run(environment, "--link", "--email", "ada@example.edu", "--name", "Ada")
    assert done.returncode == 0, done.stderr
    assert "within 72 hours" in done.stdout
    assert "http://localhost:8000/console/welcome/" in done.stdout
    token = done.stdout.strip().rpartition("/")[2]

    async def use() -> Account:
        async with open_console(kept) as console:
            return await console.accounts.accept(token, "", PASSWORD, PASSWORD)

    assert asyncio.run(use()).roles == {Role.ADMIN}


def test_no_password_is_taken_but_from_a_terminal(environment: dict[str, str], kept: ConsoleSettings) -> None:
    done = run(environment, "--email", "ada@example.edu", "--name", "Ada")
    assert done.returncode == 1
    assert "there is no terminal" in done.stderr
    assert accounts(kept) == []


def test_a_setting_that_can_not_be_used_is_told_in_a_sentence(environment: dict[str, str]) -> None:
    done = run({**environment, "CREDWISE_CONSOLE_ORIGIN": "http://chat.example.edu"}, "--link", "--email", "a@example.edu", "--name", "A")
    assert done.returncode == 1
    assert done.stderr.startswith("credwise: CREDWISE_CONSOLE_ORIGIN")
    assert done.stderr.count("\n") == 1
