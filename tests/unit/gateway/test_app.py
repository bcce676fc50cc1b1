"""The gateway's health, its demo page and the sessions of the demo chat."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from bot import settings
from bot.gateway import __main__ as gateway
from bot.gateway.app import COOKIE, create_app, session_of
from tests.unit.cards.examples import plan


class FakeAssistant:
    """Answers with what it was told, and remembers who told it."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.processes = {"rasa": True, "actions": True}

    async def reply(self, sender: str, text: str) -> list[dict[str, Any]]:
        self.heard.append((sender, text))
        return [{"recipient_id": sender, "text": text.upper(), "custom": {"type": "profile"}}]

    async def ready(self) -> dict[str, bool]:
        return self.processes


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
def client(assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("CREDWISE_COOKIE_SECRET", "only for tests")
    with TestClient(create_app(assistant)) as client:  # type: ignore[arg-type]
        yield client


def test_it_is_healthy_whatever_stands_behind_it(client: TestClient, assistant: FakeAssistant) -> None:
    assistant.processes["rasa"] = False
    assert client.get("/healthz").status_code == 200


def test_it_is_ready_only_when_all_behind_it_is(client: TestClient, assistant: FakeAssistant) -> None:
    assert client.get("/readyz").status_code == 200
    assistant.processes["actions"] = False
    assert client.get("/readyz").status_code == 503


def test_the_page_has_a_chat_form(client: TestClient) -> None:
    assert "<form" in client.get("/").text


def test_a_message_is_answered_without_naming_the_session(client: TestClient) -> None:
    response = client.post("/api/demo-message", json={"text": "hello"})
    assert response.json() == [{"text": "HELLO", "buttons": []}]
    assert "httponly" in response.headers["set-cookie"].lower()


def test_the_files_of_a_plan_are_passed_on(client: TestClient, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a reply with a plan WHEN a message is answered THEN its files come by their names
    card = plan().model_dump(mode="json")

    async def reply(sender: str, text: str) -> list[dict[str, Any]]:
        return [{"text": "Ready.", "custom": card}]

    monkeypatch.setattr(assistant, "reply", reply)
    told = client.post("/api/demo-message", json={"text": "save my plan"}).json()
    assert told[0]["files"] == {"plan.md": card["markdown"], "plan.html": card["html"], "plan.ics": card["ics"]}


def test_a_session_goes_on_by_its_cookie(client: TestClient, assistant: FakeAssistant) -> None:
    for text in ("one", "two"):
        client.post("/api/demo-message", json={"text": text})
    (first, _), (second, _) = assistant.heard
    assert first == second


def test_a_forged_cookie_opens_no_session(client: TestClient, assistant: FakeAssistant) -> None:
    client.post("/api/demo-message", json={"text": "hello"}, headers={"cookie": f"{COOKIE}=InNvbWVvbmUi.forged"})
    assert assistant.heard[0][0] != "someone"
    assert session_of("InNvbWVvbmUi.forged") is None


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": "x" * 12_001}])
def test_what_is_no_message_is_refused(client: TestClient, body: dict[str, str]) -> None:
    assert client.post("/api/demo-message", json=body).status_code == 422


def test_a_kept_secret_is_made_once_and_is_private(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(settings, "VAR", tmp_path / "var")
    first = settings.kept_secret("token")
    assert settings.kept_secret("token") == first
    assert (tmp_path / "var" / "token").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["token"]


def test_the_gateway_logs_as_much_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN another log level than the usual one
    monkeypatch.setenv("CREDWISE_LOG_LEVEL", "error")
    served: dict[str, Any] = {}
    monkeypatch.setattr(uvicorn, "run", lambda _, **options: served.update(options))
    # WHEN the gateway starts
    gateway.main()
    # THEN its server logs at that level
    assert served["log_level"] == logging.ERROR
