"""A small run of the simulation, a test a person: `make simulate` holds 500 conversations."""

from __future__ import annotations

import pytest

from tests.dialogue.held import catalogue
from tests.simulation.run import hold
from tests.support.assistant import RunningAssistant

SEEDS = range(20)


@pytest.mark.parametrize("seed", SEEDS)
def test_simulated_people_get_what_they_came_for(assistant: RunningAssistant, seed: int) -> None:
    # GIVEN somebody with a goal, limits, mistakes and changes of mind
    # WHEN that person talks to the assistant
    outcome = hold(assistant, catalogue(), seed)
    # THEN the goal is answered within patience and limits, and every reply holds the contract's rules
    problems = [*map(str, outcome.faults), *outcome.breaches, *outcome.repeated]
    assert not problems, "\n".join([*problems, outcome.transcript])
