"""The measures notice what they are for: each is shown one thing that is right and the same with a fault in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.cards.build import options_card
from bot.cards.text import as_text
from knowledge.model import Catalogue, Profile
from knowledge.recommend import recommend
from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue
from tests.evaluation import data
from tests.evaluation.advising import Advice, as_option
from tests.evaluation.baselines import baselines
from tests.evaluation.grounding import facts_told
from tests.evaluation.grounding import ungrounded as failures
from tests.evaluation.prerequisites import lacking
from tests.evaluation.report import values_told
from tests.evaluation.rules import limits_broken
from tests.evaluation.slots import Tally, tally

TODAY = date(2026, 11, 22)
PERSONA = data.personas("first")[0]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return build_catalogue(read_catalogue())


# --- slots


@pytest.mark.parametrize(
    ("slot", "before", "after", "wanted", "banned", "counted"),
    [
        ("target_skills", None, ["SQL", "Excel"], ["SQL", "Python"], None, Tally(wanted=2, given=2, right=1)),
        ("target_skills", ["Excel"], ["Excel", "SQL"], ["SQL"], None, Tally(wanted=1, given=1, right=1)),
        ("target_role", None, "UX writer", ["Content marketer", "UX writer"], None, Tally(wanted=1, given=1, right=1)),
        ("max_cost", None, 500, 300, None, Tally(wanted=1, given=1, right=0)),
        ("max_cost", 500, 500, 300, None, Tally(wanted=1, given=0, right=0)),
        ("max_cost", None, None, 300, None, Tally(wanted=1, given=0, right=0)),
        ("current_skills", None, ["Python", "SQL"], None, ["Python"], Tally(wanted=0, given=1, right=0)),
        ("current_skills", None, ["Python", "SQL"], None, "any", Tally(wanted=0, given=2, right=0)),
    ],
)
def test_values_of_a_slot_are_counted(slot, before, after, wanted, banned, counted):
    assert tally(slot, before, after, wanted, banned, TODAY) == counted


def test_precision_and_recall_of_a_slot():
    assert (Tally(4, 2, 1).precision, Tally(4, 2, 1).recall) == (0.5, 0.25)


# --- ranking


def shown(*ids: str, advice: str | None = None, **persona: Any) -> Advice:
    return Advice(replace(PERSONA, want=frozenset({"a", "b"}), **persona), list(ids), advice, [], [])


def test_ndcg_is_one_where_all_that_is_wanted_leads_and_falls_with_its_place():
    assert shown("a", "b", "x").ndcg == 1.0
    assert shown("a", "x", "b").ndcg > shown("x", "a", "b").ndcg > shown("x", "y", "z", "a", "b").ndcg > 0
    assert shown("x", "y").ndcg == 0.0


def test_an_empty_list_counts_where_it_is_right():
    assert Advice(replace(PERSONA, none_ok=True, advice=("wait",)), [], "wait", [], []).ndcg == 1.0
    assert Advice(replace(PERSONA, none_ok=True, advice=("wait",)), [], "buy", [], []).ndcg == 0.0


# --- baselines


def test_baselines_answer_every_persona_and_break_limits_that_they_do_not_know(catalogue):
    # GIVEN the personas of a set
    personas = data.personas("first")
    # WHEN the simpler ways answer them
    found = baselines(personas, catalogue)
    # THEN each has answered all that the recommender is asked, with credentials, and some against the limits
    assert set(found) == {"keyword search", "most popular"}
    for part in found.values():
        assert [one.persona.id for one in part.all] == [one.id for one in personas if one.direct]
        assert all(one.shown for one in part.all)
        assert part.violations


# --- prerequisites

NURSE = {"held_credentials": ["state-rn-license"], "current_role": "Registered nurse"}


@pytest.mark.parametrize(
    ("id_", "slots", "missing"),
    [
        ("red-hat-rhce", {}, True),
        ("red-hat-rhce", {"held_credentials": ["red-hat-rhcsa"]}, False),
        ("red-hat-rhce", {"held_credentials": ["RHCSA"]}, False),
        ("bcsp-csp", {"held_credentials": ["bcsp-asp", "Bachelor's degree in biology"]}, False),
        ("aacn-ccrn", NURSE, False),
        ("aacn-ccrn", {"current_role": "Registered nurse"}, False),
        ("aacn-ccrn", {"current_role": "Electrician"}, True),
        ("aacn-ccrn", {"held_credentials": ["comptia-a-plus"]}, True),
        ("aacn-ccrn", {}, False),
        ("state-rn-license", {"held_credentials": ["Bachelor's degree in biology"]}, True),
        ("state-rn-license", {"held_credentials": ["BSN"]}, False),
        ("state-rn-license", {"held_credentials": ["Associate degree in nursing"]}, False),
        ("state-rn-license", {"held_credentials": ["High school diploma"]}, True),
        ("pe-license", {"held_credentials": ["MBA"]}, True),
        ("informs-cap", {"held_credentials": ["Associate degree in business"]}, True),
        ("informs-cap", {"held_credentials": ["Master's degree in history"]}, False),
        ("informs-cap", {}, False),
    ],
)
def test_what_must_be_there_before(id_, slots, missing, catalogue):
    assert bool(lacking(catalogue.credentials[id_], slots, catalogue)) is missing


def test_an_option_without_what_it_requires_is_a_violation(catalogue):
    option = as_option(catalogue.credentials["red-hat-rhce"])
    assert limits_broken([option], {"held_credentials": ["comptia-a-plus"]}, catalogue) == ["red-hat-rhce needs red-hat-rhcsa"]
    assert limits_broken([option], {"held_credentials": ["red-hat-rhcsa"]}, catalogue) == []


# --- grounding


@pytest.fixture(scope="module")
def reply(catalogue) -> dict[str, Any]:
    card = options_card(recommend(Profile(goal="currency", current_role="HR generalist", max_cost=700.0, max_weeks=26.0), catalogue, TODAY))
    return {"text": as_text(card), "custom": card.model_dump(mode="json")}


def ungrounded(reply: Mapping[str, Any], catalogue: Catalogue, shown: Sequence[str] = ()) -> list[str]:
    slots = {"max_cost": 700.0, "max_weeks": 26.0}
    return failures(facts_told([reply], slots, ["HR generalist, $700, 26 weeks"], catalogue, shown))


def with_text(reply: Mapping[str, Any], old: str, new: str) -> dict[str, Any]:
    assert old in reply["text"]
    return {**reply, "text": reply["text"].replace(old, new, 1)}


def test_what_the_catalogue_holds_is_grounded(reply, catalogue):
    assert len(facts_told([reply], {}, [], catalogue)) > 50
    assert ungrounded(reply, catalogue) == []


@pytest.mark.parametrize(("old", "new"), [("$495", "$395"), ("8 to 16 weeks", "8 to 12 weeks"), ("$495", "free")])
def test_a_figure_of_a_text_that_the_row_does_not_have_is_noticed(old, new, reply, catalogue):
    # GIVEN the first line of a shortlist, with another figure than the row of that credential has
    # WHEN the facts told are looked up, THEN that one is not found
    (told,) = ungrounded(with_text(reply, old, new), catalogue)
    assert told.startswith("hrci-phr: “")


@pytest.mark.parametrize(
    ("field", "value"),
    [("cost_total", 1.0), ("weeks_max", 500.0), ("validity", "7 years"), ("issuer", "Somebody"), ("currency", "GBP"), ("hours_min", 1.0)],
)
def test_a_value_of_a_card_that_the_row_does_not_have_is_noticed(field, value, reply, catalogue):
    options = [{**option, field: value} if place == 0 else option for place, option in enumerate(reply["custom"]["options"])]
    (told,) = ungrounded({**reply, "custom": {**reply["custom"], "options": options}}, catalogue)
    assert told.startswith(f"{options[0]['id']}: {field.split('_min')[0]}")


def test_a_recogniser_that_the_ledger_does_not_have_for_it_is_noticed(catalogue):
    # GIVEN a recogniser, said of the credential that it recognises and of another
    said = "{} is recognised by Kennesaw State University."
    # WHEN both are looked up, THEN only the first is found
    assert ungrounded({"text": said.format("SHRM Certified Professional (SHRM-CP)")}, catalogue) == []
    assert len(ungrounded({"text": said.format(catalogue.credentials["aws-solutions-architect-associate"].name)}, catalogue)) == 1


PATHWAY = {
    "type": "pathway",
    "steps": [{"id": "comptia-a-plus", "weeks": 10.0, "cost": None}, {"id": "google-cybersecurity", "weeks": 20.0, "cost": None}],
    "total_weeks": 30.0,
    "total_cost": None,
    "accepted_by": [],
}


@pytest.mark.parametrize(("weeks", "total", "faults"), [(20.0, 30.0, 0), (20.0, 25.0, 1), (400.0, 410.0, 1)])
def test_a_pathway_takes_the_time_of_its_steps(weeks, total, faults, catalogue):
    # GIVEN a pathway whose second step takes 13 to 26 weeks by its row
    first, second = PATHWAY["steps"]
    card = {**PATHWAY, "steps": [first, {**second, "weeks": weeks}], "total_weeks": total}
    # WHEN it is said to take longer, or the whole not to take what the steps take, THEN that is noticed
    assert len(ungrounded({"text": f"In all: {total:g} weeks.", "custom": card}, catalogue)) == faults


def test_a_limit_may_be_the_price_of_what_was_shown_before(reply, catalogue):
    # GIVEN a list of which is said that it lies below the price of a credential that is not in it
    price = catalogue.credentials["comptia-a-plus"].cost_total
    said = {**reply, "text": f"Of what fits, this is what you get below ${price:g}:\n{reply['text']}"}
    # WHEN that one was shown before, THEN the figure is its price, and else nobody's
    assert len(ungrounded(said, catalogue)) == 1
    assert ungrounded(said, catalogue, shown=["comptia-a-plus"]) == []


DERIVED = [
    ("it would take a budget of ${price}, ${more} more than you named", {"more": 1}),
    ("2 of 5 missing skills for ${price}, so about ${half} a skill", {"half": 7}),
    ("3 of 5 missing skills in about {weeks} weeks, so about {third} weeks a skill", {"third": 1}),
    ("1 of 5 missing skills in about {weeks} weeks", {"weeks": 3}),
]


@pytest.mark.parametrize(("said", "slip"), DERIVED)
def test_what_follows_from_a_row_is_grounded_and_a_slip_in_it_is_noticed(said, slip, catalogue):
    # GIVEN a credential, and a user with 700 dollars
    one = catalogue.credentials["iapp-aigp"]
    price, weeks = int(one.cost_total), int(sum(one.weeks) / 2)
    figures = {"price": price, "more": price - 700, "half": round(price / 2), "weeks": weeks, "third": round(weeks / 3)}
    # WHEN a sentence reckons with its row, THEN it is grounded, unless it reckons wrongly or calls exact what was rounded
    assert ungrounded({"text": f"{one.name}: {said.format(**figures)}."}, catalogue) == []
    slipped = {name: value + slip.get(name, 0) for name, value in figures.items()}
    assert len(ungrounded({"text": f"{one.name}: {said.format(**slipped)}."}, catalogue)) == 1
    plainly = said.format(**figures).replace("about ", "")
    assert (ungrounded({"text": f"{one.name}: {plainly}."}, catalogue) == []) is ("about" not in said)


@pytest.mark.parametrize(("told", "faults"), [("I took 6 hours a week.", 0), ("I took 5 hours a week.", 1), ("", 1)])
def test_a_pace_that_was_taken_for_the_user_is_told(told, faults, catalogue):
    # GIVEN a step of which the row has only the hours (300), and a user who named no pace
    step = {"id": "freecodecamp-responsive-web-design", "weeks": 50.0, "cost": 0.0}
    card = {"type": "pathway", "steps": [step], "total_weeks": 50.0, "total_cost": 0.0, "accepted_by": [], "pace": 6.0}
    # WHEN its weeks are told, THEN the text says by which pace
    found = failures(facts_told([{"text": told, "custom": card}], {}, [], catalogue))
    assert len([one for one in found if one.startswith("pathway: a pace")]) == faults
    assert not [one for one in found if "step of" in one]


def test_what_is_about_no_credential_is_not_judged(catalogue):
    assert facts_told([{"text": "Most short courses cost $0 to $60 and take 4 weeks."}], {}, [], catalogue) == []


# --- what changed


def test_the_values_of_an_earlier_page_are_read_back():
    page = "# Evaluation\n\n## The first set\n\n| measure | value | aim | reached |\n|---|---|---|---|\n| Slot recall | 0.903 |  |  |\n\n### Slots\n"
    assert values_told(page) == {"first": {"Slot recall": "0.903"}}
