"""Hold one conversation of 300 turns with the real servers, and compare its first turns with its last.

Usage: make bench, or python -m bench.long_session. Each round of the conversation says the same kinds of things, so that turn 289 can be
held against turn 1; the median of the first round stands for turn 3, that of the last for turn 300. In the end what was told in the
first round has to be known. `bench/README.md` says what the numbers mean.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tests.support.assistant import TODAY, Conversation, running_assistant  # noqa: E402

TURNS = 300
LIMIT = 1.5
"""So many times the time of turn 3 may turn 300 take."""
OPENING = "I'm a store manager and I want to become a data analyst, I have a BA in history, I know Excel, 600 dollars, 6 hours a week"
TOLD = {"target_role": "Data analyst", "current_role": "Store manager", "current_skills": ["Microsoft Excel"], "hours_per_week": 6}
"""What the opening tells and no later turn changes."""
ROUND = (
    "why the first one?",
    "how long do micro-credentials take",
    "actually my budget is {budget} dollars",
    "tell me about the second one",
    "compare the first two",
    "what if I had 1000 dollars",
    "who recognises the first one",
    "show me more",
    "thanks",
    "only online please",
    "what do you know about me",
    "save my plan",
)


def main() -> None:
    """Talk, and print the table; exit with 1 where the last turns take too long or something is forgotten."""
    with running_assistant(CREDWISE_TODAY=TODAY) as assistant:
        hold(assistant.conversation(), rounds=1)  # what is loaded at first use is loaded now
        talk = assistant.conversation()
        times = hold(talk, rounds=TURNS // len(ROUND))
        slots, size = talk.slots, len(talk.client.get(f"/conversations/{talk.sender}/tracker").content)
    first, last = (statistics.median(part) for part in (times[: len(ROUND)], times[-len(ROUND) :]))
    forgotten = {slot: slots.get(slot) for slot, value in TOLD.items() if slots.get(slot) != value}
    print_table(times, size)
    print(f"turn {TURNS} / turn 3 = {last / first:.2f} (at most {LIMIT}); forgotten: {forgotten or 'nothing'}")
    sys.exit(1 if last > LIMIT * first or forgotten else 0)


def hold(talk: Conversation, rounds: int) -> list[float]:
    """Tell the opening, then say the round so many times; return the milliseconds of each turn but the opening."""
    talk.say(OPENING)
    while talk.requested_slot:
        talk.say("/skip")
    times = []
    for number in range(rounds):
        for text in ROUND:
            started = time.perf_counter()
            talk.say(text.format(budget=400 + 10 * number))
            times.append((time.perf_counter() - started) * 1000)
    return times


def print_table(times: list[float], size: int) -> None:
    """Print the medians along the conversation."""
    table = Table("turns", "median ms", "slowest ms", title="One conversation of 300 turns")
    step = len(ROUND)
    for start in (0, *range(4 * step, TURNS - step, 5 * step), TURNS - step):
        part = times[start : start + step]
        table.add_row(f"{start + 1} to {start + step}", f"{statistics.median(part):.1f}", f"{max(part):.1f}")
    Console(width=100).print(table)
    print(f"Rasa's tracker in the end, as JSON: {size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
