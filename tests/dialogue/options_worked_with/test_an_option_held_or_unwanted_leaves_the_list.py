import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize("said", ["I already have the first one", "I've done number 1 last year"])
def test_an_option_that_is_held_leaves_the_list(shortlist: Talk, said: str) -> None:
    # GIVEN a shortlist
    first = shortlist.shown[0]
    # WHEN the first is held already
    shortlist.say(said)
    # THEN it is kept as held, and the list is made without it
    assert first.name in (shortlist.slots.get("held_credentials") or []), str(shortlist)
    assert first.id not in [option["id"] for option in shortlist.now("options")["options"]], str(shortlist)


def test_an_option_that_is_held_by_name_leaves_the_list(shortlist: Talk) -> None:
    # GIVEN a shortlist
    first = shortlist.shown[0]
    # WHEN the first is held already, and named
    shortlist.say(f"I already hold the {first.name}")
    # THEN it is kept as held, and the list is made without it
    assert first.name in (shortlist.slots.get("held_credentials") or []), str(shortlist)
    assert first.id not in [option["id"] for option in shortlist.answer()["options"]], str(shortlist)


def test_an_option_that_is_not_wanted_leaves_the_list(shortlist: Talk) -> None:
    # GIVEN a shortlist
    first = shortlist.shown[0]
    # WHEN the first is not wanted
    shortlist.say("I'm not interested in the first one")
    # THEN the list is made without it
    assert first.id not in [option["id"] for option in shortlist.now("options")["options"]], str(shortlist)
