"""Cards as Block Kit: within every limit that Slack publishes, nothing dropped, nothing of others that becomes markup."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block

from bot.cards.block_kit import fallback, pages, rating
from bot.cards.models import Card
from bot.cards.outline import Button
from bot.cards.text import as_text
from tests.support.block_kit import problems
from tests.unit.cards.examples import EXAMPLES, any_card, comparison, options, plan, profile
from tests.unit.cards.hostile import ATTACKS, made_hostile
from tests.unit.cards.reading_pages import bare, said_by, texts

KEYS = frozenset(["text", "url"])
titles = st.text(min_size=0, max_size=120)
buttons = st.lists(st.builds(Button, title=titles, payload=st.text(max_size=40) | st.just("x" * 3000)), max_size=5)


def shown(found: list[list[dict[str, Any]]]) -> str:
    parts = [
        block for page in found for block in page if not any("page:" in each.get("action_id", "") for each in block.get("elements", []))
    ]
    return bare("".join(texts(_unescaped(parts), KEYS)))


def _unescaped(value: Any) -> Any:
    """The blocks as Slack reads them: in mrkdwn, and there only, entities stand for signs."""
    if isinstance(value, dict):
        is_mrkdwn = value.get("type") == "mrkdwn"
        return {key: html.unescape(inner) if is_mrkdwn and key == "text" else _unescaped(inner) for key, inner in value.items()}
    return [_unescaped(inner) for inner in value] if isinstance(value, list) else value


def check(found: list[list[dict[str, Any]]], ref: str = "7") -> None:
    for page in found:
        blocks = [*page, rating(ref)]
        assert problems(blocks) == []
        for block in Block.parse_all(blocks):  # Slack's own client finds nothing wrong either
            block.validate_json()


def check_complete(card: Card, found: list[list[dict[str, Any]]], before: str = "", after: str = "") -> None:
    read = shown(found)
    for text in said_by(card, before, after):
        if bare(text) not in read:
            pytest.fail(f"not shown: {text[:200]}")  # the whole would take minutes to draw


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_card_is_shown_whole_within_the_limits(name: str) -> None:
    card = EXAMPLES[name]
    found = pages(as_text(card), card, [Button("More", "/show_more")], before="Before.", after="After.", ref="7")
    check(found)
    check_complete(card, found, "Before.", "After.")


@given(any_card, buttons, st.text(max_size=200), st.text(max_size=200))
def test_any_card_is_shown_whole_within_the_limits(card: Card, offered: list[Button], before: str, after: str) -> None:
    found = pages(as_text(card), card, offered, before=before, after=after, ref="12")
    check(found)
    check_complete(card, found, before, after)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_hostile_words_become_no_mention_link_or_channel(name: str, attack: str) -> None:
    """GIVEN a card full of markup of others WHEN it is drawn THEN the only angle brackets are those of the issuer's links."""
    card = made_hostile(EXAMPLES[name], attack)
    found = pages(as_text(card), card, [Button(attack, attack)], before=attack, after=attack, ref="7")
    check(found)
    check_complete(card, found, attack, attack)
    for text in (text for text in _mrkdwn(found)):
        assert re.sub(r"<https?://[^<>|\s]+\|[^<>|]*>", "", text).count("<") == 0, text
        assert not re.search(r"<[@#!]", text)
    assert not re.search(r"[<>]", fallback(attack))


def _mrkdwn(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if value.get("type") == "mrkdwn" else []
        assert value.get("type") != "mrkdwn" or value["verbatim"] is True
        return own + [text for inner in value.values() for text in _mrkdwn(inner)]
    return [text for inner in value for text in _mrkdwn(inner)] if isinstance(value, list) else []


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize(("text", "times"), [("wörd & <b> " * 400, 1), ("😀" * 4000, 1), ("short", 12), ("middling text " * 30, 8)])
def test_huge_cards_are_paged_and_not_cut(name: str, text: str, times: int) -> None:
    card = made_hostile(EXAMPLES[name], text, times)
    found = pages(as_text(card), card, [], ref="7")
    check(found)
    check_complete(card, found)


def test_pages_lead_to_each_other() -> None:
    """GIVEN a list of options WHEN it is drawn THEN the findings are on pages of their own, and each page leads on and back."""
    found = pages("text", options(), [], ref="41")
    values = [[button["value"] for button in page[-1]["elements"]] for page in found]
    assert values == [["41:1"], ["41:0", "41:2"], ["41:1"]]
    assert "Left out" in shown(found[2:])[:30].replace("Leftout", "Left out")


def test_a_comparison_is_a_table_and_a_choice_is_a_select() -> None:
    (page,) = pages("text", comparison(), [], ref="1")
    assert [block["type"] for block in page] == ["table", "actions"]
    options_ = page[1]["elements"][0]["options"]
    assert [option["value"] for option in options_] == ['/ask_details{"credential": "a"}', '/ask_details{"credential": "b"}']


def test_a_button_says_what_typing_could_say() -> None:
    (page,) = pages("Which one?", None, [Button("Online", "online"), Button("Any", "/skip")])
    assert [(each["text"]["text"], each["value"]) for each in page[-1]["elements"]] == [("Online", "online"), ("Any", "/skip")]


def test_what_no_button_holds_is_told_in_words() -> None:
    """GIVEN a payload of more than 2,000 signs and a title of more than 75 THEN both can still be read in full."""
    long, title = "say " * 700, "title " * 20
    found = pages("Which one?", None, [Button("Long", long), Button(title, "short")])
    check(found)
    assert bare(long) in shown(found)
    assert bare(title) in shown(found)


def test_an_address_that_is_none_of_the_web_is_not_to_be_clicked() -> None:
    card = plan(steps=[plan().steps[0].model_copy(update={"url": "javascript:alert(1)"})])
    assert "<javascript" not in json.dumps(pages("text", card, []))


def test_the_same_card_gives_the_same_pages() -> None:
    assert pages("text", profile(), []) == pages("text", profile(), [])
