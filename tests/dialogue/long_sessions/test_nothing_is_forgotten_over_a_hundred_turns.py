import pytest

from tests.dialogue.talk import Talk

TURNS = 110
ROUND = (
    "why the first one?",
    "thanks",
    "how long do micro-credentials take",
    "what do you know about me",
    "what is a digital badge?",
    "who recognises the first one",
    "ok",
    "only {kind} please",
    "tell me about the second one",
    "hello",
)
TOLD = [
    pytest.param(
        "I'm a store manager and want to become a data analyst. I know Excel, 600 dollars, 6 hours a week",
        {"goal": "career_change", "current_role": "Store manager", "target_role": "Data analyst", "max_cost": 600, "hours_per_week": 6},
        TURNS,
        id="career change",
    ),
    pytest.param(
        "I want to learn SQL for my job, I have 300 dollars and four months, no exams",
        {"goal": "skill_gap", "target_skills": ["SQL"], "max_cost": 300, "avoid": ["exam"]},
        30,
        id="skill gap",
    ),
    pytest.param(
        "I want to explore cybersecurity, free only, 5 hours a week",
        {"goal": "exploration", "field": "Cybersecurity", "max_cost": 0, "hours_per_week": 5},
        30,
        id="exploration",
    ),
]


@pytest.mark.parametrize(("said", "told", "turns"), TOLD)
def test_nothing_is_forgotten_and_nobody_is_welcomed_in_between(talk: Talk, said: str, told: dict[str, object], turns: int) -> None:
    # GIVEN facts told at the beginning, and another every few turns
    talk.say(said)
    talk.answer()
    for number in range(turns):
        kind = ("online", "in person")[number // len(ROUND) % 2]
        talk.say(ROUND[number % len(ROUND)].format(kind=kind))
        # THEN a long conversation goes on as a short one
        assert not talk.tells("welcome back", "good to see you again"), str(talk)
    # AND in the end all of it is known, the latest word on what was changed, and the list is the one in view
    assert {slot: talk.slots.get(slot) for slot in told} == told, str(talk)
    assert talk.slots["delivery"] == kind.replace(" ", "_"), str(talk)
    talk.say("what do you know about me")
    entries = {entry["slot"]: entry for entry in talk.now("profile")["entries"]}
    assert set(told) <= set(entries), str(talk)
    assert entries["max_cost"]["source"], str(talk)


def test_a_question_stays_open_however_long_the_digression(talk: Talk) -> None:
    """GIVEN an open question WHEN thirty digressions follow, so that a session ends in between THEN it is still asked, and its answer counts."""
    talk.say("I want to become a data analyst, I'm a store manager")
    asked = talk.requested_slot
    for number in range(30):
        talk.say(("what is a digital badge?", "who issues them?", "what does accredited mean?")[number % 3])
        assert talk.requested_slot == asked, str(talk)
    talk.say("300 dollars")
    assert talk.slots["max_cost"] == 300, str(talk)
