import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize("said", ["save my plan please", "can you save the plan for me"])
def test_where_nothing_was_shown_there_is_nothing_to_save(talk: Talk, said: str) -> None:
    # GIVEN a goal, and no list yet
    talk.say("I want to change career")
    # WHEN the plan is to be saved
    talk.say(said)
    # THEN it is said that there is none, and none is made
    assert not talk.card("plan"), str(talk)
    assert talk.tells("nothing to save"), str(talk)


def test_the_credential_asked_about_is_what_is_planned(talk: Talk) -> None:
    # GIVEN a goal without a list, and one credential that was asked about
    talk.say("I want to change career")
    talk.say("tell me about CompTIA Security+")
    # WHEN the plan is saved
    talk.say("save my plan")
    # THEN it is that credential's
    assert "Security+" in str(talk.now("plan")["steps"]), str(talk)


def test_the_list_shown_is_planned_as_ever(shortlist: Talk) -> None:
    shortlist.say("save my plan")
    assert shortlist.now("plan")["steps"], str(shortlist)
