"""What a turn adds to the numbers, and what it does not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.gateway.conversations.model import Answer, Message, Reply
from bot.gateway.conversations.tally import Seen, Tally, of_thumb, of_turn
from bot.gateway.conversations.told import Told, told
from bot.gateway.rasa import as_answer

NINE = datetime(2026, 11, 24, 9, 15, tzinfo=ZoneInfo("America/New_York"))


def asked(text: str = "hello") -> Message:
    return Message("c1", 1, "m1", "user", text, datetime.now(UTC), state="waiting")


def answered(card: str | None = None, **counted: Any) -> Answer:
    return Answer([Reply("Words.", custom={"type": card} if card else None)], counted=Told(**counted))


def talk(*turns: tuple[Answer, datetime]) -> list[Tally]:
    """All that a conversation adds over its turns."""
    seen, all_of_it = Seen(), []
    for answer, said in turns:
        seen, added = of_turn(seen, "web", asked(), answer, said)
        seen = Seen.of(seen.kept())  # as it comes back from the database
        all_of_it += added
    return all_of_it


def counted(tallies: list[Tally], kind: str) -> list[str]:
    return [tally.what for tally in tallies if tally.kind == kind]


def test_each_stage_is_reached_once_however_often_its_card_comes() -> None:
    shortlist, plan = answered("options", goal="skill_gap"), answered("plan", goal="skill_gap")
    tallies = talk((answered(), NINE), (shortlist, NINE), (shortlist, NINE), (plan, NINE), (shortlist, NINE), (plan, NINE))
    assert sorted(counted(tallies, "stage")) == ["begun", "plan", "shortlist"]
    assert counted(tallies, "goal") == ["skill_gap"]
    assert counted(tallies, "turn") == ["answered"] * 6


def test_a_plan_without_a_shortlist_has_passed_all_stages() -> None:
    """GIVEN a plan of which no list was seen THEN no stage is smaller than a later one."""
    assert sorted(counted(talk((answered("plan"), NINE)), "stage")) == ["begun", "plan", "shortlist"]


def test_stages_count_on_the_day_on_which_the_conversation_began() -> None:
    # GIVEN a conversation that begins on a Tuesday and saves its plan on Thursday
    later = NINE.replace(day=26, hour=17)
    tallies = talk((answered("options", goal="skill_gap", unmet=["Juggling"]), NINE), (answered("plan", goal="skill_gap"), later))
    # THEN the plan counts among Tuesday's conversations, and the message among Thursday's messages
    (plan,) = [tally for tally in tallies if (tally.kind, tally.what) == ("stage", "plan")]
    assert (plan.day, plan.hour) == (date(2026, 11, 24), 9)
    assert [tally.day.day for tally in tallies if tally.kind == "turn"] == [24, 26]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (answered(), "answered"),
        (Answer([Reply("What?")], fallback=True), "not_understood"),
        (Answer([Reply("Sorry.")], failed=True), "failed"),
        (Answer([]), "passed_on"),
    ],
)
def test_every_message_with_words_has_an_outcome(answer: Answer, outcome: str) -> None:
    assert counted(talk((answer, NINE)), "turn") == [outcome]


def test_a_greeting_that_the_page_asks_for_is_no_message() -> None:
    assert of_turn(Seen(), "web", asked(""), answered(), NINE) == (Seen(), [])


def test_a_changed_goal_counts_under_both_and_a_repeated_one_once() -> None:
    goals = ("skill_gap", "career_change", "skill_gap")
    assert counted(talk(*((answered(goal=goal, field="Nursing"), NINE) for goal in goals)), "goal") == ["skill_gap", "career_change"]


def test_after_everything_was_deleted_it_is_a_new_conversation() -> None:
    tallies = talk((answered(goal="skill_gap"), NINE), (Answer([Reply("Deleted.")], forgotten=True), NINE), (answered(), NINE))
    assert counted(tallies, "stage") == ["begun", "begun"]
    assert of_turn(Seen(), "web", asked(), Answer([Reply("Deleted.")], forgotten=True), NINE)[0] == Seen()


def test_numbers_hold_names_of_ours_only() -> None:
    """GIVEN words of the user's THEN none is in what is added."""
    seen, added = of_turn(Seen(), "web", asked("I am Ann Miller, 555-1234"), answered("options", goal="currency", field="Nursing"), NINE)
    assert "Miller" not in f"{seen}{added}"
    assert "c1" not in f"{seen}{added}", "nor the conversation's name"


def test_a_thumb_counts_for_the_hour_of_the_reply() -> None:
    assert of_thumb("web", "up", NINE) == Tally("thumb", date(2026, 11, 24), 9, "up", "web")


@pytest.mark.parametrize(
    "mark",
    [
        {"goal": "to become rich"},
        {"unmet": [{"name": "SQL"}]},
        "nothing of the kind",
        None,
    ],
)
def test_a_mark_of_another_form_counts_nothing(mark: Any) -> None:
    assert told([mark]) == Told()
    assert told([mark, {"goal": "currency"}]) == Told(goal="currency")


def test_the_marks_of_all_replies_count_together() -> None:
    replies = [{"text": "a", "counted": {"goal": "currency"}}, {"text": "b", "counted": {"unmet": ["SQL"]}}, {"text": "c"}]
    assert as_answer(replies).counted == Told(goal="currency", unmet=["SQL"])


# --- buttons without words
def pressed(payload: str | None) -> Message:
    return Message("c1", 1, "m1", "user", "", datetime.now(UTC), payload=payload, state="waiting")


def test_a_deletion_confirmed_by_a_button_without_words_counts_and_forgets() -> None:
    # GIVEN a conversation of which something has been counted
    seen, _ = of_turn(Seen(), "web", asked(), answered(goal="skill_gap"), NINE)
    # WHEN a button that sends no words confirms the deletion
    after, added = of_turn(seen, "web", pressed("/affirm"), Answer([Reply("All deleted.")], forgotten=True), NINE)
    # THEN the turn counts, and nothing is remembered of the conversation
    assert counted(added, "turn") == ["answered"]
    assert after == Seen()


@pytest.mark.parametrize("payload", [None, "/greet", "/session_start"])
def test_a_page_that_opens_counts_nothing_but_is_forgotten_too(payload: str | None) -> None:
    seen = Seen("2026-11-24", 9, "skill_gap")
    assert of_turn(seen, "web", pressed(payload), answered(), NINE) == (seen, [])
    assert of_turn(seen, "web", pressed(payload), Answer([], forgotten=True), NINE) == (Seen(), [])


def test_names_too_long_or_too_many_are_cut_and_the_rest_of_the_mark_stays() -> None:
    """GIVEN a mark with more than the database takes THEN goal and field are kept, and the names fit."""
    known = told([{"goal": "skill_gap", "field": "f" * 200, "unmet": ["u" * 500, *(f"skill {number}" for number in range(30))]}])
    assert (known.goal, known.field) == ("skill_gap", "f" * 120)
    assert known.unmet == ["u" * 120, *(f"skill {number}" for number in range(19))]
