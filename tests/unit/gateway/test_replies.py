"""Rasa's replies as the gateway keeps them, and users' words as it takes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.text import as_text
from bot.gateway.conversations.service import CONTROLS, cleaned
from bot.gateway.rasa import as_answer, as_reply
from tests.unit.cards.examples import plan


def test_of_a_card_the_words_around_it_are_kept() -> None:
    card = plan()
    reply = as_reply({"text": f"Ready.\n{as_text(card)}\nAnything else?", "custom": card.model_dump(mode="json")})
    assert (reply.before, reply.after) == ("Ready.", "Anything else?")


@pytest.mark.parametrize("custom", [{"type": "no such card"}, {"type": "plan"}, {"data": 1}])
def test_a_card_that_nobody_can_draw_is_passed_on_with_all_of_its_text(custom: dict[str, object]) -> None:
    reply = as_reply({"text": "one\ntwo", "custom": custom})
    assert (reply.custom, reply.before, reply.after) == (custom, "one\ntwo", "")


def test_marks_are_for_the_gateway() -> None:
    answer = as_answer([{"text": "All deleted.", "forgotten": True}])
    assert (answer.forgotten, answer.fallback, answer.failed) == (True, False, False)
    assert as_answer([{"text": "What?", "fallback": True}, {"text": "Say it again."}]).fallback


@given(st.text())
def test_what_no_keyboard_types_is_left_out(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert not CONTROLS.search(once)
    assert "\r" not in once


def test_lines_and_direction_marks_stay() -> None:
    assert cleaned("  one\r\ntwo\t\u202e\x00\x1b[31m\x7f ") == "one\ntwo\t\u202e[31m"
