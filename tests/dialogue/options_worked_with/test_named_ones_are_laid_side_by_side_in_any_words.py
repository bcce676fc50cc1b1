from tests.dialogue.talk import Talk


def test_two_named_ones_that_were_not_shown_are_compared(shortlist: Talk) -> None:
    # GIVEN a shortlist
    # WHEN two others are to be held against each other
    shortlist.say("hold the PMP up against the CAPM for me")
    # THEN they are compared, and nothing of them is taken for a wish
    columns = {column["id"] for column in shortlist.now("comparison")["columns"]}
    assert columns == {"pmi-pmp", "pmi-capm"}, str(shortlist)
    assert not shortlist.slots.get("wanted_credentials"), str(shortlist)


def test_nothing_is_compared_with_itself(talk: Talk) -> None:
    # GIVEN a list with credentials of two issuers
    talk.say("I'm a cashier and want to be a medical coder, 700 dollars, no deadline, online, exam is fine")
    talk.answer()
    # WHEN they are compared by their issuers
    talk.say("the aapc one or the ahima one, which is better for a newcomer?")
    # THEN each stands there once, of both issuers
    ids = [column["id"] for column in talk.now("comparison")["columns"]]
    assert len(ids) == len(set(ids)) > 1, str(talk)
    assert any(key.startswith("ahima") for key in ids), str(talk)
    assert "aapc-cpc" in ids, str(talk)


def test_a_plan_is_not_sent_and_that_is_said(shortlist: Talk) -> None:
    # GIVEN a shortlist
    # WHEN the plan is to be sent
    shortlist.say("email me the plan")
    # THEN it is there to download, and that it cannot be sent is said
    shortlist.now("plan")
    assert shortlist.tells("can't send"), str(shortlist)


def test_something_free_meanwhile_leaves_the_budget_alone(shortlist: Talk) -> None:
    # GIVEN a shortlist within 300 dollars
    # WHEN something free is asked for on the side
    shortlist.say("is there anything free I could do in the meantime?", supposing=True)
    # THEN the budget stays
    assert shortlist.slots["max_cost"] == 300, str(shortlist)
