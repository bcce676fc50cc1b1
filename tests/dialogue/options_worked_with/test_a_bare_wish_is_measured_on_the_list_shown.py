from tests.dialogue.talk import Talk


def test_cheaper_is_below_the_dearest_shown(shortlist: Talk) -> None:
    # GIVEN a shortlist
    dearest = max(credential.cost_total or 0 for credential in shortlist.shown)
    # WHEN it should cost less
    shortlist.say("that's too expensive for me, anything cheaper?")
    # THEN all that is shown costs less than the dearest before
    assert all(option["cost_total"] < dearest for option in shortlist.now("options")["options"]), str(shortlist)


def test_shorter_is_below_the_longest_shown(shortlist: Talk) -> None:
    # GIVEN a shortlist
    longest = max(credential.weeks[0] for credential in shortlist.shown if credential.weeks)
    # WHEN it takes too long
    shortlist.say("these take too long, something quicker")
    # THEN nothing that is shown takes as long as the longest before
    weeks = [option["weeks_min"] for option in shortlist.now("options")["options"]]
    assert all(number is None or number < longest for number in weeks), str(shortlist)


def test_another_issuer_is_none_of_those_shown(shortlist: Talk) -> None:
    # GIVEN a shortlist
    issuers = {credential.issuer for credential in shortlist.shown}
    # WHEN others should issue it
    shortlist.say("can I get it from a different issuer?")
    # THEN none of those shown before does
    card = shortlist.now("options")
    assert not {option["issuer"] for option in card["options"]} & issuers, str(shortlist)


def test_a_kind_of_issuer_that_has_nothing_is_owned_up_to(talk: Talk) -> None:
    # GIVEN a shortlist on food safety, where universities issue nothing
    talk.say("I'm a chef and want to learn food safety, 100 dollars, two months")
    talk.answer()
    # WHEN only universities will do
    talk.say("only from universities please")
    # THEN either all are from universities, or the text says that they are not
    card = talk.last_card("options")
    assert card, str(talk)
    if any(option["issuer_type"] != "university" for option in card["options"]) or not card["options"]:
        assert talk.tells("universit"), str(talk)
