"""Handing over, without Rasa: what a message does for the hand-off, in which action it is answered, and what is left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from actions.bootstrap import Knowledge
from actions.brief import make_brief
from actions.common.matters import matters_in, telling
from actions.common.striking import struck_by
from actions.common.turn import Turn
from actions.conversation import Continue, NotUnderstood, SmallTalk
from actions.goals import CareerChangeForm
from actions.handoff import HandOver, TalkToAdvisor, agrees, contact_in
from actions.profile import DeleteData, ExportData
from cases.settings import settings
from tests.unit.actions.talk import Talk, act, tracker

PRESENT = {
    "goal": "change career",
    "current_role": "Cashier",
    "target_role": "Medical coder",
    "max_cost": "up to $300",
    "held_credentials": "GED",
    "target_employers": "Walmart, Kroger",
    "shortlist": "CPC, CCA",
    "conversation": "what we have said here",
}


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("leave out my budget", {"max_cost"}),
        ("not the money thing", {"max_cost"}),
        ("don't tell them about my current job", {"current_role"}),
        ("please remove walmart", {"target_employers"}),
        ("everything but the chat", {"conversation"}),
        ("all except my degree and my budget", {"held_credentials", "max_cost"}),
        ("just the shortlist", set(PRESENT) - {"shortlist"}),
        ("only my goal and the list", set(PRESENT) - {"goal", "shortlist"}),
        ("nothing of the conversation please", {"conversation"}),
        ("without any of it", set(PRESENT)),
        ("sounds good", None),
        ("do certificates expire", None),
    ],
)
def test_what_is_struck_out(text: str, struck: set[str] | None) -> None:
    assert struck_by(text, PRESENT, (), settings().signs) == struck


@pytest.mark.parametrize(
    ("text", "kept_back", "passed_on"),
    [
        ("don't mention the debt", "I owe 20k on my cards", "I want to be an electrician"),
        ("dont tell them about my ex", "my ex-husband got the house", "I want to be an electrician"),
        ("please leave out that I was fired", "I got laid off in May", "I want to be an electrician"),
        ("keep my divorce out of it", "since the divorce I need work", "I need work"),
        ("I'd rather they didn't know about my surgery", "I had surgery", "I had time"),
        ("they don't need to know I was in jail", "I did two years in prison", "I did two years of college"),
        ("don't say anything about Kevin", "Kevin told me so", "a friend told me so"),
        ("yes but not a word about the loan", "a loan of 9,000", "a course of nine weeks"),
        ("don't bring up my eviction", "after the eviction", "after the exam"),
    ],
)
def test_a_matter_is_kept_back_in_whatever_words_it_was_told(text: str, kept_back: str, passed_on: str) -> None:
    pattern = "|".join(telling(matters_in(text, settings())))
    assert re.search(pattern, kept_back.casefold())
    assert not re.search(pattern, passed_on.casefold())


@pytest.mark.parametrize(
    "text",
    "don't share it|don't tell them|not now, I want to see more options|no don't pass it on|never mind|leave something out|leave out my budget"
    "|only the shortlist|everything but the chat|put it back in|don't send anything|I don't know".split("|"),
)
def test_what_names_no_matter_keeps_none_back(text: str) -> None:
    assert matters_in(text, settings()) == []


def test_a_matter_leaves_brief_and_transcript_and_is_no_refusal(talk: Talk, knowledge: Knowledge) -> None:
    """GIVEN a talk in which a debt was told WHEN it is not to be mentioned THEN it is asked again without it, and the case tells nothing of it."""
    said = "I have 20k of credit card debt and want to become a medical coder"
    words = {"goal": said, "target_role": "medical coder"}
    talk.slots["profile_words"] = words
    talk.say("a person please, my debt worries me", "talk_to_advisor", TalkToAdvisor())
    reply = talk.say("don't mention the debt", "deny", Continue())
    assert reply.cards[0]["purpose"] == "handoff"
    assert "matter" in reply.text
    talk.say("yes", "affirm", Continue())
    events = [
        {"event": "user", "text": said},
        {"event": "user", "text": "don't mention the debt"},
        {"event": "user", "text": "I like coding"},
    ]
    act(HandOver(), tracker("yes", "affirm", slots=talk.slots, events=events))
    case = knowledge.desk().of("conversation-17")
    assert case is not None
    assert case.brief is not None
    told = case.brief.model_dump_json().casefold()
    assert [word for word in ("debt", "20k", "credit card") if word in told] == []
    assert "i like coding" in told
    assert "A matter that was spoken of" in case.brief.withheld
    assert case.brief.receipt is None
    knowledge.desk().forget("conversation-17")


def test_a_matter_can_be_let_in_again(talk: Talk) -> None:
    talk.say("a person please", "talk_to_advisor", TalkToAdvisor())
    talk.say("don't mention the debt", "deny", Continue())
    assert talk.slots["handoff"]["matters"]
    talk.say("ok, you can include the debt again", "inform", Continue())
    assert talk.slots["handoff"]["matters"] == []


def test_a_crisis_while_the_case_waits_raises_its_triage(talk: Talk, knowledge: Knowledge) -> None:
    talk.say("a person please", "talk_to_advisor", TalkToAdvisor())
    talk.say("yes", "affirm", Continue())
    talk.slots = act(HandOver(), tracker("yes", "affirm", slots=talk.slots)).slots
    talk.say("I want to end my life", "distress", SmallTalk())
    case = knowledge.desk().of("conversation-17")
    assert case is not None
    assert (case.state, case.triage) == ("waiting", "urgent")
    knowledge.desk().forget("conversation-17")


def test_a_contact_with_the_request_is_marked_for_the_gateway(talk: Talk) -> None:
    """GIVEN a contact in the request WHEN a profile card answers it THEN the answer says that the message holds a contact."""
    reply = talk.say("I want to talk to someone, reach me at ann.user@x.org", "talk_to_advisor", TalkToAdvisor())
    assert reply.cards[0]["type"] == "profile"
    assert reply.messages[-1]["withheld"] is True
    assert "withheld" not in talk.say("ok who will see this?", "faq", Continue()).messages[-1]


def test_what_is_put_back() -> None:
    assert struck_by("put the budget back in", PRESENT, ("max_cost", "goal"), settings().signs) == {"goal"}


@pytest.mark.parametrize(
    ("text", "asked", "contact", "times"),
    [
        ("jo@example.org", False, "jo@example.org", ""),
        ("my mail is jo.r+x@mail.example.co.uk and mornings work", False, "jo.r+x@mail.example.co.uk", "mornings work"),
        ("call 555-010-4477 between 2 and 4 pm", False, "555-010-4477", "between 2 and 4 pm"),
        ("+44 20 7946 0018", False, "+44 20 7946 0018", ""),
        ("any time after 6pm", True, "", "any time after 6pm"),
        ("any time after 6pm", False, "", ""),
        ("I can spend $1,500", True, "", ""),
        ("I have 300 dollars and 6 months", True, "", ""),
        ("the 220-1101 exam", True, "", ""),
        ("my cell 555 0104", False, "555 0104", ""),
        ("before 2026-12-24", False, "", ""),
        ("what does it cost", True, "", ""),
        ("we are hiring, apply to jobs@acme.com", False, "", ""),
        ("Questions? Write to hr@acme.com or call 555-010-4477", False, "", ""),
        ("is info@school.edu a real school", False, "", ""),
        ("I can spend 60 000 - 80 000 in all", False, "", ""),
        ("I can spend 60 000 - 80 000 in all", True, "", ""),
        ("60000-80000", True, "", ""),
        ("https://jobs.example.com/apply?to=jo@example.org", False, "", ""),
        ("reach me at jo@example.org please", False, "jo@example.org", ""),
        ("jo@example.org is my email", False, "jo@example.org", ""),
        ("contact HR at hr@acme.com", False, "", ""),
        ("thanks, jo@example.org", False, "jo@example.org", ""),
        ("you can email me: jo@example.org, evenings", False, "jo@example.org", "evenings"),
        ("reach me at ann.user@x.org", False, "ann.user@x.org", ""),
        ("reach me at ann.user@x.org after 5pm", False, "ann.user@x.org", "after 5pm"),
        ("reach me at example.org", True, "", ""),
        ("I look at coursera.org a lot", True, "", ""),
        ("text me on 555-0104", False, "555-0104", ""),
        ("you can get me at ann at example dot org", False, "ann at example dot org", ""),
        ("ann (at) example.org", False, "ann (at) example.org", ""),
        ("my whatsapp is +44 20 7946 0018", False, "+44 20 7946 0018", ""),
        ("ping me on telegram @ann_lee", False, "@ann_lee", ""),
        ("drop me a line at ann@x.org mornings", False, "ann@x.org", "mornings"),
        ("ann@x.org or 555-010-4477", False, "ann@x.org, 555-010-4477", ""),
        ("I'm reachable on 555 010 4477 on weekdays", False, "555 010 4477", "weekdays"),
        ("my cell's 555 010 4477, evenings", False, "555 010 4477", "evenings"),
    ],
)
def test_a_contact_is_found_in_what_was_said(text: str, asked: bool, contact: str, times: str) -> None:
    assert contact_in(text, asked=asked) == (contact, times)


def test_the_address_in_a_posting_is_not_the_users(knowledge: Knowledge) -> None:
    """GIVEN a case that waits WHEN a posting with an address is pasted THEN it is a posting still, and no contact is kept."""
    talk = Talk(goal="career_change", max_cost=300.0)
    talk.say("a person please", "talk_to_advisor", TalkToAdvisor())
    talk.say("yes", "affirm", Continue())
    talk.say("yes", "affirm", HandOver())
    talk.say("Job posting: Welder. Requirements: AWS certified welder.\nApply to jobs@acme.com", "share_job_posting")
    assert "handoff" not in talk.slots["heard"]
    case = knowledge.desk().of("conversation-17")
    assert case is not None
    assert not case.contact
    knowledge.desk().forget("conversation-17")


@pytest.fixture
def held(knowledge: Knowledge) -> Iterator[Talk]:
    """A conversation that an advisor has claimed."""
    talk = Talk(goal="career_change", max_cost=300.0)
    talk.say("a person please", "talk_to_advisor", TalkToAdvisor())
    talk.say("yes", "affirm", Continue())
    talk.slots = act(HandOver(), tracker("yes", "affirm", slots=talk.slots)).slots
    knowledge.desk().claim(talk.slots["handoff"]["case"], "Dana")
    yield talk
    knowledge.desk().forget("conversation-17")


def said_to(knowledge: Knowledge, talk: Talk) -> list[str]:
    return [message.text for message in knowledge.desk().messages(talk.slots["handoff"]["case"]) if message.author == "user"]


def test_who_talks_with_an_advisor_can_have_everything_deleted(held: Talk, knowledge: Knowledge) -> None:
    """GIVEN a conversation with an advisor WHEN the user asks for deletion and says yes THEN it is deleted, and the advisor reads none of it."""
    held.say("hi Dana", "greet", SmallTalk())
    assert held.say("delete my data", "delete_my_data", DeleteData()).text
    assert said_to(knowledge, held) == ["hi Dana"]
    reply = held.say("yes", "affirm", Continue())
    assert reply.messages[0]["forgotten"] is True
    assert knowledge.desk().of("conversation-17") is None


def test_who_goes_on_with_the_advisor_deletes_nothing(held: Talk, knowledge: Knowledge) -> None:
    held.say("delete my data", "delete_my_data", DeleteData())
    assert held.say("wait, what about my case", "inform", Continue()).messages == []
    assert held.say("yes", "affirm", Continue()).messages == []
    assert said_to(knowledge, held)[-2:] == ["wait, what about my case", "yes"]


def test_who_talks_with_an_advisor_can_export(held: Talk, knowledge: Knowledge) -> None:
    assert "cases" in held.say("export my data", "export_my_data", ExportData()).text
    assert said_to(knowledge, held) == []


def test_a_crisis_is_answered_at_once_and_the_advisor_reads_it_too(held: Talk, knowledge: Knowledge) -> None:
    assert "988" in held.say("I want to end my life", "distress", SmallTalk()).text
    assert said_to(knowledge, held) == ["I want to end my life"]


@pytest.fixture
def talk() -> Talk:
    return Talk(goal="career_change", current_role="Cashier", target_role="Medical coder", max_cost=300.0)


def test_a_request_is_answered_by_what_would_be_passed_on(talk: Talk) -> None:
    reply = talk.say("can I talk to a person", "talk_to_advisor", TalkToAdvisor())
    assert reply.cards[0]["purpose"] == "handoff"
    assert [entry["slot"] for entry in reply.cards[0]["entries"]] == ["goal", "target_role", "current_role", "max_cost", "conversation"]


def test_it_is_understood_whatever_the_message_was_taken_for(talk: Talk) -> None:
    reply = talk.say("I want to speak with a real person about this", "nlu_fallback", NotUnderstood())
    assert reply.cards[0]["purpose"] == "handoff"


def test_a_form_that_asks_makes_room_for_it(talk: Talk) -> None:
    heard = talk.say("I want to speak with a real person about this", "inform")
    given = tracker("I want to speak with a real person about this", "inform", slots={**heard.slots, "requested_slot": "max_weeks"})
    given.latest_message["message_id"] = heard.slots["heard"]["message"]
    with pytest.raises(ActionExecutionRejection):
        act(CareerChangeForm(), given)


def test_a_yes_lets_the_case_be_opened_by_the_action_that_sees_all(talk: Talk, knowledge: Knowledge) -> None:
    talk.say("a person please", "talk_to_advisor", TalkToAdvisor())
    reply = talk.say("yes", "affirm", Continue())
    assert {"event": "followup", "name": "action_hand_over", "timestamp": None} in reply.events
    assert reply.messages == []
    opened = talk.say("yes", "affirm", HandOver())
    case = knowledge.desk().of("conversation-17")
    assert case is not None
    assert opened.cards[0]["case_id"] == case.id
    assert case.brief is not None
    assert next(line.text for line in case.brief.transcript if line.author == "user") == "a person please"
    knowledge.desk().forget("conversation-17")


def test_facts_in_a_strike_are_no_facts(talk: Talk) -> None:
    talk.say("a person please", "talk_to_advisor", TalkToAdvisor())
    talk.say("leave out my budget of 300", "correct", Continue())
    assert talk.slots["max_cost"] == 300.0
    assert talk.slots["handoff"]["struck"] == ["max_cost"]


def test_a_case_is_not_opened_without_consent(knowledge: Knowledge) -> None:
    reply = act(HandOver(), tracker("yes", "affirm", slots={"goal": "career_change"}, sender="nobody"))
    assert reply.cards[0]["type"] == "profile"
    assert knowledge.desk().of("nobody") is None


@pytest.mark.parametrize(
    ("text", "intent", "opens"),
    [
        ("yes", "affirm", True),
        ("now send it", "deny", True),
        ("sure, no problem", "affirm", True),
        ("ok pass it on please", "inform", True),
        ("I have nothing to hide", "inform", True),
        ("please don't", "affirm", False),
        ("ok no", "affirm", False),
        ("please do not send anything", "affirm", False),
        ("wait", "affirm", False),
        ("yes, my budget is 500 and not 300", "affirm", False),
        ("yes please, send everything to them", "affirm", True),
        ("sounds good, go ahead", "affirm", True),
        ("sure, why not", "affirm", True),
        ("you have my permission", "affirm", True),
        ("that would be great", "affirm", True),
        ("yes if nobody else sees it", "affirm", False),
        ("ok, but only if it is free", "affirm", False),
        ("why would you share it", "affirm", False),
        ("ok who will see this?", "affirm", False),
        ("ok who will see this", "affirm", False),
        ("please tell me what you pass on first", "affirm", False),
        ("sure, but who sees it?", "affirm", False),
        ("ok what does that cost", "affirm", False),
        ("is that ok", "affirm", False),
        ("yes?", "affirm", False),
        ("please compare the first two", "affirm", False),
        ("is it free to talk to a person", "talk_to_advisor", False),
    ],
)
def test_only_a_plain_yes_opens_a_case(talk: Talk, text: str, intent: str, opens: bool) -> None:
    talk.say("a person please", "talk_to_advisor", TalkToAdvisor())
    talk.say(text, intent, Continue())
    assert ((talk.slots.get("handoff") or {}).get("stage") == "agreed") is opens


def test_what_is_struck_out_is_not_in_the_words_for_other_things(talk: Talk) -> None:
    """GIVEN one sentence that told the goal, the job and the budget WHEN the budget is struck out THEN no quote in the brief tells it."""
    said = "I'm a cashier and want to become a medical coder, I have 300 bucks"
    words = {"goal": said, "current_role": said, "target_role": "medical coder", "max_cost": "300 bucks"}
    given = tracker("yes", "affirm", slots={**talk.slots, "profile_words": words}, events=[{"event": "user", "text": said}])
    brief = make_brief(Turn(CollectingDispatcher(), given), "asked_for", said, ("max_cost",), settings())
    assert "300" not in brief.model_dump_json()
    assert brief.goal is not None
    assert [item.source for item in brief.profile if item.slot == "target_role"] == ["medical coder"]
    assert brief.withheld == ("Budget",)
    assert brief.receipt is None


@pytest.mark.parametrize("text", ["ok who will see this?", "please tell me what you pass on first", "can I speak to a human being"])
def test_a_question_about_the_hand_off_is_answered_and_what_is_left_out_stays_out(talk: Talk, text: str) -> None:
    """GIVEN a budget struck out WHEN the user asks who sees it THEN it is told, the budget stays out, and the question stands."""
    talk.say("a person please", "talk_to_advisor", TalkToAdvisor())
    talk.say("leave out my budget", "correct", Continue())
    reply = talk.say(text, "faq", Continue())
    assert "yes" in reply.text
    assert "max_cost" not in [entry["slot"] for entry in reply.cards[0]["entries"]]
    assert talk.slots["handoff"]["stage"] == "consent"


@pytest.mark.parametrize(
    ("asks", "agrees"),
    [
        ("a person please", "yes, my email is ann@example.org"),
        ("a person please", "sure, reach me at ann@example.org, evenings"),
        ("I want to talk to someone, my email is ann@example.org", "yes"),
    ],
)
def test_a_contact_told_with_the_request_or_the_consent_is_kept_in_the_case(
    talk: Talk, knowledge: Knowledge, asks: str, agrees: str
) -> None:
    """GIVEN a contact beside the request or the yes THEN the case has it, its message is withheld, and none is asked for."""
    withheld = []
    for text, intent, action in ((asks, "talk_to_advisor", TalkToAdvisor()), (agrees, "affirm", Continue())):
        talk.say(text, intent, action)
        if "@" in text:
            withheld = [talk.slots.get("withheld")]
            assert withheld == [talk.slots["heard"]["message"]]
    assert len(withheld) == 1
    assert talk.slots["handoff"]["stage"] == "agreed"
    opened = act(HandOver(), tracker(agrees, "affirm", slots=talk.slots))
    case = knowledge.desk().of("conversation-17")
    assert case is not None
    assert case.contact == "ann@example.org"
    assert "evenings" not in agrees or case.times == "evenings"
    assert opened.cards[0]["contact_kept"] is True
    assert opened.slots["handoff"] == {"case": case.id, "struck": []}
    assert case.brief is not None
    assert "ann@" not in case.brief.why.words
    knowledge.desk().forget("conversation-17")


@pytest.mark.parametrize(
    "text",
    [
        "my email is ann@example.org, but who will see it?",
        "ok ann@example.org who will see it",
        "ann@example.org",
        "yes my email is ann@example.org?",
    ],
)
def test_an_address_alone_or_with_a_question_is_no_consent_and_is_not_lost(talk: Talk, text: str) -> None:
    talk.say("a person please", "talk_to_advisor", TalkToAdvisor())
    talk.say(text, "affirm", Continue())
    assert talk.slots["handoff"]["stage"] == "consent"
    talk.say("yes", "affirm", Continue())
    assert talk.slots["handoff"]["stage"] == "agreed"
    assert talk.slots["handoff"].get("contact", "ann@example.org") == "ann@example.org"


@pytest.mark.parametrize("text", ["a" * 20_000, "send it " * 2_500, "1 " * 10_000, "yes, " * 4_000 + "x@"])
def test_a_long_message_is_neither_a_consent_nor_a_contact_and_takes_no_time(talk: Talk, text: str) -> None:
    assert not agrees(text)
    assert contact_in(text, asked=True) == ("", "")
