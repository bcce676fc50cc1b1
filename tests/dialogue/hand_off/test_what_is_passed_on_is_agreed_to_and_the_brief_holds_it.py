import pytest

from cases.desk import Desk
from cases.documents import as_markdown, as_page, as_pdf
from tests.dialogue.talk import Talk

# first message, the goal, a slot with the words that filled it
GOALS = [
    ("I run a clothing store and want to become a data analyst, $300, six months", "career_change", "I run a clothing store"),
    ("I'm a registered nurse and want to show I'm current, 200 dollars", "currency", "registered nurse"),
    ("I want to learn SQL for my job, I have 300 dollars and four months", "skill_gap", "SQL"),
    ("I have a bachelor's degree in biology and want to add to it, free only", "complement", "biology"),
]


@pytest.mark.parametrize(("said", "goal", "words"), GOALS, ids=[goal for _, goal, _ in GOALS])
def test_a_case_is_opened_with_what_was_told(talk: Talk, desk: Desk, said: str, goal: str, words: str) -> None:
    # GIVEN a user with a shortlist
    talk.say(said)
    talk.answer()
    shown, receipt = talk.shown, talk.slots["receipt"]
    # WHEN a person is asked for
    talk.say("can I talk to an advisor about this?")
    # THEN what would be passed on is shown first, and nothing is yet
    card = talk.now("profile")
    assert card["purpose"] == "handoff", card
    assert {"goal", "conversation"} <= {entry["slot"] for entry in card["entries"]}, card
    assert desk.of(talk.sender) is None
    # AND after a yes there is a case that waits, with a time by which an answer can be expected
    talk.say("yes, go ahead")
    handed = talk.now("handoff")
    case = desk.of(talk.sender)
    assert case is not None
    assert (handed["case_id"], handed["status"]) == (case.id, "waiting"), handed
    assert handed["expected"] in talk.text, str(talk)
    assert talk.tells("closed just now"), "it is a Sunday"
    # AND the brief holds the goal, the user's own words, the shortlist with its findings, the receipt, and the conversation
    brief = case.brief
    assert brief is not None
    assert brief.goal is not None
    assert (brief.goal.value, brief.receipt, brief.why.reason) == (goal, receipt, "asked_for")
    told = [item.source for item in (*brief.profile, *brief.constraints)]
    assert any(words.casefold() in source.casefold() for source in told), told
    assert [option.id for option in brief.shortlist] == [credential.id for credential in shown]
    assert all(len(option.findings) == 9 for option in brief.shortlist)
    assert brief.ruled_out, "what was ruled out and why"
    assert all(one.ask for one in brief.unknown_recognitions)
    assert brief.transcript[0].text == said
    assert brief.transcript[-1].author == "user"
    # AND it can be had in every form
    assert said in as_markdown(case).replace("\\", "")
    assert case.id in as_page(case)
    assert as_pdf(case).startswith(b"%PDF")


def test_before_a_shortlist_the_open_question_is_told(talk: Talk, desk: Desk) -> None:
    # GIVEN a question that is not answered
    talk.say("I want to get into cybersecurity")
    asked = talk.requested_slot
    assert asked, str(talk)
    # WHEN it is handed over
    talk.say("I'd rather speak with a person")
    talk.say("ok")
    # THEN the brief tells what is open
    case = desk.of(talk.sender)
    assert case is not None
    assert case.brief is not None
    assert case.brief.open_questions, case.brief
    # AND the conversation goes on with it
    talk.say("no thanks")
    assert talk.requested_slot, str(talk)


def test_nothing_is_passed_on_without_a_yes(talk: Talk, desk: Desk) -> None:
    talk.say("I want to learn welding, 500 dollars")
    talk.say("talk to a human")
    talk.say("no, not now")
    assert talk.tells("nothing has been passed on", "stays between us"), str(talk)
    assert desk.of(talk.sender) is None
    assert talk.slots["max_cost"] == 500


def test_somebody_else_is_not_asked_for_twice(talk: Talk, desk: Desk) -> None:
    # GIVEN a preview
    talk.say("get me a human please")
    # WHEN the user asks something else first
    talk.say("do micro-credentials expire?")
    # THEN it is answered, and the question is put again
    assert talk.tells("renew", "expire"), str(talk)
    assert "Pass it on" in [button["title"] for button in talk.buttons], str(talk)
    talk.press("Pass it on")
    assert desk.of(talk.sender) is not None
