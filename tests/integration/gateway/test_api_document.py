"""The OpenAPI document: schemathesis makes requests of it, and the gateway answers them as the document says."""

from __future__ import annotations

import asyncio
import os
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from limits import parse_many
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from bot.gateway.app import App
from bot.gateway.settings import RATES, Settings
from tests.support.assistant import RunningAssistant
from tests.support.gateway import SECRET, serving

document = schemathesis.openapi.from_dict(App(Settings(secrets=(SECRET,))).api.openapi())
RULES_IN_WORDS = [positive_data_acceptance, negative_data_rejection]
"""That a message says something, and how long it may be, is refused in words for users, and isn't in the document's forms; and "false" is a number to a query string."""
quickly = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def url(assistant: RunningAssistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A gateway in a loop of its own: schemathesis asks from this one."""
    database: Path = tmp_path_factory.mktemp("document") / "gateway.sqlite"
    chosen = Settings((SECRET,), database=f"sqlite:///{database}", rates={name: parse_many("1000/second") for name in RATES})
    started: list[str] = []
    ready, over = threading.Event(), threading.Event()

    async def serve() -> None:
        async with serving(chosen) as served:
            started.append(served.url)
            ready.set()
            await asyncio.to_thread(over.wait)

    before = {name: os.environ.get(name) for name in ("CREDWISE_RASA_URL", "CREDWISE_ACTIONS_URL")}
    os.environ |= {"CREDWISE_RASA_URL": str(assistant.client.base_url).rstrip("/"), "CREDWISE_ACTIONS_URL": assistant.actions_url}
    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(30)
    yield started[0]
    over.set()
    thread.join(10)
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)


@document.parametrize()
@quickly
def test_strangers_are_answered_as_the_document_says(case: schemathesis.Case, url: str) -> None:
    case.call_and_validate(base_url=url, excluded_checks=RULES_IN_WORDS)


@document.include(path_regex="{conversation}").parametrize()
@quickly
def test_users_are_answered_as_the_document_says(case: schemathesis.Case, url: str) -> None:
    # GIVEN a user with a conversation, in which something was said
    opened = httpx.post(f"{url}/api/conversations").json()
    case.path_parameters["conversation"] = opened["id"]
    case.headers["Authorization"] = f"Bearer {opened['token']}"
    # WHEN any request of the document is sent about it THEN the answer is one of the document
    if "wait" in (case.query or {}):
        case.query["wait"] = "0.05"
    if isinstance(case.body, dict) and "id" in case.body:
        case.body = {**case.body, "id": uuid.uuid4().hex}
    case.call_and_validate(base_url=url, excluded_checks=RULES_IN_WORDS)
