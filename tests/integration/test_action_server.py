"""The action server as a process of its own, asked over HTTP as Rasa asks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.action_server import DOMAIN, Server, action_server, slots_of

SECRET = "my boss Jane Roe is leaving"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with action_server(tmp_path_factory.mktemp("server")) as running:
        yield running


def test_it_offers_every_action_of_the_domain(server: Server) -> None:
    offered = {item["name"] for item in server.client.get("/actions").json()}
    assert offered == set(DOMAIN["actions"])


def test_what_users_say_ends_up_in_slots(server: Server) -> None:
    slots = slots_of(server.act("action_validate_slot_mappings", "I have 300 dollars and 5 hours a week"))
    assert (slots["max_cost"], slots["hours_per_week"]) == (300, 5)


def test_a_goal_is_answered_by_a_card_with_its_text(server: Server) -> None:
    told = server.act("action_recommend", "go on", goal="skill_gap", target_skills=["SQL"])
    first = told["responses"][0]
    assert first["custom"]["type"] == "options"
    assert all(option["title"] in first["text"] for option in first["custom"]["options"])
    assert slots_of(told)["shown_options"] == [option["id"] for option in first["custom"]["options"]]


@pytest.mark.parametrize("action", DOMAIN["actions"])
def test_every_action_answers_an_empty_tracker_without_a_failure(server: Server, action: str) -> None:
    """GIVEN a conversation of which nothing is known WHEN any action is asked for THEN it has something sensible to say or to set."""
    told = server.act(action, "hello", intent="inform", sender=f"empty-{action}")
    assert f"empty-{action}" not in server.log.read_text(errors="replace"), "it failed"
    assert all(response["text"].strip() for response in told["responses"])


def test_a_failure_is_told_to_the_user_and_logged_without_words(server: Server) -> None:
    told = server.act("action_undo", SECRET, intent="undo", sender="conversation-4711", undo_stack=[[{"slot": SECRET}]], max_cost=300)
    assert "went wrong on my side" in told["responses"][0]["text"]
    assert "max_cost" not in slots_of(told)
    log = server.log.read_text(errors="replace")
    assert "action_undo failed in conversation conversation-4711: KeyError at " in log
    assert "Jane Roe" not in log
