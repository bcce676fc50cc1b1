"""Measure our pipeline and policies side by side with those that `rasa init` gives, on the same data.

Usage: make bench, or python -m bench.latency --quick for the turns alone (Rasa's networks then learn for one round only, which
changes what they say but not how long they take). Both are trained here and now on data/ and domain.yml, and answer the same messages over the REST channel
with the same action server, one after the other. `bench/README.md` says what the numbers mean.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import httpx
import yaml
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from scripts.processes import python_of  # noqa: E402
from scripts.train import ONE_THREAD, rasa_environ  # noqa: E402
from tests.support.assistant import running_assistant  # noqa: E402

DEFAULT = Path(__file__).with_name("rasa_default.yml")
RASA = [str(python_of("rasa")), "-m"]
# Rasa's own choice of threads: TensorFlow takes what there is.
ALL_THREADS = {**dict.fromkeys(ONE_THREAD, "0"), "OMP_NUM_THREADS": str(os.cpu_count())}
CONVERSATIONS, TURNS = 24, 6
PARALLEL = 8
ENTITY = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
QUICK = "--quick" in sys.argv[1:]


@dataclass(frozen=True)
class Measured:
    """What was measured of one configuration."""

    training_seconds: float
    training_cpu: float
    median_ms: float
    p99_ms: float
    per_second: float
    memory_mb: float


def main() -> None:
    """Measure both and print the table."""
    messages = sample_messages()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = measure(ROOT / "config.yml", [*RASA, "bot.rasa.server"], ONE_THREAD, folder / "ours", messages)
        default = measure(default_config(folder), default_server(folder), ALL_THREADS, folder / "default", messages)
    print_table(ours, default)


def sample_messages() -> list[str]:
    """Take examples of all intents in turn, so that all kinds of turns are among them; without the marks of their entities."""
    files = sorted((ROOT / "data").rglob("*.yml"))
    blocks = [block for file in files for block in yaml.safe_load(file.read_text()).get("nlu") or [] if "intent" in block]
    examples = [[ENTITY.sub(r"\1", line.lstrip("- ")) for line in block["examples"].splitlines() if line.strip()] for block in blocks]
    rounds = (lines[number % len(lines)] for number in range(1000) for lines in examples)
    return list(islice(rounds, CONVERSATIONS * TURNS))


def default_config(folder: Path) -> Path:
    """Return Rasa's default configuration; with --quick, one that learns for one round only."""
    config = folder / DEFAULT.name
    config.write_text(re.sub(r"epochs: \d+", "epochs: 1", DEFAULT.read_text()) if QUICK else DEFAULT.read_text())
    return config


def default_server(folder: Path) -> list[str]:
    """Return Rasa's own command; its conversations are kept in memory, as `rasa init` has it, which favours it."""
    endpoints = folder / "endpoints.yml"
    endpoints.write_text("action_endpoint:\n  url: http://127.0.0.1:${CREDWISE_ACTIONS_PORT}/webhook\n")
    options = ["--enable-api", "--auth-token", "{token}", "--interface", "127.0.0.1", "--port", "{port}", "--endpoints", str(endpoints)]
    return [*RASA, "rasa", "run", *options, "--credentials", str(ROOT / "credentials.yml"), "--model"]


def measure(config: Path, server: list[str], threads: dict[str, str], folder: Path, messages: list[str]) -> Measured:
    """Train a configuration, serve it, and measure both."""
    wall, cpu = train(config, threads, folder)
    with running_assistant([*server, str(folder / "model.tar.gz")], **threads) as assistant:
        url = str(assistant.client.base_url)
        talk(url, messages[:TURNS])  # the first turns load what is loaded lazily
        times = [each for start in range(0, len(messages), TURNS) for each in talk(url, messages[start : start + TURNS])]
        rate = throughput(url, messages)
        memory = resident_mb(assistant.pids["rasa"])
    percentiles = statistics.quantiles(times, n=100)
    return Measured(wall, cpu, statistics.median(times), percentiles[98], rate, memory)


def train(config: Path, threads: dict[str, str], folder: Path) -> tuple[float, float]:
    """Train a model into a folder; return the seconds it took, and those of the processor."""
    command = [*RASA, "rasa", "train", "--config", str(config), "--out", str(folder), "--fixed-model-name", "model"]
    print(f"Training {config.name} ...", file=sys.stderr, flush=True)
    for old in (folder, ROOT / "var" / "learned"):  # what was learned before would flatter
        shutil.rmtree(old, ignore_errors=True)
    folder.mkdir()
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    with (folder / "train.log").open("w") as log:
        subprocess.run(command, cwd=ROOT, env={**os.environ, **rasa_environ(), **threads}, stdout=log, stderr=log, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - started, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def talk(url: str, messages: list[str]) -> list[float]:
    """Hold one conversation and return the milliseconds of each turn."""
    times = []
    sender = f"bench-{uuid.uuid4().hex}"
    with httpx.Client(base_url=url, timeout=120) as client:
        for message in messages:
            started = time.perf_counter()
            client.post("/webhooks/rest/webhook", json={"sender": sender, "message": message}).raise_for_status()
            times.append((time.perf_counter() - started) * 1000)
    return times


def throughput(url: str, messages: list[str]) -> float:
    """Return how many messages a second are answered when several people talk at once."""
    talks = [messages[start : start + TURNS] for start in range(0, len(messages), TURNS)]
    started = time.perf_counter()
    with ThreadPoolExecutor(PARALLEL) as pool:
        list(pool.map(talk, cycle([url]), talks))
    return len(messages) / (time.perf_counter() - started)


def resident_mb(pid: int) -> float:
    """Return the memory that a process holds now."""
    return int(subprocess.check_output(["ps", "-o", "rss=", "-p", str(pid)])) / 1024


def print_table(ours: Measured, default: Measured) -> None:
    """Print both columns and their ratio."""
    table = Table("", "Credwise", "Rasa's default", "ratio", title="A turn through the REST channel, with the same action server")
    rows = {
        "training, s": "training_seconds",
        "training, processor s": "training_cpu",
        "turn, median ms": "median_ms",
        "turn, p99 ms": "p99_ms",
        f"messages a second, {PARALLEL} at once": "per_second",
        "memory of the Rasa server, MB": "memory_mb",
    }
    for label, name in rows.items():
        if QUICK and name.startswith("training"):
            continue
        one, other = getattr(ours, name), getattr(default, name)
        table.add_row(label, f"{one:.1f}", f"{other:.1f}", f"{one / other:.2f}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
