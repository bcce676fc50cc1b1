import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("question", "target"),
    [
        ("Is the Google Data Analytics certificate worth it for hospital analyst jobs in Ohio?", "Hospitals and health systems"),
        ("would the CAPM be worth it for a project manager at a bank in Texas", "project manager"),
        ("is ServSafe Manager worth it for a cook in a hotel kitchen in Florida?", "cook"),
    ],
)
def test_target_place_and_whom_to_ask_are_told(talk: Talk, question: str, target: str) -> None:
    # GIVEN a user who has told nothing else
    # WHEN a credential is asked about for a job, an employer and a place
    talk.say(question)
    # THEN the verdict is for that target, by all nine questions
    assert len(talk.now("credential")["findings"]) == 9, str(talk)
    assert talk.tells(target), str(talk)
    # AND the place is owned up to, and it is told what to ask whom
    assert talk.tells(question.rstrip("?").split()[-1]), str(talk)
    assert talk.tells("Before you pay"), str(talk)


def test_alternatives_come_with_their_reasons(talk: Talk) -> None:
    # GIVEN a credential that others beat for the job named
    talk.say("is the PMP worth it for a project coordinator?")
    # THEN each of those has its reason beside it
    lines = [line for line in talk.text.splitlines() if line.startswith("- ")]
    assert lines, str(talk)
    assert all(": " in line for line in lines), str(talk)


def test_what_is_unknown_can_be_examined_one_question_at_a_time(talk: Talk) -> None:
    # GIVEN a name that no catalogue has
    talk.say("is the Zanzibar Institute of Llama Grooming certificate worth it?")
    # WHEN the user goes through the checklist
    talk.press("One by one")
    for number in range(1, 10):
        assert talk.text.startswith(f"{number} of 9"), str(talk)
        talk.say("no" if number == 2 else "yes")
    # THEN there is a result of it
    assert talk.tells("8 got a yes"), str(talk)


def test_the_checklist_can_be_left(talk: Talk) -> None:
    # GIVEN a checklist in the middle
    talk.say("is the Blue Lantern Guild Master Badge worth it?")
    talk.press("One by one")
    talk.say("not sure")
    # WHEN it is stopped
    talk.press("Stop here")
    # THEN what is still open is told
    assert talk.tells("until these are settled"), str(talk)
