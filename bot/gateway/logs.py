"""Logs: a JSON object a line, of all libraries too. No message of a user, no address, no token; of an error its kind and place."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog
from structlog.types import EventDict, Processor

from bot.faults import where

CHATTY = ("aiohttp", "httpx", "httpcore", "httpx2", "httpcore2", "engineio", "socketio", "aiosqlite", "sqlalchemy", "alembic")
"""On INFO they tell addresses or words."""
WORDY = ("uvicorn", "uvicorn.error", "websockets", "redis", "psycopg", "asyncio", "authlib", "python_multipart")
"""On DEBUG they tell words and tokens: websockets logs every frame, under uvicorn's name."""


def configure(level: int) -> None:
    """Log so from now on."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        place_of_error,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer()],
        )
    )
    logging.root.handlers = [handler]
    logging.root.setLevel(level)
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(max(level, logging.WARNING))
    for wordy in WORDY:
        logging.getLogger(wordy).setLevel(max(level, logging.INFO))


def place_of_error(logger: Any, method: str, event: EventDict) -> EventDict:
    """Put kind and place of an error in the stead of its traceback, which tells values."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = where(error)
    if (record := event.get("_record")) is not None:
        record.exc_info = record.exc_text = None
    return event
