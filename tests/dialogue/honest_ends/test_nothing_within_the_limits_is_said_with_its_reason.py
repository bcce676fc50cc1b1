import pytest

from tests.dialogue.talk import Talk


def test_nothing_within_the_limits_is_said_with_its_reason(talk: Talk) -> None:
    # GIVEN limits that nothing can meet
    talk.say("I want to become a certified welding inspector, free only, in one week")
    # WHEN the answer comes
    card = talk.answer()
    # THEN it is a shortlist without options, or with none that breaks a limit, and the text says what stands in the way
    if not card["options"]:
        assert card["advice"] in ("wait", "portfolio_instead", "licence_or_degree_first"), str(talk)
    assert card["excluded"], str(talk)
    assert talk.tells("budget", "limit", "free", "deadline", "weeks"), str(talk)


def test_a_price_that_is_not_known_is_out_under_a_budget(talk: Talk) -> None:
    # GIVEN a budget where the good matches have no price on record
    talk.say("I'm a nurse and want to get better at wound care, 500 dollars")
    # WHEN the answer comes
    card = talk.answer()
    # THEN they are among the excluded, with the unknown price as the reason
    assert any("cost" in item["because"] or "price" in item["because"] for item in card["excluded"]), str(talk)
    assert all(option["cost_total"] is not None for option in card["options"]), str(talk)


def test_after_an_empty_list_it_is_not_denied_that_there_was_one(talk: Talk) -> None:
    # GIVEN an honest "nothing fits"
    talk.say("I'm a teacher and want to become an instructional designer, free, within 3 days")
    card = talk.answer()
    if card["options"]:
        pytest.skip("the catalogue has something even for that")
    # WHEN the user asks on
    talk.say("who recognises the first one?")
    # THEN it is not claimed that nothing was looked for yet
    assert not talk.tells("no shortlist yet", "haven't suggested anything"), str(talk)


def test_loosening_the_limit_brings_options(talk: Talk) -> None:
    # GIVEN nothing for free in no time
    talk.say("I want to become a data analyst, free only, in 2 days")
    few = len(talk.answer()["options"])
    # WHEN both limits are loosened
    talk.say("ok then, 500 dollars and half a year")
    # THEN there are more
    assert len(talk.now("options")["options"]) > few, str(talk)


def test_a_skill_that_nobody_knows_is_said_to_be_unknown(talk: Talk) -> None:
    # GIVEN a skill that is no word
    talk.say("I want to learn bleepblorping")
    # WHEN it is told again where a skill is asked for
    if not talk.requested_slot:
        talk.say("/goal_skill_gap")
        talk.say("bleepblorping")
    # THEN the word is said to be unknown, and it is not taken for something else
    assert "bleepblorping" in talk.text, str(talk)
    assert not talk.slots.get("target_skills"), str(talk)
