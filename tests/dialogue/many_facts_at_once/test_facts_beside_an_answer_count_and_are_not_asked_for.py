from tests.dialogue.talk import Talk


def test_facts_beside_an_answer_count_and_are_not_asked_for(talk: Talk) -> None:
    # GIVEN a goal, and a question about anything
    talk.say("I want to change careers")
    assert talk.requested_slot, str(talk)
    # WHEN the answer brings more than was asked
    talk.say("data analyst, 250 dollars at most, it has to be done in 12 weeks, online, and I work as a cashier")
    # THEN all of it is kept
    slots = talk.slots
    assert slots["max_cost"] == 250, slots
    assert slots["max_weeks"] == 12, slots
    assert slots["delivery"] == "online", slots
    assert slots["current_role"] == "Cashier", slots
    assert slots["target_role"] == "Data analyst", slots
    # AND none of it is asked again: the fixture's checks see to that
    talk.answer()
