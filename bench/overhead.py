"""Measure what the gateway adds to a turn, with a server in Rasa's place that answers at once (tests/support/stand_in_rasa.py).

Usage: make bench, or python -m bench.overhead

One user after the other says something over the socket, and the time runs until the last reply is there; the server's own share is taken
off. With the real Rasa (bench/gateway.py) the same difference is drowned by what Rasa does on the same processor. The gateway, the server
and the client are processes of their own.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import statistics
import tempfile
import time
import uuid
from collections import defaultdict
from pathlib import Path
from typing import Any

import httpx
import socketio
from rich.console import Console
from rich.table import Table

from bot.gateway.settings import RATES
from tests.support.assistant import free_ports
from tests.support.gateway import process
from tests.support.stand_in_rasa import stand_in_process

TURNS, WARM_UP = 300, 30
METRICS_TOKEN = "for the bench"
MESSAGES = ("my budget is 300 dollars", "options, please", "in six months", "credential, the first one", "profile, what you know")
AIM_MS = 5


def main() -> None:
    """Measure and print."""
    (port,) = free_ports(1)
    with tempfile.TemporaryDirectory() as name, stand_in_process() as rasa:
        folder = Path(name)
        variables = {
            "CREDWISE_GATEWAY_DB": os.environ.get("CREDWISE_GATEWAY_DB") or f"sqlite:///{folder / 'gateway.sqlite'}",
            "CREDWISE_CASES_URL": f"sqlite:///{folder / 'cases.sqlite'}",
            "CREDWISE_RASA_URL": rasa,
            "CREDWISE_METRICS_TOKEN": METRICS_TOKEN,
            **{variable: "100000/second" for variable, _ in RATES.values()},
        }
        with process(port, folder / "log", **variables):
            rows = asyncio.run(measure(f"http://127.0.0.1:{port}", rasa))
    table = Table("", "value", title="The gateway alone")
    for row in rows:
        table.add_row(*row)
    Console(width=110).print(table)


async def measure(url: str, rasa: str) -> list[tuple[str, str]]:
    """Hold turns one after the other, in conversations of six."""
    took: defaultdict[str, list[float]] = defaultdict(list)
    replies: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    async with httpx.AsyncClient() as client:
        for number, text in zip(range(TURNS + WARM_UP), itertools.cycle(MESSAGES), strict=False):
            if number % 6 == 0:
                page = socketio.AsyncClient(reconnection=False)
                page.on("reply", replies.put_nowait)
                await page.connect(url, transports=["websocket"])
            if number == WARM_UP:
                took.clear()
                before = await state(client, url, rasa)
            started = time.perf_counter()
            await page.emit("message", {"id": uuid.uuid4().hex, "text": text})
            while not (await asyncio.wait_for(replies.get(), 60))["last"]:
                pass
            took[text].append((time.perf_counter() - started) * 1000)
            if number % 6 == 5:
                await page.disconnect()
        after = await state(client, url, rasa)
    rasas, cpu = ((after[at] - before[at]) / TURNS * 1000 for at in range(2))
    ours = [one - rasas for turns in took.values() for one in turns]
    return [
        (f"what the gateway and the socket add, median of {TURNS} turns, ms (aim: {AIM_MS})", f"{statistics.median(ours):.2f}"),
        ("the same, p95, ms", f"{statistics.quantiles(ours, n=20)[18]:.2f}"),
        *((f"… of “{text}”, median, ms", f"{statistics.median(turns) - rasas:.2f}") for text, turns in took.items()),
        ("the stand-in's own time, taken off, mean, ms", f"{rasas:.2f}"),
        ("processor time of the gateway a turn, ms", f"{cpu:.2f}"),
        ("load of the machine", " ".join(f"{load:.1f}" for load in os.getloadavg())),
    ]


async def state(client: httpx.AsyncClient, url: str, rasa: str) -> tuple[float, float]:
    """Return the seconds that the stand-in has worked, and the processor time of the gateway."""
    lines = (await client.get(f"{url}/metrics", headers={"Authorization": f"Bearer {METRICS_TOKEN}"})).text.splitlines()
    cpu = next(float(line.split()[1]) for line in lines if line.startswith("process_cpu_seconds_total"))
    return float((await client.get(f"{rasa}/seconds")).json()), cpu


if __name__ == "__main__":
    main()
