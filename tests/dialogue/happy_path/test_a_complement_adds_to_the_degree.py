import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("first", "degree", "fields"),
    [
        pytest.param(
            "I studied history and would like to add something to my degree that gets me into marketing",
            "history",
            {"digital-marketing", "sales-customer-success"},
            id="marketing",
        ),
        pytest.param("I've got an MBA. What could I add to it for supply chain?", "MBA", {"supply-chain"}, id="supply chain"),
        pytest.param(
            "I have a bachelor's in biology, what certificate would round it out for a data job", "biology", {"data", "ai"}, id="data"
        ),
    ],
)
def test_a_complement_adds_to_the_degree(talk: Talk, first: str, degree: str, fields: set[str]) -> None:
    # GIVEN somebody with a degree who wants to add something to it
    talk.say(first)
    # WHEN the questions are answered
    card = talk.answer({"max_cost": "500", "max_weeks": "no deadline", "target_role": "not sure yet"})
    # THEN the degree is known, and the list adds to it in the direction named
    assert card["goal"] == talk.slots["goal"] == "complement", str(talk)
    assert any(degree in held for held in talk.slots["held_credentials"]), str(talk)
    assert len(talk.turns) <= 6, str(talk)
    assert talk.shown[0].field in fields, str(talk)
    adds = next(finding for finding in card["options"][0]["findings"] if finding["id"] == "adds_to_what_you_have")
    assert adds["verdict"] in ("yes", "partly"), str(talk)
