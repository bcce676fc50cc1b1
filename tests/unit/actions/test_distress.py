"""Distress is remembered: care first, and a person who knows of it."""

from __future__ import annotations

import pytest

from actions.conversation import SmallTalk
from actions.plan import SavePlan
from tests.unit.actions.talk import Talk


@pytest.mark.parametrize("text", ["they let me go and it all feels pointless", "I can't sleep since the layoff, I see no way out"])
def test_heavy_hardship_names_the_line_and_is_remembered(text: str) -> None:
    # WHEN hardship is told in words of despair
    talk = Talk(goal="skill_gap")
    reply = talk.say(text, "hardship", SmallTalk())
    # THEN the line is named, and the words are kept for the advisor
    assert "988" in reply.text
    assert text in talk.slots["watch"]["distress"]
    # AND what is said of feelings next gets care
    reply = talk.say("I just feel useless", "greet", SmallTalk())
    assert "988" in reply.text


def test_money_trouble_alone_is_no_distress() -> None:
    talk = Talk(goal="skill_gap")
    talk.say("I got laid off and have no idea how to pay the rent", "hardship", SmallTalk())
    assert "distress" not in (talk.slots.get("watch") or {})


def test_nothing_shown_is_nothing_to_save() -> None:
    reply = Talk(goal="exploration").say("save my plan", "save_plan", SavePlan())
    assert "nothing to save" in reply.text
