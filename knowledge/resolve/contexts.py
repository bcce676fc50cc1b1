"""What the sentence around a name tells of it, in whatever words: a small network over the sentence encoder's states.

The field of labels.py knows words; the encoder knows what words mean, so "my knees want me out of roofing" is near to "I am tired of roofing".
The encoder itself stays as it is. What is learned is one hidden layer over the states of the name, its neighbours and the message, and
over the name's kinds, the question asked, the kind of message and the rules' verdict. It is mixed with the field's opinion (labeller.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.resolve.encoder import DIMENSIONS, Encoded, Encoder
from knowledge.resolve.labels import Item, Shares

Array = NDArray[np.floating[Any]]

VIEWS = 5
"""The states seen of a name: its own, the word piece before it, the one after it, the whole message's, and the second before it."""
HIDDEN = 256
EPOCHS, BATCH, RATE, DECAY = 12, 128, 1e-3, 0.01
DROPPED = 0.4
"""The share of what the network sees that is hidden from it while it learns, so that it relies on no single sign."""
SMOOTHING = 0.05
"""The share of certainty that is spread over all labels, as some annotations are doubtful."""
_SEED = 7


class ContextModel:
    """A trained network; safe to share between threads."""

    def __init__(self, encoder: Encoder, labels: Sequence[str], signs: Sequence[str], weights: Mapping[str, Array]) -> None:
        """Put a model together from its parts; use `train` or `load`."""
        self.labels = list(labels)
        self._encoder, self._weights = encoder, dict(weights)
        self._columns = {sign: column for column, sign in enumerate(signs)}

    def shares(self, text: str, items: Sequence[Item], asked: str | None, intent: str | None) -> list[Shares]:
        """For each item how likely each label is."""
        if not items:
            return []
        seen = states_of(self._encoder.encode([text])[0], items)
        told = np.zeros((len(items), len(self._columns)), np.float32)
        for row, item in enumerate(items):
            told[row, [self._columns[sign] for sign in signs_of(item, asked, intent) if sign in self._columns]] = 1
        _, scores = _forward(self._weights, _standard(self._weights, seen), told)
        return [dict(zip(self.labels, map(float, row), strict=True)) for row in _softmax(scores)]

    def save(self, path: Path) -> None:
        """Write the model as plain numbers and names: no pickle, so that loading a model runs no code."""
        parts: dict[str, Any] = {**self._weights, "label names": np.array(self.labels), "sign names": np.array(list(self._columns))}
        with path.open("wb") as file:
            np.savez(file, **parts)

    @classmethod
    def load(cls, path: Path, encoder: Encoder) -> ContextModel:
        """Read a model that `save` has written."""
        with np.load(path, allow_pickle=False) as file:
            parts = dict(file)
        return cls(encoder, parts.pop("label names").tolist(), parts.pop("sign names").tolist(), parts)


def states_of(encoded: Encoded, items: Sequence[Item]) -> Array:
    """A row for each item: the states that tell about it, side by side."""
    states, last = encoded.states, len(encoded.states) - 1
    message = states[1:last].mean(axis=0) if last > 1 else states[0]
    rows = np.empty((len(items), VIEWS, DIMENSIONS), np.float32)
    for row, item in zip(rows, items, strict=True):
        own = [at for at, (start, end) in enumerate(encoded.places) if start < item.end and item.start < end]
        own = own or [last]  # it stands behind what the encoder reads of a long message
        first, final = own[0], own[-1]
        row[:] = states[own].mean(axis=0), states[max(first - 1, 0)], states[min(final + 1, last)], message, states[max(first - 2, 0)]
    return rows.reshape(len(items), -1)


def signs_of(item: Item, asked: str | None, intent: str | None) -> Iterator[str]:
    """What is known of an item beside its sentence; the kind of message comes last, where it is known."""
    first = item.kinds[0]
    yield from (f"kinds={'+'.join(item.kinds)}", *(f"kind={kind}" for kind in item.kinds), *item.marks)
    yield from (f"rule={item.rule}", f"rule={item.rule}|{first}", f"asked={asked}", f"asked={asked}|{first}")
    if intent:
        yield from (f"intent={intent}", f"intent={intent}|{first}")


