"""What can be set of the gateway, read from the environment once at its start."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from limits import RateLimitItem, parse_many
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot import settings
from bot.gateway.channels.slack.settings import SlackSettings, slack_from_environment
from bot.settings import SettingError
from knowledge.store.database import with_driver

logger = logging.getLogger(__name__)

DEVELOPMENT_SECRET = "gateway-secret"  # noqa: S105 (the name of a file)
LEAST_SECRET = 32
ASYNC_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}
RATES = {
    "message_conversation": ("CREDWISE_RATE_MESSAGE_CONVERSATION", "20/minute;300/hour"),
    "message_address": ("CREDWISE_RATE_MESSAGE_ADDRESS", "300/minute"),
    "create_address": ("CREDWISE_RATE_CREATE_ADDRESS", "300/hour"),
    "connect_address": ("CREDWISE_RATE_CONNECT_ADDRESS", "300/minute"),
    "other_conversation": ("CREDWISE_RATE_OTHER_CONVERSATION", "120/minute"),
    "export_conversation": ("CREDWISE_RATE_EXPORT_CONVERSATION", "6/minute"),
    "link_code": ("CREDWISE_RATE_LINK_CODE", "10/hour"),
    "link_attempt": ("CREDWISE_RATE_LINK_ATTEMPT", "5/10minutes;20/day"),
}
"""Many people at one school share one address, so what an address may do is far more than one person does."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The gateway's settings; the defaults are those of development."""

    secrets: tuple[str, ...]
    """Keys that sign tokens, the newest first: the others still open what they signed."""
    development: bool = True
    """Whether no secret was set: whoever runs it for others sets one."""
    database: str = "sqlite+aiosqlite:///:memory:"
    origins: tuple[str, ...] = ()
    redis: str | None = None
    proxies: tuple[str, ...] = ()
    metrics_token: str | None = None
    token_keys: tuple[str, ...] = ()
    """Keys that seal the tokens of workspaces and tenants, the newest first."""
    slack: SlackSettings | None = None
    """None where Slack is not set up."""

    text_limit: int = 4_000
    posting_limit: int = 12_000
    body_limit: int = 256 * 1024
    rates: Mapping[str, list[RateLimitItem]] = field(
        default_factory=lambda: {name: parse_many(usual) for name, (_, usual) in RATES.items()}
    )
    most_open: int = 2_000
    most_open_per_address: int = 200
    most_waiting: int = 200
    turns_at_once: int = 8

    token_days: float = 30
    retention_days: float = 180
    turn_seconds: float = 30
    patience_seconds: float = 90
    """How long a message waits for an assistant that is down, before an apology."""


def from_environment() -> Settings:
    """Read the settings; raise SettingError where one can't be used."""
    return Settings(
        secrets=_secrets(),
        development=not _listed("CREDWISE_SECRET"),
        database=_database(),
        origins=_origins(),
        redis=os.environ.get("CREDWISE_REDIS_URL") or None,
        proxies=tuple(_listed("CREDWISE_PROXIES")),
        metrics_token=os.environ.get("CREDWISE_METRICS_TOKEN") or None,
        token_keys=tuple(_listed("CREDWISE_TOKEN_KEYS")),
        slack=slack_from_environment(),
        rates={name: _rate(*rate) for name, rate in RATES.items()},
        most_open=int(_number("CREDWISE_MOST_OPEN", 2_000)),
        most_open_per_address=int(_number("CREDWISE_MOST_OPEN_PER_ADDRESS", 200)),
        most_waiting=int(_number("CREDWISE_MOST_WAITING", 200)),
        token_days=_number("CREDWISE_TOKEN_DAYS", 30),
        retention_days=_number("CREDWISE_RETENTION_DAYS", 180),
        turn_seconds=_number("CREDWISE_TURN_SECONDS", 30),
        patience_seconds=_number("CREDWISE_PATIENCE_SECONDS", 90),
    )


def _secrets() -> tuple[str, ...]:
    keys = tuple(_listed("CREDWISE_SECRET"))
    if not keys:
        logger.warning(
            "CREDWISE_SECRET is not set: tokens are signed with the key in var/%s, which was made here. That is for development.",
            DEVELOPMENT_SECRET,
        )
        return (settings.kept_secret(DEVELOPMENT_SECRET),)
    if any(len(key) < LEAST_SECRET for key in keys):
        raise SettingError(f"CREDWISE_SECRET holds a key of fewer than {LEAST_SECRET} characters; make one with `openssl rand -base64 32`.")
    return keys


def _database() -> str:
    address = with_driver(os.environ.get("CREDWISE_GATEWAY_DB") or f"sqlite:///{settings.VAR / 'gateway.sqlite'}")
    try:
        url = make_url(address)
    except ArgumentError:
        raise SettingError("CREDWISE_GATEWAY_DB is no SQLAlchemy address, such as postgresql://user@host/name.") from None
    driver = ASYNC_DRIVERS.get(url.get_backend_name())
    if driver is None:
        raise SettingError(f"CREDWISE_GATEWAY_DB is of {url.get_backend_name()}, but has to be of SQLite or PostgreSQL.")
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    return url.set(drivername=driver).render_as_string(hide_password=False)


def _origins() -> tuple[str, ...]:
    own = settings.port("CREDWISE_PORT")
    origins = _listed("CREDWISE_ORIGINS") or [f"http://localhost:{own}", f"http://{settings.LOOPBACK}:{own}"]
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.netloc or origin != f"{parts.scheme}://{parts.netloc}":
            raise SettingError(f"CREDWISE_ORIGINS holds {origin!r}, but an origin is like https://careers.example.edu: no path, no star.")
    return tuple(origins)


def _rate(variable: str, usual: str) -> list[RateLimitItem]:
    text = os.environ.get(variable) or usual
    try:
        return parse_many(text)
    except ValueError:
        raise SettingError(f"{variable} is {text!r}, but has to be like 20/minute;300/hour; unset it for {usual}.") from None


def _number(variable: str, usual: float) -> float:
    text = os.environ.get(variable) or str(usual)
    if not re.fullmatch(r"\d{1,9}(\.\d{1,6})?", text) or float(text) == 0:
        raise SettingError(f"{variable} is {text!r}, but has to be a number above 0; unset it for {usual:g}.")
    return float(text)


def _listed(variable: str) -> list[str]:
    return [part.strip() for part in os.environ.get(variable, "").split(",") if part.strip()]
