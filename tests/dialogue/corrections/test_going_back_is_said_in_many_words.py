import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    "words",
    [
        "oh sorry, take back what I just told you",
        "reverse the last change please",
        "go back to how it was before",
        "undo that, my uncle pays the rest",
    ],
)
def test_the_last_change_is_taken_back_in_whatever_words(shortlist: Talk, words: str) -> None:
    # GIVEN a shortlist within 300 dollars that a smaller budget has changed
    shortlist.say("I can only pay 120 dollars after all")
    assert shortlist.slots["max_cost"] == 120, str(shortlist)
    # WHEN that is taken back in words of the user's own
    shortlist.say(words)
    # THEN the budget of before holds again
    assert shortlist.slots["max_cost"] == 300, str(shortlist)


@pytest.mark.parametrize("words", ["forget about the 300", "never mind the $300, my new employer covers everything"])
def test_a_limit_is_dropped_by_its_number(shortlist: Talk, words: str) -> None:
    # GIVEN a shortlist within 300 dollars
    # WHEN the limit is let go by its number
    shortlist.say(words)
    # THEN there is no budget any more, and that is said
    assert shortlist.slots.get("max_cost") is None, str(shortlist)
    assert shortlist.tells("budget"), str(shortlist)


@pytest.mark.parametrize(("words", "sum_"), [("oops, one zero too many", 30), ("a zero too much, it's sixty", 60)])
def test_a_slip_of_the_finger_is_put_right(shortlist: Talk, words: str, sum_: float) -> None:
    # GIVEN a shortlist within 300 dollars, a sum with a slip in it
    # WHEN the slip is told
    shortlist.say(words)
    # THEN the right sum is taken
    assert shortlist.slots["max_cost"] == sum_, str(shortlist)


@pytest.mark.parametrize(
    "words", ["great, now everything from scratch for my cousin", "start over, this time for my dad", "now the same for my daughter please"]
)
def test_it_begins_anew_for_somebody_else(shortlist: Talk, words: str) -> None:
    # GIVEN a shortlist
    # WHEN the same is wanted for somebody else
    shortlist.say(words)
    # THEN nothing of the first person is taken over, and the goal is asked for
    assert not shortlist.slots.get("target_skills"), str(shortlist)
    assert shortlist.slots.get("max_cost") is None, str(shortlist)
    assert len(shortlist.buttons) == 5, str(shortlist)


def test_trouble_told_in_numbers_changes_no_limit(talk: Talk) -> None:
    # GIVEN a question being asked
    talk.say("I'm a cashier and want to become a web developer")
    # WHEN the user tells of his trouble with a number in it
    talk.say("sorry, rough week. 180 applications and not one interview")
    # THEN no budget is made of it
    assert talk.slots.get("max_cost") is None, str(talk)


def test_somebody_adds_to_the_sum_that_is_told(shortlist: Talk) -> None:
    # GIVEN a shortlist
    # WHEN a new sum is told, and who adds to it
    shortlist.say("make it 350, my aunt chips in fifty")
    # THEN the sum told is the budget
    assert shortlist.slots["max_cost"] == 350, str(shortlist)
