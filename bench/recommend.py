"""How fast ``recommend`` and ``next_question`` are over varied profiles on the real catalogue: ``python -m bench.recommend [count]``."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from knowledge.model import Catalogue, Profile
from knowledge.recommend import next_question, recommend
from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue

TODAY = date(2026, 11, 22)
GOALS = ("skill_gap", "currency", "complement", "exploration", "career_change")


def profiles(catalogue: Catalogue, count: int, seed: int = 7) -> list[Profile]:
    """Varied profiles; the same ones for the same catalogue and seed."""
    dice = random.Random(seed)
    roles, fields, skills = sorted(catalogue.roles), sorted(one.name for one in catalogue.fields.values()), sorted(catalogue.skills)
    held = [*sorted(catalogue.credentials), "Bachelor's degree in biology", "High school diploma", "MBA"]

    def maybe(share: float, draw: Callable[[], object]) -> object:
        return draw() if dice.random() < share else None

    made = []
    for number in range(count):
        values = {
            "goal": GOALS[number % len(GOALS)],
            "target_role": maybe(0.5, lambda: dice.choice(roles)),
            "current_role": maybe(0.4, lambda: dice.choice(roles)),
            "field": maybe(0.3, lambda: dice.choice(fields)),
            "target_skills": maybe(0.4, lambda: tuple(dice.sample(skills, dice.randint(1, 4)))),
            "current_skills": maybe(0.3, lambda: tuple(dice.sample(skills, dice.randint(1, 4)))),
            "held_credentials": maybe(0.3, lambda: tuple(dice.sample(held, dice.randint(1, 2)))),
            "max_cost": maybe(0.5, lambda: dice.choice((0.0, 50.0, 300.0, 1000.0, 5000.0))),
            "max_weeks": maybe(0.5, lambda: dice.choice((2.0, 8.0, 26.0, 104.0))),
            "hours_per_week": maybe(0.4, lambda: dice.choice((3.0, 8.0, 20.0))),
            "delivery": maybe(0.2, lambda: dice.choice(("online", "in_person", "hybrid"))),
            "experience_years": maybe(0.2, lambda: dice.choice((0.0, 2.0, 10.0))),
        }
        made.append(Profile(**{key: value for key, value in values.items() if value is not None}))  # type: ignore[arg-type]
    return made


def timed(call: Callable[[], object]) -> float:
    """Milliseconds that the call takes."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def main(count: int) -> None:
    """Print p50, p99 and the slowest, in milliseconds."""
    catalogue = build_catalogue(read_catalogue())
    first = timed(lambda: recommend(Profile(goal="exploration"), catalogue, TODAY))
    print(
        f"{len(catalogue.credentials)} credentials, {len(catalogue.ledger)} ledger rows, {count} profiles; very first call {first:.0f} ms"
    )
    print(f"{'':16}{'p50 ms':>8}{'p99 ms':>8}{'max ms':>8}")
    chosen = profiles(catalogue, count)
    for name, call in (("recommend", recommend), ("next_question", next_question)):
        times = sorted(timed(partial(call, one, catalogue, TODAY)) for one in chosen)
        print(f"{name:16}{times[len(times) // 2]:8.1f}{times[int(len(times) * 0.99)]:8.1f}{times[-1]:8.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
