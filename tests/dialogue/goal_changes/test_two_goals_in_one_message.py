from tests.dialogue.talk import Talk


def test_two_goals_come_one_after_the_other(talk: Talk) -> None:
    # GIVEN a message with two goals
    talk.say("I need to learn SQL for my job, for 300 dollars. I also want to become a UX designer one day")
    # THEN it is asked which comes first, and only the first one's aim counts
    assert len([button for button in talk.buttons if button["title"].startswith("First")]) == 2, str(talk)
    assert talk.slots["target_skills"] == ["SQL"], str(talk)
    # WHEN the user just goes on
    talk.answer()
    # THEN the shortlist is of the first, and offers the other
    assert talk.slots["goal"] == "skill_gap", str(talk)
    assert any(button["title"].startswith("Now") for button in talk.buttons), str(talk)
    # WHEN that is taken up
    talk.press(next(button["title"] for button in talk.buttons if button["title"].startswith("Now")))
    talk.answer()
    # THEN the second list is of the second goal, within the limits told for the first
    assert (talk.slots["goal"], talk.slots["target_role"]) == ("career_change", "UX designer"), str(talk)
    assert talk.slots["max_cost"] == 300, str(talk)


def test_the_second_of_two_goals_can_come_first(talk: Talk) -> None:
    # GIVEN two goals
    talk.say("I want to show that I'm current as a network administrator. I also want to become a data analyst")
    # WHEN the second is chosen
    talk.press("First: change career")
    talk.answer()
    # THEN the shortlist is of that one
    assert (talk.slots["goal"], talk.slots["target_role"]) == ("career_change", "Data analyst"), str(talk)