def train(encoder: Encoder, seen: Array, told: Sequence[Sequence[str]], labels: Sequence[str]) -> ContextModel:
    """Learn from items: their states, their signs and their right labels. The same examples give the same model."""
    names, signs = sorted(set(labels)), sorted({sign for each in told for sign in each})
    columns = {sign: column for column, sign in enumerate(signs)}
    rows = [np.array([columns[sign] for sign in each], dtype=np.int64) for each in told]
    right = np.array([names.index(label) for label in labels])
    chance = np.random.default_rng(_SEED)
    weights = _first_weights(chance, seen, len(signs), len(names))
    learned = {name: weights[name] for name in ("states", "signs", "straight", "bias", "labels", "last")}
    momentum = {name: (np.zeros_like(array), np.zeros_like(array)) for name, array in learned.items()}
    steps, step = EPOCHS * -(-len(right) // BATCH), 0
    for _ in range(EPOCHS):
        order = chance.permutation(len(right))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            marked = np.zeros((len(batch), len(signs)), np.float32)
            for row, place in zip(marked, batch, strict=True):
                row[rows[place]] = 1
            slopes = _slopes(weights, _standard(weights, seen[batch]), marked, right[batch], chance)
            step += 1
            _improve(learned, slopes, momentum, step, RATE * (1 - (step - 1) / steps))
    return ContextModel(encoder, names, signs, weights)


def _first_weights(chance: np.random.Generator, seen: Array, signs: int, labels: int) -> dict[str, Array]:
    def drawn(rows: int, columns: int, scale: float) -> Array:
        return (chance.standard_normal((rows, columns)) * scale).astype(np.float32)

    return {
        "mean": seen.mean(axis=0, dtype=np.float64).astype(np.float32),
        "spread": (seen.std(axis=0, dtype=np.float64) + 1e-3).astype(np.float32),
        "states": drawn(seen.shape[1], HIDDEN, seen.shape[1] ** -0.5 / 2),
        "signs": drawn(signs, HIDDEN, 0.1),
        "bias": np.zeros(HIDDEN, np.float32),
        "labels": drawn(HIDDEN, labels, HIDDEN**-0.5 / 2),
        "straight": np.zeros((signs, labels), np.float32),
        "last": np.zeros(labels, np.float32),
    }


def _standard(weights: Mapping[str, Array], seen: Array) -> Array:
    standard: Array = (seen - weights["mean"]) / weights["spread"]
    return standard


def _forward(weights: Mapping[str, Array], seen: Array, told: Array, kept: Array | None = None) -> tuple[Array, Array]:
    """The hidden layer and the labels' scores; ``kept`` is what is not hidden of the hidden layer."""
    hidden = np.maximum(seen @ weights["states"] + told @ weights["signs"] + weights["bias"], np.float32(0))
    hidden = hidden if kept is None else hidden * kept
    return hidden, hidden @ weights["labels"] + told @ weights["straight"] + weights["last"]


def _softmax(scores: Array) -> Array:
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Array = odds / odds.sum(axis=1, keepdims=True)
    return shares


def _slopes(
    weights: Mapping[str, Array], seen: Array, told: Array, right: NDArray[np.int64], chance: np.random.Generator
) -> dict[str, Array]:
    """The slope of the loss (cross-entropy with smoothed labels) for each of the weights, with a part hidden."""
    seen = seen * _kept(chance, seen.shape)
    kept = _kept(chance, (len(seen), HIDDEN))
    hidden, scores = _forward(weights, seen, told, kept)
    error = _softmax(scores)
    error -= np.float32(SMOOTHING / scores.shape[1])
    error[np.arange(len(right)), right] -= 1 - SMOOTHING
    error /= np.float32(len(right))
    back = error @ weights["labels"].T * kept * (hidden > 0)
    return {
        "states": seen.T @ back,
        "signs": told.T @ back,
        "bias": back.sum(axis=0),
        "labels": hidden.T @ error,
        "straight": told.T @ error,
        "last": error.sum(axis=0),
    }


def _kept(chance: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return (chance.random(shape, np.float32) >= DROPPED).astype(np.float32) / np.float32(1 - DROPPED)


def _improve(
    learned: Mapping[str, Array], slopes: Mapping[str, Array], momentum: Mapping[str, tuple[Array, Array]], step: int, rate: float
) -> None:
    """One step of Adam with decoupled decay of the weights."""
    for name, array in learned.items():
        first, second = momentum[name]
        first += 0.1 * (slopes[name] - first)
        second += 0.001 * (slopes[name] ** 2 - second)
        array *= 1 - rate * DECAY
        array -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
