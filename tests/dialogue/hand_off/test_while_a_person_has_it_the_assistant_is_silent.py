import pytest

from cases.desk import Desk
from tests.dialogue.talk import Talk

BACK = '/talk_to_advisor{"value": "back"}'
TO_A_PERSON = [
    "My name is Jo and my budget is 900 dollars",
    "I want to become an electrician instead",
    "yes",
    "no",
    "what is a micro-credential",
    "skip",
    "talk to an advisor",
    "blargh fizz",
    "/goal_exploration",
    "start over",
    "show me more",
]


def listen(talk: Talk, text: str) -> list[object]:
    """What Rasa would say to a message that should have gone to the advisor."""
    response = talk.client.post("/webhooks/rest/webhook", json={"sender": talk.sender, "message": text})
    response.raise_for_status()
    talk._tracker = {}
    return list(response.json())


def hand_over(talk: Talk, desk: Desk) -> str:
    talk.say("I want to talk to a person")
    talk.say("yes")
    talk.say("no thanks")
    case = desk.of(talk.sender)
    assert case is not None
    desk.claim(case.id, "Ann Lee")
    return case.id


def profile(talk: Talk) -> dict[str, object]:
    return {name: value for name, value in talk.slots.items() if name not in ("heard", "watch")}


@pytest.mark.parametrize(
    "said", ["I want to become a data analyst", "I'm a nurse and want to show I'm current", "I have a biology degree and want to add to it"]
)
def test_in_the_middle_of_a_question(talk: Talk, desk: Desk, said: str) -> None:
    # GIVEN a question that is open, and a person who has taken over
    talk.say(said)
    case_id = hand_over(talk, desk)
    asked, before = talk.requested_slot, profile(talk)
    assert asked, str(talk)
    # WHEN things are said to the person
    replies = [reply for text in TO_A_PERSON for reply in listen(talk, text)]
    # THEN the assistant says nothing and takes nothing for a fact
    assert replies == []
    assert profile(talk) == before
    # AND the person has it all
    assert [message.text for message in desk.messages(case_id) if message.author == "user"][-len(TO_A_PERSON) :] == TO_A_PERSON
    # AND when it is given back, the assistant goes on with the same question
    desk.hand_back(case_id, "Ann Lee", "We agreed on the cheaper way.")
    talk.say(BACK)
    assert talk.tells("Ann Lee"), str(talk)
    assert talk.requested_slot == asked, str(talk)


def test_with_a_list_in_view(shortlist: Talk, desk: Desk) -> None:
    talk, shown = shortlist, [credential.id for credential in shortlist.shown]
    case_id = hand_over(talk, desk)
    before = profile(talk)
    assert [reply for text in TO_A_PERSON for reply in listen(talk, text)] == []
    assert profile(talk) == before
    desk.hand_back(case_id, "Ann Lee")
    talk.say(BACK)
    assert [credential.id for credential in talk.shown] == shown
    talk.say("why the first one")
    assert talk.tells(talk.shown[0].name), str(talk)


def test_who_just_goes_on_after_a_person_is_answered(talk: Talk, desk: Desk) -> None:
    talk.say("I want to learn Excel")
    case_id = hand_over(talk, desk)
    listen(talk, "hello Ann")
    desk.close(case_id, "Ann Lee", "answered")
    talk.say("my budget is 100 dollars")
    assert talk.slots["max_cost"] == 100
    assert talk.text
