"""A network of one hidden layer: from what the sentence encoder's layers hold of a message to a score for each intent. In numpy.

It sees what a straight line cannot: which of the layers' features count together. Parts are hidden while it learns and the labels are
smoothed, so that it keeps to what holds for authors that it has not read (docs/decisions/0022).
"""

from typing import Dict, Optional, Sequence, Tuple

import numpy as np

Arrays = Dict[str, np.ndarray]

HIDDEN = 256
EPOCHS, FEWEST_STEPS = 12, 300
BATCH = 128
RATE = 2e-3
DECAY = 0.02
SMOOTHING = 0.2
HIDDEN_INPUTS, HIDDEN_UNITS = 0.2, 0.3
"""Shares of the inputs and of the hidden layer that are left out at random in each step."""
SEED = 0


def fit(states: np.ndarray, labels: Sequence[int], count: int) -> Arrays:
    """Learn from examples, for the same ones always the same.

    Args:
        states: a row for each example.
        labels: the number of each example's intent.
        count: how many intents there are.
    """
    chance, right, (rows, columns) = np.random.default_rng(SEED), np.asarray(labels), states.shape
    weights = {
        "first": (chance.standard_normal((columns, HIDDEN)) * columns**-0.5).astype(np.float32),
        "first_bias": np.zeros(HIDDEN, np.float32),
        "second": np.zeros((HIDDEN, count), np.float32),
        "second_bias": np.zeros(count, np.float32),
    }
    standard = {"mean": states.mean(axis=0), "spread": states.std(axis=0) + np.float32(1e-3)}
    momentum = {name: (np.zeros_like(array), np.zeros_like(array)) for name, array in weights.items()}
    each = -(-rows // BATCH)
    epochs = max(EPOCHS, -(-FEWEST_STEPS // each))
    steps, step = epochs * each, 0
    for _ in range(epochs):
        order = chance.permutation(rows)
        for start in range(0, rows, BATCH):
            batch = order[start : start + BATCH]
            slopes = _slopes(weights, _standard(standard, states[batch]), right[batch], chance)
            step += 1
            _improve(weights, slopes, momentum, step, RATE * (1 - (step - 1) / steps))
    return {**weights, **standard}


def scores(arrays: Arrays, states: np.ndarray) -> np.ndarray:
    """Return a row of scores for each row of states, a column for each intent."""
    return _forward(arrays, _standard(arrays, states))[1]


def _standard(arrays: Arrays, states: np.ndarray) -> np.ndarray:
    result: np.ndarray = (states - arrays["mean"]) / arrays["spread"]
    return result


def _forward(weights: Arrays, seen: np.ndarray, kept: Optional[np.ndarray] = None) -> Tuple[np.ndarray, np.ndarray]:
    """Return the hidden layer and the scores; `kept` is what is not left out of the hidden layer."""
    hidden = np.maximum(seen @ weights["first"] + weights["first_bias"], np.float32(0))
    hidden = hidden if kept is None else hidden * kept
    return hidden, hidden @ weights["second"] + weights["second_bias"]


def _slopes(weights: Arrays, seen: np.ndarray, right: np.ndarray, chance: np.random.Generator) -> Arrays:
    """Return the slope of the loss, cross-entropy with smoothed labels, for each of the weights."""
    seen = seen * _kept(chance, seen.shape, HIDDEN_INPUTS)
    kept = _kept(chance, (len(seen), HIDDEN), HIDDEN_UNITS)
    hidden, error = _forward(weights, seen, kept)
    error = np.exp(error - error.max(axis=1, keepdims=True))
    error /= error.sum(axis=1, keepdims=True)
    error -= np.float32(SMOOTHING / error.shape[1])
    error[np.arange(len(right)), right] -= np.float32(1 - SMOOTHING)
    error /= np.float32(len(right))
    back = error @ weights["second"].T * kept * (hidden > 0)
    return {"first": seen.T @ back, "first_bias": back.sum(axis=0), "second": hidden.T @ error, "second_bias": error.sum(axis=0)}


def _kept(chance: np.random.Generator, shape: Tuple[int, ...], hidden: float) -> np.ndarray:
    return (chance.random(shape, np.float32) >= hidden).astype(np.float32) / np.float32(1 - hidden)


def _improve(weights: Arrays, slopes: Arrays, momentum: Dict[str, Tuple[np.ndarray, np.ndarray]], step: int, rate: float) -> None:
    """Do one step of Adam with decoupled decay of the weights."""
    for name, array in weights.items():
        first, second = momentum[name]
        first += np.float32(0.1) * (slopes[name] - first)
        second += np.float32(0.001) * (np.square(slopes[name]) - second)
        if not name.endswith("bias"):
            array *= np.float32(1 - rate * DECAY)
        array -= np.float32(rate) * (first / np.float32(1 - 0.9**step)) / (np.sqrt(second / np.float32(1 - 0.999**step)) + np.float32(1e-8))
