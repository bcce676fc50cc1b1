"""What a person has accepted becomes training data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, process, utils

from bot.settings import ROOT
from knowledge.resolve.amounts import LABELS as AMOUNTS
from knowledge.resolve.index import NameIndex
from knowledge.resolve.labels import LABELS as NAMES
from knowledge.resolve.statements import amounts_of, items_of
from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue
from learning_loop import review

MESSAGES = Path("messages") / "reviewed.yml"
INTENTS_ONLY = Path("reviewed.yml")
"""For sentences that name something and mark nothing: from those in messages/ it would be learned that the name is no fact about its writer."""
NEARLY_THE_SAME = 90
FEW_WORDS = 3
_MARK = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?P<label>\w+)\)")


@dataclass
class Accepted:
    """What came of it: file -> how many sentences went there; and what did not, with the reason."""

    moved: dict[Path, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class TrainingData:
    """The training examples in a folder, and the sentences of the evaluation, which must stay unknown to them."""

    nlu: Path = ROOT / "data" / "nlu"
    evaluation: Path = ROOT / "tests" / "evaluation"

    @cached_property
    def groups(self) -> list[dict[str, Any]]:
        """All groups of examples, with their intents."""
        files = sorted(self.nlu.rglob("*.yml"))
        return [group for path in files for group in yaml.safe_load(path.read_text("utf-8"))["nlu"] if "intent" in group]

    @cached_property
    def intents(self) -> frozenset[str]:
        """The intents that there are."""
        return frozenset(group["intent"] for group in self.groups)

    @cached_property
    def examples(self) -> frozenset[str]:
        """The examples as `_folded` leaves them."""
        return frozenset(_folded(line) for group in self.groups for line in _lines(group["examples"]))

    @cached_property
    def measured(self) -> list[str]:
        """Everything that is said in the evaluation's sets."""
        files = sorted(self.evaluation.glob("*/*.yml"))
        return [_folded(text) for path in files for text in _texts(yaml.safe_load(path.read_text("utf-8")))]

    def is_measured(self, text: str) -> bool:
        """Whether the evaluation has this sentence, or, of more than three words, one nearly the same."""
        if len(text.split()) <= FEW_WORDS:
            return text in self.measured
        return process.extractOne(text, self.measured, scorer=fuzz.token_sort_ratio, score_cutoff=NEARLY_THE_SAME) is not None

    def mistake(self, entry: review.Entry) -> str | None:
        """What the person got wrong in a decision; None where that is nothing."""
        if entry.intent and entry.intent not in self.intents:
            return f"there is no intent {entry.intent}"
        labels = {found["label"] for example in entry.examples for found in _MARK.finditer(example)} - {*NAMES, *AMOUNTS}
        return f"there is no label {', '.join(sorted(labels))}" if labels else None

    def objection(self, example: str) -> str | None:
        """Why a sentence cannot be taken; None where it can."""
        if _folded(example) in self.examples:
            return "it is a training example already"
        return "the evaluation has it, or nearly" if self.is_measured(_folded(example)) else None


def accept(folder: Path, data: TrainingData) -> Accepted:
    """Move what was given an intent in the review files to the training data; what is undecided or mistaken stays.

    Raises:
        ValueError: where a review file cannot be read; then nothing has been moved.
    """
    done, staying, taken = Accepted(), dict[Path, list[review.Entry]](), dict[str, tuple[str, str]]()
    for path in review.files(folder):
        staying[path] = []
        for entry in review.read(path):
            mistake = data.mistake(entry)
            if mistake:
                done.refused.append(f"{path.name}: {mistake}")
            if mistake or not entry.intent:
                staying[path].append(entry)
            else:
                _take(entry, taken, data, done)
    _move(taken, data.nlu, done)
    for path, entries in staying.items():
        review.write(entries, path)
    return done


def _take(entry: review.Entry, taken: dict[str, tuple[str, str]], data: TrainingData, done: Accepted) -> None:
    """Add the sentences of an accepted entry to those that are taken, but for those that cannot be."""
    for example in entry.examples:
        reason = "it is there twice" if _folded(example) in taken else data.objection(example)
        if reason:
            done.refused.append(f"“{example}”: {reason}")
        else:
            taken[_folded(example)] = (entry.intent, example)


def _move(taken: Mapping[str, tuple[str, str]], nlu: Path, done: Accepted) -> None:
    """Write the sentences that are taken, each in the file for it."""
    if not taken:
        return
    index, places = NameIndex(build_catalogue(read_catalogue())), dict[Path, list[tuple[str, str]]]()
    for intent, example in taken.values():
        places.setdefault(_place(example, index), []).append((intent, example))
    for place, pairs in places.items():
        _append(nlu / place, pairs)
        done.moved[place] = len(pairs)


def _place(example: str, index: NameIndex) -> Path:
    """The file for a sentence: beside the annotated ones where it is annotated, or has nothing to annotate."""
    names_something = bool(items_of(example, index, None)[1] or amounts_of(example, index, None)[1])
    return MESSAGES if _MARK.search(example) or not names_something else INTENTS_ONLY


def _append(path: Path, pairs: Iterable[tuple[str, str]]) -> None:
    """Add sentences to a file of training data, under their intents."""
    groups: dict[str, list[str]] = {}
    if path.exists():
        groups = {group["intent"]: list(_lines(group["examples"])) for group in yaml.safe_load(path.read_text("utf-8"))["nlu"]}
    for intent, example in pairs:
        groups.setdefault(intent, []).append(" ".join(example.split()))
    lines = ['version: "3.1"', "# Messages of users, masked and accepted by a person: make review, make accept.", "nlu:"]
    for intent, examples in groups.items():
        lines += [f"- intent: {intent}", "  examples: |", *(f"    - {example}" for example in examples)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(examples: str) -> Iterator[str]:
    return (line.strip().removeprefix("- ") for line in examples.splitlines() if line.strip())


def _texts(node: Any) -> Iterator[str]:
    """Every string anywhere in a file."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for part in node.values() if isinstance(node, dict) else node:
            yield from _texts(part)


def _folded(example: str) -> str:
    """A sentence without marks, case and punctuation."""
    plain = re.sub(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})", r"\1", example)
    return " ".join(utils.default_process(plain).split())
