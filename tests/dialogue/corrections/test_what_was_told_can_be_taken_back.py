from tests.dialogue.talk import Talk


def test_undo_brings_the_former_list_back(shortlist: Talk) -> None:
    # GIVEN a shortlist that a new budget has changed
    before = [credential.id for credential in shortlist.shown]
    shortlist.say("make it free only")
    assert [credential.id for credential in shortlist.shown] != before, str(shortlist)
    # WHEN that is undone
    shortlist.say("undo that")
    # THEN list and limit are as they were
    assert shortlist.slots["max_cost"] == 300, str(shortlist)
    assert [credential.id for credential in shortlist.shown] == before, str(shortlist)


def test_undo_brings_the_former_goal_back_in_the_middle_of_questions(talk: Talk) -> None:
    # GIVEN a goal, and then another that asks its questions
    talk.say("I want to explore a new field")
    talk.say("no wait, I want to change careers")
    assert talk.slots["goal"] == "career_change", str(talk)
    # WHEN that is taken back
    talk.say("undo that")
    # THEN the first goal holds again, and its question follows
    assert talk.slots["goal"] == "exploration", str(talk)
    assert talk.tells("Taken back: goal"), str(talk)
    assert talk.requested_slot, str(talk)


def test_undo_of_the_first_words_asks_for_the_goal(talk: Talk) -> None:
    # GIVEN a goal told in the first message
    talk.say("I want to change careers")
    assert talk.requested_slot, str(talk)
    # WHEN that is taken back
    talk.say("undo that")
    # THEN there is none, nothing is asked for its sake, and it is asked for
    assert "goal" not in talk.slots, str(talk)
    assert not talk.requested_slot, str(talk)
    assert talk.tells("Taken back: goal"), str(talk)
    assert len(talk.buttons) == 5, str(talk)


def test_a_limit_that_is_dropped_no_longer_holds(shortlist: Talk) -> None:
    # GIVEN a shortlist within a budget
    # WHEN the budget is dropped
    shortlist.say("forget about the budget")
    # THEN the slot is empty, and the profile no longer shows it
    assert "max_cost" not in shortlist.slots, str(shortlist)
    shortlist.say("what do you know about me?")
    assert "max_cost" not in [entry["slot"] for entry in shortlist.now("profile")["entries"]], str(shortlist)


def test_a_credential_that_is_not_held_after_all_is_forgotten(talk: Talk) -> None:
    # GIVEN somebody said to hold two things
    talk.say("I have a PMP and a bachelor's in civil engineering, what would complement those for sustainability work?")
    assert any("PMP" in held for held in talk.slots["held_credentials"]), str(talk)
    # WHEN one of them turns out to be wrong
    talk.say("actually I don't have a PMP")
    # THEN it is gone, and the other is kept
    held = talk.slots.get("held_credentials") or []
    assert not any("PMP" in one for one in held), str(talk)
    assert any("civil engineering" in one for one in held), str(talk)
    assert talk.texts, str(talk)


def test_starting_over_forgets_everything(shortlist: Talk) -> None:
    # WHEN the user starts over
    shortlist.say("let's start from scratch")
    # THEN nothing of the profile is left, and the next goal begins with nothing
    assert not {"goal", "target_skills", "max_cost", "max_weeks", "shown_options"} & {
        slot for slot, value in shortlist.slots.items() if value
    }
    shortlist.say("I want to try out hospitality work")
    assert shortlist.slots["goal"] == "exploration", str(shortlist)
    assert "max_cost" not in shortlist.slots, str(shortlist)
