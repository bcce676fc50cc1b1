"""The console's settings: what can't be used is told in a sentence, and nothing is unsafe by accident."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from bot.console.accounts.model import Role
from bot.console.settings import from_environment
from bot.settings import SettingError

PROVIDER = {"CREDWISE_OIDC_ISSUER": "https://id.example.edu/", "CREDWISE_OIDC_CLIENT_ID": "console", "CREDWISE_OIDC_CLIENT_SECRET": "s"}


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("CREDWISE_")]:
        monkeypatch.delenv(name)


def test_without_settings_it_is_for_this_machine() -> None:
    settings = from_environment(("secret",))
    assert settings.origins == ("http://localhost:8000", "http://127.0.0.1:8000")
    assert not settings.secure
    assert settings.single_sign_on is None
    assert settings.idle == timedelta(hours=1)
    assert settings.longest == timedelta(hours=12)


def test_anywhere_else_it_is_over_tls_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDWISE_CONSOLE_ORIGIN", "https://chat.example.edu")
    settings = from_environment(("secret",))
    assert settings.secure
    assert settings.origins == ("https://chat.example.edu",)
    monkeypatch.setenv("CREDWISE_CONSOLE_ORIGIN", "http://localhost:9000")
    assert not from_environment(("secret",)).secure


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CREDWISE_CONSOLE_ORIGIN", "http://chat.example.edu"),
        ("CREDWISE_CONSOLE_ORIGIN", "https://chat.example.edu/"),
        ("CREDWISE_CONSOLE_ORIGIN", "https://user@chat.example.edu"),
        ("CREDWISE_CONSOLE_ORIGIN", "chat.example.edu"),
        ("CREDWISE_CONSOLE_DB", "mysql://x/y"),
        ("CREDWISE_CONSOLE_IDLE_MINUTES", "0"),
        ("CREDWISE_CONSOLE_SESSION_HOURS", "-1"),
        ("CREDWISE_CONSOLE_LINK_HOURS", "soon"),
        ("CREDWISE_CONSOLE_FREE_TRIES", "x"),
        ("CREDWISE_OIDC_ISSUER", "http://id.example.edu"),
        ("CREDWISE_OIDC_ISSUER", "id.example.edu"),
        ("CREDWISE_OIDC_CLIENT_ID", ""),
        ("CREDWISE_OIDC_CLIENT_SECRET", ""),
        ("CREDWISE_OIDC_CLAIM", "groups"),
        ("CREDWISE_OIDC_ROLES", "staff=advisor"),
        ("CREDWISE_OIDC_SCOPE", "email"),
    ],
)
def test_what_can_not_be_used_is_told(variable: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if variable.startswith("CREDWISE_OIDC"):
        for name, usual in PROVIDER.items():
            monkeypatch.setenv(name, usual)
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingError, match=variable):
        from_environment(("secret",))


def test_groups_of_the_provider_have_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, usual in PROVIDER.items():
        monkeypatch.setenv(name, usual)
    monkeypatch.setenv("CREDWISE_OIDC_CLAIM", "groups")
    monkeypatch.setenv("CREDWISE_OIDC_ROLES", "cn=advisors=advisor, it staff=admin")
    told = from_environment(("secret",)).single_sign_on
    assert told
    assert told.issuer == "https://id.example.edu"
    assert told.roles == {"cn=advisors": Role.ADVISOR, "it staff": Role.ADMIN}
    assert told.scope == "openid email profile"
    monkeypatch.setenv("CREDWISE_OIDC_ROLES", "staff=king")
    with pytest.raises(SettingError, match="staff=king"):
        from_environment(("secret",))
