"""The table, and docs/evaluation.md."""

from __future__ import annotations

import os
import platform
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from knowledge.model import Catalogue
from tests.evaluation.advising import AdviceSet
from tests.evaluation.conversing import Outcome
from tests.evaluation.data import Persona, Utterance
from tests.evaluation.grounding import Fact, ungrounded
from tests.evaluation.understanding import Extractions, Reading, Understanding, share


@dataclass(frozen=True)
class Measure:
    """One line of the table. `aim` is what we want, `floor` what `--gate` insists on; both upper bounds where `low` is set."""

    name: str
    value: float
    aim: float | None = None
    floor: float | None = None
    low: bool = False
    is_share: bool = True

    def _keeps(self, bound: float | None) -> bool:
        return bound is None or (self.value <= bound if self.low else self.value >= bound)

    @property
    def reaches_aim(self) -> bool | None:
        return None if self.aim is None else self._keeps(self.aim)

    @property
    def is_above_floor(self) -> bool:
        return self._keeps(self.floor)

    def shown(self, value: float | None) -> str:
        if value is None:
            return ""
        return f"{value:.3f}" if self.is_share else f"{value:g}"

    @property
    def cells(self) -> tuple[str, str, str, str]:
        bound = "≤" if self.low else "≥"
        aim = f"{bound} {self.shown(self.aim)}" if self.aim is not None else ""
        return self.name, self.shown(self.value), aim, {True: "yes", False: "NO", None: ""}[self.reaches_aim]


