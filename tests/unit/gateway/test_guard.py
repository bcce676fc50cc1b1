"""Origins, sizes and headers: what every request passes before anything else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from limits import parse_many
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from bot.gateway.app import App
from bot.gateway.guard import Guard
from bot.gateway.limits import Rates
from bot.gateway.meters import Meters
from bot.gateway.settings import RATES, Settings

ORIGIN = "https://careers.example.edu"


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """The gateway's addresses, with nothing behind them."""
    app: Any = App(Settings(secrets=("a",), origins=(ORIGIN,)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://gateway") as client:
        yield client


@pytest.mark.parametrize("path", ["/healthz", "/", "/no/such/page", "/api/conversations/x", "/openapi.json"])
async def test_every_answer_tells_the_browser_to_be_careful(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'", "no inline script, none from elsewhere"
    assert policy["frame-ancestors"] == f"'self' {ORIGIN}"
    assert f"wss{ORIGIN.removeprefix('https')}" in policy["connect-src"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


async def test_conversations_are_kept_in_no_cache(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/conversations/x")).headers["cache-control"] == "no-store"


async def test_https_stays_https() -> None:
    app: Any = App(Settings(secrets=("a",)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://gateway") as client:
        assert "max-age" in (await client.get("/healthz")).headers["strict-transport-security"]


@pytest.mark.parametrize("path", ["/api/conversations", "/socket.io/?EIO=4&transport=polling"])
@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "https://careers.example.edu.evil.example", "http://careers.example.edu"]
)
async def test_a_foreign_origin_is_refused(client: httpx.AsyncClient, path: str, origin: str) -> None:
    response = await client.post(path, headers={"Origin": origin})
    assert (response.status_code, response.json()["error"]["code"]) == (403, "origin")
    assert "access-control-allow-origin" not in response.headers


async def test_more_bytes_than_any_message_needs_are_refused(client: httpx.AsyncClient) -> None:
    told = await client.post("/api/conversations/x/messages", content=b"x" * 300_000)
    assert (told.status_code, told.json()["error"]["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "path", ["/api/conversations", "/api/conversations/x/messages", "/socket.io/?EIO=4&transport=polling", "/demo", "/no/such"]
)
async def test_a_body_whose_length_is_not_told_is_refused_where_it_grows_too_large(client: httpx.AsyncClient, path: str) -> None:
    """GIVEN a body without a length WHEN more comes than any message needs THEN the guard refuses it in its own words, whatever it is sent to."""
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(1000):
            read += 1
            yield b"x" * 10_000

    answer = await client.post(path, content=endless(), headers={"Origin": ORIGIN})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert read < 30, "no more is read than is needed to know"


async def test_a_body_whose_length_is_not_told_arrives_whole() -> None:
    """GIVEN an application that gives back what it gets WHEN a small body comes in pieces THEN it gets all of them."""

    async def echo(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse(await Request(scope, receive).body())(scope, receive, send)

    async def pieces() -> AsyncIterator[bytes]:
        for piece in (b"one ", b"two ", b"three"):
            yield piece

    settings = Settings(secrets=("a",), origins=(ORIGIN,))
    guarded: Any = Guard(echo, settings, Rates(settings), Meters())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(guarded), base_url="http://gateway") as client:
        assert (await client.post("/", content=pieces())).text == "one two three"
        assert (await client.get("/")).text == ""


async def test_an_embedding_page_can_read_why_it_was_refused() -> None:
    """GIVEN a page of an allowed origin WHEN too much is sent, or too often THEN its scripts may read the refusal; another page may not."""
    rates = {name: parse_many("1/hour") for name in RATES}
    app: Any = App(Settings(secrets=("a",), origins=(ORIGIN,), rates=rates))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://gateway") as client:
        large = await client.post("/api/conversations/x/messages", content=b"x" * 300_000, headers={"Origin": ORIGIN})
        await client.get("/socket.io/?EIO=4&transport=polling", headers={"Origin": ORIGIN})
        often = await client.get("/socket.io/?EIO=4&transport=polling", headers={"Origin": ORIGIN})
        foreign = await client.post("/healthz", content=b"x" * 300_000, headers={"Origin": "https://evil.example"})
    for response, status in ((large, 413), (often, 429)):
        assert (response.status_code, response.headers["access-control-allow-origin"]) == (status, ORIGIN)
        assert response.headers["vary"] == "Origin"
    assert often.headers["access-control-expose-headers"] == "Retry-After"
    assert (foreign.status_code, "access-control-allow-origin" in foreign.headers) == (413, False)


@pytest.mark.parametrize(("method", "path", "code"), [("GET", "/no/such", "not_found"), ("PATCH", "/api/conversations", "not_allowed")])
async def test_what_there_is_not_is_told_in_the_form_of_all_refusals(client: httpx.AsyncClient, method: str, path: str, code: str) -> None:
    response = await client.request(method, path)
    assert response.json()["error"]["code"] == code
    assert response.json()["error"]["text"]


async def test_a_failure_tells_nothing_of_itself(client: httpx.AsyncClient) -> None:
    # GIVEN a gateway whose parts do not run WHEN it is asked THEN it fails in words
    response = await client.post("/api/conversations")
    assert (response.status_code, response.json()["error"]["code"]) == (500, "failed")
    assert "Traceback" not in response.text
    assert "gateway" not in response.json()["error"]["text"]


@pytest.mark.parametrize(
    "address",
    [
        "/%00",
        "/demo?x=%00",
        "/api/conversations/a%00b",
        "/api/conversations/a/messages?after=%00",
        "/socket.io/?EIO=4&transport=polling&sid=%00",
        "/console/cases/%00",
        "/console/cases?q=a%00",
    ],
)
async def test_a_nul_in_an_address_is_refused_before_any_route(client: httpx.AsyncClient, address: str) -> None:
    """GIVEN an address with a character that no database takes THEN it is refused, with words that say what to do."""
    answer = await client.get(address)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "nul")
    assert "Leave it out" in answer.json()["error"]["text"]


@pytest.mark.parametrize("address", ["/", "/demo", "/chat", "/healthz", "/site/demo.css", "/favicon.ico"])
async def test_who_asks_for_the_head_of_a_page_gets_it(client: httpx.AsyncClient, address: str) -> None:
    whole, head = await client.get(address), await client.head(address)
    assert head.status_code == whole.status_code < 400
    assert head.headers["content-type" if whole.content else "location"]
