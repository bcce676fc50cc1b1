import pytest

from tests.dialogue.talk import Talk

DESCRIBED = [
    pytest.param(
        "I run a clothing store and want to become a data analyst. $300, evenings only",
        {"current_role": "store manager", "hours_per_week": "hours"},
        {"target_role", "max_cost"},
        id="career change",
    ),
    pytest.param(
        "I'd like to learn Python for my job, weekends only, I have 200 dollars, before summer",
        {"hours_per_week": "hours", "max_weeks": "weeks"},
        {"target_skills", "max_cost"},
        id="skill gap",
    ),
    pytest.param(
        "I'm a registered nurse and want to show that I'm current. Evenings, free only, by next quarter",
        {"hours_per_week": "hours", "max_weeks": "week"},
        {"current_role", "max_cost"},
        id="currency",
    ),
]


@pytest.mark.parametrize(("said", "inferred", "told"), DESCRIBED)
def test_what_is_inferred_is_told_apart_and_marked(talk: Talk, said: str, inferred: dict[str, str], told: set[str]) -> None:
    # GIVEN a message of which a part only describes
    talk.say(said)
    # THEN that part is told as taken, apart from what was noted
    assert talk.tells("I take it that"), str(talk)
    taken = talk.text.split("I take it that", 1)[1].split("\n")[0]
    for words in inferred.values():
        assert words in taken, str(talk)
    # AND the profile marks it, and nothing that was told in so many words
    talk.say("what do you know about me?")
    marked = {entry["slot"] for entry in talk.now("profile")["entries"] if entry["inferred"]}
    assert set(inferred) <= marked, str(talk)
    assert not marked & told, str(talk)


EDITS = [
    pytest.param("the hours are wrong, it's 5", "hours_per_week", 5, id="hours"),
    pytest.param("remove the budget", "max_cost", None, id="budget"),
    pytest.param("take out excel", "current_skills", ["SQL"], id="a skill"),
    pytest.param("change my budget to 250", "max_cost", 250, id="another budget"),
    pytest.param("my job is wrong, I'm a barber", "current_role", "Barber", id="job"),
]
ASKED_FOR = (
    ("I want to change careers and become a data analyst", "career_change"),
    ("I want to close a skill gap and learn Python", "skill_gap"),
    ("I want to explore cybersecurity", "exploration"),
)


@pytest.mark.parametrize(("goal_told", "goal"), ASKED_FOR, ids=[goal for _, goal in ASKED_FOR])
def test_each_piece_can_be_put_right_by_itself_and_undone(talk: Talk, goal_told: str, goal: str) -> None:
    # GIVEN a profile with many pieces, and its shortlist
    talk.say(f"{goal_told}. I'm a store manager, I know Excel and SQL, 600 dollars, 8 hours a week, within a year")
    talk.answer()
    pieces = ("goal", "current_role", "current_skills", "max_cost", "hours_per_week", "max_weeks")
    before = {slot: talk.slots.get(slot) for slot in pieces}
    assert before["goal"] == goal, str(talk)
    for said, slot, value in (param.values for param in EDITS):
        # WHEN one piece is put right
        talk.say(str(said))
        # THEN that piece alone has changed, and the list is made again or said to stay
        assert {name: talk.slots.get(name) for name in pieces} == {**before, str(slot): value}, str(talk)
        # AND undoing brings it back
        talk.say("undo that")
        assert {name: talk.slots.get(name) for name in pieces} == before, str(talk)


def test_no_i_am_not_in_retail_takes_back_what_was_read_into_the_words(talk: Talk) -> None:
    # GIVEN a job read from a description
    talk.say("I manage a shoe shop and want to become a data analyst, 400 dollars")
    assert talk.slots["current_role"] == "Store manager", str(talk)
    # WHEN it is said not to be so
    talk.say("no, I'm not in retail")
    # THEN it is gone, the rest is kept, and the right one is asked for and taken
    assert not talk.slots.get("current_role"), str(talk)
    assert talk.slots["target_role"] == "Data analyst", str(talk)
    assert talk.slots["max_cost"] == 400, str(talk)
    talk.say("I'm a barber")
    assert talk.slots["current_role"] == "Barber", str(talk)


def test_a_place_on_the_profile_shown_can_be_corrected(shortlist: Talk) -> None:
    # GIVEN the profile in view, after a list of options
    shortlist.say("what do you know about me")
    entries = [entry["slot"] for entry in shortlist.now("profile")["entries"]]
    # WHEN an entry is removed by its place
    shortlist.say(f"remove number {entries.index('max_cost') + 1}")
    # THEN it is that entry that goes, no option
    assert "max_cost" not in shortlist.slots, str(shortlist)
    assert not shortlist.slots.get("avoid"), str(shortlist)


def test_a_button_of_the_profile_drops_what_was_inferred_and_asks(talk: Talk) -> None:
    talk.say("I want to learn SQL for my job, 300 dollars, evenings only, within four months")
    talk.answer()
    talk.say("what do you know about me")
    talk.press("Wrong: hours a week")
    assert "hours_per_week" not in talk.slots, str(talk)
    assert talk.buttons, str(talk)
    talk.say("4")
    assert talk.slots["hours_per_week"] == 4, str(talk)


@pytest.mark.parametrize(
    "aside", ["how do I choose a micro-credential? I only have 200 dollars by the way", "thanks, I'm a store manager by the way"]
)
def test_a_fact_in_passing_is_kept(talk: Talk, aside: str) -> None:
    """GIVEN a question or small talk WHEN a fact is told beside it THEN it counts."""
    talk.say("I want to explore cybersecurity")
    talk.say(aside)
    assert talk.slots.get("max_cost") == 200 or talk.slots.get("current_role") == "Store manager", str(talk)
