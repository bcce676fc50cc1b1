"""What a simulated person wants and says follows from the seed and the replies alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from tests.simulation.agenda import GOALS, QUESTIONS, Ask, Span, draw, people
from tests.simulation.exchange import Heard, Saying
from tests.simulation.user import Person
from tests.simulation.voice import phrases

ASKED = ("target_skills", "max_cost", "max_weeks", "current_role", "hours_per_week", "delivery", "held_credentials", "assessment", "field")
NOTHING: dict[str, Any] = {"type": "options", "options": [], "excluded": [], "advice": "wait"}


def replies(person: Person) -> Iterator[Heard]:
    """An assistant that asks for everything, then has nothing to offer, over and over."""
    while True:
        for slot in ASKED:
            yield Heard("And that?", [{"title": "Skip", "payload": "/skip"}], slot, None)
        yield Heard("I have none.", [], None, {**NOTHING, "goal": person.want.goal})


def conversation(seed: int) -> Sequence[Saying]:
    person = Person(draw(seed))
    said = [person.react(None)]
    for heard in replies(person):
        if not said[-1]:
            break
        said.append(person.react(heard))
    return [saying for saying in said if saying]


@pytest.mark.parametrize("seed", range(20))
def test_a_seed_gives_one_agenda_and_one_conversation(seed: int) -> None:
    # GIVEN one seed, THEN the person is the same, and says the same to the same replies
    assert draw(seed) == draw(seed)
    assert conversation(seed) == conversation(seed)


def test_other_seeds_give_other_conversations() -> None:
    assert len({conversation(seed)[0].text for seed in range(100)}) > 80


def test_goals_have_equal_shares() -> None:
    assert Counter(draw(seed).want.goal for seed in range(500)) == dict.fromkeys(GOALS, 100)


def test_whatever_comes_to_mind_can_be_said_and_every_conversation_ends() -> None:
    for seed in range(300):
        assert all(saying.text.strip() for saying in conversation(seed)), seed


def test_every_question_has_its_phrases() -> None:
    asked = {plan.symbol for seed in range(300) for plan in (*draw(seed).before, *draw(seed).after) if isinstance(plan, Ask)}
    assert set(QUESTIONS) <= asked <= set(phrases())


def test_slips_are_mended() -> None:
    # GIVEN people who get a fact wrong at first, and do not change their minds
    steady = [
        agenda for agenda in map(draw, range(300)) if agenda.slip and all(isinstance(one, Ask) for one in (*agenda.before, *agenda.after))
    ]
    assert steady
    for agenda in steady:
        person = Person(agenda)
        answers = replies(person)
        # WHEN they are asked for everything
        saying = person.react(None)
        while saying:
            saying = person.react(next(answers))
        # THEN what they told last is what is so
        assert person.told.items() <= dict(agenda.facts).items()


def test_patience_ends() -> None:
    # GIVEN an assistant that never gets on
    person = Person(draw(3))
    saying, turns = person.react(None), 0
    # WHEN it goes on for ever
    while saying and turns < 100:
        saying, turns = person.react(Heard("Which field?", [], "field", None)), turns + 1
    # THEN the person leaves
    assert not person.content
    assert turns <= person.agenda.patience + 2


def test_an_answer_to_another_goal_is_objected_to() -> None:
    person = Person(draw(0))
    person.react(None)
    protest = person.react(Heard("Here.", [], None, {**NOTHING, "goal": "exploration"}))
    assert protest
    assert person.objections == ["the card is for exploration, wanted was skill_gap"]
    assert not person.content


def test_months_are_fifty_two_twelfths_of_weeks() -> None:
    assert Span(3, "month").weeks == 13
    assert Span(2, "week").weeks == 2


def test_fields_say_what_they_are_about() -> None:
    assert all(field["jobs"] and field["skills"] and field["about"] for field in people()["fields"])
