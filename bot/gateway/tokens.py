"""Tokens: who has one may read and write the one conversation that it names, until it expires."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from bot.gateway.errors import Refused


class Tokens:
    """Makes and reads tokens."""

    def __init__(self, secrets: tuple[str, ...], days: float) -> None:
        """Make them with the first of the keys, and read those of all."""
        self._signer = URLSafeTimedSerializer(list(reversed(secrets)), salt="conversation")
        self._life = timedelta(days=days)

    def make(self, conversation: str) -> tuple[str, datetime]:
        """Return a token of a conversation, and when it expires."""
        expires = datetime.now(UTC).replace(microsecond=0) + self._life
        return str(self._signer.dumps(conversation)), expires

    def conversation(self, token: str) -> str:
        """Return the conversation that a token names; refuse one that we have not signed, or that is too old."""
        try:
            named = self._signer.loads(token, max_age=int(self._life.total_seconds()))
        except SignatureExpired:
            raise Refused("token_expired") from None
        except BadSignature:
            raise Refused("token_invalid") from None
        return str(named)