@dataclass
class Results:
    """Everything that was measured with one set; a part that did not run is None."""

    part: str
    today: date
    model: str
    catalogue: Catalogue
    utterances: Sequence[Utterance]
    personas: Sequence[Persona]
    intents: Understanding | None = None
    slots: Extractions | None = None
    outcomes: Sequence[Outcome] | None = None
    direct: AdviceSet | None = None
    talked: AdviceSet | None = None
    baselines: dict[str, AdviceSet] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        return None not in (self.intents, self.slots, self.outcomes, self.direct, self.talked)

    def measures(self) -> list[Measure]:
        return [*self._understanding(), *self._conversing(), *self._advising()]

    def _understanding(self) -> Iterable[Measure]:
        if self.intents:
            one = self.intents
            yield Measure("Intent accuracy, in scope", one.accuracy, 0.94, 0.90)
            for group, name in GROUPS.items():
                yield Measure(f"· {name}", one.accuracy_of(group))
            yield Measure("Macro F1 over all intents", one.macro_f1)
            yield Measure("Out-of-scope recall at 3 % false rejection", one.recall_at_allowed_rejection(), 0.92, 0.80)
            for group, name in OUTSIDE.items():
                yield Measure(f"· {name}, at 3 %", one.recall_at_allowed_rejection(group))
            yield Measure("Out-of-scope recall as deployed", one.recall_outside)
            for group, name in OUTSIDE.items():
                yield Measure(f"· {name}", one.recall_of(group))
            yield Measure("False rejection as deployed", one.falsely_rejected, 0.05, low=True)
            for group, name in GROUPS.items():
                yield Measure(f"· {name}, rejected", one.falsely_rejected_of(group), low=True)
        if self.slots:
            yield Measure("Slot precision", self.slots.total.precision)
            yield Measure("Slot recall", self.slots.total.recall)
            yield Measure("Slots as expected", self.slots.accuracy)
            yield Measure("Utterances with every slot as expected", self.slots.whole_utterances)

    def _conversing(self) -> Iterable[Measure]:
        if self.outcomes is not None:
            yield Measure("Conversations that succeed", share(not one.failures for one in self.outcomes), 0.95, 0.90)
        if self.talked:
            yield Measure("Median turns to the shortlist", _median(self.talked.turns(rich=False)), 6, 8, low=True, is_share=False)
            yield Measure("Median turns, rich first message", _median(self.talked.turns(rich=True)), 3, 4, low=True, is_share=False)
            yield Measure("Personas without a shortlist", _count(one.shown is None for one in self.talked.all), 0, low=True, is_share=False)
        if self.talked or self.outcomes is not None:
            yield Measure("Repeated questions", len(self.repeated), 0, low=True, is_share=False)
            yield Measure("Answers not understood, so asked again", len(self.unheard), low=True, is_share=False)
            yield Measure("Breaches of the contract's rules on replies", len(self.broken), 0, low=True, is_share=False)

    def _advising(self) -> Iterable[Measure]:
        for name, part in (("recommender", self.direct), ("conversation", self.talked)):
            if part:
                yield Measure(f"Personas hit@3, {name}", part.hits, 0.90, 0.80)
                yield Measure(f"Personas nDCG@5, {name}", part.ndcg)
                yield Measure(f"Right advice where only some is right, {name}", part.right_advice, 1.0)
                yield Measure(f"Unwanted options, {name}", len(part.unwanted(self.catalogue)), 0, low=True, is_share=False)
        yield Measure("Constraint violations", len(self.violations), 0, 0, low=True, is_share=False)
        yield Measure("Unsupported recognition claims or findings", len(self.unsupported), 0, 0, low=True, is_share=False)
        if self.facts:
            yield Measure("Facts told that the catalogue does not hold", len(self.ungrounded), 0, low=True, is_share=False)

    @property
    def side_by_side(self) -> dict[str, AdviceSet]:
        """Ours and the simpler ways; what is measured in conversation only is left out of all, so that they answer the same personas."""
        talked = AdviceSet([one for one in self.talked.all if one.persona.direct]) if self.talked else None
        ours = {"recommender": self.direct, "conversation": talked}
        return {name: part for name, part in {**ours, **self.baselines}.items() if part}

    @property
    def facts(self) -> list[Fact]:
        return [one for _, part in self._parts("facts") for one in part]

    @property
    def ungrounded(self) -> list[str]:
        return [f"{name}: {told}" for name, part in self._parts("facts") for told in ungrounded(part)]

    @property
    def repeated(self) -> list[str]:
        return [f"{name}: {one}" for name, part in self._parts("repeated") for one in part]

    @property
    def unheard(self) -> list[str]:
        return [f"{name}: {one}" for name, part in self._parts("unheard") for one in part]

    @property
    def broken(self) -> list[str]:
        return [f"{name}: {one}" for name, part in self._parts("broken") for one in part]

    @property
    def violations(self) -> list[str]:
        advised = [one for part in (self.direct, self.talked) if part for one in part.violations]
        return advised + [f"{one.id}: {problem}" for one in self.outcomes or () for problem in one.violations]

    @property
    def unsupported(self) -> list[str]:
        advised = [one for part in (self.direct, self.talked) if part for one in part.unsupported]
        return advised + [f"{one.id}: {problem}" for one in self.outcomes or () for problem in one.unsupported]

    def _parts(self, name: str) -> list[tuple[str, Sequence[Any]]]:
        advised = [(one.persona.id, getattr(one, name)) for one in self.talked.all] if self.talked else []
        return advised + [(one.id, getattr(one, name)) for one in self.outcomes or ()]


OUTSIDE = {"near": "near (work and learning)", "far": "far"}
GROUPS = {"goal": "goals", "options": "about options", "conversation": "conversation", "faq": "frequent questions"}


def _median(values: list[int]) -> float:
    return float(median(values)) if values else float("nan")


def _count(flags: Iterable[bool]) -> int:
    return sum(flags)


def print_table(results: Results, before: Mapping[str, str], console: Console) -> None:
    """Print what was measured, beside what the page of the last whole run tells."""
    table = Table("measure", "before", "value", "aim", "reached", title=f"Evaluation of {results.today}, {results.part} set")
    for measure in results.measures():
        name, value, *rest = measure.cells
        was = before.get(name, "new" if before else "")
        table.add_row(name, f"{was} →" if was != value else "", value, *rest)
    console.print(table)
    for head, rows in (SIDE_BY_SIDE, _side_by_side(results)), (BY_SLOT, _by_slot(results)):
        if rows:
            extra = Table(*head)
            for row in rows:
                extra.add_row(*row)
            console.print(extra)


