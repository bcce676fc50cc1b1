from tests.dialogue.talk import Talk


def test_more_brings_others_until_there_are_none(shortlist: Talk) -> None:
    # GIVEN a shortlist
    seen = [credential.id for credential in shortlist.shown]
    # WHEN more is asked for until there is no more
    for _ in range(12):
        shortlist.say("show me some more")
        card = shortlist.card("options")
        if not card:
            break
        fresh = [option["id"] for option in card["options"]]
        # THEN nothing comes a second time, and the limits hold (the fixture's checks see to them)
        assert not set(fresh) & set(seen), str(shortlist)
        seen += fresh
    # AND in the end it says so
    assert shortlist.tells("nothing further", "those are all"), str(shortlist)


def test_the_numbers_count_in_the_list_shown_last(shortlist: Talk) -> None:
    # GIVEN a second page
    shortlist.say("more options please")
    second = shortlist.shown[0]
    # WHEN the first is asked about
    shortlist.say("tell me about the first one")
    # THEN it is the first of that page
    assert shortlist.now("credential")["id"] == second.id, str(shortlist)
