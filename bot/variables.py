"""Reads environment variables in the forms that processes need; what cannot be used is told in one sentence."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from limits import RateLimitItem, parse_many
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot import settings
from bot.settings import SettingError
from knowledge.store.database import with_driver

ASYNC_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}


def listed(variable: str) -> list[str]:
    """Return what stands between the commas."""
    return [part.strip() for part in os.environ.get(variable, "").split(",") if part.strip()]


def number(variable: str, usual: float) -> float:
    """Return a number above 0; raise SettingError where it is none."""
    text = os.environ.get(variable) or str(usual)
    if not re.fullmatch(r"\d{1,9}(\.\d{1,6})?", text) or float(text) == 0:
        raise SettingError(f"{variable} is {text!r}, but has to be a number above 0; unset it for {usual:g}.")
    return float(text)


def rate(variable: str, usual: str) -> list[RateLimitItem]:
    """Return how much may be done in which time; raise SettingError where it can't be read."""
    text = os.environ.get(variable) or usual
    try:
        return parse_many(text)
    except ValueError:
        raise SettingError(f"{variable} is {text!r}, but has to be like 20/minute;300/hour; unset it for {usual}.") from None


def database(variable: str, file: str) -> str:
    """Return the address of a database for asynchronous use, a SQLite file in var/ where none is set; raise SettingError where it can't be used."""
    address = with_driver(os.environ.get(variable) or f"sqlite:///{settings.VAR / file}")
    try:
        url = make_url(address)
    except ArgumentError:
        raise SettingError(f"{variable} is no SQLAlchemy address, such as postgresql://user@host/name.") from None
    driver = ASYNC_DRIVERS.get(url.get_backend_name())
    if driver is None:
        raise SettingError(f"{variable} is of {url.get_backend_name()}, but has to be of SQLite or PostgreSQL.")
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    return url.set(drivername=driver).render_as_string(hide_password=False)


def is_origin(text: str) -> bool:
    """Tell whether that is a scheme, a host and perhaps a port, and nothing else."""
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username and text == f"{parts.scheme}://{parts.netloc}"
