"""What a curator publishes is what the running action server says in the next turn."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.curation.service import Curation, Page
from knowledge.store.database import open_database
from knowledge.store.demand import Demand
from knowledge.store.entries import Address, plain
from tests.support.action_server import ROOT, Server, action_server, slots_of

SECPLUS = Address("cybersecurity", "credential", "comptia-security-plus")
PAGE = Page("CompTIA's store", "https://store.comptia.org/security", "2026-11-20", "issuer")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("names") / "names.json"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, names: Path) -> Iterator[Server]:
    with action_server(tmp_path_factory.mktemp("server"), CREDWISE_EDITED_NAMES=str(names)) as running:
        yield running


@pytest.fixture(scope="module")
def curation(server: Server) -> Iterator[Curation]:
    engine = open_database(server.database)
    yield Curation(engine)
    engine.dispose()


def publish(curation: Curation, address: Address, **changes: Any) -> None:
    view = curation.view()
    told = {**plain(view.entries[address]), **changes}
    change, _ = curation.propose("ann", *address[:2], told, PAGE, address.key, view.number(address))
    curation.publish(change, "bob")


def worth(server: Server, text: str) -> dict[str, Any]:
    told = server.act("action_evaluate_credential", text, intent="evaluate_credential")
    first: dict[str, Any] = told["responses"][0]
    return first


def test_a_price_is_told_in_the_very_next_turn(server: Server, curation: Curation) -> None:
    """GIVEN a running action server WHEN a price is published THEN the next turn tells it, and its card says as of when."""
    before = worth(server, "is Security+ worth it?")
    entry = plain(curation.view().entries[SECPLUS])
    publish(curation, SECPLUS, cost={**entry["cost"], "exam": 1234, "learning": 0}, facts={**entry["facts"], "cost": "*"})
    after = worth(server, "is Security+ worth it?")
    assert "1,234" in after["text"]
    assert "1,234" not in before["text"]
    assert (after["custom"]["cost_total"], after["custom"]["verified"]["cost"]) == (1234, True)


def test_a_new_alias_is_understood_and_told_to_rasa(server: Server, curation: Curation, names: Path) -> None:
    aliases = plain(curation.view().entries[SECPLUS])["aliases"]
    assert "Security+" not in worth(server, "is the Zorblax Guild Shield worth it?")["text"].split("\n")[0]
    publish(curation, SECPLUS, aliases=[*aliases, "Zorblax Guild Shield"])
    assert "Security+" in worth(server, "is the Zorblax Guild Shield worth it?")["text"]
    assert "Security+" in worth(server, "is the zorblx guild sheild worth it?")["text"], "slips are repaired in new names as well"
    assert json.loads(names.read_text()) == {"credential": ["Zorblax Guild Shield"]}


def test_a_new_credential_is_recommended_and_one_that_is_retired_is_not(server: Server, curation: Curation) -> None:
    values = {
        "id": "zorblax-sql", "name": "Zorblax SQL Certificate", "kind": "certificate", "issuer": "Coursera", "level": "entry", "summary": "SQL.",
        "skills": ["SQL", "Data cleaning"], "roles": ["Data analyst"], "duration": {"weeks": 4}, "cost": {"learning": 0, "exam": 0},
        "assessment": ["project"], "applied_work": "project", "delivery": ["online"], "url": "https://example.org/z", "facts": {"cost": "*", "duration": "*"},
    }  # fmt: skip
    change, _ = curation.propose("ann", "data", "credential", values, PAGE)
    asked = {"goal": "skill_gap", "target_skills": ["SQL", "Data cleaning"], "max_cost": 0.0}
    assert "Zorblax" not in str(server.act("action_recommend", "go on", **asked)["responses"])
    curation.publish(change, "bob")
    told = server.act("action_recommend", "go on", **asked)
    assert "zorblax-sql" in slots_of(told)["shown_options"]
    address = Address("data", "credential", "zorblax-sql")
    curation.publish(curation.retire("ann", address, curation.view().number(address), "Gone."), "bob")
    assert "Zorblax" not in str(server.act("action_recommend", "go on", **asked)["responses"])


def test_its_receipt_is_replayed_with_the_catalogue_of_then(server: Server, curation: Curation) -> None:
    """GIVEN a list with its receipt WHEN the catalogue is edited afterwards THEN replay gives the same list, and says that it was edited."""
    told = server.act("action_recommend", "go on", goal="skill_gap", target_skills=["Network security"])
    receipt = told["responses"][0]["custom"]["receipt"]
    publish(curation, SECPLUS, cost={"learning": 0, "exam": 9000})
    environ = {"CREDWISE_DATABASE_URL": server.database, "CREDWISE_TODAY": "2026-11-22", "PYTHONPATH": str(ROOT), "PATH": ""}
    run = subprocess.run([sys.executable, "-m", "knowledge.cli", "replay", receipt], cwd=ROOT, env=environ, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "Made with the catalogue of then" in run.stdout
    assert "The options are not" not in run.stdout
    assert f"receipt {receipt}" in run.stdout


def test_what_is_asked_for_in_vain_is_counted_without_the_conversation(server: Server, curation: Curation) -> None:
    demand = Demand(curation.engine)
    for _ in range(2):
        worth(server, "is the Foobar Guild Badge worth it?")
    assert [(one.subject, one.count) for one in demand.most("name") if "foobar" in one.subject] == [("foobar guild badge", 2)]
    for focus in ("cs50-databases-sql", "google-data-analytics"):
        server.act("action_recognition", "who recognises it?", intent="ask_recognition", focus=focus, target_role="Data analyst")
    counted = {(one.subject, one.aimed_at): one.count for one in demand.most("recognition", least=1)}
    assert counted["cs50-databases-sql", "Data analyst"] == 1
    assert ("google-data-analytics", "Data analyst") not in counted, "of this one it is known"


def test_a_turn_is_not_slower_for_the_looking(server: Server, curation: Curation) -> None:
    """GIVEN nothing new WHEN turns are made THEN none waits for a reading of the catalogue."""
    worth(server, "is Security+ worth it?")
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        worth(server, "is Security+ worth it?")
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.5
