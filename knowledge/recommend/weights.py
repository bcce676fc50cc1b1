"""The table of weights, read from ``weights.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from knowledge.recognition.examine import QUESTIONS
from knowledge.terms import Goal, Kind

MARKS: tuple[str, ...] = (*QUESTIONS, "effort", "level")


@dataclass(frozen=True, slots=True)
class Weights:
    """One goal's weights in the order of ``MARKS``, summing to 1; the factor of each kind; and the reason for each."""

    marks: tuple[float, ...]
    kinds: Mapping[Kind, float]
    why: Mapping[str, str]


@cache
def weights_of(goal: Goal) -> Weights:
    """The weights of that goal."""
    return _table()[goal]


@cache
def _table() -> dict[str, Weights]:
    tree = yaml.safe_load((Path(__file__).parent / "weights.yml").read_text("utf-8"))
    return {goal: _weights(part) for goal, part in tree.items()}


def _weights(part: Mapping[str, Mapping[str, tuple[float, str]]]) -> Weights:
    rows = part["weights"]
    total = sum(rows[mark][0] for mark in MARKS)
    why = {name: str(row[-1]) for group in part.values() for name, row in group.items()}
    return Weights(tuple(rows[mark][0] / total for mark in MARKS), {kind: row[0] for kind, row in part["kinds"].items()}, why)  # type: ignore[misc]
