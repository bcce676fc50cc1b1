"""Cards as Adaptive Cards 1.5: valid by the official schema, under the size that Teams takes, nothing dropped, no markup of others."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft6Validator

from bot.cards.adaptive import MOST_MESSAGE, fallback, pages
from bot.cards.models import Card
from bot.cards.outline import Button
from bot.cards.text import as_text
from tests.unit.cards.examples import EXAMPLES, any_card, comparison, options
from tests.unit.cards.hostile import ATTACKS, made_hostile
from tests.unit.cards.reading_pages import bare, said_by, texts

buttons = st.lists(st.builds(Button, title=st.text(max_size=120), payload=st.text(max_size=40) | st.just("x" * 3000)), max_size=5)


@cache
def schema() -> Draft6Validator:
    """The official schema, from a package that carries it; the package's code is not imported."""
    text = (files("adaptive_cards") / "schemas" / "schema-1.5.json").read_text("utf-8")
    return Draft6Validator(json.loads(text))


def check(found: list[dict[str, Any]], text: str) -> None:
    for card in found:
        assert [error.message for error in schema().iter_errors(card)] == []
        assert _known(card)
        message = {"type": "message", "text": fallback(text), "attachments": [{"contentType": "application/vnd", "content": card}]}
        assert len(json.dumps(message)) < MOST_MESSAGE - 2048  # room for the envelope: ids, addresses, names
        ids = re.findall(r'"type": "Input\.ChoiceSet", "id": "(\w+)"', json.dumps(card))
        assert len(ids) == len(set(ids))


TYPES = {
    "AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "Table", "TableRow", "TableCell", "Container", "ActionSet",
    "Input.ChoiceSet", "Action.Submit", "Action.OpenUrl",
}  # fmt: skip


def _known(value: Any) -> bool:
    if isinstance(value, dict):
        return value.get("type", "TextRun") in TYPES and all(map(_known, value.values()))
    return all(map(_known, value)) if isinstance(value, list) else True


def check_complete(card: Card, found: list[dict[str, Any]], before: str = "", after: str = "") -> None:
    parts = [part for page in found for part in page["body"] if '"page":' not in json.dumps(part)]
    read = bare("".join(texts(parts, frozenset(["text", "url", "title"]))))
    for text in said_by(card, before, after):
        if bare(text) not in read:
            pytest.fail(f"not shown: {text[:200]}")  # the whole would take minutes to draw


def test_the_schema_is_one_that_refuses() -> None:
    assert list(schema().iter_errors({"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock"}]}))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_card_is_valid_and_whole(name: str) -> None:
    card = EXAMPLES[name]
    found = pages(as_text(card), card, [Button("More", "/show_more")], before="Before.", after="After.", ref="7")
    check(found, as_text(card))
    check_complete(card, found, "Before.", "After.")


@given(any_card, buttons, st.text(max_size=200))
def test_any_card_is_valid_and_whole(card: Card, offered: list[Button], before: str) -> None:
    found = pages(as_text(card), card, offered, before=before, ref="12")
    check(found, as_text(card))
    check_complete(card, found, before)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_hostile_words_become_no_markup(name: str, attack: str) -> None:
    """GIVEN a card full of markup WHEN it is drawn THEN text stands in runs, which know no markup, and headings have every sign escaped."""
    card = made_hostile(EXAMPLES[name], attack)
    found = pages(as_text(card), card, [Button(attack, attack)], before=attack, ref="7")
    check(found, attack)
    check_complete(card, found, attack)
    for heading in re.findall(r'"type": "TextBlock", "text": "((?:[^"\\]|\\.)*)"', json.dumps(found)):
        text = json.loads(f'"{heading}"')
        assert not re.search(r"(?<!\\)[\[\]*_`<>#]", text), text
    assert '"url": "javascript' not in json.dumps(found)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize(("text", "times"), [("wörd & <b> " * 400, 1), ("😀" * 2000, 1), ("short", 12), ("middling text " * 30, 8)])
def test_huge_cards_are_paged_and_not_cut(name: str, text: str, times: int) -> None:
    card = made_hostile(EXAMPLES[name], text, times)
    found = pages(as_text(card), card, [], ref="7")
    check(found, as_text(card))
    check_complete(card, found)


def test_pages_lead_to_each_other() -> None:
    found = pages("text", options(), [], ref="41")
    data = [[action["data"] for action in card["body"][-1]["actions"]] for card in found]
    assert data == [[{"page": 1, "of": "41"}], [{"page": 0, "of": "41"}, {"page": 2, "of": "41"}], [{"page": 1, "of": "41"}]]


def test_a_comparison_is_a_table_with_a_head() -> None:
    (card,) = pages("text", comparison(), [])
    table = card["body"][0]
    assert (table["type"], table["firstRowAsHeader"], len(table["rows"])) == ("Table", True, 3)
