"""What an employer or a school has answered, told back; and questions that wait for which of several things is meant."""

from __future__ import annotations

import uuid

import pytest
import yaml

from actions.bootstrap import Knowledge
from actions.common.reports import answer_of, is_report, may_report, speaker_of
from actions.conversation import Continue
from actions.evaluation import AskRecognition, EvaluateCredential
from actions.profile import DeleteData, ExportData, ShowProfile, Undo
from actions.reporting import ReportRecognition
from tests.unit.actions import talk as talking
from tests.unit.actions.talk import Talk

RECOGNITION, EVALUATE, REPORT = "ask_recognition", "evaluate_credential", "report_recognition"


@pytest.fixture(autouse=True)
def _another_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test is another user's conversation."""
    plain, sender = talking.tracker, f"user-{uuid.uuid4().hex}"
    monkeypatch.setattr(talking, "tracker", lambda *told, **more: plain(*told, **{"sender": sender, **more}))


@pytest.mark.parametrize(
    ("said", "answer", "speaker"),
    [
        ("I asked the recruiter at Mayo, they do take the RHIT", "yes", "Mayo Clinic"),
        ("registrar says the CCA is worth 6 credits", "yes", "A registrar"),
        ("HR told me they don't care about the PMP", "no", "HR"),
        ("the nurse manager at Kaiser said the CCRN is fine", "yes", "Kaiser Permanente"),
        ("heard back from Ohio State, they won't transfer the CNA course", "no", "Ohio State"),
        ("the board of nursing told me it depends on the hours of the CNA course", "conditions", "A licensing board"),
        ("the college got back to me: no credit for the Google certificate", "no", "A college"),
        ("spoke with the foreman: no NCCER card, no job", "yes", "An employer"),
        ("the school district told me they do not take that one from Coursera", "no", "Public schools"),
        ("a recruiter here in Austin says employers want to see the PL-300", "yes", "A recruiter"),
        ("According to the recruiter at Boeing the green belt certificate is a plus but not needed", "conditions", "Boeing"),
    ],
)
def test_a_report_tells_who_answered_what(knowledge: Knowledge, said: str, answer: str, speaker: str) -> None:
    assert is_report(said, knowledge.names)
    assert answer_of(said) == answer
    told = speaker_of(said, knowledge.names)
    assert told is not None
    assert told.name == speaker


@pytest.mark.parametrize(
    "said",
    [
        "my boss told me I should get the PMP",
        "my manager says I need to learn SQL for my job",
        "HR told me I have until March",
        "my recruiter friend says the CSPO is a joke, is it?",
        "what would a registrar say about the CCA?",
        "if the recruiter says yes to the PMP I'll take it",
        "I'm a nurse at Mayo and want to learn informatics",
        "my company will pay 500 dollars",
    ],
)
def test_what_is_no_answer_is_no_report(knowledge: Knowledge, said: str) -> None:
    assert not is_report(said, knowledge.names)


def test_most_examples_of_reports_can_be_read_as_one(knowledge: Knowledge) -> None:
    from knowledge.resolve.learning import MESSAGES

    groups = yaml.safe_load((MESSAGES / "reported_answers.yml").read_text("utf-8"))["nlu"]
    said = [line.removeprefix("- ") for line in groups[0]["examples"].splitlines() if line]
    assert len(said) >= 40
    assert all(map(may_report, said))
    assert sum(answer_of(text) is not None for text in said) >= 0.95 * len(said)
    others = [line.removeprefix("- ") for group in groups[1:] for line in group["examples"].splitlines() if line]
    assert not any(is_report(text, knowledge.names) for text in others)


def test_a_report_is_kept_told_and_taken_back() -> None:
    # GIVEN a report
    talk = Talk()
    reply = talk.say("HR at Mayo Clinic told me they accept the RHIT", REPORT, ReportRecognition())
    assert "Mayo Clinic said yes" in reply.text
    # THEN it is told with its day when the credential is asked about
    told = talk.say("who recognises it?", RECOGNITION, AskRecognition())
    assert "Mayo Clinic (you told me on 22 November 2026)" in told.text
    assert "they accept the RHIT" in talk.say("export my data", "export_my_data", ExportData()).text
    # WHEN it is taken back THEN it is gone
    assert "Taken back" in talk.say("undo", "undo", Undo()).text
    assert "you told me" not in talk.say("who recognises it?", RECOGNITION, AskRecognition()).text


