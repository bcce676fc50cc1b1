"""The moment it is. Not the clock of the catalogue, which tests and replays can stop: sessions have to end."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Return the moment, in UTC."""
    return datetime.now(UTC)
