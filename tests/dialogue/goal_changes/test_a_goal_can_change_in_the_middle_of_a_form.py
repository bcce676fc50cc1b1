import pytest

from tests.dialogue.talk import Talk


@pytest.mark.parametrize(
    ("first", "change", "goal", "slot", "value"),
    [
        ("I'm a cashier and want to become a data analyst, 400 dollars", "actually no, I just want to explore UX design first", "exploration", "field", "UX and design"),
        ("I want to explore cybersecurity, 400 dollars", "hmm, rather I'd like to change career and become a medical coder", "career_change", "target_role", "Medical coder"),
        ("I want to learn Python for my job, 400 dollars", "forget that. I want to show that I'm still current as a registered nurse", "currency", "current_role", "Registered nurse"),
        ("I'd like to show I'm current as a project manager, 400 dollars", "wait, I'd rather close a skill gap in SQL", "skill_gap", "target_skills", ["SQL"]),
    ],
)  # fmt: skip
def test_the_answer_is_to_the_new_goal_and_the_profile_survives(
    talk: Talk, first: str, change: str, goal: str, slot: str, value: object
) -> None:
    # GIVEN a form that asks
    talk.say(first)
    # WHEN the user changes the goal in the middle of it
    talk.say(change)
    # THEN the list answers the new goal, within the limits told for the old one
    card = talk.answer()
    assert (card["goal"], talk.slots["goal"]) == (goal, goal), str(talk)
    assert talk.slots[slot] == value, str(talk)
    assert talk.slots["max_cost"] == 400, str(talk)


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        ("I'm an office manager. I want to learn SQL, 300 dollars, four months", "now I want to explore skilled trades", ("target_skills", "SQL")),
        ("I want to explore UX design, 300 dollars", "next I want to become a medical coder", ("field", "UX and design")),
        ("I'm a nurse and want to stay current, 300 dollars", "and I also want to learn Excel", ("target_skills", "Telehealth")),
    ],
)  # fmt: skip
def test_a_goal_after_the_first_is_done_has_no_stale_answers(talk: Talk, first: str, second: str, left: tuple[str, str]) -> None:
    # GIVEN a goal brought to its list
    talk.say(first)
    talk.answer()
    before = talk.slots["goal"]
    # WHEN another is taken up
    talk.say(second)
    card = talk.answer()
    # THEN it is answered, with the limits kept and the old aim left
    assert card["goal"] == talk.slots["goal"] != before, str(talk)
    assert talk.slots["max_cost"] == 300, str(talk)
    slot, value = left
    assert value not in (talk.slots.get(slot) or ""), str(talk)
