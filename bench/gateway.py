"""Measure the gateway: what it adds to a turn, and what it does when far more is asked than Rasa can answer.

Usage: make bench, or python -m bench.gateway [--quick]

First one user after the other: the time of a turn through the gateway (from the message sent to the reply received, over the socket) beside
the time that Rasa itself took for the same turn, as the gateway measured it; the difference is the gateway's. Then 500 open
connections that together offer 50 messages a second for five minutes, many more than Rasa answers on two cores. `bench/README.md` says
what the numbers mean.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import socketio
from rich.console import Console
from rich.table import Table

from bench.latency import resident_mb, sample_messages
from bot.gateway.settings import RATES
from tests.support.assistant import TODAY, free_ports, running_assistant
from tests.support.gateway import process

QUICK = "--quick" in sys.argv[1:]
METRICS_TOKEN = "for the bench"
CONNECTIONS, PER_SECOND, SECONDS = (50, 20, 15) if QUICK else (500, 50, 300)
TURNS = 60 if QUICK else 300
SETTLE_SECONDS = 240
MANY = "100000/second"
RASA = "credwise_rasa_seconds_sum"


@dataclass
class Load:
    """What came of the messages that were offered."""

    offered: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    sent_at: dict[str, float] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    apologies: int = 0
    twice: int = 0
    lost_connections: int = 0

    def heard(self, reply: dict[str, Any]) -> None:
        """Note a reply."""
        if not reply["last"]:
            return
        sent = self.sent_at.pop(reply["in_reply_to"], None)
        if sent is None:
            self.twice += 1
        else:
            self.waits.append(time.perf_counter() - sent)
            self.apologies += reply["failed"]


def main() -> None:
    """Measure and print."""
    (port,) = free_ports(1)
    with tempfile.TemporaryDirectory() as name, running_assistant(CREDWISE_TODAY=TODAY) as assistant:
        folder = Path(name)
        variables = {
            "CREDWISE_GATEWAY_DB": os.environ.get("CREDWISE_GATEWAY_DB") or f"sqlite:///{folder / 'gateway.sqlite'}",
            "CREDWISE_CONSOLE_DB": f"sqlite:///{folder / 'console.sqlite'}",
            "CREDWISE_RASA_URL": str(assistant.client.base_url).rstrip("/"),
            "CREDWISE_ACTIONS_URL": assistant.actions_url,
            "CREDWISE_METRICS_TOKEN": METRICS_TOKEN,
            "CREDWISE_MOST_OPEN_PER_ADDRESS": str(2 * CONNECTIONS),
            **{variable: MANY for variable, _ in RATES.values()},
        }
        with process(port, folder / "log", **variables) as gateway:
            url = f"http://127.0.0.1:{port}"
            table = Table("", "value", title="The gateway" + (", quick" if QUICK else ""))
            empty = resident_mb(gateway.pid)
            for row in [*asyncio.run(overhead(url)), *asyncio.run(overload(url))]:
                table.add_row(*row)
            table.add_row("memory of the gateway at its start and after all, MB", f"{empty:.0f} / {resident_mb(gateway.pid):.0f}")
        Console(width=110).print(table)


async def overhead(url: str) -> list[tuple[str, str]]:
    """Hold turns one after the other."""
    turns, ours = [], []
    cpu = 0.0
    messages = itertools.cycle(sample_messages())
    async with httpx.AsyncClient(base_url=url) as client:
        replies: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        for number in range(TURNS + 1):
            if number % 6 == 0:
                page = await connect(url, replies.put_nowait)
            before, started = await measured(client, RASA), time.perf_counter()
            await page.emit("message", {"id": uuid.uuid4().hex, "text": next(messages)})
            while not (await asyncio.wait_for(replies.get(), 60))["last"]:
                pass
            took = time.perf_counter() - started
            if number == 0:  # it loads what is loaded lazily
                cpu = await measured(client, "process_cpu_seconds_total")
            else:
                turns.append(took * 1000)
                ours.append((took - (await measured(client, RASA) - before)) * 1000)
            if number % 6 == 5 or number == TURNS:
                await page.disconnect()
        cpu = (await measured(client, "process_cpu_seconds_total") - cpu) / TURNS * 1000
    return [
        (f"a turn, median of {TURNS}, ms", f"{statistics.median(turns):.1f}"),
        ("of it the gateway and the socket, median, ms (aim: 5)", f"{statistics.median(ours):.2f}"),
        ("of it the gateway and the socket, p95, ms", f"{statistics.quantiles(ours, n=20)[18]:.2f}"),
        ("processor time of the gateway a turn, the reading of its meters included, ms", f"{cpu:.2f}"),
    ]


async def overload(url: str) -> list[tuple[str, str]]:
    """Offer more than can be answered, and see what becomes of every message."""
    load, texts = Load(), itertools.cycle(sample_messages())
    opening = time.perf_counter()
    pages = [await connect(url, load.heard) for _ in range(CONNECTIONS)]
    opened = time.perf_counter() - opening
    started, tasks = time.perf_counter(), []
    for number, page in zip(range(PER_SECOND * SECONDS), itertools.cycle(pages), strict=False):
        await asyncio.sleep(max(0.0, started + number / PER_SECOND - time.perf_counter()))
        tasks.append(asyncio.create_task(offer(page, next(texts), load)))
    offering = time.perf_counter() - started
    acknowledged = [wait for wait in await asyncio.gather(*tasks) if wait is not None]
    while load.sent_at and time.perf_counter() - started - offering < SETTLE_SECONDS:  # noqa: ASYNC110
        await asyncio.sleep(0.5)
    load.lost_connections = sum(not page.connected for page in pages)
    await asyncio.gather(*(page.disconnect() for page in pages))
    return rows(load, acknowledged, opened, offering)


def rows(load: Load, acknowledged: list[float], opened: float, offering: float) -> list[tuple[str, str]]:
    """Return what is told of the load."""
    waits, acks = sorted(load.waits), sorted(acknowledged)
    taken = len(load.waits) + len(load.sent_at)
    return [
        ("connections opened, in seconds", f"{CONNECTIONS} in {opened:.1f}"),
        ("messages offered, in seconds", f"{load.offered} in {offering:.0f}"),
        ("taken / refused as `busy` / refused otherwise", f"{taken} / {load.refused.pop('busy', 0)} / {load.refused.total()}"),
        ("answered, of them by an apology", f"{len(waits)}, {load.apologies}"),
        ("answered a second", f"{len(waits) / offering:.1f}"),
        ("lost / answered twice / connections lost", f"{len(load.sent_at)} / {load.twice} / {load.lost_connections}"),
        ("from sent to acknowledged, median and p99, ms", f"{percentile(acks, 50) * 1000:.0f} and {percentile(acks, 99) * 1000:.0f}"),
        ("from sent to answered, median and p99, s", f"{percentile(waits, 50):.1f} and {percentile(waits, 99):.1f}"),
    ]


def percentile(ordered: list[float], percent: int) -> float:
    """Return a percentile of sorted values."""
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else float("nan")


async def connect(url: str, heard: Any) -> socketio.AsyncClient:
    """Open a connection; its replies go to `heard`."""
    page = socketio.AsyncClient(reconnection=False)
    page.on("reply", heard)
    await page.connect(url, transports=["websocket"], wait_timeout=30)
    return page


async def offer(page: socketio.AsyncClient, text: str, load: Load) -> float | None:
    """Send a message; return the seconds to its acknowledgement, None where it was refused."""
    id, started = uuid.uuid4().hex, time.perf_counter()
    load.offered += 1
    load.sent_at[id] = started
    try:
        told = await page.call("message", {"id": id, "text": text}, timeout=60)
    except (socketio.exceptions.SocketIOError, TimeoutError):
        told = {"ok": False, "error": {"code": "no acknowledgement"}}
    if told["ok"]:
        return time.perf_counter() - started
    load.sent_at.pop(id, None)
    load.refused[told["error"]["code"]] += 1
    return None


async def measured(client: httpx.AsyncClient, name: str) -> float:
    """Return a meter of the gateway."""
    lines = (await client.get("/metrics", headers={"Authorization": f"Bearer {METRICS_TOKEN}"})).text.splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith(name))


if __name__ == "__main__":
    main()
