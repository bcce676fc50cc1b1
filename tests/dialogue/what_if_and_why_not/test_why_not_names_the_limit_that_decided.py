import re

from tests.dialogue.talk import Talk


def test_why_not_names_the_budget_and_what_would_change_it(shortlist: Talk) -> None:
    # GIVEN a budget of $300
    # WHEN it is asked why something dearer is not on the list
    shortlist.say("why isn't the PMP on there?")
    # THEN the price and the limit are told
    assert re.search(r"costs \$\d{3}, more than your limit of \$300", shortlist.text), str(shortlist)
    assert shortlist.slots["max_cost"] == 300, str(shortlist)


def test_why_not_of_what_is_on_the_list_says_that_it_is(shortlist: Talk) -> None:
    # GIVEN a shortlist
    first = shortlist.shown[0]
    # WHEN it is asked why something that is on it is not
    shortlist.say(f"why not {first.name}?")
    # THEN its reasons are told instead
    assert first.name in shortlist.text, str(shortlist)
    assert not shortlist.tells("more than your limit"), str(shortlist)


def test_why_not_of_an_unknown_name_invents_nothing(shortlist: Talk) -> None:
    # GIVEN a shortlist
    # WHEN it is asked why something unknown is not on it
    shortlist.say("why didn't you suggest the Zanzibar Institute Data Wizard badge?")
    # THEN the name is said to be unknown
    assert shortlist.tells("not in my catalogue", "nothing on record", "don't know", "did you mean", "don't have"), str(shortlist)
