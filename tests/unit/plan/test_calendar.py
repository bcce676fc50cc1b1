"""The calendar, read back as a calendar does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from knowledge.plan import days
from knowledge.plan.documents import documents
from knowledge.plan.model import Plan
from tests.unit.plan.plans import PAGE, SQL, TO_DATA, changed, plan
from tests.unit.recommend.real import TODAY


def events(made: Plan) -> dict[str, Event]:
    """The events by their titles."""
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(documents(made).ics).walk("VEVENT")}


def day(event: Event) -> date:
    found: date = event.decoded("DTSTART")
    return found


def test_every_day_of_the_plan_is_an_event_of_a_whole_day() -> None:
    # GIVEN a plan of several steps with a deadline WHEN its calendar is read back
    made = plan(TO_DATA)
    found = events(made)
    # THEN start, finish and renewal of each step, the deadline and the look at the facts are there on their days
    for step in made.steps:
        name = step.credential.name
        assert day(found[f"Start: {name}"]) == step.starts
        assert day(found[f"Suggested finish: {name}"]) == step.finishes
        assert (f"Renew or lose: {name}" in found) == (step.expires is not None)
    assert day(found["Your deadline"]) == TODAY + timedelta(weeks=60)
    assert len(found) == len(made.moments)
    for event in found.values():
        assert type(day(event)) is date
        assert event.decoded("DTEND") == day(event) + timedelta(days=1)


def test_the_facts_are_looked_at_again_every_year() -> None:
    check = events(plan())["Check that the facts of your plan still hold (every year)"]
    assert day(check) == date(2027, 11, 22)
    assert check["RRULE"]["FREQ"] == ["YEARLY"]
    assert plan().receipt in check["DESCRIPTION"]


def test_a_renewal_counts_from_the_suggested_finish_and_names_its_source() -> None:
    # GIVEN a validity of 25 months that was read, and one that was not
    for facts, source in (({"validity": PAGE}, "A page, https://example.org/page, 2026-11-22"), ({}, "not verified")):
        catalogue = changed(
            "saylor-databases", weeks=(4.0, 4.0), hours=None, validity_months=25, never_expires=False, renewal="an exam", facts=facts
        )
        made = plan(SQL, ["saylor-databases"], catalogue)
        # WHEN planned THEN it lapses 25 months after the finish, and the entry says where that was read
        event = events(made)[f"Renew or lose: {made.steps[0].credential.name}"]
        assert day(event) == date(2029, 1, 20)
        assert "It holds 25 months; renewed by an exam" in event["DESCRIPTION"]
        assert f"Source: {source}." in event["DESCRIPTION"]
        assert [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")] == [timedelta(days=-90)]


def test_what_never_expires_or_is_not_known_to_has_no_renewal() -> None:
    for values in ({"never_expires": True}, {"never_expires": False, "validity_months": None}):
        found = events(plan(SQL, ["saylor-databases"], changed("saylor-databases", **values)))
        assert not [title for title in found if title.startswith("Renew")]


def test_without_a_deadline_there_is_none_in_the_calendar() -> None:
    assert "Your deadline" not in events(plan(SQL))
    assert "Your deadline" not in events(plan(replace(SQL, max_weeks=10_000_000.0)))


def test_the_same_plan_is_the_same_bytes_and_another_choice_has_other_entries() -> None:
    # GIVEN two plans of one receipt WHEN written THEN each has the same marks each time, and only what they share is shared
    first, other = plan(SQL), plan(SQL, ["google-data-analytics"])
    assert documents(first).ics == documents(plan(SQL)).ics

    def uids(made: Plan) -> set[str]:
        return {str(event["UID"]) for event in events(made).values()}

    assert len(uids(first)) == len(first.moments)
    shared = {str(events(first)[title]["UID"]) for title in events(first) if title in events(other)}
    assert uids(first) & uids(other) == shared
    assert {event.decoded("DTSTAMP") for event in events(first).values()} == {datetime(2026, 11, 22, tzinfo=UTC)}


def test_words_cannot_add_an_entry() -> None:
    # GIVEN a name with lines of a calendar in it WHEN written THEN it is a title and nothing more
    name = "Course\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Pay here\r\nURL:https://evil.example"
    made = plan(SQL, ["saylor-databases"], changed("saylor-databases", name=name))
    assert len(Calendar.from_ical(documents(made).ics).walk("VEVENT")) == len(made.moments)
    assert not any(str(event.get("URL", "")).startswith("https://evil") for event in events(made).values())


def test_the_file_is_one_that_calendars_take() -> None:
    text = documents(plan(TO_DATA)).ics
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


@pytest.mark.parametrize(
    ("weeks", "expected"),
    [(1.0, date(2026, 11, 29)), (0.0, date(2026, 11, 23)), (0.5, date(2026, 11, 26)), (None, None), (1e7, None), (float("inf"), None)],
)
def test_weeks_lead_to_a_day_or_to_none(weeks: float | None, expected: date | None) -> None:
    assert days.after(TODAY, weeks) == expected


def test_a_year_after_a_leap_day_is_its_eve() -> None:
    assert days.next_year(date(2028, 2, 29)) == date(2029, 2, 28)
