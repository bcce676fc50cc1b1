"""A card in plain text stands alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given

from bot.cards.models import (
    Card,
    ChecklistCard,
    ComparisonCard,
    CredentialCard,
    OptionsCard,
    PathwayCard,
    PlanCard,
    PostingCard,
    ProfileCard,
)
from bot.cards.text import as_text
from tests.unit.cards.examples import EXAMPLES, any_card, comparison, credential, findings, pathway, plan


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
        case PlanCard():
            return [text for step in card.steps for text in (step.title, step.finishes or "", step.expires or "")]
        case PostingCard():
            return [
                *(need.label for need in card.needs),
                *(skill.name for skill in card.skills),
                *(text for one in card.best for text in (one.title, one.told)),
            ]
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
    lists = ("options", "steps", "questions", "entries")
    parts: list[Any] = next((found for name in lists if (found := getattr(card, name, None))), [])
    numbers = [int(found.group(1)) for line in as_text(card).splitlines() if (found := re.match(r"(\d+)\. ", line))]
    assert numbers == list(range(1, len(parts) + 1))


@pytest.mark.parametrize("card", EXAMPLES.values(), ids=EXAMPLES)
def test_no_name_of_a_slot_or_term_leaks(card: Card) -> None:
    assert "_" not in re.sub(r"Because of \w+\.|Question \w+\?|https?://\S+", "", as_text(card))


def test_facts_of_a_credential_that_nobody_read_are_told_in_one_line() -> None:
    # GIVEN time and validity without a source WHEN told THEN one line names them; what is not shown is not marked
    unread = {"cost": True, "duration": False, "assessment": True, "validity": False, "delivery": False}
    assert "Not verified: time, validity." in as_text(credential(verified=unread)).splitlines()
    assert "Not verified: time." in as_text(credential(verified=unread, validity=None)).splitlines()
    assert "not verified" not in as_text(credential()).casefold()


def test_a_row_of_the_ledger_that_nobody_read_is_marked() -> None:
    read = credential().ledger[0]
    unread = read.model_copy(update={"recogniser": "Beta Bank", "verified": False})
    told = "On record: Acme Hospital (preferred by employers); Beta Bank (preferred by employers, not verified)."
    assert told in as_text(credential(ledger=[read, unread]))


def test_a_comparison_names_what_it_tells_of_each_that_nobody_read() -> None:
    # GIVEN a price and a validity without a source WHEN the text tells only the row of prices THEN the line names the price alone
    columns = [
        {"id": "a", "title": "SQL Basics", "verified": {"cost": False, "validity": False}},
        {"id": "b", "title": "Advanced SQL", "verified": {"cost": True}},
    ]
    rows = [
        {"label": "Cost", "cells": ["free", "$150"], "brief": ["free", "$150"], "groups": ["cost"]},
        {"label": "Valid for", "cells": ["3 years", "3 years"], "groups": ["validity"]},
    ]
    assert as_text(comparison(columns=columns, rows=rows)).splitlines()[-1] == "Not verified: SQL Basics: price."
    assert "verified" not in as_text(comparison(rows=rows))


def test_a_pathway_marks_the_steps_that_nobody_read_and_the_sum_that_rests_on_them() -> None:
    steps = [step.model_dump() | {"verified": {"cost": True, "duration": number > 0}} for number, step in enumerate(pathway().steps)]
    lines = as_text(pathway(steps=steps)).splitlines()
    assert "(4 weeks, free; not verified: time)" in lines[1]
    assert "not verified" not in lines[2]
    assert lines[3] == "In all: 16 weeks, $150; not verified: time."


def test_a_plan_tells_its_steps_with_their_days_and_what_nobody_read() -> None:
    # GIVEN steps with and without days, one with a time that nobody read WHEN told THEN a line each, and no word of the files
    steps = [step.model_dump() | {"verified": {"duration": number > 0, "validity": True}} for number, step in enumerate(plan().steps)]
    assert as_text(plan(steps=steps)).splitlines() == [
        "1. SQL Basics: finish by 2027-01-31; not verified: time.",
        "2. Advanced SQL: finish by 2027-03-12, renew by 2030-03-12.",
        "3. SQL Licence: finish not known yet.",
    ]


def test_an_unknown_price_is_said_to_be_unknown() -> None:
    assert "price not known" in as_text(credential(cost_total=None))
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