def test_it_is_a_report_whatever_it_was_taken_for() -> None:
    talk = Talk()
    assert "said no" in talk.say("the recruiter at Mayo told me they don't take the RHIT", "inform", Continue()).text


def test_which_who_and_what_are_asked_for_once() -> None:
    talk = Talk()
    # GIVEN a report of nobody on what an issuer has several of
    reply = talk.say("they said no to the AHIMA one", REPORT, ReportRecognition())
    assert len(reply.buttons) > 1
    # WHEN it is said which THEN it is asked who
    reply = talk.say("the coding associate one", "inform", Continue())
    assert "A recruiter" in [button["title"] for button in reply.buttons]
    # WHEN it is said who THEN it is kept
    reply = talk.say("A recruiter", "inform", Continue())
    assert "a recruiter said no to Certified Coding Associate" in reply.text


def test_a_choice_can_be_told_by_its_place() -> None:
    talk = Talk()
    first, *_ = talk.say("they said no to the AHIMA one", REPORT, ReportRecognition()).buttons
    talk.say("the first one", "ask_details", AskRecognition())
    assert f"said no to {first['title']}" in talk.say("A recruiter", "inform", Continue()).text


def test_deleting_everything_deletes_reports(knowledge: Knowledge) -> None:
    talk = Talk()
    talk.say("HR at Mayo Clinic told me they accept the RHIT", REPORT, ReportRecognition())
    before = len(knowledge.evidence.pending_evidence())
    talk.say("delete my data", "delete_my_data", DeleteData())
    talk.say("yes", "affirm", Continue())
    assert len(knowledge.evidence.pending_evidence()) == before - 1


def test_a_question_goes_on_from_what_a_name_means() -> None:
    talk = Talk()
    reply = talk.say("is AWS worth it", EVALUATE, EvaluateCredential())
    assert {"Amazon Web Services", "American Welding Society"} == {button["title"] for button in reply.buttons}
    reply = talk.say("the welding one", "inform", Continue())
    assert all(button["payload"].startswith("/evaluate_credential") for button in reply.buttons)
    assert all("Weld" in button["title"] for button in reply.buttons)
    # AND the name is not asked about again
    reply = talk.say("who recognises AWS", RECOGNITION, AskRecognition())
    assert "Amazon Web Services" not in [button["title"] for button in reply.buttons]


@pytest.mark.parametrize(
    ("known", "other"),
    [({"current_role": "Welder"}, "Amazon"), ({"field": "Cloud and DevOps"}, "Welding")],
)
def test_the_field_talked_about_settles_a_name(known: dict[str, str], other: str) -> None:
    reply = Talk(**known).say("is AWS worth it", EVALUATE, EvaluateCredential())
    assert not any(other in button["title"] for button in reply.buttons)


def test_the_checklist_goes_one_question_at_a_time() -> None:
    talk = Talk()
    talk.say("is the Hogwarts Diploma of Wizardry worth it?", EVALUATE, EvaluateCredential())
    assert talk.say("One by one", "inform", Continue()).text.startswith("1 of 9")
    assert talk.say("yes", "affirm", Continue()).text.startswith("2 of 9")
    assert talk.say("not sure", "skip", Continue()).text.startswith("3 of 9")
    assert "1 got a yes" in talk.say("Stop here", "inform", Continue()).text


@pytest.mark.parametrize("profile", [{}, {"goal": "skill_gap", "target_skills": ["SQL"]}])
def test_what_others_told_the_user_is_part_of_what_is_known(profile: dict[str, object]) -> None:
    """GIVEN a report, with and without a profile beside it WHEN the user asks what is known THEN it is told."""
    talk = Talk(**profile)
    talk.say("I asked the recruiter at Mayo, they do take the RHIT", REPORT, ReportRecognition())
    reply = talk.say("show my profile", "show_profile", ShowProfile())
    assert "Mayo Clinic" in reply.text
    assert "as you told me" in reply.text
