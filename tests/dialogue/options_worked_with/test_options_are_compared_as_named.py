import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("compare 1 and 3", [0, 2]),
        ("how do the first and the second differ?", [0, 1]),
        ("2 vs 3", [1, 2]),
        ("put the first two side by side", [0, 1]),
    ],
)
def test_options_are_compared_as_named(shortlist: Talk, question: str, places: list[int]) -> None:
    # GIVEN a shortlist
    meant = [shortlist.shown[place].id for place in places]
    # WHEN two of them are compared
    shortlist.say(question)
    # THEN those two stand side by side, with cost and time
    card = shortlist.now("comparison")
    assert [column["id"] for column in card["columns"]] == meant, str(shortlist)
    assert {"Cost", "Time"} <= {row["label"] for row in card["rows"]}, str(shortlist)


def test_the_cheapest_is_named(shortlist: Talk) -> None:
    # GIVEN a shortlist on which one costs least
    cheapest = min(credential.cost_total for credential in shortlist.shown if credential.cost_total is not None)
    names = [credential.name for credential in shortlist.shown if credential.cost_total == cheapest]
    dearer = [credential.name for credential in shortlist.shown if credential.cost_total != cheapest]
    # WHEN it is asked which
    shortlist.say("which one is the cheapest?")
    # THEN one of those that cost least is the answer, and no dearer one
    assert shortlist.tells(*names), str(shortlist)
    assert not shortlist.tells(*dearer), str(shortlist)
