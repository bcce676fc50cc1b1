"""Amounts of money are read as meant; other numbers are left alone."""

from __future__ import annotations

import pytest

from knowledge.resolve.money import read_money
from knowledge.settings import USD_PER


@pytest.mark.parametrize(
    ("text", "amount", "reading"),
    [
        ("under three hundred bucks", 300, "limit"),
        ("no more than 1,000", 1000, "limit"),
        ("I don't want to spend more than 400 dollars", 400, "limit"),
        ("nothing over $150", 150, "limit"),
        ("300 dollars max", 300, "limit"),
        ("my budget is 250", 250, "limit"),
        ("$1.5k", 1500, "exact"),
        ("two grand", 2000, "exact"),
        ("half a grand", 500, "exact"),
        ("three hundred and fifty dollars", 350, "exact"),
        ("300-500 dollars", 500, "range"),
        ("between $200 and $400", 400, "range"),
        ("around 400 usd", 400, "about"),
        ("at least $100", 100, "minimum"),
        ("$50/mo", 50, "per_month"),
        ("50 a month", 50, "per_month"),
        ("free courses only", 0, "free"),
        ("i'm broke", 0, "free"),
        ("can't pay anything", 0, "free"),
        ("$0", 0, "free"),
        ("drop everything that costs more than 400", 400, "limit"),
        ("Maximum 600.", 600, "limit"),
        ("I'd put 200 of my own in", 200, "exact"),
        ("actually 200 not 500", 200, "exact"),
        ("not $500, $200", 200, "exact"),
    ],
)
def test_an_amount_and_how_it_is_meant(text: str, amount: float, reading: str) -> None:
    assert [(money.amount, money.reading) for money in read_money(text)] == [(amount, reading)]


@pytest.mark.parametrize("text", ["my employer pays", "money is no object", "no budget limit", "cost doesn't matter"])
def test_no_limit_at_all(text: str) -> None:
    assert [(money.amount, money.reading) for money in read_money(text)] == [(None, "no_limit")]


def test_a_paying_employer_with_a_cap_is_a_cap() -> None:
    assert [money.amount for money in read_money("my company covers up to $500")] == [500]


@pytest.mark.parametrize(
    "text",
    [
        "24/7",
        "AZ-104",
        "3 months",
        "401k",
        "2 kids",
        "call (555) 123-4567",
        "in 2025",
        "10 hours a week",
        "SY0-701",
        "free trial",
        "in my free time",
        "feel free to ask",
    ],
)
def test_what_is_no_money(text: str) -> None:
    assert read_money(text) == ()
    assert read_money(text, asked=True) == ()


def test_a_bare_number_counts_only_when_asked_for() -> None:
    assert read_money("300") == ()
    assert read_money("300", asked=True)[0].amount == 300


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [("£200", "GBP", 200), ("200 EUR", "EUR", 200), ("₹5000", "INR", 5000), ("1.000,50 €", "EUR", 1000.5), ("CA$ 300", "CAD", 300)],
)
def test_other_currencies(text: str, currency: str, amount: float) -> None:
    (money,) = read_money(text)
    assert (money.currency, money.amount) == (currency, amount)
    assert money.usd is not None
    assert money.usd == round(money.amount * USD_PER[money.currency])  # the rate by which prices are told as well


@pytest.mark.parametrize(("text", "usd"), [("1000 EUR", 1082), ("£1000", 1244), ("₹100000", 1211), ("CA$ 1000", 741)])
def test_the_rates_are_those_of_the_source(text: str, usd: int) -> None:
    """The Federal Reserve's averages of 2023, as knowledge/settings.py cites them."""
    assert [money.usd for money in read_money(text)] == [usd]


@pytest.mark.parametrize("text", ["zero, im on SSDI", "nothing. unemployed since june", "as cheap as it comes, ideally nothing"])
def test_nothing_to_spend_answers_the_question(text: str) -> None:
    assert [(money.amount, money.reading) for money in read_money(text, asked=True)] == [(0, "free")]


@pytest.mark.parametrize("text", ["as cheap as possible", "on a shoestring", "money is tight", "low budget"])
def test_little_money_is_no_sum(text: str) -> None:
    assert [(money.amount, money.reading) for money in read_money(text)] == [(None, "cheap")]


@pytest.mark.parametrize("text", ["i'm 34, laid off", "I want to be a plumber in Texas, 30, been a handyman for long"])
def test_an_age_is_no_sum(text: str) -> None:
    assert read_money(text, asked=True) == ()


def test_a_bad_salary_is_no_payer() -> None:
    assert read_money("youth work would pay this badly") == ()
