import pytest

from tests.dialogue.talk import Talk


def test_every_fact_of_a_long_message_is_kept(talk: Talk) -> None:
    # GIVEN one message with everything in it
    talk.say(
        "I'm a warehouse worker, I want to become a supply chain analyst, have $600 and 6 months, 8 hours a week, online only, and a bachelor's in geography"
    )
    # THEN each fact is in its slot, and nothing else is
    slots = talk.slots
    assert slots["goal"] == "career_change", str(talk)
    assert slots["current_role"] == "Warehouse worker", slots
    assert slots["target_role"] == "Supply chain analyst", slots
    assert slots["max_cost"] == 600, slots
    assert slots["hours_per_week"] == 8, slots
    assert slots["delivery"] == "online", slots
    assert 24 <= slots["max_weeks"] <= 27, slots
    assert len(slots["held_credentials"]) == 1, slots
    assert "geography" in slots["held_credentials"][0], slots
    # AND the shortlist is there at once or after a question about something else
    talk.answer()
    assert len(talk.turns) <= 3, str(talk)


def test_hours_and_money_are_not_taken_for_credentials(talk: Talk) -> None:
    # GIVEN numbers that also stand in the names of credentials
    talk.say("I want to get into cybersecurity from being a bartender, I've got $500, about 6 months and 10 hours a week")
    # THEN they are hours, money and time, and no credential is held
    slots = talk.slots
    assert (slots.get("max_cost"), slots.get("hours_per_week")) == (500, 10), slots
    assert not slots.get("held_credentials"), slots
    assert slots.get("current_role") == "Bartender", slots


def test_a_day_of_the_year_is_equally_far_in_every_run(talk: Talk) -> None:
    # GIVEN that it is the day of the tests, 32 days before Christmas Eve
    # WHEN a deadline is told by the calendar
    talk.say("I want to learn SQL for my job by Christmas")
    # THEN it is as many weeks away
    assert talk.slots["max_weeks"] == pytest.approx(32 / 7, abs=0.06), str(talk)
