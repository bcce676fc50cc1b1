"""Secrets of workspaces at rest: encrypted with keys that stand in no database."""

from __future__ import annotations

import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.settings import SettingError


class Unopened(Exception):
    """What was sealed can't be opened with any of the keys."""


class Seal:
    """Seals with the first key, and opens with all: so a new key is put before the old one, which goes when nothing is sealed with it."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        """Take the keys; raise SettingError where one is none."""
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError:
            raise SettingError(
                "CREDWISE_TOKEN_KEYS holds something that is no key; make one with "
                "`python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'`."
            ) from None

    def seal(self, value: dict[str, Any]) -> str:
        """Return a value encrypted."""
        return self._fernet.encrypt(json.dumps(value).encode()).decode()

    def open(self, sealed: str) -> dict[str, Any]:
        """Return what was sealed.

        Raises:
            Unopened: where none of the keys fits, or somebody has changed it.
        """
        try:
            opened: dict[str, Any] = json.loads(self._fernet.decrypt(sealed.encode()))
        except InvalidToken:
            raise Unopened from None
        return opened

    def renewed(self, sealed: str) -> str:
        """Return the same, sealed with the first key."""
        try:
            return self._fernet.rotate(sealed.encode()).decode()
        except InvalidToken:
            raise Unopened from None
