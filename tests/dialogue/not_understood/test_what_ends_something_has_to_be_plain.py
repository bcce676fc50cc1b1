import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize("said", ["can i cancel", "soonish", "I have all day free"])
def test_what_ends_or_undoes_something_has_to_be_plain(shortlist: Talk, said: str) -> None:
    # GIVEN a shortlist and what was told for it
    before = {name: shortlist.slots.get(name) for name in ("target_skills", "max_cost", "max_weeks")}
    # WHEN something is said that only sounds a little like an end
    shortlist.say(said)
    # THEN nothing is undone, and no goodbye is said
    assert {name: shortlist.slots.get(name) for name in before} == before, str(shortlist)
    assert not shortlist.tells("goodbye", "taken back", "take care"), str(shortlist)
