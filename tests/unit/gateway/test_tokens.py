"""Tokens: signed, of one conversation, for a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gateway.errors import Refused
from bot.gateway.tokens import Tokens

DAY = 24 * 3600


def code(tokens: Tokens, token: str) -> str:
    with pytest.raises(Refused) as caught:
        tokens.conversation(token)
    return caught.value.code


def test_a_token_names_its_conversation() -> None:
    tokens = Tokens(("a key",), days=30)
    token, expires = tokens.make("conversation-1")
    assert tokens.conversation(token) == "conversation-1"
    assert expires.tzinfo is not None


def test_a_token_of_another_key_is_none() -> None:
    token, _ = Tokens(("theirs",), days=30).make("conversation-1")
    assert code(Tokens(("ours",), days=30), token) == "token_invalid"


def test_a_key_that_was_replaced_still_opens_what_it_signed() -> None:
    old, _ = Tokens(("old",), days=30).make("conversation-1")
    both = Tokens(("new", "old"), days=30)
    assert both.conversation(old) == "conversation-1"
    new, _ = both.make("conversation-1")
    assert code(Tokens(("old",), days=30), new) == "token_invalid", "new tokens are signed with the newest key"


@pytest.mark.parametrize(("days", "counts"), [(29, True), (31, False)])
def test_a_token_expires(monkeypatch: pytest.MonkeyPatch, days: int, counts: bool) -> None:
    tokens = Tokens(("a key",), days=30)
    token, _ = tokens.make("conversation-1")
    now = tokens._signer.make_signer().get_timestamp()
    monkeypatch.setattr("itsdangerous.timed.TimestampSigner.get_timestamp", lambda _: now + days * DAY)
    assert tokens.conversation(token) == "conversation-1" if counts else code(tokens, token) == "token_expired"


@given(st.text())
def test_nothing_that_somebody_makes_up_is_a_token(made_up: str) -> None:
    assert code(Tokens(("a key",), days=30), made_up) == "token_invalid"


@given(st.integers(min_value=0), st.characters())
def test_a_token_with_one_character_changed_is_none(place: int, character: str) -> None:
    tokens = Tokens(("a key",), days=30)
    token, _ = tokens.make("conversation-1")
    place %= len(token)
    changed = token[:place] + character + token[place + 1 :]
    # The last character of base64 holds two bits that count for nothing.
    if changed != token and place != len(token) - 1:
        assert code(tokens, changed) == "token_invalid"
