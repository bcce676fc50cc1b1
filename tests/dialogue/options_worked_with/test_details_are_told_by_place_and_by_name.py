import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("question", "place"),
    [("tell me about the second one", 1), ("more on number 3 please", 2), ("what about the last one", -1), ("details on option 1", 0)],
)
def test_details_are_told_by_place(shortlist: Talk, question: str, place: int) -> None:
    # GIVEN a shortlist
    meant = shortlist.shown[place]
    # WHEN one is asked about by its place
    shortlist.say(question)
    # THEN its facts, its nine findings and its evidence are told
    card = shortlist.now("credential")
    assert card["id"] == meant.id, str(shortlist)
    assert meant.url in shortlist.text, str(shortlist)


def test_details_are_told_by_name(shortlist: Talk) -> None:
    # GIVEN a shortlist
    meant = shortlist.shown[1]
    # WHEN one is asked about by its name, in small letters
    shortlist.say(f"can you tell me more about {meant.name.casefold()}")
    # THEN that one is told, and the list stays
    assert shortlist.now("credential")["id"] == meant.id, str(shortlist)
    assert shortlist.slots["shown_options"] == [credential.id for credential in shortlist.shown], str(shortlist)


def test_it_is_the_one_last_talked_about(shortlist: Talk) -> None:
    # GIVEN details of the third
    meant = shortlist.shown[2]
    shortlist.say("tell me about the third one")
    # WHEN more is asked about "it"
    for question in ("who recognises it?", "what does it lead to?", "how long does it take?", "is it worth it for me?"):
        shortlist.say(question)
        # THEN the third is meant
        assert meant.name in shortlist.text, (question, shortlist)
