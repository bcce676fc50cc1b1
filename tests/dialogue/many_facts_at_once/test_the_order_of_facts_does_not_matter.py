from collections.abc import Callable

from tests.dialogue.talk import Talk

FIRST = "I want to become a data analyst. I'm a cashier. I can spend $300 and I have five months."
AGAIN = "Five months and $300 is what I have. I'm a cashier and I want to become a data analyst."
PROFILE = ("goal", "current_role", "target_role", "max_cost", "max_weeks", "held_credentials", "target_skills", "field")


def test_the_order_of_facts_does_not_matter(begin: Callable[[], Talk]) -> None:
    # GIVEN the same facts in two orders
    one, other = begin(), begin()
    # WHEN both come to a shortlist
    one.say(FIRST)
    other.say(AGAIN)
    first, second = one.answer(), other.answer()
    # THEN profile, options, order and receipt are the same
    assert [one.slots.get(slot) for slot in PROFILE] == [other.slots.get(slot) for slot in PROFILE], (one.slots, other.slots)
    assert [option["id"] for option in first["options"]] == [option["id"] for option in second["options"]]
    assert first["receipt"] == second["receipt"]
