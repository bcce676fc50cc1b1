from collections.abc import Callable
from statistics import median

from tests.dialogue.talk import Talk

RICH = [
    "I work the front desk at a hotel and want to become a bookkeeper. $400, five months, 8 hours a week, online",
    "I'm a registered nurse with a BSN and want to get into health informatics, up to 600 dollars, within a year, online",
    "Need SQL and Tableau for my analyst job, under $300, by the end of March, I know Excel already",
    "I'd like to try out digital marketing, nothing over 50 bucks, a month at most",
    "I have a degree in psychology and want to add something in UX research to it, $500, six months",
    "I'm an accountant with ten years behind me and want to show I'm up to date with data analytics, $500, half a year",
    "welder wanting to move into quality inspection, 700 dollars, in person is fine, four months",
]
BARE = [
    "I want to learn Python",
    "I'd like a different career",
    "how do I show I'm still up to date in my job",
    "I want to explore a new field",
    "I need something to go with my degree",
]
ANSWERS = {
    "target_role": "data analyst",
    "field": "marketing",
    "current_role": "office manager",
    "held_credentials": "a bachelor's in English",
    "max_cost": "200 dollars",
    "max_weeks": "three months",
    "target_skills": "Excel",
}


def test_a_rich_first_message_needs_few_turns(begin: Callable[[], Talk]) -> None:
    # GIVEN first messages that tell the goal, the background and the limits
    turns = []
    for first in RICH:
        talk = begin()
        # WHEN what is still asked is answered
        talk.say(first)
        talk.answer(ANSWERS)
        turns.append(len(talk.turns))
    # THEN the shortlist comes within three turns as a rule
    assert median(turns) <= 3, turns


def test_a_bare_first_message_needs_no_more_than_six_turns(begin: Callable[[], Talk]) -> None:
    # GIVEN first messages that tell hardly more than the goal
    turns = []
    for first in BARE:
        talk = begin()
        # WHEN every question is answered
        talk.say(first)
        talk.answer(ANSWERS)
        turns.append(len(talk.turns))
    # THEN the shortlist comes within six turns as a rule
    assert median(turns) <= 6, turns
