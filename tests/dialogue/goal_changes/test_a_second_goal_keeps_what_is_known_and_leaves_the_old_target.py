from tests.dialogue.talk import Talk


def test_a_second_goal_keeps_what_is_known_and_leaves_the_old_target(talk: Talk) -> None:
    # GIVEN a first goal brought to its shortlist
    talk.say("I'm an office manager. I want to learn SQL, 300 dollars, four months, online")
    talk.answer()
    # WHEN the user turns to something else
    talk.say("ok, something different: I'd also like to try out UX design and see whether it suits me")
    # THEN the new goal and its field are there, the old skill is not, and background and limits are kept
    slots = talk.slots
    assert slots["goal"] == "exploration", str(talk)
    assert slots.get("field") == "UX and design", str(talk)
    assert not slots.get("target_skills") or "SQL" not in slots["target_skills"], str(talk)
    assert slots["max_cost"] == 300, str(talk)
    assert slots["delivery"] == "online", str(talk)
    # AND the list is of that field (what is known is not asked again: the fixture's checks see to that)
    talk.answer()
    assert talk.shown[0].field == "ux-design", str(talk)


def test_a_second_goal_in_the_middle_of_the_first_is_taken(talk: Talk) -> None:
    # GIVEN questions about a first goal
    talk.say("I want to show that I'm still current as a network administrator")
    assert talk.requested_slot, str(talk)
    # WHEN the user changes course
    talk.say("no wait, I'd rather change careers and become a data analyst")
    # THEN the answer is to that
    card = talk.answer({"max_cost": "400 dollars"})
    assert card["goal"] == talk.slots["goal"] == "career_change", str(talk)
    assert talk.slots["target_role"] == "Data analyst", str(talk)


def test_a_new_field_leaves_the_skills_of_the_old_one(talk: Talk) -> None:
    # GIVEN a shortlist about food safety
    talk.say("I'm a chef and want to learn food safety, 200 dollars, four months")
    talk.answer()
    # WHEN the field is changed
    talk.say("change my field to cybersecurity")
    if talk.requested_slot:
        talk.answer()
    # THEN the list is no longer about food
    assert talk.shown, str(talk)
    assert talk.shown[0].field == "cybersecurity", str(talk)
