"""What the action server says that the gateway may count: names of the catalogue's, beside the reply."""

from __future__ import annotations

from typing import Any

from actions.bootstrap import Knowledge
from actions.common.shortlist import show_shortlist
from actions.common.turn import Turn, TurnAction
from actions.counting import COUNTED
from actions.faq import AnswerFaq
from actions.posting import JobPosting
from bot.gateway.conversations.told import Told, told
from tests.unit.actions.talk import Reply, act, tracker

POSTING = """Data Analyst, Riverside Health. Required: SQL, Excel, data visualization, statistics. Preferred: Python, Tableau.
Bachelor's degree preferred. You will build dashboards, write SQL queries and report to managers."""


class Shows(TurnAction):
    """Shows the list for the profile."""

    def name(self) -> str:
        return "action_shows_in_tests"

    def take(self, turn: Turn) -> None:
        show_shortlist(turn)


def counted(reply: Reply) -> Told:
    return told([message[COUNTED] for message in reply.messages if COUNTED in message])


def shown(**slots: Any) -> Reply:
    return act(Shows(), tracker("show me", slots={"goal": "skill_gap", **slots}))


def test_goal_and_field_are_told_by_their_names() -> None:
    found = counted(shown(target_skills=["SQL"]))
    assert (found.goal, bool(found.field), found.unmet) == ("skill_gap", True, [])


def test_a_wanted_skill_that_no_option_teaches_is_told(knowledge: Knowledge) -> None:
    # GIVEN skills of which one can't be had for nothing within a day
    taught = {skill for one in knowledge.catalogue.credentials.values() for skill in one.skills}
    untaught = next(name for name in sorted(knowledge.catalogue.skills) if name not in taught)
    reply = shown(target_skills=["SQL", untaught])
    # THEN it is told, and the one that an option teaches is not
    (card,) = [card for card in reply.cards if card["type"] == "options"]
    assert any("SQL" in option["skills"] for option in card["options"])
    assert counted(reply).unmet == [untaught]


def test_words_that_are_no_skill_of_the_catalogue_are_not_told() -> None:
    """GIVEN something personal in the slot of skills THEN it goes no further."""
    assert counted(shown(target_skills=["calling my boss Jane Doe"])).unmet == []


def test_what_nothing_closes_of_a_posting_is_told(knowledge: Knowledge) -> None:
    reply = act(JobPosting(), tracker(POSTING, "share_job_posting", slots={"goal": "skill_gap", "max_cost": 0.0, "max_weeks": 0.1}))
    (card,) = [card for card in reply.cards if card["type"] == "posting"]
    closed = {skill for best in card["best"] for skill in best["cover"]["skills"]}
    missing = {skill["name"] for skill in card["skills"] if not skill["covered"]}
    assert missing - closed, "the posting asks for something that can't be had so"
    assert set(counted(reply).unmet) == (missing - closed) & knowledge.catalogue.skills.keys()


def test_a_user_of_whom_nothing_is_known_counts_nothing() -> None:
    assert counted(act(AnswerFaq(), tracker("what is a badge?", "faq", slots={}))) == Told()
