"""Values in words."""

from __future__ import annotations

import pytest

from bot.cards import phrases
from tests.unit.cards.examples import option


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (None, "USD", "price not known"),
        (0, "USD", "free"),
        (1249.4, "USD", "$1,249"),
        (0.4, "USD", "$0.40"),
        (90, "EUR", "€90"),
        (90, "PLN", "PLN 90"),
    ],
)
def test_money(amount: float | None, currency: str, words: str) -> None:
    assert phrases.money(amount, currency) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, None, None),
        (1, 1, "1 week"),
        (4, 8, "4 to 8 weeks"),
        (None, 3, "3 weeks"),
        (2, None, "2 weeks"),
        (0.5, 1, "0.5 to 1 weeks"),
        (3.6, 4.2, "4 weeks"),
        (260, 260, "5 years"),
        (104, 182, "2 to 3.5 years"),
    ],
)
def test_spans(low: float | None, high: float | None, words: str | None) -> None:
    assert phrases.span(low, high, "week") == words


def test_time_that_nobody_knows() -> None:
    assert phrases.duration(option(weeks_min=None, weeks_max=None, hours_min=None, hours_max=None)) == "time not known"
    assert phrases.duration(option(weeks_min=None, weeks_max=None)) == "about 10 to 20 hours"


def test_only_known_parts_of_the_cost_are_told() -> None:
    assert phrases.cost_parts(option()) == "learning $1,000, exam $249, renewal free"
