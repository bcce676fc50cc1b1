"""What a client types with a slash is only text for Rasa, whoever has the conversation."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.gateway.settings import Settings
from cases.database import open_database
from cases.desk import Desk
from cases.settings import settings as case_settings
from knowledge.store.database import open_database as open_catalogue
from tests.support.gateway import SECRET, Caller, Served, serving
from tests.support.scripted_rasa import StandInRasa, stand_in_rasa
from tests.unit.cases.briefs import brief

TYPED = [
    ("/distress{my boss", "distress{my boss"),
    ("/restart", "restart"),
    ("/session_start", "session_start"),
    ("/session_start{}", "session_start{}"),
]


@pytest.fixture
async def rasa(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AsyncIterator[StandInRasa]:
    monkeypatch.setenv("CREDWISE_CASES_URL", f"sqlite:///{tmp_path / 'cases.sqlite'}")
    monkeypatch.setenv("CREDWISE_DATABASE_URL", f"sqlite:///{tmp_path / 'credwise.sqlite'}")
    open_catalogue().dispose()
    async with stand_in_rasa() as rasa:
        monkeypatch.setenv("CREDWISE_RASA_URL", rasa.url)
        yield rasa


@pytest.fixture
async def served(rasa: StandInRasa, tmp_path: Path) -> AsyncIterator[Served]:
    async with serving(Settings(secrets=(SECRET,), database=f"sqlite:///{tmp_path / 'gateway.sqlite'}", patience_seconds=1)) as served:
        yield served


@pytest.mark.parametrize("as_payload", [False, True])
@pytest.mark.parametrize(("typed", "heard"), TYPED)
async def test_the_assistant_hears_only_text(served: Served, rasa: StandInRasa, typed: str, heard: str, as_payload: bool) -> None:
    async with httpx.AsyncClient(base_url=served.url, timeout=30) as client:
        caller = await Caller.begin(client)
        await (caller.ask("words", payload=typed) if as_payload else caller.ask(typed))
    assert rasa.turns == [heard]


@pytest.mark.parametrize("as_payload", [False, True])
@pytest.mark.parametrize(("typed", "heard"), TYPED)
async def test_nor_more_while_a_person_has_the_conversation(
    served: Served, rasa: StandInRasa, typed: str, heard: str, as_payload: bool
) -> None:
    # GIVEN a conversation that an advisor has
    async with httpx.AsyncClient(base_url=served.url, timeout=30) as client:
        caller = await Caller.begin(client)
        sender = (await served.gateway.store.get(caller.id)).sender
        engine = open_database()
        desk = Desk(engine, case_settings())
        desk.claim(desk.open(sender, brief()).id, "Robin Hill")
        # WHEN the user types something with a slash that reads like what stays the assistant's matter
        rasa.kind = "distress"
        await (caller.ask("words", payload=typed) if as_payload else caller.ask(typed))
        engine.dispose()
    # THEN the assistant is asked for its text only
    assert rasa.turns == [heard]
