"""A card in plain text stands alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given

from bot.cards.models import Card, ChecklistCard, ComparisonCard, CredentialCard, OptionsCard, PathwayCard, ProfileCard
from bot.cards.text import as_text
from tests.unit.cards.examples import EXAMPLES, any_card, comparison, credential, findings, option, options, pathway


def flat(text: str) -> str:
    return " ".join(text.split())


def named_in(card: Any) -> list[str]:
    """What the text of a card has to name."""
    match card:
        case OptionsCard():
            return [text for option in card.options for text in (option.title, option.issuer, option.reason)]
        case CredentialCard():
            return [
                card.title,
                card.issuer,
                card.url,
                *(finding.because for finding in card.findings),
                *(row.recogniser for row in card.ledger),
            ]
        case ComparisonCard():
            told = [row for row in card.rows if row.brief] or card.rows
            return [*(column.title for column in card.columns), *(text for row in told for text in (row.label, *(row.brief or row.cells)))]
        case PathwayCard():
            return [card.target, *card.accepted_by, *(text for step in card.steps for text in (step.title, *step.unlocks))]
        case ChecklistCard():
            return [text for item in card.questions for text in (item.question, item.ask)]
        case ProfileCard():
            return [text for entry in card.entries for text in (entry.label, entry.value)]
    raise AssertionError(type(card))


@given(any_card)
def test_every_option_step_or_entry_is_named_in_solid_lines(card: Card) -> None:
    text = as_text(card)
    assert [name for name in named_in(card) if flat(name) not in text] == []
    assert not re.search(r"\bNone\b|[{}]", text)
    assert all(line.strip() for line in text.splitlines())
    assert "\n\n" not in text


@given(any_card)
def test_every_option_step_or_question_has_a_line_of_its_own(card: Card) -> None:
    parts: list[Any] = getattr(card, "options", None) or getattr(card, "steps", None) or getattr(card, "questions", None) or []
    numbers = [int(found.group(1)) for line in as_text(card).splitlines() if (found := re.match(r"(\d+)\. ", line))]
    assert numbers == list(range(1, len(parts) + 1))


@pytest.mark.parametrize("card", EXAMPLES.values(), ids=EXAMPLES)
def test_no_name_of_a_slot_or_term_leaks(card: Card) -> None:
    assert "_" not in re.sub(r"Because of \w+\.|Question \w+\?|https?://\S+", "", as_text(card))


def test_a_price_that_nobody_read_is_said_to_be_so() -> None:
    assert "not verified" in as_text(options(option(cost_verified=False)))
    assert "(not verified)" in as_text(credential(cost_verified=False))
    assert "not verified" not in as_text(options(option()))
    assert "not verified" not in as_text(credential())


def test_prices_that_nobody_read_are_told_once_for_the_list() -> None:
    unread, read = option(cost_verified=False), option(id="b", title="B")
    assert as_text(options(unread, unread.model_copy(update={"id": "c"}))).count("not verified") == 1
    assert as_text(options(read, unread)).splitlines()[-1] == "Price of number 2 not verified."


def test_an_unknown_price_is_said_to_be_unknown() -> None:
    assert "price not known" in as_text(credential(cost_total=None, cost_verified=False))
    assert "price not known" in as_text(pathway())
    assert "free" in as_text(pathway())


def test_facts_that_nobody_read_are_said_to_be_so() -> None:
    assert "(facts not verified)" in as_text(credential(as_of=None))
    assert "(facts as of 2026-10-01)" in as_text(credential())


def test_what_is_unknown_comes_with_the_question_to_ask() -> None:
    assert as_text(credential(findings=findings("unknown"))).count("Ask a recruiter.") == 9


def test_the_evidence_is_named_with_its_weight() -> None:
    assert "On record: Acme Hospital (preferred by employers)." in as_text(credential())


def test_a_comparison_that_does_not_fit_its_columns_is_an_error() -> None:
    rows = comparison().model_dump()["rows"]
    rows[0]["cells"].pop()
    with pytest.raises(ValueError, match="shorter"):
        as_text(comparison(rows=rows))


def test_a_comparison_tells_only_its_telling_rows_and_names_in_short() -> None:
    columns = [
        {"id": "a", "title": "Project Management Professional (PMP)"},
        {"id": "b", "title": "Google Data Analytics Professional Certificate"},
    ]
    rows = [
        {"label": "Cost", "cells": ["$675", "$294"], "brief": ["$675", "$294"]},
        {"label": "Current", "cells": ["Yes: it is.", "Yes: it is."]},
    ]
    lines = as_text(comparison(columns=columns, rows=rows)).splitlines()
    assert lines == [
        "Comparing Project Management Professional (PMP), Google Data Analytics Professional Certificate.",
        "Cost: PMP: $675; Google Data Analytics: $294",
    ]


def test_what_is_no_card_is_an_error() -> None:
    with pytest.raises(TypeError, match="no text form"):
        as_text(Card())
