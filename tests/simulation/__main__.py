"""Hold many simulated conversations, print a table, keep the transcripts of failures, and write docs/simulation.md.

Usage: python -m tests.simulation [--count 500] [--first 0]
"""

from __future__ import annotations

import argparse
import os
import shutil
import time
from datetime import date

from rich.console import Console
from rich.progress import track

from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue
from scripts.processes import ROOT
from scripts.train import current_model
from tests.simulation.report import Results, as_markdown, print_table
from tests.simulation.run import Outcome, hold
from tests.support.assistant import TODAY, running_assistant

WHOLE = 500
"""So many conversations are a run whose result is written down."""
PAGE = ROOT / "docs" / "simulation.md"
TRANSCRIPTS = ROOT / "var" / "simulation"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description="Hold many simulated conversations.")
    parser.add_argument("--count", type=int, default=WHOLE, help="how many conversations")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    arguments = parser.parse_args()
    seeds = range(arguments.first, arguments.first + arguments.count)
    console, today, started = Console(highlight=False), os.environ.get("CREDWISE_TODAY", TODAY), time.monotonic()
    catalogue = build_catalogue(read_catalogue())
    with running_assistant(CREDWISE_TODAY=today) as assistant:
        outcomes = [hold(assistant, catalogue, seed) for seed in track(seeds, "Talking", console=console)]
    results = Results(outcomes, date.fromisoformat(today), current_model().stem.split(".")[0], time.monotonic() - started)
    print_table(results, console)
    _keep_transcripts(outcomes)
    if seeds == range(WHOLE):
        PAGE.write_text(as_markdown(results), encoding="utf-8")
        console.print(f"Written: {PAGE.relative_to(ROOT)}; transcripts of failures: {TRANSCRIPTS.relative_to(ROOT)}")
    if results.below:
        console.print("Below the floor: " + ", ".join(results.below))
    return bool(results.below)


def _keep_transcripts(outcomes: list[Outcome]) -> None:
    """Keep what was said where something went wrong, and nothing of an earlier run."""
    shutil.rmtree(TRANSCRIPTS, ignore_errors=True)
    TRANSCRIPTS.mkdir(parents=True)
    for one in outcomes:
        if problems := [*map(str, one.faults), *one.breaches, *one.repeated]:
            text = "\n".join([one.transcript, "", *(f"! {problem}" for problem in problems), ""])
            (TRANSCRIPTS / f"{one.seed:04}-{one.goal}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
