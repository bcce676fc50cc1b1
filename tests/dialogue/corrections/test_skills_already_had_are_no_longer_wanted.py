from tests.dialogue.talk import Talk


def test_skills_already_had_are_no_longer_wanted(talk: Talk) -> None:
    # GIVEN two skills wanted
    talk.say("I want to learn SQL and Tableau")
    assert {"SQL", "Tableau"} <= set(talk.slots["target_skills"]), str(talk)
    # WHEN one of them turns out to be there already
    talk.say("oh, I already know SQL")
    # THEN it is a skill had, and no longer a skill wanted
    assert "SQL" in talk.slots["current_skills"], str(talk)
    assert talk.slots["target_skills"] == ["Tableau"], str(talk)


def test_the_preferred_of_two_ways_is_the_one_kept(talk: Talk) -> None:
    # GIVEN a goal
    talk.say("I want to learn web design")
    # WHEN one way of being assessed is preferred over another
    talk.say("I prefer a project over an exam")
    # THEN it is the preferred one
    assert talk.slots.get("assessment") == "project", str(talk)
