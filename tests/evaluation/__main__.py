"""Measure understanding, conversations and advice, print a table and write docs/evaluation.md.

Usage: python -m tests.evaluation [--gate] [--set first second …] [--only intents|slots|conversations|personas|recommender …]
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rich.console import Console

from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue
from scripts.processes import ROOT
from scripts.train import current_model
from tests.evaluation import data
from tests.evaluation.advising import AdviceSet, advise_directly, advise_in_conversation
from tests.evaluation.baselines import baselines
from tests.evaluation.conversing import converse_all
from tests.evaluation.grounding import ungrounded
from tests.evaluation.report import Results, as_markdown, print_table, values_told
from tests.evaluation.understanding import Extractions, Understanding, extract_all, read_all
from tests.support.assistant import RunningAssistant, running_assistant

PARTS = ("recommender", "intents", "slots", "conversations", "personas")
PAGE = ROOT / "docs" / "evaluation.md"
TRANSCRIPTS = ROOT / "var" / "evaluation"


def main() -> int:
    arguments = _arguments()
    parts, sets = arguments.only or PARTS, arguments.set or data.SETS
    console = Console(highlight=False)
    fixed = os.environ.get("CREDWISE_TODAY")
    today = date.fromisoformat(fixed) if fixed else date.today()
    model, catalogue = current_model().stem.split(".")[0], build_catalogue(read_catalogue())
    every = [Results(name, today, model, catalogue, data.utterances(name), data.personas(name)) for name in sets]
    before = values_told(PAGE.read_text("utf-8")) if PAGE.exists() else {}
    with running_assistant(CREDWISE_TODAY=today.isoformat()) as assistant:
        for results in every:
            _measure(assistant, parts, results, console)
            print_table(results, before.get(results.part, {}), console)
            _keep_transcripts(results)
    if len(sets) == len(data.SETS) and all(results.is_whole for results in every):
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(as_markdown(every), encoding="utf-8")
        console.print(f"Written: {PAGE.relative_to(ROOT)}; transcripts: {TRANSCRIPTS.relative_to(ROOT)}")
    below = [f"{measure.name} ({results.part})" for results in every for measure in results.measures() if not measure.is_above_floor]
    if arguments.gate and below:
        console.print("Below the agreed floor: " + ", ".join(below))
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description="Measure understanding, conversations and advice.")
    parser.add_argument("--gate", action="store_true", help="exit with 1 where a measure is below its agreed floor")
    parser.add_argument("--set", nargs="+", choices=data.SETS, help="measure with these sets, and do not write the page")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="measure these parts, and do not write the page")
    return parser.parse_args()


def _measure(assistant: RunningAssistant, parts: Sequence[str], results: Results, console: Console) -> None:
    @contextmanager
    def timed(name: str) -> Iterator[None]:
        started = time.monotonic()
        console.print(f"Measuring {name} with the {results.part} set …")
        yield
        results.seconds[name] = time.monotonic() - started

    if "recommender" in parts:
        with timed("recommender"):
            results.direct = AdviceSet(advise_directly(results.personas, results.catalogue, results.today))
            results.baselines = baselines(results.personas, results.catalogue)
    if "intents" in parts:
        with timed("intents"):
            results.intents = Understanding(read_all(assistant, results.utterances))
    if "slots" in parts:
        with timed("slots"):
            results.slots = Extractions(extract_all(assistant, results.utterances, results.today))
    if "conversations" in parts:
        with timed("conversations"):
            results.outcomes = converse_all(assistant, data.conversations(results.part), results.catalogue, results.today)
    if "personas" in parts:
        with timed("personas"):
            results.talked = AdviceSet(advise_in_conversation(assistant, results.personas, results.catalogue))


def _keep_transcripts(results: Results) -> None:
    """Keep what was said in conversations, for who looks into a failure."""
    TRANSCRIPTS.mkdir(parents=True, exist_ok=True)
    for one in results.outcomes or ():
        _write(TRANSCRIPTS / f"conversation-{one.id}.txt", one.transcript, [*one.failures, *ungrounded(one.facts)])
    for one in results.talked.all if results.talked else ():
        missed = [] if one.is_hit else [f"wanted one of {', '.join(sorted(one.persona.want))}"]
        failures = [*missed, *one.violations, *one.repeated, *one.unheard, *ungrounded(one.facts)]
        _write(TRANSCRIPTS / f"persona-{one.persona.id}.txt", one.transcript, failures)


def _write(path: Path, transcript: str, failures: list[str]) -> None:
    path.write_text(transcript + "\n" + "".join(f"\n! {failure}" for failure in failures) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
