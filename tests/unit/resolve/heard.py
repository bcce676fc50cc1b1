"""How much of what people say about themselves is read, and how much is read that they did not say: the notation of dev.yml, and its score.

``python -m tests.unit.resolve.heard [FILE]`` prints the misses and the table.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from knowledge.model import Catalogue
from knowledge.resolve.index import NameIndex
from knowledge.resolve.statements import Statements, read_statements

TODAY = date(2026, 11, 22)
HERE = Path(__file__).parent
SLOTS = {
    "now": "current_role", "role": "target_role", "field": "field", "want": "target_skills", "know": "current_skills", "held": "held_credentials",
    "at": "target_employers", "cost": "max_cost", "weeks": "max_weeks", "hours": "hours_per_week", "delivery": "delivery", "assess": "assessment",
    "issuer": "issuer_types", "years": "experience_years", "avoid": "avoid",
}  # fmt: skip
NEAR = 0.1


@dataclass(frozen=True)
class Said:
    """One thing read: ``sign`` "=" for a fact, "-" for a removal, "~" for a question that must be asked."""

    slot: str
    sign: str
    values: tuple[str, ...]


@dataclass
class Score:
    """Counts by slot, the misses, and the seconds that each message took."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found.total() / self.wanted.total()

    @property
    def precision(self) -> float:
        return self.right.total() / self.read.total()

    def table(self) -> str:
        rows = [
            f"{name:9} recall {self.found[slot]:3}/{self.wanted[slot]:3} {_share(self.found[slot], self.wanted[slot])}"
            f"   precision {self.right[slot]:3}/{self.read[slot]:3} {_share(self.right[slot], self.read[slot])}"
            for name, slot in SLOTS.items()
        ]
        p99 = statistics.quantiles(self.seconds, n=100)[98] * 1000
        return "\n".join(
            [*rows, f"all recall {self.recall:.3f} precision {self.precision:.3f} violations {len(self.violations)} p99 {p99:.1f} ms"]
        )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "  - "


def said_by(told: Statements, catalogue: Catalogue) -> list[Said]:
    facts = []
    for fact in told.facts:
        names = [catalogue.credentials[str(fact.value)].name] if fact.value in catalogue.credentials else []
        facts.append(
            Said(fact.slot, "-" if fact.operation == "remove" else "=", ("none" if fact.value is None else str(fact.value), *names))
        )
    return facts + [Said(one.slot, "~", tuple(each.name for each in one.candidates)) for one in told.ambiguous]


def _alternatives(item: str) -> list[tuple[str, str, str]]:
    """ "now=Cook|Chef|know=Cooking" -> three of (slot, sign, value)."""
    result: list[tuple[str, str, str]] = []
    for part in item.split("|"):
        named = re.match(rf"\??({'|'.join(SLOTS)})([=~-]|$)(.*)", part.strip())
        if named:
            result.append((SLOTS[named[1]], named[2] or "=", named[3] if named[2] else "*"))
        else:
            result.append((*result[-1][:2], part.strip()))
    return result


def _fits(said: Said, slot: str, sign: str, value: str) -> bool:
    if said.slot != slot or said.sign != sign:
        return False
    if sign == "~":
        return all(any(name.strip().casefold() == one.casefold() for one in said.values) for name in value.split(",") if name.strip())
    if not value or value == "*":
        return True
    if value.startswith("*"):
        return any(value.strip("*").casefold() in one.casefold() for one in said.values)
    if value.endswith("*"):
        return any(one.casefold().startswith(value[:-1].casefold()) for one in said.values)
    try:
        return abs(float(said.values[0]) - float(value)) <= NEAR * float(value)
    except ValueError:
        return any(one.casefold() == value.casefold() for one in said.values)


def score(messages: list[dict[str, Any]], index: NameIndex, catalogue: Catalogue) -> Score:
    result = Score()
    for message in messages:
        started = time.perf_counter()
        told = read_statements(
            message["say"], index, asked=message.get("asked"), goal=message.get("goal"), intent=message.get("intent"), today=TODAY
        )
        result.seconds.append(time.perf_counter() - started)
        _count(message, said_by(told, catalogue), result)
    return result


def _count(message: dict[str, Any], said: list[Said], result: Score) -> None:
    items = [item.strip() for item in message["facts"].split(";") if item.strip()]
    allowed = [way for item in items if not item.startswith("!") for way in _alternatives(item.lstrip("?"))]
    problems: list[str] = []
    for item in items:
        ways = _alternatives(item.lstrip("?!"))
        hit = any(_fits(one, *way) for one in said for way in ways)
        if item.startswith("!"):
            right = [one for one in said if any(_fits(one, *way) for way in ways)]
            bare = ways[0][2] == "*"
            if right and not (bare and all(any(_fits(one, *way) for way in allowed) for one in right)):
                result.violations.append(f"{message['say']} -> {item}")
                problems.append(f"violates {item}")
        elif not item.startswith("?"):
            result.wanted[ways[0][0]] += 1
            result.found[ways[0][0]] += hit
            if not hit:
                problems.append(f"misses {item}")
    for one in said:
        if one.sign != "~":
            result.read[one.slot] += 1
            good = any(_fits(one, *way) for way in allowed)
            result.right[one.slot] += good
            if not good:
                problems.append(f"reads {one.slot}{one.sign}{one.values[0]}")
        elif not any(way[0] == one.slot and way[1] == "~" for way in allowed):
            problems.append(f"(asks {one.slot}~{','.join(one.values)})")
    if problems:
        result.misses.append(
            f"{message['say']}" + (f" [{message['asked']}]" if message.get("asked") else "") + "\n      " + "; ".join(problems)
        )


def read_file(name: str) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text("utf-8"))
    return messages


def main() -> None:
    from knowledge.store.build import build_catalogue
    from knowledge.store.files import read_catalogue

    catalogue = build_catalogue(read_catalogue())
    result = score(read_file(sys.argv[1] if len(sys.argv) > 1 else "dev.yml"), NameIndex(catalogue), catalogue)
    print("\n".join(result.misses))
    print(result.table())


if __name__ == "__main__":
    main()
