"""The HTTP API, before the real assistant."""

from __future__ import annotations

import asyncio
import uuid

import httpx
import pytest
from limits import parse_many

from bot.gateway.app import Readiness
from bot.gateway.settings import Settings
from tests.integration.gateway.conftest import ORIGIN, Serve
from tests.support.broken_line import BrokenLine
from tests.support.gateway import Caller, Served

POSTING = """Data analyst, Mercy Hospital
About the role
You will build reports for our nursing teams.
Responsibilities:
- Clean data with SQL and Excel
- Build dashboards in Tableau
Requirements:
- 2 years of experience with SQL
- Bachelor's degree preferred
Benefits
We are an equal opportunity employer. Apply by e-mail.
"""


async def test_a_message_is_answered_and_kept(caller: Caller) -> None:
    # WHEN a user says hello
    (reply,) = await caller.ask("hello")
    # THEN the assistant's reply names the message it answers, and both are in the history in order
    assert (reply["author"], reply["last"], reply["failed"]) == ("assistant", True, False)
    first, second = await caller.history()
    assert (first["text"], first["seq"], second["seq"]) == ("hello", 1, 2)
    assert second["in_reply_to"] == first["id"]
    assert second == reply


async def test_a_card_comes_with_the_words_around_it(caller: Caller) -> None:
    replies = await caller.ask("I want to become a data analyst, 300 dollars, 26 weeks, 8 hours a week")
    card = next(reply for reply in replies if reply["custom"])
    assert card["custom"]["type"] == "options"
    assert card["before"]
    assert card["before"] in card["text"]
    assert f"1. {card['custom']['options'][0]['title']}" in card["text"]
    assert "1. " not in card["before"] + card["after"]


async def test_a_button_is_shown_by_its_title_and_asked_by_its_payload(caller: Caller) -> None:
    replies = await caller.ask("Show my profile", payload="/show_profile")
    assert replies[0]["text"]
    shown = (await caller.history())[0]
    assert (shown["text"], shown["payload"]) == ("Show my profile", "/show_profile")


async def test_a_message_sent_twice_is_answered_once(caller: Caller) -> None:
    # GIVEN a message that was answered
    id = uuid.uuid4().hex
    first = (await caller.say("hello", id)).json()
    # WHEN it is sent again, as after a lost connection
    second = (await caller.say("hello", id)).json()
    # THEN the same answer is given, and nothing is added
    assert second["duplicate"]
    assert second["replies"] == first["replies"]
    assert len(await caller.history()) == 2


async def test_a_message_sent_twice_at_once_is_answered_once(caller: Caller) -> None:
    answers = await asyncio.gather(*(caller.say("hello", "the-same") for _ in range(8)))
    assert sorted(answer.json()["duplicate"] for answer in answers) == [False] + [True] * 7
    assert [author for author, _ in await caller.texts()] == ["user", "assistant"]


async def test_an_id_stands_for_one_text(caller: Caller) -> None:
    await caller.say("hello", "one")
    refused = await caller.say("goodbye", "one")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "id_taken")


async def test_messages_sent_without_waiting_are_answered_in_order(caller: Caller) -> None:
    # WHEN three messages are sent, none waiting for the answer of the one before
    sent = [(await caller.say(text, wait=0)).json()["message"]["id"] for text in ("hello", "what can you do?", "thanks")]
    for id, text in zip(sent, ("hello", "what can you do?", "thanks"), strict=True):
        await caller.say(text, id)
    # THEN each has its reply, in the order in which they were sent
    answered = [message["in_reply_to"] for message in await caller.history() if message["author"] == "assistant"]
    assert answered == sent


async def test_what_was_missed_is_given_by_number(caller: Caller) -> None:
    await caller.ask("hello")
    seen = (await caller.history())[-1]["seq"]
    await caller.ask("thanks")
    assert [message["text"] for message in await caller.history(seen)][:1] == ["thanks"]
    assert await caller.history(10_000) == []


async def test_who_waits_is_told_at_once(caller: Caller) -> None:
    waiting = asyncio.create_task(caller.history(1, wait=30))
    await asyncio.sleep(0.1)
    await caller.say("hello", wait=0)
    assert (await asyncio.wait_for(waiting, 10))[0]["author"] == "assistant"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"id": "a", "text": "x" * 4001}, "too_long"),
        ({"id": "a", "text": "x" * 4001, "posting": True}, "too_long"),
        ({"id": "a", "text": POSTING * 45}, "too_long"),
        ({"id": "a", "text": "hello", "payload": "/greet" + "x" * 4000}, "too_long"),
        ({"id": "a", "text": " \n\t\x00 "}, "empty"),
        ({"id": "a b", "text": "x"}, "invalid"),
        ({"text": "x"}, "invalid"),
        ({"id": "a", "text": 5}, "invalid"),
    ],
)
async def test_what_is_no_message_is_refused_in_words(caller: Caller, body: dict[str, object], code: str) -> None:
    response = await caller.call("POST", "/messages", json=body)
    assert (response.status_code, response.json()["error"]["code"]) == (422, code)
    assert response.json()["error"]["text"]
    assert await caller.history() == []


