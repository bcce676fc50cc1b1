"""A button's payload can do no more than typed words: anybody can type one."""

from __future__ import annotations

from typing import Any

import pytest

from actions.bootstrap import Knowledge
from actions.common.profile import PROFILE_SLOTS
from actions.conversation import Continue
from actions.goals import Recommend
from actions.options import Details
from tests.unit.actions.talk import Talk


def pressed(slot: str, value: str, **slots: Any) -> dict[str, Any]:
    """The profile's slots after ``/inform{"slot": …, "value": …}``."""
    talk = Talk(**slots)
    talk.press("/inform{…}", "inform", slot=slot, value=value)
    return {
        name: held
        for name, held in talk.slots.items()
        if name not in ("heard", "profile_words", "undo_stack", "last_number") and held not in (None, [])
    }


@pytest.mark.parametrize(
    ("slot", "value", "after"),
    [
        ("max_cost", "300", 300.0),
        ("max_cost", "0", 0.0),
        ("max_weeks", "6.5", 6.5),
        ("hours_per_week", "8", 8.0),
        ("experience_years", "3", 3.0),
        ("delivery", "in_person", "in_person"),
        ("assessment", "project", "project"),
        ("issuer_types", "university", ["university"]),
        ("target_employers", "Walmart", ["Walmart"]),
        ("held_credentials", "Bachelor's degree in biology", ["Bachelor's degree in biology"]),
    ],
)
def test_a_profile_slot_takes_a_fitting_value(slot: str, value: str, after: Any) -> None:
    assert pressed(slot, value) == {slot: after}


def test_names_of_the_catalogue_fit(knowledge: Knowledge) -> None:
    catalogue = knowledge.catalogue
    role, skill, field = next(iter(catalogue.roles)), next(iter(catalogue.skills)), next(iter(catalogue.fields.values())).name
    assert pressed("target_role", role) == {"target_role": role}
    assert pressed("current_skills", skill, current_skills=["Other"]) == {"current_skills": ["Other", skill]}
    assert pressed("field", field) == {"field": field}


@pytest.mark.parametrize(
    "slot",
    [
        "goal",
        "shown_options",
        "receipt",
        "seen_options",
        "requested_slot",
        "heard",
        "undo_stack",
        "said_counts",
        "focus",
        "settled",
        "session_started_metadata",
        "",
        "nonsense",
    ],
)
def test_no_other_slot_can_be_filled(slot: str) -> None:
    assert pressed(slot, "300") == {}


@pytest.mark.parametrize("slot", ["max_cost", "max_weeks", "hours_per_week", "experience_years"])
@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "-5", "1e999", "many", "", "0x10", "{}"])
def test_a_number_must_be_one_that_somebody_could_mean(slot: str, value: str) -> None:
    assert pressed(slot, value) == {}


@pytest.mark.parametrize(
    "slot", ["target_role", "current_role", "target_skills", "current_skills", "field", "delivery", "assessment", "issuer_types"]
)
@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "Grand wizard of nothing", "", "None"])
def test_what_no_vocabulary_holds_is_refused(slot: str, value: str) -> None:
    assert pressed(slot, value) == {}


def test_a_long_value_is_cut() -> None:
    assert len(pressed("target_employers", "x" * 5000)["target_employers"][0]) == 200


def test_every_profile_slot_has_a_rule() -> None:
    for slot in PROFILE_SLOTS:
        pressed(slot, "whatever")  # would raise and be logged where a slot had none
        talk = Talk()
        talk.press("/inform{…}", "inform", slot=slot, value="whatever")
        assert "slots" in talk.slots["heard"], slot


def test_a_payload_without_value_says_nothing() -> None:
    talk = Talk()
    talk.say("/inform", "inform", entities=[{"entity": "slot", "value": "max_cost"}])
    assert talk.slots.get("max_cost") is None


def test_a_credential_that_there_is_not_is_asked_back() -> None:
    reply = Talk(goal="skill_gap").press("/ask_details{…}", "ask_details", Details(), credential="no-such-credential")
    assert reply.cards == []
    assert reply.text


def test_what_a_button_said_is_acknowledged_like_words(knowledge: Knowledge) -> None:
    talk = Talk(goal="skill_gap", target_skills=["SQL"])
    talk.say("go on", "inform", Recommend())
    reply = talk.press("/inform{…}", "inform", Continue(), slot="max_cost", value="300")
    assert "budget: up to $300" in reply.text
