"""Cards in the terminal, at every width."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from rich.console import Console

from bot.cards.models import Card
from bot.cards.terminal import as_renderable
from tests.unit.cards.examples import (
    EXAMPLES,
    MARKS,
    any_card,
    checklist,
    comparison,
    credential,
    findings,
    option,
    options,
    pathway,
    plan,
    profile,
)

WIDTHS = (40, 80, 120)
FRAME = str.maketrans(dict.fromkeys("│┃╭╮╰╯─━┏┓┗┛┡┩┳╇┴┬├┤┼╷╵╶╴╺╸┐┌└┘", " "))


def drawn(card: Card, width: int) -> str:
    output = io.StringIO()
    Console(file=output, width=width, color_system=None).print(as_renderable(card))
    return output.getvalue()


def words_of(text: str) -> str:
    """The words alone, without frames, spaces and line ends: a narrow column breaks words."""
    return "".join(text.translate(FRAME).split())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("card", EXAMPLES.values(), ids=EXAMPLES)
def test_every_card_is_drawn_within_the_width(card: Card, width: int) -> None:
    text = drawn(card, width)
    assert text.strip()
    assert max(map(len, text.splitlines())) <= width
    assert "None" not in text
    assert "…" not in text


@given(any_card)
def test_any_card_is_drawn(card: Card) -> None:
    for width in WIDTHS:
        drawn(card, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_an_option_shows_title_issuer_cost_and_marks(width: int) -> None:
    for verdict, mark in MARKS.items():
        text = drawn(options(option(findings=findings(verdict))), width)
        for part in (
            "1. SQL Basics for Everybody Who Works with Numbers",
            "Data School",
            "$1,249",
            "exam $249",
            "4 to 8 weeks",
            "Receipt abcdef234567",
        ):
            assert words_of(part) in words_of(text), part
        assert text.count(mark) >= 9
        for name in ("recognised", "field", "issuer", "match", "adds", "applied", "stacks", "current", "fits"):
            assert words_of(f"{mark} {name}") in words_of(text)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_credential_shows_facts_findings_and_evidence(width: int) -> None:
    text = words_of(drawn(credential(), width))
    for part in (
        "SQL Basics for Everybody",
        "$1,249",
        "3 years",
        "✓ Because of stacks.",
        "https://example.org/sql",
        "facts as of 2026-10-01",
    ):
        assert words_of(part) in text, part
    wide = words_of(drawn(credential(), 120))
    assert all(
        words_of(part) in wide for part in ("Acme Hospital", "preferred by employers", "Named as preferred.", "A survey (2026-05-01)")
    )


def test_the_parts_of_the_other_cards_are_shown() -> None:
    for card, parts in (
        (comparison(), ("SQL Basics", "Advanced SQL", "Cost", "free", "$150", "time not known")),
        (pathway(), ("Toward Data analyst", "SQL Basics", "Advanced SQL", "In all", "16", "$150", "price not known")),
        (checklist(), ("What does it stack into?", "Ask the issuer.")),
        (plan(), ("Plan: 3 steps toward data analyst", "SQL Basics", "2027-01-31", "2030-03-12", "?")),
        (profile(), ("Budget", "up to $300", "I have 300 bucks")),
    ):
        text = drawn(card, 120)
        assert [part for part in parts if part not in text] == []


@pytest.mark.parametrize("group", ["cost", "duration", "assessment", "validity"])
def test_what_nobody_read_is_marked_where_it_stands(group: str) -> None:
    # GIVEN one group of facts without a source WHEN drawn THEN its value is marked, and no other
    value = {"cost": "renewal free)", "duration": "about 10 to 20 hours", "assessment": "exam, project", "validity": "3 years"}[group]
    unread = {"verified": {"cost": True, "duration": True, "assessment": True, "validity": True, group: False}}
    cards = [credential(**unread), *([] if group == "validity" else [options(option(**unread))])]
    for card in cards:
        text = drawn(card, 120)
        assert f"{value}; not verified" in text
        assert text.count("not verified") == 1
    assert "not verified" not in drawn(options(option()), 120) + drawn(credential(), 120)


def test_a_row_of_the_ledger_without_a_source_is_marked() -> None:
    row = credential().ledger[0].model_copy(update={"verified": False})
    assert "not verified" in drawn(credential(ledger=[row]), 120)


def test_a_comparison_has_a_row_for_what_nobody_read() -> None:
    # GIVEN two credentials, the time of one without a source THEN a last row names that, and is not there where all was read
    def drawn_with(is_read: bool) -> str:
        columns = [{"id": "a", "title": "A", "verified": {"duration": True}}, {"id": "b", "title": "B", "verified": {"duration": is_read}}]
        return drawn(comparison(columns=columns, rows=[{"label": "Time", "cells": ["1 week", "2 weeks"], "groups": ["duration"]}]), 80)

    assert words_of(drawn_with(is_read=False)).endswith("Notverifiedtime")
    assert "verified" not in drawn_with(is_read=True)


def test_a_pathway_marks_the_steps_that_nobody_read_and_the_sum_that_rests_on_them() -> None:
    steps = [{**step.model_dump(), "weeks": 4, "verified": {"duration": number > 0}} for number, step in enumerate(pathway().steps)]
    text = drawn(pathway(steps=steps), 120)
    assert text.count("4 weeks; not verified") == 1
    assert "16 weeks; not verified" in text


def test_a_plan_marks_the_days_that_rest_on_what_nobody_read() -> None:
    steps = [step.model_dump() | {"verified": {"duration": number > 0, "validity": False}} for number, step in enumerate(plan().steps)]
    text = drawn(plan(steps=steps), 120)
    assert text.count("2027-01-31; not verified") == 1
    assert "2030-03-12; not verified" in text
    assert text.count("not verified") == 2
    # AND a renewal rests on the time too
    steps = [step.model_dump() | {"verified": {"duration": False, "validity": True}} for step in plan().steps]
    assert "2030-03-12; not verified" in drawn(plan(steps=steps), 120)


def test_what_is_unknown_comes_with_the_question_to_ask() -> None:
    assert "Ask: Ask a recruiter." in drawn(options(option(findings=findings("unknown"))), 120)


ODD = "[bold]SQL[/bold] [red]x"


@pytest.mark.parametrize(
    "card",
    [
        options(option(title=ODD)),
        options(option(issuer=ODD)),
        options(option(reason=ODD)),
        options(option(assessment=[ODD])),
        options(excluded=[{"id": "a", "title": ODD, "because": "It is."}]),
        credential(title=ODD),
        credential(issuer=ODD),
        credential(skills=[ODD]),
        credential(summary=ODD),
        credential(validity=ODD),
        comparison(columns=[{"id": "a", "title": ODD}, {"id": "b", "title": "B"}]),
        comparison(rows=[{"label": "Cost", "cells": [ODD, ""]}]),
        comparison(rows=[{"label": ODD, "cells": ["", ""]}]),
        pathway(target=ODD),
        pathway(steps=[{"id": "a", "title": ODD, "unlocks": [ODD]}]),
        checklist().model_copy(update={"questions": [checklist().questions[0].model_copy(update={"ask": ODD})]}),
        profile().model_copy(update={"entries": [profile().entries[0].model_copy(update={"source": ODD})]}),
    ],
)
def test_markup_in_facts_is_shown_as_it_is(card: Card) -> None:
    assert ODD in drawn(card, 200)


def test_what_is_no_card_is_an_error() -> None:
    with pytest.raises(TypeError, match="no terminal form"):
        as_renderable(Card())
