from tests.dialogue.talk import Talk


def test_a_new_budget_replaces_the_old_one(shortlist: Talk) -> None:
    # GIVEN a shortlist within $300, with something on it that costs more than $120
    assert any((credential.cost_total or 0) > 120 for credential in shortlist.shown), str(shortlist)
    # WHEN the budget is corrected
    shortlist.say("sorry, I meant 120 dollars, not 300")
    # THEN the list is made anew within the new limit, and says what dropped out and why
    card = shortlist.now("options")
    assert shortlist.slots["max_cost"] == 120, str(shortlist)
    assert all(option["cost_total"] <= 120 for option in card["options"]), str(shortlist)
    assert shortlist.tells("drop"), str(shortlist)


def test_a_correction_in_the_middle_of_the_questions_counts(talk: Talk) -> None:
    # GIVEN a question being asked
    talk.say("I want to become a data analyst, I have $500")
    asked = talk.requested_slot
    assert asked, str(talk)
    # WHEN something told before is corrected instead of an answer
    talk.say("actually make that 150 dollars")
    # THEN it is taken, and the shortlist keeps to it
    assert talk.slots["max_cost"] == 150, str(talk)
    assert all(option["cost_total"] <= 150 for option in talk.answer()["options"]), str(talk)


def test_a_deadline_can_be_corrected_in_passing(talk: Talk) -> None:
    # GIVEN a deadline of six months
    talk.say("I want to become a data analyst within 6 months")
    # WHEN it turns out to be shorter
    talk.say("hm, I don't have 6 months, more like 3")
    # THEN the shorter one holds
    assert 12 <= talk.slots["max_weeks"] <= 14, str(talk)
