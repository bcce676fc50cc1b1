"""What stands in the logs, and what does not."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
import uvicorn

from bot.gateway import logs
from bot.gateway.__main__ import main


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    handlers, level = list(logging.root.handlers), logging.root.level
    yield
    logging.root.handlers = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize("logger", ["uvicorn.error", "some.library"])
def test_an_error_is_told_by_its_place_without_a_word_of_a_user(logger: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(logging.INFO)
    # WHEN a library logs an error that holds what a user wrote
    try:
        raise ValueError("my boss Jane Roe is leaving")
    except ValueError:
        logging.getLogger(logger).exception("it failed")
    # THEN the line is JSON, tells kind and place, and not the words
    told = json.loads(capsys.readouterr().out)
    assert told["error"].startswith("ValueError at test_logs.py:")
    assert (told["level"], told["logger"]) == ("error", logger)
    assert "Jane" not in str(told)


def test_events_are_objects(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(logging.INFO)
    structlog.get_logger("bot.gateway").info("turn", outcome="answered", seconds=0.1)
    told = json.loads(capsys.readouterr().out)
    assert (told["event"], told["outcome"], told["logger"]) == ("turn", "answered", "bot.gateway")


@pytest.mark.parametrize(
    "logger",
    [
        "uvicorn.error",
        "uvicorn",
        "websockets.server",
        "redis.connection",
        "psycopg.pool",
        "httpcore.http11",
        "httpcore2.http11",
        "authlib.integrations",
        "python_multipart.multipart",
    ],
)
def test_no_frame_of_a_user_is_logged_even_where_all_is(logger: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(logging.DEBUG)
    logging.getLogger(logger).debug('< TEXT \'42["message",{"text":"my boss Jane Roe is leaving"}]\'')
    assert capsys.readouterr().out == ""
    logging.getLogger("bot.gateway").debug("our own details come")
    assert "our own details" in capsys.readouterr().out


def test_the_server_undoes_nothing_of_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """GIVEN the gateway as it is run, with every detail logged WHEN the server has set its own logging up THEN frames are still held back."""
    monkeypatch.setenv("CREDWISE_LOG_LEVEL", "DEBUG")
    monkeypatch.setenv("CREDWISE_GATEWAY_DB", "sqlite://")
    monkeypatch.setattr(uvicorn, "run", uvicorn.Config)
    main()
    logging.getLogger("uvicorn.error").debug("< TEXT my boss Jane Roe is leaving")
    assert "Jane" not in capsys.readouterr().out


def test_libraries_that_would_tell_addresses_are_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(logging.INFO)
    logging.getLogger("httpx").info("HTTP Request: POST http://127.0.0.1:5005")
    assert capsys.readouterr().out == ""
