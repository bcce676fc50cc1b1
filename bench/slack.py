"""Measure Slack: how soon the gateway acknowledges what Slack tells it while 100 users chat.

Usage: make bench, or python -m bench.slack [--quick]

Slack and Rasa are doubles on loopback, in a process of their own, so that what is measured is the gateway: Rasa takes 50 ms for a turn, and
Slack 30 ms for a call. Each user writes every five seconds on average; every tenth message is sent a second time, as Slack does.
An event is acknowledged when it is stored, so the database counts. `bench/README.md` says what the numbers mean.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from bot.gateway.settings import RATES
from tests.support.assistant import ROOT, free_ports
from tests.support.gateway import process
from tests.support.scripted_rasa import stand_in_rasa
from tests.support.slack import SIGNING_SECRET, Member, SlackDouble, slack_double

QUICK = "--quick" in sys.argv[1:]
USERS, EVERY, SECONDS = 100, 5.0, 15 if QUICK else 60
MANY = "100000/second"
AIM = 50.0


@dataclass
class Seen:
    """What came of the messages."""

    acks: list[float] = field(default_factory=list)
    refused: int = 0
    sent: int = 0
    twice: int = 0


async def doubles(slack_port: int, rasa_port: int) -> None:
    """Serve the doubles until the end of the process."""
    async with slack_double(slack_port) as slack, stand_in_rasa(rasa_port) as rasa:
        slack.team()
        slack.seconds, rasa.seconds = 0.03, 0.05
        stopped = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
        await stopped.wait()
        answers = [message["text"] for message in slack.messages]
        print(f"{len(answers)} {len(answers) - len(set(answers))}", flush=True)


def main() -> None:
    """Measure and print."""
    port, slack_port, rasa_port = free_ports(3)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        variables = {
            "CREDWISE_GATEWAY_DB": os.environ.get("CREDWISE_GATEWAY_DB") or f"sqlite:///{folder / 'gateway.sqlite'}",
            "CREDWISE_CASES_URL": f"sqlite:///{folder / 'cases.sqlite'}",
            "CREDWISE_RASA_URL": f"http://127.0.0.1:{rasa_port}",
            "CREDWISE_SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "CREDWISE_SLACK_BOT_TOKEN": "xoxb-1",
            "CREDWISE_SLACK_API_URL": f"http://127.0.0.1:{slack_port}/api/",
            **{variable: MANY for variable, _ in RATES.values()},
        }
        command = [sys.executable, "-m", "bench.slack", "--doubles", str(slack_port), str(rasa_port)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
            with process(port, folder / "log", **variables):
                seen = asyncio.run(chat(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{rasa_port}"))
            other.send_signal(signal.SIGTERM)
            answered, doubled = map(int, other.communicate(timeout=20)[0].split())
    acks = sorted(seen.acks)
    p99 = acks[min(len(acks) - 1, len(acks) * 99 // 100)]
    table = Table("", "value", title="Slack" + (", quick" if QUICK else ""))
    table.add_row("messages of 100 users, in seconds", f"{seen.sent} in {SECONDS}")
    table.add_row("of them sent twice / refused", f"{seen.twice} / {seen.refused}")
    table.add_row("answered / answered twice", f"{answered} / {doubled}")
    table.add_row(f"acknowledged, median and p99, ms (aim: {AIM:.0f})", f"{statistics.median(acks):.1f} and {p99:.1f}")
    table.add_row("acknowledged, longest, ms", f"{acks[-1]:.1f}")
    Console(width=110).print(table)


async def chat(url: str, rasa: str) -> Seen:
    """Have all users write until the time is up, and wait for the last answers."""
    seen, slack = Seen(), SlackDouble(url="http://127.0.0.1:1")
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=200)
    async with httpx.AsyncClient(base_url=url, timeout=30, limits=limits) as client:
        await ready(client, rasa)
        await Member(slack, client, "U0").say("warm up")  # what is loaded lazily
        await asyncio.sleep(2)
        until = time.perf_counter() + SECONDS
        await asyncio.gather(*(user(Member(slack, client, f"U{number}"), until, seen) for number in range(1, USERS + 1)))
        await asyncio.sleep(5)
    return seen


async def ready(client: httpx.AsyncClient, rasa: str) -> None:
    """Wait until the doubles answer."""
    while True:
        try:
            (await client.get(f"{rasa}/status")).raise_for_status()
            return
        except httpx.HTTPError:
            await asyncio.sleep(0.1)


async def user(member: Member, until: float, seen: Seen) -> None:
    """Write now and then."""
    dice = random.Random(member.user)
    await asyncio.sleep(dice.uniform(0, EVERY))
    number = 0
    while time.perf_counter() < until:
        number += 1
        event, id = member.direct_message(f"message {number} of {member.user}", ts=f"{time.time():.6f}"), f"Ev{member.user}{number}"
        again = dice.random() < 0.1
        seen.sent, seen.twice = seen.sent + 1, seen.twice + again
        for _ in range(1 + again):
            started = time.perf_counter()
            response = await member.event(event, id)
            seen.acks.append((time.perf_counter() - started) * 1000)
            seen.refused += response.status_code != 200
        await asyncio.sleep(dice.expovariate(1 / EVERY))


if __name__ == "__main__":
    if "--doubles" in sys.argv:
        asyncio.run(doubles(*map(int, sys.argv[-2:])))
    else:
        main()
