"""Cards for Microsoft Teams: pages of Adaptive Cards 1.5, each well under the size that Teams takes for a message.

Text of others is never markup: it stands in text runs, which know none, or, in headings, with its signs escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch
from typing import Any

from bot.cards.models import Card
from bot.cards.outline import (
    NOTHING,
    Button,
    Choice,
    Facts,
    Grid,
    Heading,
    Link,
    NewPage,
    Part,
    Words,
    as_facts,
    narrowed,
    outline_of,
    shortened,
)
from bot.cards.splitting import cut, pieces

Element = dict[str, Any]

MOST_MESSAGE = 28 * 1024
"""Bytes of a whole message, as Teams publishes."""
PAGE_BYTES = 14_000
"""What of it is left for the parts of a page: the text beside the card, buttons and the envelope need some too."""
LONGEST_TEXT = 4000
LONGEST_CELL = 1000
LONGEST_TITLE = 80
LONGEST_PAYLOAD = 1000
MOST_COLUMNS = 6
MOST_CHOICES = 50
MOST_FALLBACK = 3000
MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!~<>|])")


def size(text: str) -> int:
    """The bytes that a text takes in a message, at the worst."""
    return len(json.dumps(text)) - 2


def fallback(text: str) -> str:
    """The text beside the card: for notifications, and for clients that draw no cards."""
    return cut(text.strip() or NOTHING, MOST_FALLBACK, size)


def pages(
    text: str, card: Card | None = None, buttons: Sequence[Button] = (), *, before: str = "", after: str = "", ref: str = ""
) -> list[Element]:
    """A reply as cards: one, or several with buttons that lead from one to the next.

    What a button sends is in its `data`: `payload` and `title` of what is said, or `page` and `of` of the page that is wanted. The one
    beside a choice sends the name of the choice as `pick`, and under that name the payload.
    """
    parts = [*outline_of(text, card, before, after), *_spelled_out(buttons)]
    filled = [page for page in _packed(parts) if page] or [[_line(NOTHING)]]
    tail = list(_buttons(buttons))
    return [
        {
            "type": "AdaptiveCard",
            "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
            "version": "1.5",
            "fallbackText": cut(text.strip() or NOTHING, 300, size),
            "body": [*page, *tail, *_pager(ref, number, len(filled))],
        }
        for number, page in enumerate(filled)
    ]


# --- pages
def _packed(parts: Iterable[Part]) -> list[list[Element]]:
    """The parts' elements, as many on a page as fit; a heading stays with what it heads."""
    found: list[list[Element]] = [[]]
    room = PAGE_BYTES
    for part in parts:
        if isinstance(part, NewPage):
            found.append([])
            room = PAGE_BYTES
            continue
        for element in _elements(part):
            page = found[-1]
            takes = len(json.dumps(element)) + 2
            if page and takes > room:
                heading = [page.pop()] if len(page) > 1 and page[-1].get("style") == "heading" else []
                found.append(page := heading)
                room = PAGE_BYTES - len(json.dumps(heading))
            page.append(element)
            room -= takes
    return found


def _pager(ref: str, number: int, count: int) -> list[Element]:
    if count == 1:
        return []
    ways = [("Back", number - 1)] if number else []
    ways += [("More", number + 1)] if number + 1 < count else []
    return [_actions([_submit(f"{way} (page {to + 1} of {count})", {"page": to, "of": ref}) for way, to in ways])]


# --- elements
@singledispatch
def _elements(part: Part) -> Iterator[Element]:
    raise TypeError(f"no element for {type(part).__name__}")


@_elements.register
def _(part: Heading) -> Iterator[Element]:
    first, *rest = pieces(" ".join(part.text.split()) or NOTHING, LONGEST_TEXT, lambda text: size(MARKUP.sub(r"\\\1", text)))
    text = MARKUP.sub(r"\\\1", first)
    yield {"type": "TextBlock", "text": text, "style": "heading", "weight": "Bolder", "size": "Medium", "wrap": True, "spacing": "Large"}
    yield from (_line(piece) for piece in rest)


@_elements.register
def _(part: Words) -> Iterator[Element]:
    look = {"isSubtle": True, "size": "Small"} if part.quiet else {}
    for piece in pieces(part.text, LONGEST_TEXT, size):
        yield _line(piece, **look)


@_elements.register
def _(part: Facts) -> Iterator[Element]:
    for label, value in part.pairs:
        names = pieces(label, LONGEST_TEXT, size) or [NOTHING]
        yield from (_line(name, weight="Bolder") for name in names[:-1])
        told = pieces(value, LONGEST_TEXT - 100, size) or [NOTHING]
        if size(names[-1]) > LONGEST_TITLE * 2:
            yield _line(names[-1], weight="Bolder")
            yield from map(_line, told)
            continue
        yield _rich([_run(f"{names[-1]}: ", weight="Bolder"), _run(told[0])])
        yield from map(_line, told[1:])


