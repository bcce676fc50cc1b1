"""Learn what names and amounts are to their writers from the annotated messages; see labels.py, contexts.py and amounts.py for what is learned.

``python -m knowledge.resolve.learning`` trains where no current models are there. A model's name holds a hash of what it is made of.
"""

from __future__ import annotations

import fcntl
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import pycrfsuite
import yaml

from knowledge.resolve import amounts, contexts
from knowledge.resolve.encoder import encoder
from knowledge.resolve.index import NameIndex
from knowledge.resolve.labels import LABELS, OTHER, Item, features

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = ROOT / "data" / "nlu" / "messages"
MODELS = ROOT / "models"
_MARK = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?P<label>\w+)\)")
INTENT_HIDDEN = 0.35
_PARAMETERS = {"c1": 0.05, "c2": 0.3, "max_iterations": 120, "feature.possible_transitions": True}


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated message: its text, the question it answers where there was one, and the marked spans with their labels."""

    text: str
    intent: str
    asked: str | None
    spans: tuple[tuple[int, int, str], ...]


def examples(folder: Path = MESSAGES) -> Iterator[Example]:
    """The annotated messages of all files, in order. They are Rasa's training data too, so the format is Rasa's."""
    for path in sorted(folder.glob("*.yml")):
        for group in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            asked = (group.get("metadata") or {}).get("asked")
            for line in group["examples"].splitlines():
                if line.strip():
                    yield _example(line.strip().removeprefix("- "), group["intent"], asked)


def _example(line: str, intent: str, asked: str | None) -> Example:
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    length = last = 0
    for mark in _MARK.finditer(line):
        parts += [line[last : mark.start()], mark["words"]]
        start = length + mark.start() - last
        length = start + len(mark["words"])
        spans.append((start, length, mark["label"]))
        last = mark.end()
    return Example("".join([*parts, line[last:]]), intent, asked, tuple(spans))


def labels_of(items: Sequence[Item], spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """The right label of each item: that of the marked name which covers most of it."""
    result: list[str] = []
    for item in items:
        covering = [
            label
            for start, end, label in spans
            if label in LABELS and 2 * (min(end, item.end) - max(start, item.start)) >= item.end - item.start
        ]
        result.append(covering[-1] if covering else OTHER)
    return result


def train(index: NameIndex, messages: Sequence[Example], path: Path) -> None:
    """Write a model of names that has learned from these messages."""
    from knowledge.resolve.statements import items_of

    trainer = _trainer()
    for message in messages:
        text, items, origin = items_of(message.text, index, message.asked)
        if items:
            written = [replace(item, start=origin(item.start), end=origin(item.end)) for item in items]
            trainer.append(features(text, items, message.asked, _intent_seen(message)), labels_of(written, message.spans))
    path.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(path))


def train_contexts(index: NameIndex, messages: Sequence[Example], path: Path) -> None:
    """Write a network that has learned from the sentences around names, where there is an encoder to read them."""
    from knowledge.resolve.statements import items_of

    if (found := encoder()) is None:
        return
    texts: list[str] = []
    named: list[list[Item]] = []
    signs: list[list[str]] = []
    labels: list[str] = []
    for message in messages:
        text, items, origin = items_of(message.text, index, message.asked)
        if items:
            written = [replace(item, start=origin(item.start), end=origin(item.end)) for item in items]
            texts.append(text)
            named.append(items)
            signs += [list(contexts.signs_of(item, message.asked, _intent_seen(message))) for item in items]
            labels += labels_of(written, message.spans)
    states = [contexts.states_of(*each) for each in zip(found.encode(texts), named, strict=True)]
    contexts.train(found, np.concatenate(states), signs, labels).save(path)


def train_amounts(index: NameIndex, messages: Sequence[Example], path: Path) -> None:
    """Write a model of amounts that has learned from these messages."""
    from knowledge.resolve.statements import amounts_of

    trainer = _trainer()
    for message in messages:
        text, found, origin = amounts_of(message.text, index, message.asked)
        if found:
            written = [replace(amount, start=origin(amount.start), end=origin(amount.end)) for amount in found]
            trainer.append(amounts.features(text, found, message.asked, _intent_seen(message)), amounts.labels_of(written, message.spans))
    path.parent.mkdir(parents=True, exist_ok=True)
    trainer.train(str(path))


def _trainer() -> pycrfsuite.Trainer:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(_PARAMETERS)
    return trainer


def _intent_seen(message: Example) -> str | None:
    """Now and then none, so that the model does not rely on an intent which the classifier may get wrong; the same in every training."""
    return None if hashlib.sha256(message.text.encode()).digest()[0] < INTENT_HIDDEN * 256 else message.intent


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of model: how it is learned, the ending of its file, and the modules whose change asks for a new one."""

    train: Callable[[NameIndex, Sequence[Example], Path], None]
    ending: str
    modules: tuple[str, ...]


KINDS = {
    "labels": Kind(train, "crfsuite", ("*.py",)),
    "amounts": Kind(train_amounts, "crfsuite", ("*.py",)),
    # It takes minutes, and what the rules say is but one of its signs: it stays as it is when only they change, as when the catalogue does.
    "contexts": Kind(train_contexts, "npz", ("contexts.py", "encoder.py")),
}


def current_model(kind: str) -> Path:
    """Where the model of the present code and messages is, of names ("labels", "contexts") or "amounts"; it is trained first where it is missing."""
    path = MODELS / f"{kind}-{_digest(kind)}.{KINDS[kind].ending}"
    if path.exists():
        return path
    MODELS.mkdir(exist_ok=True)
    with (MODELS / ".labels.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two processes that start together train once
        if not path.exists():
            _train(kind, path)
    return path


def _train(kind: str, path: Path) -> None:
    draft = path.with_suffix(".draft")
    KINDS[kind].train(_index(), _messages(), draft)
    if draft.exists():
        draft.replace(path)
    for old in MODELS.glob(f"{kind}-*.{KINDS[kind].ending}"):
        if old != path:
            old.unlink(missing_ok=True)


@cache
def _index() -> NameIndex:
    from knowledge.store.build import build_catalogue
    from knowledge.store.files import read_catalogue

    return NameIndex(build_catalogue(read_catalogue()))


@cache
def _messages() -> tuple[Example, ...]:
    return tuple(examples())


def _digest(kind: str) -> str:
    digest = hashlib.sha256()
    for path in sorted([*MESSAGES.glob("*.yml"), *(path for name in KINDS[kind].modules for path in Path(__file__).parent.glob(name))]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    for name in KINDS:
        current_model(name)
