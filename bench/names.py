"""How fast names are found in messages, and facts in long postings, on the real catalogue: ``python -m bench.names [rounds]``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from knowledge.resolve.index import NameIndex
from knowledge.resolve.posting import read_posting
from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue

MESSAGES = (
    "im a teacher and i want to move into data analytics, i know excel and a bit of sql, budget 300 dollars",
    "Is the Google Data Analytics certificate worth it for hospital analyst jobs in Ohio?",
    "hey there so im working as a cashier rn and was thinking of getting into it or cyber security but idk where to start",
)
POSTING = """Senior Data Analyst
Requirements: 5+ years of SQL, Tableau and Excel; a bachelor's degree in statistics or a related field is required.
Preferred: Python, PMP certification, experience in a hospital. You will build dashboards, work with stakeholders and mentor juniors.
"""
POSTING_CHARACTERS = 10_000
AIM_MS, AIM_POSTING_MS = 2.0, 100.0


def measure(title: str, aim: float, call: Callable[[str], object], texts: Sequence[str]) -> None:
    """Print p50, p99 and the slowest call, in milliseconds of the processor."""
    times = []
    for text in texts:
        started = time.process_time()
        call(text)
        times.append((time.process_time() - started) * 1000)
    times.sort()
    median, slow = times[len(times) // 2], times[int(len(times) * 0.99)]
    print(f"{title:34} p50 {median:7.2f} ms (aim: under {aim:g}), p99 {slow:7.2f} ms, max {times[-1]:7.2f} ms")


def main(rounds: int) -> None:
    """Build the index of names, then search messages and read postings."""
    started = time.process_time()
    names = NameIndex(build_catalogue(read_catalogue()))
    print(f"catalogue and index built in {time.process_time() - started:.1f} s")
    measure("names in a message", AIM_MS, names.mentions, MESSAGES * rounds)
    posting = (POSTING * (POSTING_CHARACTERS // len(POSTING) + 1))[:POSTING_CHARACTERS]
    measure("a posting of 10,000 characters", AIM_POSTING_MS, lambda text: read_posting(text, names), [posting] * (rounds // 10 + 1))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
