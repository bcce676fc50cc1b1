"""The gate over turns.yml: recall at least 0.95, false alarms under 5 %."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from rapidfuzz import fuzz, process

from tests.handoff.measure import Measure, measure, outcomes, turns
from tests.support.assistant import RunningAssistant

ROOT = Path(__file__).resolve().parents[2]
LEAST_RECALL, MOST_FALSE_ALARMS = 0.95, 0.05
LEAST_TURNS = 80


@pytest.fixture(scope="module")
def measured(assistant: RunningAssistant) -> Measure:
    return measure(outcomes(assistant, turns()))


def test_there_are_enough_turns_of_both_kinds() -> None:
    needed = [turn for turn in turns() if turn.why]
    assert len(needed) >= LEAST_TURNS
    assert len(turns()) - len(needed) >= LEAST_TURNS
    assert len({(turn.after, turn.say) for turn in turns()}) == len(turns())


def test_the_turns_that_need_a_person_are_no_training_examples() -> None:
    examples = [line.strip(" -\n").casefold() for file in (ROOT / "data" / "nlu").rglob("*.yml") for line in _examples(file)]
    alike = {turn.say: process.extractOne(turn.say.casefold(), examples, scorer=fuzz.ratio) for turn in turns() if turn.why}
    assert [(say, near[0]) for say, near in alike.items() if near and near[1] > 90 and len(say.split()) > 3] == []


def _examples(file: Path) -> list[str]:
    told = yaml.safe_load(file.read_text("utf-8")).get("nlu") or []
    return [line for item in told for line in str(item.get("examples") or "").splitlines()]


def test_who_needs_a_person_is_offered_one(measured: Measure) -> None:
    assert measured.recall >= LEAST_RECALL, [(one.turn.say, one.turn.why) for one in measured.missed]


def test_who_needs_none_is_left_alone(measured: Measure) -> None:
    assert measured.false_alarms < MOST_FALSE_ALARMS, [(one.turn.say, one.reason) for one in measured.too_much]