@_elements.register
def _(part: Grid) -> Iterator[Element]:
    if any(size(cell) > LONGEST_CELL for row in (part.columns, *part.rows) for cell in row):
        yield from _elements(as_facts(part))
        return
    for table in narrowed(part, MOST_COLUMNS):
        rows: list[tuple[str, ...]] = []
        used = empty = len(json.dumps(_table(shortened(table, []))))
        for row in table.rows:
            takes = len(json.dumps(_row(row))) + 2
            if rows and used + takes > PAGE_BYTES:
                yield _table(shortened(table, rows))
                rows, used = [], empty
            rows.append(row)
            used += takes
        if rows:
            yield _table(shortened(table, rows))


def _table(grid: Grid) -> Element:
    head = [_cell(name or NOTHING, bold=True) for name in grid.columns]
    return {
        "type": "Table",
        "firstRowAsHeader": True,
        "columns": [{"width": 1} for _ in grid.columns],
        "rows": [{"type": "TableRow", "cells": head}, *map(_row, grid.rows)],
    }


def _row(row: Sequence[str]) -> Element:
    return {"type": "TableRow", "cells": [_cell(cell, bold=place == 0) for place, cell in enumerate(row)]}


def _cell(text: str, bold: bool) -> Element:
    return {"type": "TableCell", "items": [_line(text, **({"weight": "Bolder"} if bold else {}))]}


@_elements.register
def _(part: Link) -> Iterator[Element]:
    title = " ".join(part.title.split()) or part.url
    if not part.safe:
        yield from _elements(Words(f"{title}: {part.url}"))
        return
    for piece in pieces(title, LONGEST_TEXT, size):
        yield _rich([_run(piece, color="Accent", underline=True, selectAction={"type": "Action.OpenUrl", "url": part.url})])


@_elements.register
def _(part: Choice) -> Iterator[Element]:
    fitting = [pair for pair in part.choices if 0 < size(pair[1]) <= LONGEST_PAYLOAD]
    others = [Button(*pair) for pair in part.choices if pair not in fitting]
    for words in (*_spelled_out(others), *(Words(title) for title, _ in fitting if size(title) > LONGEST_TITLE)):
        yield from _elements(words)
    choices = [{"title": cut(title, LONGEST_TITLE, size) or NOTHING, "value": value} for title, value in fitting]
    for number, some in enumerate(_in_bytes(choices)):
        name = f"choice{number}"
        picked = {"type": "Input.ChoiceSet", "id": name, "style": "compact", "label": part.label, "choices": some}
        yield {"type": "Container", "items": [picked, _actions([_submit("Show", {"pick": name})])]}


def _in_bytes(choices: list[Element]) -> Iterator[list[Element]]:
    some: list[Element] = []
    for choice in choices:
        if some and (len(some) >= MOST_CHOICES or len(json.dumps([*some, choice])) > PAGE_BYTES // 2):
            yield some
            some = []
        some.append(choice)
    if some:
        yield some


def _buttons(buttons: Sequence[Button]) -> Iterator[Element]:
    pressed = [
        _submit(each.title, {"payload": each.payload, "title": cut(each.title, LONGEST_TITLE, size)})
        for each in buttons
        if _can_be_pressed(each)
    ]
    if pressed:
        yield _actions(pressed)


def _can_be_pressed(button: Button) -> bool:
    return 0 < size(button.payload) <= LONGEST_PAYLOAD


def _spelled_out(buttons: Iterable[Button]) -> list[Words]:
    """What of the buttons no button holds, in words: each says no more than can be typed."""
    unpressed = [Words(f"{each.title}: write “{each.payload}”") for each in buttons if not _can_be_pressed(each)]
    return unpressed + [Words(each.title) for each in buttons if _can_be_pressed(each) and size(each.title) > LONGEST_TITLE]


def _actions(actions: list[Element]) -> Element:
    return {"type": "ActionSet", "actions": actions}


def _submit(title: str, data: dict[str, Any]) -> Element:
    return {"type": "Action.Submit", "title": cut(title, LONGEST_TITLE, size) or NOTHING, "data": data}


def _line(text: str, **look: Any) -> Element:
    return _rich([_run(text, **look)])


def _rich(runs: list[Element]) -> Element:
    return {"type": "RichTextBlock", "inlines": runs}


def _run(text: str, **look: Any) -> Element:
    return {"type": "TextRun", "text": text, **look}
