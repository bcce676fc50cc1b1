import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("first", "fields"),
    [
        pytest.param(
            "I've been a network administrator for 12 years and I want to show my skills aren't outdated",
            {"it-support", "cybersecurity", "cloud-devops"},
            id="it",
        ),
        pytest.param("I do HVAC work and would like to prove I'm current. I've got an EPA 608.", {"skilled-trades"}, id="trades"),
        pytest.param(
            "I'm a digital marketing manager and haven't updated my certs since 2018, how do I show employers I'm current",
            {"digital-marketing"},
            id="marketing",
        ),
    ],
)
def test_currency_ends_in_what_is_current_for_the_work(talk: Talk, first: str, fields: set[str]) -> None:
    # GIVEN somebody experienced who wants to show that the skills are fresh
    talk.say(first)
    # WHEN the questions are answered
    card = talk.answer({"max_cost": "up to 400", "current_role": "HVAC technician", "max_weeks": "no deadline"})
    # THEN the list is for being current, in the field of the work
    assert card["goal"] == talk.slots["goal"] == "currency", str(talk)
    assert len(talk.turns) <= 6, str(talk)
    assert talk.shown[0].field in fields, str(talk)
    assert "EPA Section 608" not in " ".join(option["title"] for option in card["options"]), str(talk)
