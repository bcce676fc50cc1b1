from tests.dialogue.talk import Talk

KEPT = ("goal", "target_skills", "target_role", "max_cost", "max_weeks", "delivery", "held_credentials", "experience_years")


def profile(talk: Talk) -> dict[str, object]:
    return {slot: talk.slots.get(slot) for slot in KEPT}


def test_a_smaller_budget_supposed_shows_what_would_be_left(shortlist: Talk) -> None:
    # GIVEN a shortlist within $300
    before = profile(shortlist)
    # WHEN the user wonders about less
    shortlist.say("what if I only had 50 bucks?", supposing=True)
    # THEN what is shown costs no more than that, and the profile is as it was
    card = shortlist.now("options")
    assert all(option["cost_total"] <= 50 for option in card["options"]), str(shortlist)
    assert profile(shortlist) == before, str(shortlist)


def test_the_numbers_count_in_the_list_supposed(shortlist: Talk) -> None:
    # GIVEN a list supposed, whose first is another than before
    shortlist.say("what would you show me if it had to be done in 5 weeks?", supposing=True)
    first = shortlist.now("options")["options"][0]
    # WHEN the first one is asked about
    shortlist.say("tell me about the first one")
    # THEN it is the first of what the user sees
    assert shortlist.now("credential")["id"] == first["id"], str(shortlist)


def test_a_supposition_that_is_liked_is_taken(shortlist: Talk) -> None:
    # GIVEN a supposition
    shortlist.say("what if I could spend 50 dollars only?", supposing=True)
    supposed = [option["id"] for option in shortlist.now("options")["options"]]
    # WHEN the user wants it that way
    shortlist.say("yes, let's do it that way")
    # THEN it is the profile now
    assert shortlist.slots["max_cost"] == 50, str(shortlist)
    assert [credential.id for credential in shortlist.shown] == supposed, str(shortlist)


def test_time_supposed_is_time_and_not_experience(shortlist: Talk) -> None:
    # GIVEN a shortlist
    before = profile(shortlist)
    # WHEN the user wonders about more time
    shortlist.say("what if I had a whole year?", supposing=True)
    # THEN that is what is supposed
    assert not shortlist.tells("experience"), str(shortlist)
    assert shortlist.tells("week", "year", "time", "nothing changes"), str(shortlist)
    assert profile(shortlist) == before, str(shortlist)


def test_a_supposition_without_a_list_asks_for_the_goal(talk: Talk) -> None:
    # GIVEN a user who has told nothing
    # WHEN a supposition is made
    talk.say("what if I had 1000 dollars?", supposing=True)
    # THEN it is said that there is no list yet, and the way to one is shown
    assert not talk.card("options"), str(talk)
    assert talk.buttons, str(talk)
