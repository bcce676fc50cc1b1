from tests.dialogue.talk import Talk


def test_named_credentials_are_compared_without_a_list(talk: Talk) -> None:
    # GIVEN a user who has told nothing
    # WHEN two are named
    talk.say("what's the difference between PMP and CAPM?")
    # THEN these two stand side by side
    titles = " ".join(column["title"] for column in talk.now("comparison")["columns"])
    assert "(PMP)" in titles, str(talk)
    assert "(CAPM)" in titles, str(talk)
    # AND no list is pretended
    assert not talk.slots.get("shown_options"), str(talk)
