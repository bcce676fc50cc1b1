"""When a person is offered, and how soon a case has to be seen. How well it does over wordings is measured in tests/handoff."""

from __future__ import annotations

import pytest

from cases.rules import Situation, dearest, reason_to_offer, triage_of
from cases.settings import Reason, Settings


def reason(rules: Settings, text: str = "", intent: str = "inform", **more: object) -> Reason | None:
    return reason_to_offer(Situation(text, intent, **more), rules)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("it costs $14,500", 14500), ("12k dollars", 12000), ("20 grand", 20000), ("6500 bucks", 6500), ("tuition is 38,000 a year", 38000),
        ("$2.5k", 2500), ("I have 3 years", 0), ("in 2024", 0), ("12,000 employees", 0),
    ],
)  # fmt: skip
def test_amounts_of_money_are_read(text: str, amount: float) -> None:
    assert dearest(text) == amount


def test_a_decision_is_costly_from_the_threshold_on(rules: Settings) -> None:
    assert reason(rules, "should I pay $2,500 for it") == "costly_decision"
    assert reason(rules, "should I pay $2,499 for it") is None
    assert reason(rules, "is it worth it for me", price=9000) == "costly_decision"
    assert reason(rules, "is it worth it for me", price=300) is None
    dearer = rules.model_copy(update={"offer": rules.offer.model_copy(update={"costly_from_dollars": 5000})})
    assert reason(dearer, "should I pay $2,500 for it") is None


def test_repeated_misses_count_from_the_thresholds_on(rules: Settings) -> None:
    assert reason(rules, missed_in_a_row=1, missed_in_all=1) is None
    assert reason(rules, missed_in_a_row=2, missed_in_all=2) == "misunderstood"
    assert reason(rules, missed_in_a_row=1, missed_in_all=4) == "misunderstood"


def test_who_puts_their_own_words_right_disputes_nothing(rules: Settings) -> None:
    assert reason(rules, "that's not right", "feedback_negative") == "appeal"
    assert reason(rules, "that's not right", "feedback_negative", corrects=True) is None
    assert reason(rules, "that's not right", "deny") is None


def test_the_gravest_reason_wins(rules: Settings) -> None:
    assert reason(rules, "you're wrong, and should I take out a loan", "distress") == "distress"
    assert reason(rules, "you're wrong, should I take out a loan", "feedback_negative") == "costly_decision"


@pytest.mark.parametrize(
    ("of", "text", "weeks", "level"),
    [
        ("distress", "", None, "urgent"),
        ("appeal", "", None, "soon"),
        ("asked_for", "", None, "routine"),
        ("asked_for", "I need this by Friday", None, "soon"),
        ("asked_for", "", 2, "soon"),
        ("asked_for", "", 3, "routine"),
        ("distress", "right now", 1, "urgent"),
    ],
)
def test_triage_tells_its_reason(rules: Settings, of: Reason, text: str, weeks: float | None, level: str) -> None:
    triage = triage_of(of, text, weeks, rules)
    assert triage.level == level
    assert triage.because
