"""What can be set of the gateway."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from bot import settings as shared
from bot.gateway import __main__ as gateway
from bot.gateway.settings import from_environment

GOOD = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def _development(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shared, "VAR", tmp_path / "var")


def test_in_development_nothing_has_to_be_set(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    # GIVEN nothing set WHEN the settings are read twice
    first, second = from_environment(), from_environment()
    # THEN a key was made once, readable by its owner only, with a clear warning; and the data are under var/
    assert first.secrets == second.secrets
    assert (tmp_path / "var" / "gateway-secret").stat().st_mode & 0o777 == 0o600
    assert "CREDWISE_SECRET is not set" in caplog.text
    assert first.secrets[0] not in caplog.text
    assert first.database == f"sqlite+aiosqlite:///{tmp_path / 'var' / 'gateway.sqlite'}"
    assert first.origins == ("http://localhost:8000", "http://127.0.0.1:8000")


def test_keys_can_be_changed_with_the_old_ones_still_counting(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("CREDWISE_SECRET", f"{GOOD}new, {GOOD}old")
    assert from_environment().secrets == (f"{GOOD}new", f"{GOOD}old")
    assert not caplog.text


def test_an_address_of_postgresql_gets_its_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDWISE_GATEWAY_DB", "postgresql://ann:p%40ss@db.example/credwise")
    assert from_environment().database == "postgresql+psycopg://ann:p%40ss@db.example/credwise"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CREDWISE_SECRET", "short"),
        ("CREDWISE_SECRET", f"{GOOD},short"),
        ("CREDWISE_GATEWAY_DB", "not an address"),
        ("CREDWISE_GATEWAY_DB", "mysql://localhost/x"),
        ("CREDWISE_ORIGINS", "*"),
        ("CREDWISE_ORIGINS", "https://careers.example.edu/"),
        ("CREDWISE_ORIGINS", "careers.example.edu"),
        ("CREDWISE_RATE_MESSAGE_CONVERSATION", "fast"),
        ("CREDWISE_RETENTION_DAYS", "-1"),
        ("CREDWISE_RETENTION_DAYS", "0"),
        ("CREDWISE_TURN_SECONDS", "nan"),
        ("CREDWISE_MOST_OPEN", "many"),
    ],
)
def test_what_can_t_be_used_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(shared.SettingError) as caught:
        from_environment()
    assert variable in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "short" not in str(caught.value), "a secret is not told"


def test_a_kept_secret_is_made_once_and_is_private(tmp_path: Path) -> None:
    first = shared.kept_secret("token")
    assert shared.kept_secret("token") == first
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["token"]


def test_a_secret_of_its_own_ends_development(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDWISE_SECRET", raising=False)
    assert from_environment().development
    monkeypatch.setenv("CREDWISE_SECRET", "x" * 32)
    assert not from_environment().development


def test_the_gateway_logs_as_much_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN another log level than the usual one
    monkeypatch.setenv("CREDWISE_LOG_LEVEL", "error")
    monkeypatch.setattr(logging.root, "handlers", list(logging.root.handlers))
    monkeypatch.setattr(logging.root, "level", logging.root.level)
    served: dict[str, Any] = {}
    monkeypatch.setattr(uvicorn, "run", lambda _, **options: served.update(options))
    # WHEN the gateway starts
    gateway.main()
    # THEN its server logs at that level, and no line a request, which would hold addresses
    assert (logging.root.level, served.get("log_level"), served["access_log"]) == (logging.ERROR, None, False)
