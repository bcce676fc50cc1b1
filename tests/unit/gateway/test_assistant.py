"""The gateway's line to Rasa: what a user sees when something behind it fails."""

import httpx
import pytest

from bot.gateway.assistant import APOLOGY, Assistant


def line(respond: httpx.MockTransport) -> Assistant:
    return Assistant(httpx.AsyncClient(transport=respond))


async def test_replies_are_passed_on() -> None:
    rasa = line(httpx.MockTransport(lambda request: httpx.Response(200, json=[{"text": "hi"}])))
    assert await rasa.reply("someone", "hello") == [{"text": "hi"}]


@pytest.mark.parametrize("response", [httpx.Response(200, json=[]), httpx.Response(500), httpx.Response(200, text="<html>")])
async def test_a_failure_is_told_to_the_user(response: httpx.Response) -> None:
    assert await line(httpx.MockTransport(lambda request: response)).reply("someone", "hello") == [{"text": APOLOGY}]


async def test_readiness_tells_which_process_is_missing() -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/health":
            raise httpx.ConnectError("refused")
        return httpx.Response(200)

    assert await line(httpx.MockTransport(respond)).ready() == {"rasa": True, "actions": False}