SIDE_BY_SIDE = ("way to advise", "hit@3", "nDCG@5", "constraint violations", "personas with one", "unwanted options")
BY_SLOT = ("slot", "precision", "recall", "values expected", "values given")


def _side_by_side(results: Results) -> list[tuple[str, ...]]:
    return [
        (
            name,
            f"{part.hits:.3f}",
            f"{part.ndcg:.3f}",
            str(len(part.violations)),
            str(_count(bool(one.violations) for one in part.all)),
            str(len(part.unwanted(results.catalogue))),
        )
        for name, part in results.side_by_side.items()
    ]


def _by_slot(results: Results) -> list[tuple[str, ...]]:
    counts = results.slots.by_slot if results.slots else {}
    return [(slot, f"{one.precision:.3f}", f"{one.recall:.3f}", str(one.wanted), str(one.given)) for slot, one in counts.items()]


def values_told(page: str) -> dict[str, dict[str, str]]:
    """Set -> measure -> value, as a page of an earlier run tells them."""
    told: dict[str, dict[str, str]] = {}
    for part, text in re.findall(r"^## The (\w+) set$(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL):
        rows = re.search(r"^\| measure \|.*\n((?:\|.*\n)+)", text, re.MULTILINE)
        cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in rows[1].splitlines()[1:]] if rows else []
        told[part] = {name: value for name, value, *_ in cells}
    return told


# --- docs/evaluation.md


HOW = (
    "- **Slots**: precision and recall count values, of lists each one. A slot that an utterance's annotation does not speak of is not judged.",
    "- **nDCG@5**: what the persona's author wants has the relevance 1, all else 0; the best order has as many of these first as there are, five at most."
    " An empty list that is right, with the right advice, counts as 1.",
    "- **Constraint violations**: over budget, of unknown price under a budget, too long, held, retired, or requiring a credential, licence or degree"
    " that is not held or is in another subject.",
    "- **Side by side**: keyword search is SQLite's full-text search (BM25) for the skills and the job wanted and the field; most popular is what most others"
    " are on record for in that field. Neither knows of limits. Only personas whose wish the slots can carry.",
    "- **Facts told**: every value of a card, and every price, time and recogniser in the sentences about a credential, looked up in its row.",
)


def as_markdown(every: Sequence[Results]) -> str:
    """The page; only for a whole run of all sets."""
    one = every[0]
    lines = [
        "# Evaluation",
        "",
        "Written by `make evaluate`; do not edit. How it is measured: `tests/evaluation`. The utterances, conversations and personas are sets"
        " by different authors, who wrote them apart from the training examples and had not read these.",
        "",
        *HOW,
        "",
        f"- **Date** {one.today}; **model** `{one.model}`; **catalogue** `{one.catalogue.version}`"
        f" ({len(one.catalogue.credentials)} credentials, {len(one.catalogue.ledger)} ledger rows)",
        f"- **Ran on** Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors",
        *(line for results in every for line in _set_as_markdown(results)),
    ]
    return "\n".join(lines) + "\n"


