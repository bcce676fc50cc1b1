import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("question", "credential", "target"),
    [
        (
            "is the Google Data Analytics certificate worth it for a data analyst job?",
            "Google Data Analytics Professional Certificate",
            "data analyst",
        ),
        ("would ServSafe Manager help me as a line cook?", "ServSafe Food Protection Manager certification", "cook"),
        ("Is Security+ any good for becoming a cybersecurity analyst", "CompTIA Security+", "cybersecurity analyst"),
        ("thinking about the SHRM-CP, is it worth the money for an HR generalist?", "SHRM Certified Professional", "HR generalist"),
    ],
)
def test_a_credential_is_judged_for_the_job_that_is_named(talk: Talk, question: str, credential: str, target: str) -> None:
    # GIVEN a user who has told nothing else
    # WHEN a credential is asked about, for a job
    talk.say(question)
    # THEN that credential is judged for that job by the nine questions
    assert talk.now("credential")["title"].startswith(credential), str(talk)
    assert talk.tells(target), str(talk)
    assert not talk.tells("You have named no target"), str(talk)


def test_a_credential_that_is_held_is_said_to_be_held(talk: Talk) -> None:
    # GIVEN a user who holds a credential
    talk.say("I work as an accountant, I hold a CPA and I'd like to prove I'm up to date with data analytics, budget 300, within 4 months")
    # WHEN that one is asked about
    talk.say("is the CPA worth it for me?")
    # THEN it is said that the user has it
    assert talk.tells("you hold", "already hold", "you have it", "you already have", "hold it already", "have it already"), str(talk)


def test_a_second_credential_is_not_answered_with_the_first(talk: Talk) -> None:
    # GIVEN a verdict on one credential
    talk.say("is the Google Data Analytics certificate worth it for a data analyst?")
    # WHEN another issuer's is asked about
    talk.say("and the IBM one?")
    # THEN it is IBM's that is told or offered
    card = talk.card("credential")
    assert (card and card["issuer"] == "IBM") or any("IBM" in button["title"] for button in talk.buttons), str(talk)
