from tests.dialogue.talk import Talk


def test_goodbye_is_the_last_word(talk: Talk) -> None:
    # GIVEN a question of the assistant's
    talk.say("I want to become a data analyst")
    # WHEN the user leaves
    talk.say("gotta go, bye")
    # THEN the goodbye is returned, and nothing is asked
    assert talk.tells("goodbye", "take care"), str(talk)
    assert len(talk.replies) == 1, str(talk)
    assert "?" not in talk.replies[-1]["text"], str(talk)
    # AND coming back, the profile is there
    talk.say("hi, I'm back. my budget is 200 dollars")
    assert talk.slots["target_role"] == "Data analyst", str(talk)
    assert talk.slots["max_cost"] == 200, str(talk)
