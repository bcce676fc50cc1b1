"""Passwords: hashed by Argon2id, hashed anew when what is usual has changed, and checked in a thread."""

from __future__ import annotations

import asyncio

from argon2 import Parameters, PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from zxcvbn import zxcvbn

from bot.console.accounts.model import NotDone

LEAST, MOST = 12, 200
STRONG, LOOKED_AT = 3, 72
"""Of zxcvbn's scores from 0 to 4 the least that will do, and how many signs it looks at."""
AT_ONCE = 2
"""Each check takes 64 MB; more wait."""


class Passwords:
    """Hashes and checks passwords."""

    def __init__(self, parameters: Parameters) -> None:
        """Hash with as much work as the parameters say."""
        self._hasher = PasswordHasher.from_parameters(parameters)
        self._nobodys = self._hasher.hash("the password of nobody")
        self._places = asyncio.Semaphore(AT_ONCE)

    async def hash(self, password: str) -> str:
        """Return the hash to keep."""
        async with self._places:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def right(self, kept: str | None, password: str) -> bool:
        """Tell whether that is the password. Where none is kept the work is the same, and the answer is no."""
        async with self._places:
            return await asyncio.to_thread(self._verify, kept or self._nobodys, password) and kept is not None

    def outdated(self, kept: str) -> bool:
        """Tell whether a hash was made in another way than is usual now."""
        return self._hasher.check_needs_rehash(kept)

    def _verify(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (VerifyMismatchError, InvalidHashError):
            return False


def checked(password: str, again: str, *not_from: str) -> str:
    """Return a new password that may be used; raise NotDone where it is too easy to guess or was typed in two ways."""
    if password != again:
        raise NotDone("The two passwords are not the same. Please type both anew.")
    if not LEAST <= len(password) <= MOST:
        raise NotDone(f"The password has to have {LEAST} to {MOST} characters. A few words in a row are fine.")
    if zxcvbn(password[:LOOKED_AT], user_inputs=list(not_from))["score"] < STRONG or any(_is_made_of(part, password) for part in not_from):
        raise NotDone("That password is easy to guess. Please choose another one.")
    return password


def _is_made_of(part: str, password: str) -> bool:
    """Tell whether a password is nothing but that word, perhaps with numbers and signs around it."""
    return len(part) > 2 and not password.casefold().replace(part.casefold(), "").strip("0123456789!?.,-_@# ")
