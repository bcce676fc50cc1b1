"""What is planned when the user says "save": by name, by place, by what was talked about, or the whole list."""

from __future__ import annotations

from typing import Any

import pytest
from icalendar import Calendar

from actions.bootstrap import Knowledge
from actions.goals import Recommend
from actions.options import Details, Refine, ShowMore, WhatIf
from actions.plan import SavePlan
from tests.unit.actions.talk import Reply, Talk

TO_DATA = {"goal": "career_change", "target_role": "Data analyst", "current_role": "Cashier", "max_cost": 600.0, "max_weeks": 60.0}


def shortlist(**slots: Any) -> Talk:
    """A conversation that has come to a shortlist."""
    talk = Talk(**(slots if "goal" in slots else {"goal": "skill_gap", "target_skills": ["SQL"], **slots}))
    talk.say("go on", "inform", Recommend())
    return talk


def save(talk: Talk, words: str = "save my plan") -> Reply:
    return talk.say(words, "save_plan", SavePlan())


def planned(reply: Reply) -> list[str]:
    """The ids of the steps, of the only card."""
    assert [card["type"] for card in reply.cards] == ["plan"]
    return [step["id"] for step in reply.cards[0]["steps"]]


@pytest.mark.parametrize("slots", [{"goal": "skill_gap", "target_skills": ["SQL"], "max_weeks": 10.0}, TO_DATA], ids=["gap", "change"])
def test_a_plan_is_told_in_few_words_and_can_be_downloaded(slots: dict[str, Any]) -> None:
    # GIVEN a shortlist WHEN the plan is saved
    reply = save(shortlist(**slots))
    # THEN at most eight lines say what is in it, and all files are in the card
    assert len(reply.text.splitlines()) <= 8
    assert "download" in reply.text
    card = reply.cards[0]
    assert card["receipt"] in reply.text
    assert card["markdown"].startswith("# Plan: ")
    assert card["html"].startswith("<!doctype html>")
    assert Calendar.from_ical(card["ics"]).walk("VEVENT")


def test_without_a_choice_the_first_is_planned_and_the_receipt_is_that_of_the_list() -> None:
    talk = shortlist()
    reply = save(talk)
    assert planned(reply) == talk.slots["shown_options"][:1]
    assert reply.cards[0]["receipt"] == talk.slots["receipt"]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("save the second", [1]),
        ("save the third one please", [2]),
        ("save number 4", [3]),
        ("save the last one", [-1]),
        ("save them all", [0]),
        ("save everything", [0]),
        ("save this plan for me", [0]),
        ("can i keep this somewhere", [0]),
    ],
)
def test_the_one_pointed_at_is_planned(words: str, places: list[int]) -> None:
    talk = shortlist()
    shown = talk.slots["shown_options"]
    assert planned(save(talk, words)) == [shown[place] for place in places]


def test_of_several_pointed_at_the_others_are_alternatives(knowledge: Knowledge) -> None:
    talk = shortlist()
    first, second, third, *_ = talk.slots["shown_options"]
    reply = save(talk, "save the first and the third one")
    assert planned(reply) == [first]
    for key, is_there in ((second, False), (third, True)):
        assert (knowledge.catalogue.credentials[key].url in reply.cards[0]["markdown"]) == is_there


def test_what_was_talked_about_last_is_planned_where_it_is_on_the_list() -> None:
    # GIVEN talk about the third WHEN the plan is saved THEN it is planned; WHEN all are asked for THEN the first is
    talk = shortlist()
    talk.say("tell me more about the third one", "ask_details", Details())
    assert planned(save(talk)) == [talk.slots["shown_options"][2]]
    assert planned(save(talk, "save everything")) == talk.slots["shown_options"][:1]


def test_what_was_asked_about_by_the_way_is_not_planned() -> None:
    talk = shortlist()
    talk.say("what does the PMP cost", "ask_details", Details())
    assert planned(save(talk)) == talk.slots["shown_options"][:1]


def test_a_change_of_career_is_planned_as_its_pathway() -> None:
    # GIVEN a pathway, and talk about one of its steps WHEN the plan is saved THEN the whole pathway is; WHEN a step is named THEN that alone
    talk = shortlist(**TO_DATA)
    steps = planned(save(talk))
    assert len(steps) > 1
    talk.say("tell me more about the first one", "ask_details", Details())
    assert planned(save(talk)) == steps
    assert planned(save(talk, "save the second")) == steps[1:2]


def test_more_that_was_shown_is_what_is_planned() -> None:
    talk = shortlist()
    talk.say("show me more", "show_more", ShowMore())
    assert planned(save(talk)) == talk.slots["shown_options"][:1]


def test_a_list_that_was_narrowed_is_what_is_planned() -> None:
    talk = shortlist(target_skills=["Project management"])
    talk.say("cheaper", "refine", Refine())
    reply = save(talk)
    assert planned(reply) == talk.slots["shown_options"][:1]
    assert reply.cards[0]["receipt"] == talk.slots["receipt"]


def test_a_supposition_is_not_planned() -> None:
    # GIVEN a list for a budget that the user hasn't got WHEN the plan is saved THEN it stays within the limits told
    talk = shortlist(max_cost=0.0)
    own = talk.slots["shown_options"]
    talk.say("what if I had 500 dollars", "what_if", WhatIf())
    assert planned(save(talk)) == own[:1]


def test_what_is_named_against_a_limit_is_planned_with_the_limit_told() -> None:
    reply = save(shortlist(max_weeks=4.0), "save the PMP one")
    assert planned(reply) == ["pmi-pmp"]
    assert "kept off your shortlist" in reply.text
    assert len(reply.text.splitlines()) <= 8


def test_a_place_that_the_list_has_not_is_not_planned() -> None:
    reply = save(shortlist(), "save the ninth one")
    assert not reply.cards
    assert "only five" in reply.text


@pytest.mark.parametrize("slots", [{}, {"goal": "skill_gap", "target_skills": ["SQL"], "max_weeks": 0.01}], ids=["no goal", "no options"])
def test_without_anything_to_plan_that_is_said(slots: dict[str, Any]) -> None:
    talk = Talk(**slots)
    if slots:
        talk.say("go on", "inform", Recommend())
    reply = save(talk)
    assert reply.text
    assert not reply.cards


def test_what_the_user_holds_stays_words() -> None:
    # GIVEN markup among what is held WHEN the plan is saved THEN the page shows it and does not run it
    words = '<script>alert("x")</script> <img src=x onerror=alert(1)>'
    card = save(shortlist(held_credentials=[words])).cards[0]
    assert "<script" not in card["html"]
    assert "<img" not in card["html"]
    assert "&lt;script&gt;" in card["html"]
    assert r"\<script\>" in card["markdown"]
