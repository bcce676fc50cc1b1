from tests.dialogue.talk import Talk


def test_the_profile_is_shown_in_the_users_own_words(talk: Talk) -> None:
    # GIVEN facts told in a sentence
    said = "I'm a warehouse worker and want to become a supply chain analyst, I can spend 600 bucks within half a year"
    talk.say(said)
    # WHEN it is asked what is known
    talk.say("what have you got on me?")
    # THEN every fact is there with the words that it came from
    entries = {entry["slot"]: entry for entry in talk.now("profile")["entries"]}
    assert {"goal", "current_role", "target_role", "max_cost", "max_weeks"} <= set(entries), str(talk)
    for slot in ("goal", "current_role", "target_role", "max_cost", "max_weeks"):
        assert entries[slot]["source"], entries[slot]
        assert entries[slot]["source"] in said, entries[slot]
    assert "600" in entries["max_cost"]["value"], str(talk)


def test_an_empty_profile_is_said_to_be_empty(talk: Talk) -> None:
    # GIVEN a new conversation
    # WHEN it is asked what is known
    talk.say("what do you know about me")
    # THEN it is nothing
    assert talk.tells("don't know anything"), str(talk)
    assert not talk.card("profile"), str(talk)


def test_no_degree_is_no_news(talk: Talk) -> None:
    # GIVEN somebody without a degree
    talk.say("I want to become a data analyst, I have no degree, 300 dollars")
    # THEN it is not spoken of as dropped
    assert not talk.tells("dropped"), str(talk)
    # AND it is not asked for
    talk.answer()
    assert "held_credentials" not in talk.passed_over, str(talk)
