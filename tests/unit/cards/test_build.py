"""From knowledge to cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.cards.build import credential_card, options_card, pathway_card, validity
from bot.cards.text import as_text
from knowledge.model import Catalogue, Exclusion, Pathway, PathwayStep, Profile
from knowledge.recommend import recommend
from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue
from tests.unit.recommend.real import world
from tests.unit.store.small import write

TODAY = date(2026, 11, 22)
MOST_BYTES = 50_000


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return build_catalogue(read_catalogue(write(tmp_path_factory.mktemp("facts"))))


def test_every_option_has_nine_findings_in_the_order_given(small: Catalogue) -> None:
    result = recommend(Profile(goal="skill_gap", target_skills=("SQL",)), small, TODAY)
    card = options_card(result)
    assert [option.id for option in card.options] == [option.credential.id for option in result.options] != []
    assert all(len({finding.id for finding in option.findings}) == 9 for option in card.options)
    assert (card.receipt, card.advice, card.advice_because) == (result.receipt, result.advice, result.because)


def test_the_weeks_are_those_of_this_user(small: Catalogue) -> None:
    slow = recommend(Profile(goal="skill_gap", target_skills=("SQL",), hours_per_week=1), small, TODAY)
    option = next(option for option in options_card(slow).options if option.id == "sql-basics")
    assert (option.weeks_min, option.weeks_max) == (10, 20)


def test_all_that_was_left_out_is_on_the_card_with_its_reason(small: Catalogue) -> None:
    # GIVEN a recommendation that leaves very many out
    result = recommend(Profile(goal="skill_gap", target_skills=("SQL",)), small, TODAY)
    many = replace(result, excluded=tuple(Exclusion(small.credentials["wound-care"], "rule", str(number)) for number in range(40)))
    # WHEN it becomes a card
    card = options_card(many)
    # THEN each is there with its reason
    assert [item.because for item in card.excluded] == [str(number) for number in range(40)]
    # AND the text is as short as ever
    assert len(as_text(card)) == len(as_text(options_card(result)))


def test_the_card_of_a_broad_wish_with_a_tight_budget_stays_small() -> None:
    # GIVEN a whole field, and a budget that most of it exceeds
    result = recommend(Profile(goal="career_change", field="Data and analytics", target_role="Data analyst", max_cost=0), world(), TODAY)
    # WHEN it becomes a card
    card = options_card(result)
    # THEN what costs more is listed, a dozen and more, in few kilobytes
    assert len(card.excluded) > 12
    assert len(card.model_dump_json()) < MOST_BYTES


def test_verified_and_unverified_are_told_apart(small: Catalogue) -> None:
    basics = small.credentials["sql-basics"]
    card = credential_card(basics, (), small.ledger_of["sql-basics"])
    assert card.cost_verified
    assert card.verified == {"cost": True, "duration": True, "validity": False, "assessment": False, "delivery": False}
    assert card.seen == {"cost": "2026-10-02", "duration": "2026-10-02"}
    assert [(row.verified, row.source_title, row.seen) for row in card.ledger] == [(True, "A survey", "2026-05-01"), (False, None, None)]
    assert not credential_card(replace(basics, facts={}), (), ()).cost_verified


@pytest.mark.parametrize(
    ("months", "never", "words"),
    [
        (None, False, None),
        (None, True, "does not expire"),
        (12, False, "1 year"),
        (36, False, "3 years"),
        (18, False, "18 months"),
        (1, False, "1 month"),
    ],
)
def test_validity_in_words(small: Catalogue, months: int | None, never: bool, words: str | None) -> None:
    assert validity(replace(small.credentials["sql-basics"], validity_months=months, never_expires=never)) == words


def test_a_pathway_of_unknown_cost_has_no_total(small: Catalogue) -> None:
    steps = (PathwayStep(small.credentials["sql-basics"], 4, 0, ()), PathwayStep(small.credentials["tableau-badge"], None, None, ()))
    card = pathway_card(Pathway("Data analyst", steps, 0.5))
    assert (card.total_weeks, card.total_cost) == (None, None)


def test_every_real_credential_makes_a_card_whose_text_stands_alone() -> None:
    catalogue = world()
    for credential in catalogue.credentials.values():
        text = as_text(credential_card(credential, (), catalogue.ledger_of.get(credential.id, ())))
        assert " ".join(credential.name.split()) in text
        assert "None" not in text.split(), credential.id
        assert "\n\n" not in text, credential.id


def test_facts_come_from_files(tmp_path: Path) -> None:
    """The module's catalogue is what ``write`` writes: two of its credentials have an unknown or foreign price."""
    catalogue = build_catalogue(read_catalogue(write(tmp_path)))
    assert credential_card(catalogue.credentials["tableau-badge"], (), ()).cost_total is None
    assert credential_card(catalogue.credentials["sql-advanced"], (), ()).currency == "EUR"


def test_an_option_has_the_evidence_of_who_recognises_it_with_source_and_day() -> None:
    # GIVEN a shortlist out of the real catalogue
    catalogue = world()
    result = recommend(Profile(goal="career_change", target_role="Data analyst", max_cost=300, max_weeks=26), catalogue, TODAY)
    # WHEN it becomes a card
    card = options_card(result, catalogue.ledger_of)
    # THEN the rows beside an option are few, and those that its finding cites
    found = [(option, row) for option in card.options for row in option.recognised]
    assert found
    for option, row in found:
        assert row.id in next(finding.evidence for finding in option.findings if finding.id == "recognised_by_targets")
        assert len(option.recognised) <= 3
    # AND what was read in a source says in which, and when
    assert all(row.source_title and row.source_url and row.seen for _, row in found if row.verified)
    assert len(card.model_dump_json()) < MOST_BYTES