def _set_as_markdown(results: Results) -> list[str]:
    assert results.intents
    assert results.slots
    assert results.outcomes is not None
    assert results.direct
    assert results.talked
    in_scope = sum(one.in_scope for one in results.utterances)
    return [
        "",
        f"## The {results.part} set",
        "",
        f"{in_scope} utterances in scope and {len(results.utterances) - in_scope} out of scope,"
        f" {len(results.slots.all)} with {results.slots.checks} slot expectations;"
        f" {len(results.outcomes)} conversations with {sum(one.checks for one in results.outcomes)} checks;"
        f" {len(results.personas)} personas in {len({one.field for one in results.personas})} fields;"
        f" {len(results.facts)} facts told of credentials."
        f" It took: {', '.join(f'{name} {seconds:.0f} s' for name, seconds in results.seconds.items())}.",
        "",
        "| measure | value | aim | reached |",
        "|---|---|---|---|",
        *(f"| {' | '.join(measure.cells)} |" for measure in results.measures()),
        *_table("Side by side", SIDE_BY_SIDE, _side_by_side(results)),
        *_table("Slots one by one", BY_SLOT, _by_slot(results)),
        "",
        "Below is every failure. What is not listed held.",
        *_intent_failures(results.intents),
        *_slot_failures(results.slots),
        *_conversation_failures(results.outcomes),
        *_advice_failures("Personas missed by the recommender", results.direct, results.catalogue),
        *_advice_failures("Personas missed through the conversation", results.talked, results.catalogue),
        *_section("Constraint violations", results.violations),
        *_section("Unsupported recognition claims or findings", results.unsupported),
        *_section("Facts that the catalogue does not hold", _tallied(results.ungrounded)),
        *_section("Repeated questions", results.repeated),
        *_section("Answers not understood, so asked again", results.unheard),
        *_section("Breaches of the contract's rules on replies", _tallied(results.broken)),
    ]


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["", f"### {title}", "", *(f"| {' | '.join(line)} |" for line in lines)]


def _section(title: str, entries: Sequence[str]) -> list[str]:
    return ["", f"### {title} ({len(entries)})", *(f"- {entry}" for entry in entries)]


def _intent_failures(intents: Understanding) -> list[str]:
    wrong = [one for one in intents.inside if not one.is_right]
    missed = [one for one in intents.outside if not one.is_rejected]
    pairs = Counter((one.utterance.intent, one.intent) for one in wrong)
    often = [f"{wanted} read as {given}: {count}" for (wanted, given), count in pairs.most_common() if count > 1]
    weak = sorted((value, label) for label, value in intents.f1.items() if value < 0.8)
    return [
        *_section("Intents misread", [_line(one) for one in wrong]),
        *(["", "More than once: " + "; ".join(often) + "."] if often else []),
        *(["", "F1 under 0.8: " + ", ".join(f"{label} {value:.2f}" for value, label in weak) + "."] if weak else []),
        *_section("Out of scope and not noticed", [_line(one) for one in missed]),
    ]


def _line(one: Reading) -> str:
    text = " ".join(one.utterance.text.split())
    return f"“{text[:110]}{'…' if len(text) > 110 else ''}” is {one.utterance.intent}, read as {one.intent} ({one.confidence:.2f})"


def _slot_failures(slots: Extractions) -> list[str]:
    entries = [f"“{' '.join(one.utterance.text.split())[:110]}”: {'; '.join(one.problems)}" for one in slots.all if one.problems]
    return _section("Slots not as expected", entries)


def _conversation_failures(outcomes: Sequence[Outcome]) -> list[str]:
    return _section(
        "Conversations that failed",
        [f"**{one.id}** ({', '.join(one.shows)}): " + "; ".join(one.failures) for one in outcomes if one.failures],
    )


def _advice_failures(title: str, advised: AdviceSet, catalogue: Catalogue) -> list[str]:
    entries = []
    for one in advised.all:
        problems = []
        if not one.is_hit:
            shown = "no shortlist" if one.shown is None else f"shown {', '.join(one.shown) or 'nothing'}"
            problems.append(f"{shown}; wanted one of {', '.join(sorted(one.persona.want))} in the first three")
        if not one.advice_is_right:
            problems.append(f"advice {one.advice}, right is {' or '.join(one.persona.advice)}")
        if unwanted := one.unwanted(catalogue):
            problems.append(f"unwanted {', '.join(unwanted)}")
        if problems:
            entries.append(f"**{one.persona.id}**: " + "; ".join(problems))
    return _section(title, entries)


def _tallied(entries: Sequence[str]) -> list[str]:
    """The same breach told once, with how often it came."""
    counts = Counter(entry.split(": ", 1)[1] for entry in entries)
    first = {entry.split(": ", 1)[1]: entry.split(": ", 1)[0] for entry in reversed(entries)}
    return [f"{entry} [{first[entry]}{f', {count} times' if count > 1 else ''}]" for entry, count in counts.most_common()]
