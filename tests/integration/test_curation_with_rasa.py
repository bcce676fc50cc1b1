"""From the curator to the user through everything: what is published is understood and told in the next message, with Rasa before it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from knowledge.curation.service import Curation, Page
from knowledge.store.database import open_database
from knowledge.store.entries import Address, plain
from tests.support.assistant import TODAY, RunningAssistant, running_assistant

SECPLUS = Address("cybersecurity", "credential", "comptia-security-plus")
PAGE = Page("CompTIA's store", "https://store.comptia.org/security", "2026-11-20", "issuer")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('whole') / 'credwise.sqlite'}"


@pytest.fixture(scope="module")
def edited(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningAssistant]:
    """An assistant with a catalogue of its own, which may be edited."""
    names = tmp_path_factory.mktemp("names") / "names.json"
    with running_assistant(CREDWISE_TODAY=TODAY, CREDWISE_DATABASE_URL=database, CREDWISE_EDITED_NAMES=str(names)) as running:
        yield running


def test_an_edit_is_understood_and_told_in_the_next_message(edited: RunningAssistant, database: str) -> None:
    """GIVEN a talk WHEN a curator publishes a price and a name nobody knew THEN the next message may use the name, slips and all, and gets the price."""
    engine = open_database(database)
    curation, talk = Curation(engine), edited.conversation()
    talk.say("is the Zorblax Shield worth it?")
    assert "Security+" not in talk.text
    entry = plain(curation.view().entries[SECPLUS])
    told = {**entry, "aliases": [*entry["aliases"], "Zorblax Shield"], "cost": {**entry["cost"], "exam": 1234, "learning": 0}}
    change, _ = curation.propose("ann", *SECPLUS[:2], {**told, "facts": {**entry["facts"], "cost": "*"}}, PAGE, SECPLUS.key)
    curation.publish(change, "bob")
    engine.dispose()
    talk.say("is the Zorblax Shield worth it?")
    assert "Security+" in talk.text
    assert "1,234" in talk.text
    talk.say("who recognises the zorblx shield?")
    assert talk.intent == "ask_recognition"
    assert "Security+" in talk.text


def test_rasa_neither_corrects_nor_misreads_a_new_name(edited: RunningAssistant, database: str) -> None:
    """GIVEN a new issuer whose name is one letter from an English word WHEN a message has it THEN the intent is that of the sentence."""
    engine = open_database(database)
    curation = Curation(engine)
    values = {"name": "Certificat Hous", "aliases": ["Hous"], "type": "platform", "url": "https://example.org/hous"}
    change, _ = curation.propose("ann", "common", "issuer", values, PAGE)
    curation.publish(change, "bob")
    engine.dispose()
    talk = edited.conversation()
    talk.say("hello")
    parsed = edited.parse("is the Certificat Hous any good?")
    assert parsed["intent"]["name"] in ("evaluate_credential", "ask_recognition", "faq")
