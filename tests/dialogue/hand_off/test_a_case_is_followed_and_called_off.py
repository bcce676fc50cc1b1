import json
from collections.abc import Callable

import pytest

from cases.desk import Desk
from tests.dialogue.talk import Talk


@pytest.fixture
def handed(talk: Talk) -> Talk:
    """A user with a question open whose case waits."""
    talk.say("I want to become a welder")
    talk.say("connect me to an advisor")
    talk.say("yes")
    assert talk.now("handoff")
    return talk


@pytest.mark.parametrize(
    ("words", "contact", "times"),
    [
        ("jo.rowan@example.org, evenings are best", "jo.rowan@example.org", "evenings are best"),
        ("you can call me at (555) 010-4477 after 5pm", "(555) 010-4477", "after 5pm"),
        ("my email is jo_r@mail.example.com", "jo_r@mail.example.com", None),
        ("weekday mornings", None, "weekday mornings"),
    ],
)
def test_a_contact_is_kept_in_the_case_and_nowhere_else(
    handed: Talk, desk: Desk, words: str, contact: str | None, times: str | None
) -> None:
    # WHEN a contact is left
    handed.say(words)
    # THEN the case has it
    case = desk.of(handed.sender)
    assert case is not None
    assert (case.contact, case.times) == (contact, times)
    # AND neither the profile nor the record of the conversation does
    assert handed.slots.get("hours_per_week") is None
    events = handed.client.get(f"/conversations/{handed.sender}/tracker", params={"include_events": "ALL"}).text
    assert words not in events
    assert not contact or contact not in events
    # AND the conversation goes on
    assert handed.requested_slot, str(handed)


def test_leaving_no_contact_is_fine(handed: Talk, desk: Desk) -> None:
    handed.press("No, answer here")
    assert handed.tells("answer will come here", "in this chat"), str(handed)
    assert handed.requested_slot, str(handed)


def test_asking_again_tells_where_the_case_stands(handed: Talk, desk: Desk) -> None:
    handed.say("skip")
    handed.say("any news from the advisor?")
    card = handed.now("handoff")
    case = desk.of(handed.sender)
    assert case is not None
    assert (card["case_id"], card["status"]) == (case.id, "waiting"), str(handed)


def test_the_assistant_goes_on_helping_and_the_case_follows(handed: Talk, desk: Desk) -> None:
    # WHEN the talk goes on while the case waits
    handed.say("skip")
    handed.say("my budget is 700 dollars")
    handed.answer()
    # THEN the brief has what was told and found since, and the advisor can read it
    case = desk.of(handed.sender)
    assert case is not None
    assert case.brief is not None
    assert "Budget" in [item.label for item in case.brief.constraints]
    assert [option.id for option in case.brief.shortlist] == [credential.id for credential in handed.shown]
    assert "my budget is 700 dollars" in [message.text for message in desk.messages(case.id)]


@pytest.mark.parametrize(
    "words", ["cancel my request for the advisor", "I don't need a person any more", "never mind about the advisor, I found the answer"]
)
def test_the_request_can_be_called_off(handed: Talk, desk: Desk, words: str) -> None:
    handed.say("skip")
    handed.say(words)
    case = desk.of(handed.sender)
    assert case is not None
    assert (case.state, case.outcome) == ("closed", "cancelled"), str(handed)


def test_deletion_takes_the_case_along(handed: Talk, desk: Desk) -> None:
    handed.say("jo@example.org")
    case = desk.of(handed.sender)
    assert case is not None
    handed.say("delete all my data")
    handed.say("yes")
    assert handed.tells("your case with the advisors is deleted too"), str(handed)
    assert desk.of(handed.sender) is None
    assert desk.get(case.id).contact is None


def test_the_export_holds_the_case(handed: Talk, desk: Desk) -> None:
    handed.say("jo@example.org")
    handed.say("export my data", raw=True)
    text = handed.texts[0]
    told = json.loads(text[text.index("{") :])
    assert told["cases"][0]["contact"] == "jo@example.org"


def test_starting_over_keeps_the_case(handed: Talk, desk: Desk) -> None:
    handed.say("/start_over")
    handed.say("what about my case?")
    assert handed.card("handoff") or desk.of(handed.sender), str(handed)


def test_two_users_have_cases_of_their_own(begin: Callable[[], Talk], desk: Desk) -> None:
    one, other = begin(), begin()
    for talk in (one, other):
        talk.say("talk to a person")
        talk.say("yes")
    first, second = desk.of(one.sender), desk.of(other.sender)
    assert first is not None
    assert second is not None
    assert first.id != second.id
