"""Ports and other settings that cannot be used are told in one sentence, before anything slow."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from bot import settings
from scripts.ports import Failure, check_ports, ports_of

ROOT = settings.ROOT
PROCESSES = ["actions.server", "bot.gateway"]


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind((settings.LOOPBACK, 0))
        listening.listen()
        yield listening.getsockname()[1]


def started(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("variable", settings.PORTS)
@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "80.5", "8000 "])
def test_what_is_no_port_is_told_with_what_to_set(variable: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a variable that holds no port
    monkeypatch.setenv(variable, text)
    # WHEN the ports are checked
    with pytest.raises(Failure) as failure:
        check_ports([variable])
    # THEN one sentence says which, what is wrong with it, and what to do
    told = f"{variable} is {text!r}, but has to be a number from 1 to 65535; unset it for {settings.PORTS[variable]}."
    assert str(failure.value) == told


def test_a_port_in_use_is_named_with_the_variable_that_moves_it(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a port that something listens on
    monkeypatch.setenv("CREDWISE_RASA_PORT", str(taken))
    # WHEN the ports are checked, THEN it is named with its variable
    with pytest.raises(Failure, match=rf"port {taken} is in use.*CREDWISE_RASA_PORT"):
        check_ports(["CREDWISE_RASA_PORT"])


def test_one_port_for_two_processes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN the page on the port of the Rasa server
    monkeypatch.setenv("CREDWISE_PORT", "5005")
    monkeypatch.setenv("CREDWISE_RASA_PORT", "5005")
    # WHEN the ports are checked, THEN both variables are named
    with pytest.raises(Failure, match="CREDWISE_RASA_PORT and CREDWISE_PORT are both 5005"):
        check_ports(["CREDWISE_RASA_PORT", "CREDWISE_PORT"])


def test_chat_needs_no_port_for_the_page() -> None:
    assert "CREDWISE_PORT" not in ports_of("chat")
    assert set(ports_of("run")) == set(settings.PORTS)


@pytest.mark.parametrize("target", ["run", "chat"])
def test_the_check_comes_before_set_up_and_training(target: str) -> None:
    # GIVEN a port that is none
    # WHEN the assistant is made
    result = started("make", target, CREDWISE_RASA_PORT="abc")
    # THEN that is the first and only thing that it says
    assert result.returncode != 0
    assert result.stdout == ""
    assert re.match(r"credwise: CREDWISE_RASA_PORT is 'abc'.*\n", result.stderr)
    assert "..." not in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("module", PROCESSES)
@pytest.mark.parametrize(
    ("variable", "text"),
    [("CREDWISE_PORT", "abc"), ("CREDWISE_ACTIONS_PORT", "abc"), ("CREDWISE_LOG_LEVEL", "loud"), ("CREDWISE_RETURN_MINUTES", "soon")],
)
def test_a_process_started_by_itself_tells_it_too(module: str, variable: str, text: str) -> None:
    result = started(sys.executable, "-m", module, **{variable: text})
    assert result.returncode == 1
    assert re.fullmatch(rf"credwise: {variable} is '{text}', but has to be .*\n", result.stderr)


def test_a_day_that_is_none_is_told_by_the_action_server() -> None:
    result = started(sys.executable, "-m", "actions.server", CREDWISE_TODAY="tomorrow")
    assert result.returncode == 1
    assert result.stderr.startswith("credwise: CREDWISE_TODAY is 'tomorrow', but has to be a day such as")


@pytest.mark.parametrize(("text", "level"), [("", 30), ("info", 20), ("ERROR", 40)])
def test_the_log_level_is_that_of_the_settings(text: str, level: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDWISE_LOG_LEVEL", text)
    assert settings.log_level() == level