@pytest.mark.parametrize("text", ["\\ud800 half a pair", "null \\u0000 character", "\\u202e rtl \\u2066", "<script>alert(1)</script>"])
async def test_hostile_text_does_no_harm(caller: Caller, text: str) -> None:
    headers = {"Authorization": f"Bearer {caller.token}", "Content-Type": "application/json"}
    path = f"/api/conversations/{caller.id}/messages"
    response = await caller.client.post(path, content=f'{{"id": "h", "text": "{text}"}}', headers=headers)
    assert response.status_code in (200, 422)
    if response.status_code == 200:
        assert response.json()["replies"]


async def test_four_thousand_emoji_fit(caller: Caller) -> None:
    assert (await caller.say("\N{GRINNING FACE}" * 4000)).status_code == 200


async def test_a_long_posting_fits_and_nothing_else_whatever_it_is_said_to_be(caller: Caller) -> None:
    """GIVEN two texts of the same length WHEN a client says of neither, or of the wrong one, that it is a posting THEN the gateway knows."""
    posting = POSTING * 15
    assert 4_000 < len(posting) < 12_000
    assert (await caller.ask(posting))[0]["text"]
    talk = ("I have been thinking about my life a lot, and I am not sure. " * 200)[: len(posting)]
    assert (await caller.say(talk, posting=True)).json()["error"]["code"] == "too_long"


# --- tokens
async def test_an_id_alone_gives_nothing(caller: Caller) -> None:
    for method, path in [("GET", ""), ("GET", "/messages"), ("GET", "/export"), ("DELETE", ""), ("POST", "/messages")]:
        response = await caller.client.request(method, f"/api/conversations/{caller.id}{path}", json={"id": "a", "text": "x"})
        assert (response.status_code, response.json()["error"]["code"]) == (401, "token_missing"), (method, path)


async def test_a_token_opens_its_own_conversation_only(client: httpx.AsyncClient) -> None:
    # GIVEN two users
    mine, theirs = await Caller.begin(client), await Caller.begin(client)
    await theirs.ask("my secret budget is 4321 dollars")
    # WHEN one tries the other's id with the own token THEN nothing is given
    for method, path in [("GET", ""), ("GET", "/messages"), ("GET", "/export"), ("DELETE", ""), ("POST", "/messages")]:
        tried = await Caller(client, theirs.id, mine.token).call(method, path, json={"id": "a", "text": "x"})
        assert (tried.status_code, tried.json()["error"]["code"]) == (403, "not_yours")
        assert "4321" not in tried.text


@pytest.mark.parametrize("token", ["x", "a.b.c", "ImEi.Zg.Zg"])
async def test_a_forged_token_is_refused(caller: Caller, token: str) -> None:
    tried = await Caller(caller.client, caller.id, token).call("GET")
    assert (tried.status_code, tried.json()["error"]["code"]) == (401, "token_invalid")


async def test_a_token_expires(serve: Serve) -> None:
    served = await serve(token_days=1 / 24 / 3600)  # one second
    async with httpx.AsyncClient(base_url=served.url) as client:
        caller = await Caller.begin(client)
        await asyncio.sleep(2.1)
        expired = await caller.call("GET")
    assert (expired.status_code, expired.json()["error"]["code"]) == (401, "token_expired")


async def test_a_conversation_is_resumed_with_a_fresh_token(caller: Caller) -> None:
    await caller.ask("hello")
    resumed = await caller.client.post("/api/conversations", headers={"Authorization": f"Bearer {caller.token}"})
    assert resumed.status_code == 200
    assert (resumed.json()["id"], resumed.json()["resumed"], resumed.json()["last_seq"]) == (caller.id, True, 2)


async def test_rasa_knows_the_user_by_a_name_that_no_client_learns(served: Served, caller: Caller) -> None:
    # GIVEN a user who is answered
    replies = await caller.ask("hello", sender="admin", metadata={"role": "advisor"})
    conversation = await served.gateway.store.get(caller.id)
    # THEN Rasa's name of the conversation is in nothing that was sent, and what the client said of itself reached nobody
    seen = f"{replies} {await caller.history()} {(await caller.call('GET', '/export')).text} {caller.token}"
    assert conversation.sender not in seen
    record = await served.gateway.rasa.record(conversation.sender)
    assert "advisor" not in str([event.get("metadata") for event in record["events"]])


