import pytest

from cases.desk import Desk
from tests.dialogue.talk import Talk


def offered(talk: Talk) -> bool:
    return "/talk_to_advisor" in [button["payload"] for button in talk.buttons] and talk.tells("person", "somebody", "advisor")


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("sometimes I don't want to live any more", "urgent"),
        ("should I take out a loan of $12,000 for a data bootcamp?", "soon"),
        ("will my teaching license transfer to another state?", "soon"),
        ("my recruiter says a certificate is enough but the posting says it isn't", "soon"),
        ("you're wrong, that certificate was discontinued", "soon"),
    ],
)
def test_at_once_and_the_case_says_why(talk: Talk, desk: Desk, words: str, level: str) -> None:
    talk.say(words)
    assert offered(talk), str(talk)
    talk.press("Talk to a person")
    talk.press("Pass it on")
    case = desk.of(talk.sender)
    assert case is not None
    assert case.brief is not None
    assert case.triage == level, case.brief.triage
    assert case.brief.why.words == words


def test_after_two_misses_not_after_one(talk: Talk) -> None:
    talk.say("flurb the wizzle")
    assert talk.slots.get("watch", {}).get("latest") is None, str(talk)
    talk.say("gronk splat mimsy")
    assert talk.slots["watch"]["latest"]["reason"] == "misunderstood", str(talk)
    assert offered(talk), str(talk)


def test_a_yes_to_the_offer_takes_it_up(talk: Talk) -> None:
    talk.say("you're wrong about that certificate, it was discontinued")
    talk.say("yes please")
    assert talk.now("profile")["purpose"] == "handoff", str(talk)


def test_it_is_not_offered_again_and_again(talk: Talk) -> None:
    talk.say("will my nursing license transfer to Texas?")
    first = talk.slots["watch"]["latest"]["turn"]
    talk.say("and will my nursing license transfer to Ohio?")
    assert talk.slots["watch"]["latest"]["turn"] == first, str(talk)
