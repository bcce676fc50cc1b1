from collections.abc import Callable

import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("question", "report", "who", "credential"),
    [
        ("is the CPC worth it for a medical coder?", "I asked the recruiter at Mayo, they do take it", "Mayo Clinic", "Certified Professional Coder (CPC)"),
        ("is the PMP any good for a project manager", "HR told me they don't care about the PMP", "HR", "Project Management Professional (PMP)"),
        ("is the Google Data Analytics certificate worth it", "the registrar at Penn State says it's worth 6 credits", "Penn State", "Google Data Analytics"),
        ("would ServSafe Manager help me as a line cook?", "talked to the hiring manager at Marriott, she said it's a plus", "Marriott", "ServSafe"),
    ],
)  # fmt: skip
def test_an_answer_reported_back_is_told_with_its_day(talk: Talk, question: str, report: str, who: str, credential: str) -> None:
    # GIVEN a credential talked about
    talk.say(question)
    # WHEN the user reports what somebody said of it
    talk.say(report)
    # THEN it is noted, with who said it and of what
    assert talk.tells(who), str(talk)
    assert talk.tells(credential), str(talk)
    # AND from then on it is shown as told by the user on that day, in the user's words
    talk.say("who recognises it?")
    assert talk.tells("you told me on 22 November 2026"), str(talk)
    assert talk.tells(report), str(talk)
    # AND the verdict is never a plain yes because of it
    finding = talk.now("credential")["findings"][0]
    row = next(row for row in talk.now("credential")["ledger"] if row["basis"] == "logged_by_user")
    assert row["id"] in finding["evidence"], str(talk)
    assert finding["verdict"] != "yes" or len(finding["evidence"]) > 1, str(talk)


def test_another_user_never_sees_it(begin: Callable[[], Talk]) -> None:
    # GIVEN a report of one user
    one, other = begin(), begin()
    one.say("I asked the recruiter at Mayo, they do take the RHIT")
    assert one.tells("Mayo Clinic"), str(one)
    # WHEN another asks about the same credential
    other.say("who recognises the RHIT?")
    # THEN there is nothing of it
    assert not other.tells("you told me"), str(other)
    assert all(row["basis"] != "logged_by_user" for row in other.now("credential")["ledger"]), str(other)


def test_a_no_of_the_employer_aimed_at_weighs_against_it(talk: Talk) -> None:
    # GIVEN somebody who aims at one employer
    talk.say("I want to work as a medical coder at Mayo Clinic. Is the CCA worth it?")
    # WHEN that employer has said no
    talk.say("I asked HR at Mayo Clinic, they don't accept the CCA")
    talk.say("is the CCA worth it for me?")
    # THEN it is advised against, with that as the reason
    assert talk.now("credential")["findings"][0]["verdict"] == "no", str(talk)
    assert talk.tells("you told me on 22 November 2026"), str(talk)


def test_which_credential_is_asked_once_with_buttons(talk: Talk) -> None:
    # GIVEN a shortlist and nothing in particular talked about
    talk.say("I want to learn SQL for my job, I have 300 dollars and four months")
    talk.answer()
    first = talk.shown[0]
    # WHEN an answer is reported without saying on what
    talk.say("the recruiter told me they don't recognise that certificate")
    # THEN it is asked which, with those of the list
    assert first.name[:60] in [button["title"] for button in talk.buttons], str(talk)
    # AND typing it is as good as pressing
    talk.say(first.name)
    assert talk.tells("said no"), str(talk)


def test_who_said_it_is_asked_once_with_buttons(talk: Talk) -> None:
    # GIVEN a credential talked about
    talk.say("is the SHRM-CP worth it for an HR generalist?")
    # WHEN an answer comes from nobody in particular
    talk.say("I asked and they said no to the SHRM-CP")
    assert "A recruiter" in [button["title"] for button in talk.buttons], str(talk)
    # THEN the answer to that completes it
    talk.say("a recruiter")
    assert talk.tells("a recruiter said no"), str(talk)


def test_undo_takes_back_the_last_report(talk: Talk) -> None:
    # GIVEN two reports on one credential
    talk.say("the recruiter at Kaiser said they accept the CPC")
    talk.say("HR at Mayo Clinic told me they don't accept the CPC")
    # WHEN the last is taken back
    talk.say("undo that")
    # THEN only the first counts
    talk.say("who recognises the CPC?")
    assert talk.tells("Kaiser"), str(talk)
    assert not talk.tells("Mayo"), str(talk)


def test_the_users_data_holds_it_and_deleting_deletes_it(talk: Talk) -> None:
    # GIVEN a report
    report = "the registrar at Penn State told me they give 6 credits for the Google Data Analytics certificate"
    talk.say(report)
    # WHEN the data is taken along
    talk.say("export my data", raw=True)
    # THEN it is among it
    assert talk.tells(report), str(talk)
    # WHEN everything is deleted
    talk.say("delete my data")
    talk.press("Yes, delete it all")
    # THEN nobody is told of it any more
    talk.say("who recognises the Google Data Analytics certificate?")
    assert not talk.tells("Penn State"), str(talk)


def test_a_report_in_the_middle_of_a_form_is_kept_and_the_form_goes_on(talk: Talk) -> None:
    # GIVEN a question of the assistant's
    talk.say("I want to change career and become a medical coder")
    asked = talk.requested_slot
    assert asked, str(talk)
    # WHEN an answer is reported
    talk.say("by the way, the recruiter at Mayo said they take the CCA")
    # THEN it is noted, and the question stands
    assert talk.tells("Mayo Clinic"), str(talk)
    assert talk.requested_slot == asked, str(talk)


def test_the_list_is_made_again_where_a_report_changes_it(talk: Talk) -> None:
    # GIVEN a shortlist for one employer
    talk.say("I want to become a medical coder at Mayo Clinic, 3000 dollars, one year")
    talk.answer()
    assert talk.shown, str(talk)
    first = talk.shown[0]
    # WHEN that employer has said no to the first
    talk.say(f"I asked the recruiter at Mayo Clinic and they don't accept the {first.name}")
    # THEN it leaves the list or falls back
    assert not talk.shown or talk.shown[0].id != first.id, str(talk)
    assert talk.tells("said no"), str(talk)


@pytest.mark.parametrize(
    "said",
    [
        "my boss told me I need to learn SQL",
        "my recruiter friend says the CSPO is a joke, is it?",
        "does Mayo accept the CPC?",
    ],
)
def test_what_is_no_answer_is_not_kept_as_one(talk: Talk, said: str) -> None:
    # GIVEN something that only sounds a little like a report
    talk.say(said)
    # THEN nothing is noted
    assert not talk.tells("for you only"), str(talk)
    talk.say("export my data", raw=True)
    assert "reported" not in talk.text, str(talk)
