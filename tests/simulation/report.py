"""The table of a run, its floors, and docs/simulation.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles

from rich.console import Console
from rich.table import Table

from tests.evaluation.report import Measure
from tests.evaluation.understanding import share
from tests.simulation.agenda import GOALS
from tests.simulation.run import Kind, Outcome

EXAMPLES = 5


@dataclass(frozen=True)
class Results:
    """What a run of many conversations came to."""

    outcomes: Sequence[Outcome]
    today: date
    model: str
    seconds: float

    def measures(self) -> list[Measure]:
        """All measures with their floors: here, and nowhere else, is what `make simulate` insists on."""
        to_shortlist = [one.to_shortlist for one in self.outcomes if one.to_shortlist]
        return [
            Measure("Conversations that succeed", self.success, 0.95, 0.95),
            _count("Conversations with a loop", self._with("loop"), 0),
            _count("Conversations with an exception", self._with("exception"), 0),
            _count("Conversations with an unanswered message", self._with("no reply"), 0),
            _count("Conversations with a limit broken", self._with("limit broken"), 0),
            _count("Breaches of the contract's rules on replies", sum(len(one.breaches) for one in self.outcomes), 0),
            _count("Questions asked again although answered", sum(len(one.repeated) for one in self.outcomes)),
            _count("Median turns to the shortlist", _median(to_shortlist)),
            _count("90th percentile of turns to the shortlist", _p90(to_shortlist)),
            _count("Median turns of a conversation", _median([one.turns for one in self.outcomes])),
        ]

    @property
    def success(self) -> float:
        return share(one.is_success for one in self.outcomes)

    @property
    def below(self) -> list[str]:
        """The measures that are below their floors."""
        return [measure.name for measure in self.measures() if not measure.is_above_floor]

    def by_goal(self) -> Iterable[tuple[str, str, str, str, str]]:
        """Goal, conversations, success, median and 90th percentile of turns to the shortlist."""
        for goal in GOALS:
            some = [one for one in self.outcomes if one.goal == goal]
            turns = [one.to_shortlist for one in some if one.to_shortlist]
            if some:
                yield goal, str(len(some)), f"{share(one.is_success for one in some):.3f}", f"{_median(turns):g}", f"{_p90(turns):g}"

    def faults(self) -> Iterable[tuple[Kind, list[tuple[int, str]]]]:
        """Each kind of fault with its cases (seed and what happened), the most frequent first."""
        counts = Counter(fault.kind for one in self.outcomes for fault in one.faults)
        for kind, _ in counts.most_common():
            yield kind, [(one.seed, fault.what) for one in self.outcomes for fault in one.faults if fault.kind == kind]

    def _with(self, kind: Kind) -> int:
        return sum(one.has(kind) for one in self.outcomes)


def print_table(results: Results, console: Console) -> None:
    """Print the measures, the goals and the faults."""
    table = Table("measure", "value", "floor", "held")
    for row in map(_row, results.measures()):
        table.add_row(*row)
    goals = Table("goal", "conversations", "success", "median turns", "90 %")
    for line in results.by_goal():
        goals.add_row(*line)
    console.print(table, goals)
    for kind, cases in results.faults():
        console.print(f"{kind} ({len(cases)}):", *(f"  {seed}: {what}" for seed, what in cases[:EXAMPLES]), sep="\n", markup=False)


def as_markdown(results: Results) -> str:
    """The page of a run."""
    lines = [
        "# Simulated conversations",
        "",
        "Simulated people (`tests/simulation/`) with a goal, facts about themselves, limits, patience, mistakes and changes of mind talk to the",
        "assistant; no language model, and nobody of them knows the catalogue. A conversation succeeds where a shortlist answers the goal before",
        "the patience is out, every option keeps the limits as they were last told, corrections count, and every question gets an answer.",
        "Written by `make simulate`, which also keeps the transcript of each failure in `var/simulation/`.",
        "",
        f"{len(results.outcomes)} conversations on {results.today.isoformat()}, model {results.model}, {results.seconds:.0f} s.",
        "",
        *_rows(("measure", "value", "floor", "held"), map(_row, results.measures())),
        "",
        *_rows(("goal", "conversations", "success", "median turns to the shortlist", "90th percentile"), results.by_goal()),
    ]
    for kind, cases in results.faults():
        lines += ["", f"## {kind.capitalize()} ({len(cases)})", *(f"- {seed}: {what}" for seed, what in cases)]
    return "\n".join(lines) + "\n"


def _row(measure: Measure) -> tuple[str, str, str, str]:
    if measure.floor is None:
        return measure.name, measure.shown(measure.value), "", ""
    bound = f"{'≤' if measure.low else '≥'} {measure.shown(measure.floor)}"
    return measure.name, measure.shown(measure.value), bound, "yes" if measure.is_above_floor else "NO"


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def _count(name: str, value: float, floor: float | None = None) -> Measure:
    return Measure(name, value, floor, floor, low=True, is_share=False)


def _median(values: Sequence[int]) -> float:
    return float(median(values)) if values else float("nan")


def _p90(values: Sequence[int]) -> float:
    return quantiles(values, n=10, method="inclusive")[-1] if len(values) > 1 else _median(values)
