"""A small run of the simulation (`make simulate` holds 500 conversations): held in every test run."""

from __future__ import annotations

from datetime import date

from tests.dialogue.held import catalogue
from tests.simulation.report import Results
from tests.simulation.run import hold
from tests.support.assistant import TODAY, RunningAssistant

SEEDS = range(20)


def test_simulated_people_get_what_they_came_for(assistant: RunningAssistant) -> None:
    # GIVEN people with goals, limits, mistakes and changes of mind
    # WHEN each talks to the assistant
    outcomes = [hold(assistant, catalogue(), seed) for seed in SEEDS]
    # THEN they succeed, without a loop, an exception or an unanswered message
    failed = [f"{one.seed}: {', '.join(map(str, one.faults))}\n{one.transcript}" for one in outcomes if not one.is_success]
    assert not Results(outcomes, date.fromisoformat(TODAY), "", 0).below, "\n\n".join(failed)
