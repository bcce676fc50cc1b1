"""Numbers in messages, and what the learned model takes them for."""

from __future__ import annotations

import pytest

from knowledge.resolve.amounts import amounts_in
from knowledge.resolve.index import NameIndex
from knowledge.resolve.statements import read_statements
from tests.unit.resolve.conftest import TODAY


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I have 300 dollars and 6 weeks", [(300.0, "dollars", "none"), (6.0, "", "week")]),
        ("two evenings, maybe 3 hrs", [(2.0, "", "part"), (3.0, "", "hour")]),
        ("$1.5k or free", [(1500.0, "$", "none"), (0.0, "", "free")]),
        ("a course in a year", [(1.0, "", "year")]),
        ("SY0-701 and section 8/9", []),
    ],
)
def test_numbers_are_found_with_their_currency_and_unit(text: str, found: list[tuple[float, str, str]]) -> None:
    assert [(amount.value, amount.currency, amount.unit) for amount in amounts_in(text)] == found


def said(names: NameIndex, text: str, intent: str = "goal_skill_gap") -> dict[str, object]:
    """The amounts of one message."""
    facts = read_statements(text, names, intent=intent, today=TODAY).facts
    return {fact.slot: fact.value for fact in facts if fact.slot in ("max_cost", "max_weeks", "hours_per_week", "experience_years")}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("need SQL for reports, my department gives me 400", 400.0),
        ("want to get into UX. have 750 from my tax refund for it", 750.0),
        ("learn welding, it has to be free now", 0.0),
        ("cyber security please, and it mustn't cost me anything", 0.0),
    ],
)
def test_money_is_a_budget_however_it_is_put(index: NameIndex, text: str, amount: float) -> None:
    """GIVEN no word that the rules know WHEN a sum to spend is told THEN it is the budget."""
    assert said(index, text).get("max_cost") == amount


@pytest.mark.parametrize(
    "text",
    [
        "my sister paid 900 for her course",
        "I teach 25 kids in room 204",
        "do you think 400 is a fair price for a badge?",
        "I earn 42000 now",
    ],
)
def test_other_numbers_are_no_budget(index: NameIndex, text: str) -> None:
    assert "max_cost" not in said(index, text, "inform")


def test_the_rest_of_a_sum_is_not_the_budget(index: NameIndex) -> None:
    assert said(index, "no, I meant 150, the other hundred is for gas", "correct") == {"max_cost": 150.0}
