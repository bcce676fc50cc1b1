"""What can be set of the gateway, read from the environment once at its start."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from limits import RateLimitItem, parse_many

from bot import settings
from bot.console import settings as console_settings
from bot.console.settings import ConsoleSettings
from bot.settings import SettingError
from bot.variables import database, is_origin, listed, number, rate

logger = logging.getLogger(__name__)

DEVELOPMENT_SECRET = "gateway-secret"  # noqa: S105 (the name of a file)
LEAST_SECRET = 32
RATES = {
    "message_conversation": ("CREDWISE_RATE_MESSAGE_CONVERSATION", "20/minute;300/hour"),
    "message_address": ("CREDWISE_RATE_MESSAGE_ADDRESS", "300/minute"),
    "create_address": ("CREDWISE_RATE_CREATE_ADDRESS", "300/hour"),
    "connect_address": ("CREDWISE_RATE_CONNECT_ADDRESS", "300/minute"),
    "other_conversation": ("CREDWISE_RATE_OTHER_CONVERSATION", "120/minute"),
    "export_conversation": ("CREDWISE_RATE_EXPORT_CONVERSATION", "6/minute"),
    "sign_in_address": ("CREDWISE_RATE_SIGN_IN_ADDRESS", "30/minute;300/hour"),
}
"""Many people at one school share one address, so what an address may do is far more than one person does."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The gateway's settings; the defaults are those of development."""

    secrets: tuple[str, ...]
    """Keys that sign tokens, the newest first: the others still open what they signed."""
    development: bool = True
    """Whether no secret was set: whoever runs it for others sets one."""
    database: str = "sqlite:///:memory:"
    origins: tuple[str, ...] = ()
    redis: str | None = None
    proxies: tuple[str, ...] = ()
    metrics_token: str | None = None
    console: ConsoleSettings | None = None
    """The advisors' console; without it there is none."""

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
    insight_days: float = 730
    """How long the numbers of the page of insight are kept; they hold nothing about anybody."""
    turn_seconds: float = 30
    patience_seconds: float = 90
    """How long a message waits for an assistant that is down, before an apology."""


def from_environment() -> Settings:
    """Read the settings; raise SettingError where one can't be used."""
    secrets = _secrets()
    return Settings(
        secrets=secrets,
        development=not listed("CREDWISE_SECRET"),
        database=database("CREDWISE_GATEWAY_DB", "gateway.sqlite"),
        console=console_settings.from_environment(secrets),
        origins=_origins(),
        redis=os.environ.get("CREDWISE_REDIS_URL") or None,
        proxies=tuple(listed("CREDWISE_PROXIES")),
        metrics_token=os.environ.get("CREDWISE_METRICS_TOKEN") or None,
        rates={name: rate(*told) for name, told in RATES.items()},
        most_open=int(number("CREDWISE_MOST_OPEN", 2_000)),
        most_open_per_address=int(number("CREDWISE_MOST_OPEN_PER_ADDRESS", 200)),
        most_waiting=int(number("CREDWISE_MOST_WAITING", 200)),
        token_days=number("CREDWISE_TOKEN_DAYS", 30),
        retention_days=number("CREDWISE_RETENTION_DAYS", 180),
        insight_days=number("CREDWISE_INSIGHT_DAYS", 730),
        turn_seconds=number("CREDWISE_TURN_SECONDS", 30),
        patience_seconds=number("CREDWISE_PATIENCE_SECONDS", 90),
    )


def _secrets() -> tuple[str, ...]:
    keys = tuple(listed("CREDWISE_SECRET"))
    if not keys:
        logger.warning(
            "CREDWISE_SECRET is not set: tokens are signed with the key in var/%s, which was made here. That is for development.",
            DEVELOPMENT_SECRET,
        )
        return (settings.kept_secret(DEVELOPMENT_SECRET),)
    if any(len(key) < LEAST_SECRET for key in keys):
        raise SettingError(f"CREDWISE_SECRET holds a key of fewer than {LEAST_SECRET} characters; make one with `openssl rand -base64 32`.")
    return keys


def _origins() -> tuple[str, ...]:
    own = settings.port("CREDWISE_PORT")
    origins = listed("CREDWISE_ORIGINS") or [f"http://localhost:{own}", f"http://{settings.LOOPBACK}:{own}"]
    for origin in origins:
        if not is_origin(origin):
            raise SettingError(f"CREDWISE_ORIGINS holds {origin!r}, but an origin is like https://careers.example.edu: no path, no star.")
    return tuple(origins)
