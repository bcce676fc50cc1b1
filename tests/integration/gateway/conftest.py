"""A gateway before the real assistant, and its databases."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
import redis
from limits import parse_many

from bot.gateway.settings import RATES, Settings
from cases.database import open_database
from cases.desk import Desk
from cases.settings import settings as case_settings
from tests.support.assistant import RunningAssistant
from tests.support.broken_line import BrokenLine, broken_line
from tests.support.gateway import SECRET, Caller, Served, serving

ORIGIN = "https://careers.example.edu"
POSTGRES = os.environ.get("CREDWISE_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432")
REDIS = os.environ.get("CREDWISE_TEST_REDIS", "redis://127.0.0.1:6379/9")
Serve = Callable[..., Awaitable[Served]]


@pytest.fixture
def settings(tmp_path: Path, assistant: RunningAssistant, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("CREDWISE_RASA_URL", str(assistant.client.base_url).rstrip("/"))
    monkeypatch.setenv("CREDWISE_ACTIONS_URL", assistant.actions_url)
    monkeypatch.setenv("CREDWISE_CASES_URL", assistant.cases)
    return Settings(
        secrets=(SECRET,),
        database=f"sqlite:///{tmp_path / 'gateway.sqlite'}",
        origins=(ORIGIN,),
        rates={name: parse_many("1000/second") for name in RATES},
        turn_seconds=20,
        patience_seconds=20,
    )


@pytest.fixture
def desk(assistant: RunningAssistant) -> Iterator[Desk]:
    """The advisors' desk of the running assistant."""
    engine = open_database(assistant.cases)
    yield Desk(engine, case_settings())
    engine.dispose()


@pytest.fixture
async def serve(settings: Settings) -> AsyncIterator[Serve]:
    """Serve a gateway with the usual settings, but for those given; several may run at once, or one after the other."""
    async with AsyncExitStack() as stack:

        async def start(**changes: Any) -> Served:
            return await stack.enter_async_context(serving(replace(settings, **changes)))

        yield start


@pytest.fixture
async def served(serve: Serve) -> Served:
    return await serve()


@pytest.fixture
async def client(served: Served) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:
        yield client


@pytest.fixture
async def caller(client: httpx.AsyncClient) -> Caller:
    return await Caller.begin(client)


@pytest.fixture
async def line(assistant: RunningAssistant, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[BrokenLine]:
    """A line to Rasa that breaks on demand; gateways started after it use it."""
    async with broken_line(str(assistant.client.base_url).rstrip("/")) as line:
        monkeypatch.setenv("CREDWISE_RASA_URL", line.url)
        yield line


@pytest.fixture
def postgres() -> Iterator[str]:
    """The address of an empty database on a real PostgreSQL."""
    name = f"credwise_test_{uuid.uuid4().hex[:12]}"
    try:
        server = psycopg.connect(f"{POSTGRES}/postgres", autocommit=True, connect_timeout=2)
    except psycopg.OperationalError:
        pytest.skip(f"there is no PostgreSQL at {POSTGRES}; set CREDWISE_TEST_POSTGRES to test with another")
    with contextlib.closing(server):
        server.execute(f'CREATE DATABASE "{name}"')
        yield f"{POSTGRES.replace('postgresql', 'postgresql+psycopg')}/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def redis_url() -> Iterator[str]:
    """The address of a real Redis, emptied."""
    client = redis.Redis.from_url(REDIS, socket_connect_timeout=2)
    try:
        client.flushdb()
    except redis.exceptions.ConnectionError:
        pytest.skip(f"there is no Redis at {REDIS}; set CREDWISE_TEST_REDIS to test with another")
    yield REDIS
    client.flushdb()
    client.close()