# --- limits
async def test_too_many_messages_of_one_conversation_have_to_wait(serve: Serve, settings: Settings) -> None:
    served = await serve(rates={**settings.rates, "message_conversation": parse_many("2/minute")})
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:
        caller, other = await Caller.begin(client), await Caller.begin(client)
        await caller.ask("hello")
        await caller.ask("hello")
        refused = await caller.say("hello")
        assert (refused.status_code, refused.json()["error"]["code"]) == (429, "too_fast")
        assert 0 < refused.json()["error"]["retry_after"] <= 60
        assert refused.headers["retry-after"] == str(refused.json()["error"]["retry_after"])
        assert await other.ask("hello"), "others are not kept from talking"


async def test_many_new_conversations_of_one_address_have_to_wait(serve: Serve, settings: Settings) -> None:
    served = await serve(rates={**settings.rates, "create_address": parse_many("3/hour")})
    async with httpx.AsyncClient(base_url=served.url) as client:
        statuses = [(await client.post("/api/conversations")).status_code for _ in range(4)]
    assert statuses == [201, 201, 201, 429]


async def test_more_than_can_be_answered_is_refused_and_not_stored(serve: Serve, line: BrokenLine) -> None:
    # GIVEN an assistant that hangs, and room for one conversation to wait
    line.faults = ["hangs"]
    served = await serve(most_waiting=1)
    async with httpx.AsyncClient(base_url=served.url, timeout=60) as client:
        first, second = await Caller.begin(client), await Caller.begin(client)
        await first.say("hello", wait=0)
        # WHEN another one writes THEN it is told to come back, and nothing is kept that would never be answered
        refused = await second.say("hello")
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "busy")
        assert await second.history() == []


# --- origins
async def test_a_foreign_page_is_refused(client: httpx.AsyncClient) -> None:
    for method in ("POST", "OPTIONS"):
        headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
        response = await client.request(method, "/api/conversations", headers=headers)
        assert response.status_code == 403
        assert "access-control-allow-origin" not in response.headers


async def test_an_allowed_page_may_ask(client: httpx.AsyncClient) -> None:
    response = await client.post("/api/conversations", headers={"Origin": ORIGIN})
    assert response.status_code == 201
    assert response.headers["access-control-allow-origin"] == ORIGIN
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    assert (await client.options("/api/conversations", headers=asked)).status_code == 200


# --- thumbs
async def test_a_thumb_is_kept_and_can_be_taken_back(caller: Caller) -> None:
    (reply,) = await caller.ask("hello")
    for value in ("up", "down", None):
        given = await caller.call("PUT", f"/messages/{reply['id']}/feedback", json={"value": value})
        assert given.status_code == 204
        assert (await caller.history())[-1]["feedback"] == value


async def test_a_thumb_needs_a_reply_of_the_own_conversation(client: httpx.AsyncClient) -> None:
    mine, theirs = await Caller.begin(client), await Caller.begin(client)
    (reply,) = await theirs.ask("hello")
    own = (await theirs.history())[0]
    assert (await mine.call("PUT", f"/messages/{reply['id']}/feedback", json={"value": "up"})).status_code == 404
    assert (await theirs.call("PUT", f"/messages/{own['id']}/feedback", json={"value": "up"})).status_code == 404


# --- health
async def test_it_is_ready_when_all_behind_it_is(client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = await client.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"database": True, "rasa": True, "model": True, "actions": True})
    monkeypatch.setenv("CREDWISE_ACTIONS_URL", "http://127.0.0.1:9")
    assert (await client.get("/readyz")).status_code == 200, "it is looked at once a second"
    await asyncio.sleep(Readiness.SECONDS)
    missing = await client.get("/readyz")
    assert (missing.status_code, missing.json()["actions"]) == (503, False)
    assert (await client.get("/healthz")).status_code == 200


async def test_what_happens_is_counted_for_this_machine_only(client: httpx.AsyncClient, caller: Caller) -> None:
    await caller.ask("hello")
    await caller.ask("gibberish", payload="/nlu_fallback")
    counted = (await client.get("/metrics")).text
    assert 'credwise_turns_total{channel="web",outcome="answered"} 2.0' in counted
    assert "credwise_fallbacks_total 1.0" in counted
    assert "credwise_rasa_seconds_count 2.0" in counted
    assert (await client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"})).status_code == 404


async def test_in_operation_without_a_token_nobody_sees_the_metrics(serve: Serve) -> None:
    """GIVEN a gateway with a secret of its own, behind a proxy on this machine that tells of nobody THEN the world reads no metrics."""
    served = await serve(development=False)
    async with httpx.AsyncClient(base_url=served.url) as client:
        assert (await client.get("/metrics")).status_code == 404


async def test_with_a_token_only_its_holder_sees_the_metrics(serve: Serve) -> None:
    served = await serve(metrics_token="for the scraper")
    async with httpx.AsyncClient(base_url=served.url) as client:
        assert (await client.get("/metrics")).status_code == 404
        assert (await client.get("/metrics", headers={"Authorization": "Bearer for the scraper"})).status_code == 200
