"""A gateway that is killed in the middle of turns, as a process."""

from __future__ import annotations

from pathlib import Path

import httpx

from tests.support.assistant import RunningAssistant, free_ports
from tests.support.gateway import Caller, eventually, process

TEXTS = ["hello", "I want to become a data analyst", "my budget is 300 dollars", "thanks"]


async def test_what_was_acknowledged_is_answered_once_though_the_gateway_is_killed(tmp_path: Path, assistant: RunningAssistant) -> None:
    (port,) = free_ports(1)
    log = tmp_path / "log"
    variables = {
        "CREDWISE_GATEWAY_DB": f"sqlite:///{tmp_path / 'gateway.sqlite'}",
        "CREDWISE_CONSOLE_DB": f"sqlite:///{tmp_path / 'console.sqlite'}",
        "CREDWISE_RASA_URL": str(assistant.client.base_url).rstrip("/"),
        "CREDWISE_ACTIONS_URL": assistant.actions_url,
    }
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        # GIVEN four messages in one conversation, and a gateway that is killed as soon as all are acknowledged
        with process(port, log, **variables):
            caller = await Caller.begin(client)
            for number, text in enumerate(TEXTS):
                await caller.say(text, f"id-{number}", wait=0)
        # WHEN it runs again
        with process(port, log, **variables):

            async def all_answered() -> bool:
                return sum(message["last"] for message in await caller.history()) == len(TEXTS)

            await eventually(all_answered)
            messages = await caller.history()
    # THEN each has one answer, in the order in which they were sent
    assert [message["text"] for message in messages if message["author"] == "user"] == TEXTS
    answered = [message["in_reply_to"] for message in messages if message["last"]]
    assert answered == [f"id-{number}" for number in range(len(TEXTS))]
    # AND the log holds neither words nor names of anybody
    told = log.read_text(errors="replace")
    assert all(secret not in told for secret in (*TEXTS, caller.id, caller.token, "127.0.0.1"))
