"""What of a text with a slash reaches Rasa as a payload."""

from __future__ import annotations

import pytest

from bot.payloads import as_typed


@pytest.mark.parametrize("text", ["/greet", "/goal_skill_gap", "/faq/cost", '/ask_details{"credential": "pmi-pmp"}', "hello", "3/4 done"])
def test_a_payload_and_plain_text_stay(text: str) -> None:
    assert as_typed(text) == text


@pytest.mark.parametrize(
    ("text", "handed_on"),
    [
        ("/restart", "restart"),
        ("/session_start", "session_start"),
        ("/session_start{}", "session_start{}"),
        ('/restart{"a": 1}', 'restart{"a": 1}'),
        ("/my boss Jane fired me, jane@example.com", "my boss Jane fired me, jane@example.com"),
        ('/inform{"slot": ', 'inform{"slot": '),
        ("/inform[1]", "inform[1]"),
        ("//", "?"),
        ('/inform{"name": "a\\u0000b"}', 'inform{"name": "a\\u0000b"}'),
    ],
)
def test_commands_of_rasa_and_broken_payloads_are_only_text(text: str, handed_on: str) -> None:
    assert as_typed(text) == handed_on
