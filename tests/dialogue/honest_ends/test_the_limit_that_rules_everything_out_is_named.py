import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    "first",
    [
        pytest.param("I want to become a certified welding inspector, free only, in one week", id="career change"),
        pytest.param("I want to learn Kubernetes administration with a real exam, 20 dollars, 2 days", id="skill gap"),
        pytest.param("I'm an accountant and want to show I'm current, free, by tomorrow", id="currency"),
    ],
)
def test_how_far_a_limit_would_have_to_move_is_told(talk: Talk, first: str) -> None:
    # GIVEN limits that leave next to nothing
    talk.say(first)
    card = talk.answer()
    # THEN where nothing is left the nearest is named, and how far the limit would have to move
    if not card["options"] and "rules out" in card["advice_because"]:
        assert "more than you" in card["advice_because"] or "ask its issuer" in card["advice_because"], str(talk)
        assert any(item["title"] in card["advice_because"] for item in card["excluded"]), str(talk)
    # AND nothing on the list breaks a limit (the fixture's checks see to it)


def test_what_is_held_already_is_said_to_be_enough(talk: Talk) -> None:
    # GIVEN somebody who holds what he asks about
    talk.say("I have the PMP and I'm a project manager. Should I do the CAPM?")
    # THEN it is said that it adds nothing
    assert talk.tells("stands above", "beyond", "already", "wouldn't"), str(talk)


@pytest.mark.parametrize(
    "begging",
    [
        "will I get a job with this? promise?",
        "promise me I'll earn more",
        "so I will definitely get hired, right?",
        "is a job guaranteed after it?",
    ],
)
def test_no_job_is_ever_promised_however_one_begs(shortlist: Talk, begging: str) -> None:
    # GIVEN a shortlist
    # WHEN a promise is begged for
    shortlist.say(begging)
    # THEN there is none
    assert shortlist.tells("no credential guarantees", "can't promise", "never promise", "no pay figures"), str(shortlist)
    assert not shortlist.tells("you will get", "you'll get a job", "guaranteed job"), str(shortlist)


@pytest.mark.parametrize(
    "first",
    [
        "I want to become a data analyst, I work as a waiter, 300 dollars",
        "I'd like to explore cybersecurity",
        "I'm a complete beginner and want to learn SQL, 300 dollars, 4 months",
    ],
)
def test_a_beginner_is_told_that_one_credential_is_not_the_whole_story(talk: Talk, first: str) -> None:
    talk.say(first)
    card = talk.answer()
    if card["options"]:
        assert talk.tells("rarely tells the full story"), str(talk)


@pytest.mark.parametrize(
    ("first", "question"),
    [
        ("I want to become a nurse", "why can't I just do a certificate?"),
        ("I want to be an electrician, I'm a cook", "isn't an online course enough?"),
        ("I'd like to become a high school teacher", "can I skip the licence?"),
    ],
)
def test_a_short_way_into_licensed_work_is_answered_by_the_law(talk: Talk, first: str, question: str) -> None:
    # GIVEN licensed work as the aim, and a question of ours
    talk.say(first)
    asked = talk.requested_slot
    # WHEN a short cut is hoped for
    talk.say(question)
    # THEN the answer speaks of the law, and the question stays open
    assert talk.tells("law"), str(talk)
    assert talk.tells("licen"), str(talk)
    assert talk.requested_slot == asked, str(talk)
