"""A case from its opening to its end, and who may do what with it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from cases.desk import Desk
from cases.model import Case, CaseError, NotNow, Refused, TakenAlready, UnknownCase
from tests.unit.cases.briefs import Clock, brief, full_brief

TALK = "conversation-1"


@pytest.fixture
def waiting(desk: Desk) -> Case:
    return desk.open(TALK, full_brief())


@pytest.fixture
def held(desk: Desk, waiting: Case) -> Case:
    return desk.claim(waiting.id, "ann")


def test_a_case_that_is_opened_waits_with_its_brief(desk: Desk, waiting: Case) -> None:
    assert (waiting.state, waiting.goal, waiting.field, waiting.advisor) == ("waiting", "career_change", "Data and analytics", None)
    assert waiting.brief == full_brief()
    assert desk.of(TALK) == waiting
    assert desk.of("another") is None


def test_a_conversation_has_one_open_case_only(desk: Desk, waiting: Case) -> None:
    again = desk.open(TALK, brief())
    assert again.id == waiting.id
    assert again.brief == brief()
    assert len(desk.queue()) == 1


def test_two_that_open_at_once_get_one_case(desk: Desk) -> None:
    with ThreadPoolExecutor(4) as pool:
        ids = {one.id for one in pool.map(lambda _: desk.open(TALK, brief()), range(4))}
    assert len(ids) == 1


def test_an_answer_is_expected_by_the_office_s_hours(desk: Desk, clock: Clock) -> None:
    urgent, routine = desk.open("a", brief("urgent", "distress")), desk.open("b", brief())
    assert urgent.expected is not None
    assert routine.expected is not None
    assert (urgent.expected - clock()).total_seconds() == 3600
    assert routine.expected.isoformat() == "2026-11-24T15:00:00+00:00"  # seven hours on Monday, one on Tuesday


def test_of_two_advisors_who_claim_at_once_one_gets_it(desk: Desk, waiting: Case) -> None:
    def claim(name: str) -> str:
        try:
            return desk.claim(waiting.id, name).advisor or ""
        except TakenAlready:
            return "too late"

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(claim, [f"advisor-{number}" for number in range(8)]))
    winner = desk.get(waiting.id).advisor
    assert sorted(told) == sorted([winner, *["too late"] * 7])


def test_claiming_again_changes_nothing_and_taking_from_another_is_refused(desk: Desk, held: Case) -> None:
    assert desk.claim(held.id, "ann").advisor == "ann"
    with pytest.raises(TakenAlready, match="with ann"):
        desk.claim(held.id, "bob")
    assert [event.what for event in desk.history(held.id)] == ["opened", "claimed"]


def test_messages_go_both_ways_while_a_person_has_it(desk: Desk, waiting: Case) -> None:
    assert not desk.takes_messages(TALK)
    desk.claim(waiting.id, "ann")
    assert desk.takes_messages(TALK)
    desk.user_said(TALK, "are you there", key="m1")
    said = desk.advisor_said(waiting.id, "ann", "yes, hello")
    assert [(one.author, one.text) for one in desk.messages(waiting.id)] == [("user", "are you there"), ("advisor", "yes, hello")]
    assert desk.for_user(TALK) == [said]
    assert desk.for_user(TALK, after=said.id) == []
    assert desk.for_user("another") == []


def test_a_message_that_is_sent_twice_counts_once(desk: Desk, held: Case) -> None:
    first, again = desk.user_said(TALK, "hello", key="m1"), desk.user_said(TALK, "hello", key="m1")
    assert first == again
    assert desk.advisor_said(held.id, "ann", "hi", key="a1") == desk.advisor_said(held.id, "ann", "hi", key="a1")
    assert len(desk.messages(held.id)) == 2


def test_only_who_has_the_case_speaks_in_it(desk: Desk, waiting: Case) -> None:
    with pytest.raises(NotNow):
        desk.advisor_said(waiting.id, "ann", "hello")
    desk.claim(waiting.id, "ann")
    with pytest.raises(NotNow):
        desk.advisor_said(waiting.id, "bob", "hello")
    assert desk.messages(waiting.id) == []


def test_a_case_that_is_handed_back_is_taken_up_by_the_assistant_once(desk: Desk, held: Case) -> None:
    done = desk.hand_back(held.id, "ann", "Go for the second one.")
    assert (done.state, done.outcome) == ("closed", "handed back")
    assert not desk.takes_messages(TALK)
    assert [one.text for one in desk.for_user(TALK)] == ["Go for the second one."]
    assert (first := desk.gone_on(TALK)) is not None
    assert first.id == held.id
    assert desk.gone_on(TALK) is None


def test_a_new_case_can_follow_a_closed_one(desk: Desk, held: Case) -> None:
    desk.close(held.id, "ann", "answered")
    later = desk.open(TALK, brief())
    assert later.id != held.id
    assert desk.of(TALK) == later
    with pytest.raises(NotNow):
        desk.reopen(held.id, "ann")


def test_a_closed_case_can_wait_again(desk: Desk, held: Case) -> None:
    desk.close(held.id, "ann", "answered")
    again = desk.reopen(held.id, "bob")
    assert (again.state, again.advisor, again.outcome) == ("waiting", None, None)


def test_an_assigned_case_is_claimed_by_that_advisor_only(desk: Desk, held: Case) -> None:
    given = desk.assign(held.id, "bob", by="ann")
    assert (given.state, given.advisor) == ("waiting", "bob")
    with pytest.raises(TakenAlready):
        desk.claim(held.id, "ann")
    assert desk.claim(held.id, "bob").state == "with_advisor"
    desk.assign(held.id, None, by="bob")
    assert desk.claim(held.id, "cem").advisor == "cem"


def test_the_user_can_take_the_request_back_while_nobody_has_it(desk: Desk, waiting: Case) -> None:
    cancelled = desk.cancel(TALK)
    assert cancelled is not None
    assert (cancelled.state, cancelled.outcome) == ("closed", "cancelled")
    assert desk.cancel(TALK) is None


def test_a_person_who_has_it_is_not_cancelled(desk: Desk, held: Case) -> None:
    assert desk.cancel(TALK) is None
    assert desk.takes_messages(TALK)


def test_the_queue_shows_the_most_pressing_and_the_longest_waiting_first(desk: Desk, clock: Clock) -> None:
    for name, level in (("a", "routine"), ("b", "soon"), ("c", "urgent"), ("d", "soon")):
        desk.open(name, brief(level))
        clock.move(minutes=1)
    assert [one.conversation for one in desk.queue()] == ["c", "b", "d", "a"]


def test_the_queue_is_filtered(desk: Desk, waiting: Case) -> None:
    other = desk.open("other", brief("soon"))
    desk.claim(other.id, "ann")
    desk.tag(other.id, "ann", "nursing")
    assert desk.queue(level="soon") == desk.queue(advisor="ann") == desk.queue(tag="nursing") == [desk.get(other.id)]
    assert desk.queue(unassigned=True) == desk.queue(field="Data and analytics") == [desk.get(waiting.id)]
    assert desk.queue(states=["closed"]) == []


def test_who_did_what_is_kept(desk: Desk, held: Case) -> None:
    desk.saw(held.id, "eve")
    desk.add_note(held.id, "ann", "call the registrar")
    desk.tag(held.id, "ann", "credit")
    desk.tag(held.id, "ann", "credit", on=False)
    desk.close(held.id, "ann", "answered")
    told = [(event.who, event.what, event.detail) for event in desk.history(held.id)]
    assert told[1:] == [
        ("ann", "claimed", ""), ("eve", "read", ""), ("ann", "noted", "call the registrar"),
        ("ann", "tagged", "credit"), ("ann", "untagged", "credit"), ("ann", "closed", "answered"),
    ]  # fmt: skip


def test_a_contact_is_kept_in_the_case_and_what_is_left_empty_stays(desk: Desk, waiting: Case) -> None:
    desk.leave_contact(waiting.id, "jo@example.org", "evenings")
    desk.leave_contact(waiting.id, "", "mornings")
    found = desk.get(waiting.id)
    assert (found.contact, found.times) == ("jo@example.org", "mornings")
    assert [event.detail for event in desk.history(waiting.id) if event.what == "left contact"] == ["", ""]


def test_deletion_leaves_nothing_that_tells_who_it_was_or_what_was_said(desk: Desk, held: Case) -> None:
    desk.leave_contact(held.id, "jo@example.org", "evenings")
    desk.user_said(TALK, "my name is Jo Rowan")
    desk.advisor_said(held.id, "ann", "hello Jo")
    desk.add_note(held.id, "ann", "Jo is nervous")
    assert desk.forget(TALK) == 1
    left = desk.get(held.id)
    assert (left.state, left.outcome, left.conversation, left.contact, left.times, left.brief) == (
        "closed", "deleted by the user", None, None, None, None
    )  # fmt: skip
    assert desk.messages(held.id) == []
    assert "Jo" not in str([event.model_dump() for event in desk.history(held.id)])
    assert desk.of(TALK) is None
    assert desk.forget(TALK) == 0
    with desk.engine.connect() as connection:
        for table in ("advising_case", "case_message", "case_event"):
            rows = str(connection.exec_driver_sql(f"SELECT * FROM {table}").all())
            assert "Jo" not in rows
            assert TALK not in rows


def test_the_export_has_the_user_s_own_and_not_the_office_s_notes(desk: Desk, held: Case) -> None:
    desk.leave_contact(held.id, "jo@example.org")
    desk.user_said(TALK, "hello")
    desk.add_note(held.id, "ann", "a secret note")
    (told,) = desk.export(TALK)
    assert (told["id"], told["contact"], told["messages"][0]["text"]) == (held.id, "jo@example.org", "hello")
    assert told["brief"]["goal"]["words"] == "I want to become a data analyst"
    assert "secret" not in str(told)
    assert desk.export("another") == []


def test_the_brief_is_kept_current_until_somebody_reads_it(desk: Desk, waiting: Case) -> None:
    desk.refresh(waiting.id, brief())
    assert desk.get(waiting.id).brief == brief()
    desk.claim(waiting.id, "ann")
    with pytest.raises(NotNow):
        desk.refresh(waiting.id, full_brief())


def test_a_desk_that_is_opened_anew_knows_it_all(desk: Desk, held: Case) -> None:
    desk.user_said(TALK, "hello")
    again = Desk(desk.engine, desk.rules, desk.now)
    desk.engine.dispose()
    assert again.takes_messages(TALK)
    assert [one.text for one in again.messages(held.id)] == ["hello"]


@pytest.mark.parametrize("step", ["claim", "hand_back", "reopen", "saw"])
def test_a_case_that_there_is_not_is_said_not_to_be(desk: Desk, step: str) -> None:
    with pytest.raises(UnknownCase, match="no case C-NONE"):
        getattr(desk, step)("C-NONE", "ann")


def test_what_hostile_users_write_is_kept_as_it_is(desk: Desk, held: Case) -> None:
    text = "'; DROP TABLE advising_case; -- <script>\x00" + "x" * 20_000
    kept = desk.user_said(TALK, text)
    assert kept is not None
    assert len(kept.text) == 12_000
    assert isinstance(desk.get(held.id), Case)
    assert issubclass(NotNow, CaseError)


def test_a_crisis_makes_a_waiting_case_urgent(desk: Desk, waiting: Case, clock: Clock) -> None:
    """GIVEN a routine case WHEN its user may be in danger THEN it is the first of the queue, with the reason and an answer to be expected sooner."""
    other = desk.open("another", brief("soon", "appeal"))
    assert [one.id for one in desk.queue()] == [other.id, waiting.id]
    raised = desk.raise_triage(TALK, "urgent", "the user may be in distress")
    assert raised is not None
    assert raised.triage == "urgent"
    assert raised.brief is not None
    assert raised.brief.triage.because == "the user may be in distress"
    assert raised.expected is not None
    assert waiting.expected is not None
    assert raised.expected < waiting.expected
    assert [one.id for one in desk.queue()] == [waiting.id, other.id]
    # AND a second time nothing happens, nor to a case that nobody has opened
    assert desk.raise_triage(TALK, "soon", "x") is None
    assert desk.raise_triage("nobody", "urgent", "x") is None
    assert [event.what for event in desk.history(waiting.id)] == ["opened", "raised"]


def test_the_user_is_told_the_advisors_name_not_their_account(desk: Desk, waiting: Case) -> None:
    assert desk.claim(waiting.id, "a1b2", "Dana").advisor_name == "Dana"
    assert desk.advisor_said(waiting.id, "a1b2", "hello").name == "Dana"
    with pytest.raises(TakenAlready, match="with Dana"):
        desk.claim(waiting.id, "c3d4", "Robin")


def test_a_card_goes_along_with_its_words(desk: Desk, held: Case) -> None:
    card = {"type": "credential", "id": "x"}
    desk.advisor_said(held.id, "ann", "SQL Basics, School", card=card)
    assert desk.for_user(TALK)[-1].card == card
    with pytest.raises(Refused, match="write a message"):
        desk.advisor_said(held.id, "ann", "  \0", card=card)


def test_a_case_ends_by_one_of_the_settings_outcomes(desk: Desk, held: Case) -> None:
    with pytest.raises(Refused, match="answered, referred"):
        desk.close(held.id, "ann", "somehow")
    with pytest.raises(NotNow):
        desk.close(held.id, "bob", "answered")
    assert desk.close(held.id, "ann", "answered").outcome == "answered"


def test_what_nobody_has_can_be_closed_but_not_handed_back(desk: Desk, waiting: Case) -> None:
    with pytest.raises(NotNow):
        desk.hand_back(waiting.id, "ann")
    assert desk.close(waiting.id, "ann", "no answer from the user", name="Ann").advisor_name == "Ann"


def test_a_case_that_is_given_back_waits_anew(desk: Desk, held: Case, clock: Clock) -> None:
    clock.move(hours=2)
    later = desk.open("another", brief())
    clock.move(hours=1)
    desk.assign(held.id, None, "ann")
    assert [one.id for one in desk.queue()] == [later.id, held.id]


def test_a_part_of_a_tag_is_enough_to_find_it(desk: Desk, waiting: Case) -> None:
    desk.tag(waiting.id, "ann", "  Financial   Aid ")
    assert [one.id for one in desk.queue(tag="aid")] == [waiting.id]
    assert desk.queue(tag="visa") == []
    with pytest.raises(Refused):
        desk.tag(waiting.id, "ann", " ")


def test_the_pulse_tells_whether_anything_has_happened(desk: Desk, held: Case) -> None:
    other = desk.open("another", brief())
    before, of_other = desk.pulse(held.id), desk.pulse(other.id)
    everything = desk.pulse()
    desk.user_said(TALK, "hello")
    assert desk.pulse(held.id) != before
    assert desk.pulse() != everything
    assert desk.pulse(other.id) == of_other


def test_a_deletion_changes_the_pulse_though_ids_are_used_again(desk: Desk, held: Case, clock: Clock) -> None:
    """GIVEN a queue in view WHEN its user has everything deleted THEN the queue and the case are told so, whatever ids are used again."""
    desk.forget(TALK)
    talk = desk.open("another", brief())
    desk.user_said("another", "hello")
    before, of_case = desk.pulse(), desk.pulse(talk.id)
    clock.move(minutes=1)
    desk.forget("another")
    # AND as many rows as before have come again, with the ids of those that went
    for _ in range(2):
        desk.add_note(talk.id, "ann", "gone")
    assert desk.pulse() != before
    assert desk.pulse(talk.id) != of_case
    # AND so does the deletion of a case that was closed long ago
    closed = desk.open("third", brief())
    desk.close(closed.id, "ann", "answered")
    before = desk.pulse()
    desk.forget("third")
    assert desk.pulse() != before


def test_a_case_that_waits_for_one_advisor_is_not_closed_by_another(desk: Desk, held: Case) -> None:
    """GIVEN a case assigned to Bob WHEN Ann closes it THEN she is told whose it is, and it stays; Bob can close it."""
    desk.assign(held.id, "bob", by="ann", name="Bob")
    with pytest.raises(NotNow, match="Bob"):
        desk.close(held.id, "ann", "answered")
    assert desk.get(held.id).state == "waiting"
    assert desk.close(held.id, "bob", "answered").advisor_name == "Bob"
