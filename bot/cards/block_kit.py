"""Cards for Slack: pages of Block Kit blocks, each within the limits that Slack publishes.

Text of others is never markup: it stands in plain text or rich text elements, or with `&`, `<` and `>` escaped and `verbatim`, so that
nothing in it becomes a mention, a link or a channel name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
from bot.cards.splitting import cut, pieces, utf16

Block = dict[str, Any]

# What Slack publishes (Block Kit reference).
MOST_BLOCKS = 50
MOST_TEXT = 3000
MOST_FIELDS, MOST_FIELD = 10, 2000
MOST_HEADER = 150
MOST_BUTTON, MOST_VALUE = 75, 2000
MOST_CHOICES, MOST_CHOICE, MOST_CHOICE_VALUE = 100, 75, 150
MOST_ROWS, MOST_COLUMNS, MOST_TABLE = 100, 20, 10_000
MOST_FALLBACK = 4000
"""Longer texts are cut by some clients; the blocks have all of it."""

# What is ours: room for buttons, the pager and the thumbs, and pages that people still read.
PAGE_BLOCKS = 40
PAGE_TEXT = 9000
LONGEST_CELL = 600
SIDE_BY_SIDE = 80
"""Facts whose label and value are no longer stand in two columns."""

PRESS, PICK, TURN_PAGE, RATE = "press", "pick", "page", "rate"
"""What the ids of actions begin with; after a colon follows what tells apart those of one message."""


def escaped(text: str) -> str:
    """A text for `mrkdwn`, in which nothing is markup of links, mentions or channels."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escaped_size(text: str) -> int:
    """The length that an escaped text has for Slack."""
    return utf16(escaped(text))


def fallback(text: str) -> str:
    """The text of a message: for notifications, screen readers, and clients that draw no blocks."""
    return escaped(cut(text.strip() or NOTHING, MOST_FALLBACK, escaped_size))


def pages(
    text: str, card: Card | None = None, buttons: Sequence[Button] = (), *, before: str = "", after: str = "", ref: str = ""
) -> list[list[Block]]:
    """A reply as the blocks of its pages: one, or several with buttons that lead from one to the next.

    Args:
        text: the reply in words, which stands where there is no card.
        card: its card.
        buttons: what it offers to say; on every page.
        before, after: the words around the drawn card.
        ref: what names the reply in the values of the page buttons.
    """
    parts = [*outline_of(text, card, before, after), *_spelled_out(buttons)]
    filled = [page for page in _packed(parts) if page] or [[_plain(NOTHING)]]
    tail = list(_buttons(buttons))
    return [[*page, *tail, *_pager(ref, number, len(filled))] for number, page in enumerate(filled)]


def rating(ref: str) -> Block:
    """The thumbs under a reply."""
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": RATE,
                "positive_button": _thumb("Helpful", f"up:{ref}", "Say that this answer was helpful"),
                "negative_button": _thumb("Not helpful", f"down:{ref}", "Say that this answer was not helpful"),
            }
        ],
    }


def _thumb(title: str, value: str, told: str) -> Block:
    return {"text": plain(title), "value": value, "accessibility_label": told}


# --- pages
def _packed(parts: Iterable[Part]) -> list[list[Block]]:
    """The parts' blocks, as many on a page as fit; a heading stays with what it heads."""
    found: list[list[Block]] = [[]]
    for part in parts:
        if isinstance(part, NewPage):
            found.append([])
            continue
        for block in _blocks(part):
            page = found[-1]
            if page and not _fits(page, block):
                heading = [page.pop()] if len(page) > 1 and page[-1]["type"] == "header" else []
                found.append(page := heading)
            page.append(block)
    return found


def _fits(page: Sequence[Block], block: Block) -> bool:
    one_table = block["type"] != "table" or all(other["type"] != "table" for other in page)
    return one_table and len(page) < PAGE_BLOCKS and sum(map(_weight, page)) + _weight(block) <= PAGE_TEXT


def _weight(value: Any) -> int:
    """The length of all texts in a block."""
    if isinstance(value, dict):
        return sum(utf16(inner) if key == "text" and isinstance(inner, str) else _weight(inner) for key, inner in value.items())
    return sum(map(_weight, value)) if isinstance(value, list) else 0


def _pager(ref: str, number: int, count: int) -> list[Block]:
    if count == 1:
        return []
    ways = [("Back", number - 1)] if number else []
    ways += [("More", number + 1)] if number + 1 < count else []
    return [
        {"type": "actions", "elements": [_press(f"{way} (page {to + 1} of {count})", f"{ref}:{to}", TURN_PAGE, to) for way, to in ways]}
    ]


# --- blocks
@singledispatch
def _blocks(part: Part) -> Iterator[Block]:
    raise TypeError(f"no block for {type(part).__name__}")


@_blocks.register
def _(part: Heading) -> Iterator[Block]:
    text = " ".join(part.text.split()) or NOTHING
    if utf16(text) <= MOST_HEADER:
        yield {"type": "header", "text": plain(text)}
    else:
        yield from _mrkdwn(text, lambda piece: f"*{escaped(piece)}*", MOST_TEXT - 2)


@_blocks.register
def _(part: Words) -> Iterator[Block]:
    for piece in pieces(part.text, MOST_TEXT, utf16):
        yield {"type": "context", "elements": [plain(piece)]} if part.quiet else _plain(piece)


@_blocks.register
def _(part: Facts) -> Iterator[Block]:
    """Short facts in two columns, long ones each in its line."""
    short = all(len(label) + len(value) <= SIDE_BY_SIDE and "\n" not in value for label, value in part.pairs)
    if short:
        for first in range(0, len(part.pairs), MOST_FIELDS):
            fields = [
                mrkdwn(f"*{escaped(label or NOTHING)}*\n{escaped(value)}") for label, value in part.pairs[first : first + MOST_FIELDS]
            ]
            yield {"type": "section", "fields": fields}
        return
    for label, value in part.pairs:
        head, *rest = pieces(f"{label.strip() or NOTHING}\n{value}", MOST_TEXT - 2, escaped_size)
        name, _, told = head.partition("\n")
        yield _section(f"*{escaped(name)}*\n{escaped(told)}".strip())
        yield from (_section(escaped(piece)) for piece in rest)


@_blocks.register
def _(part: Grid) -> Iterator[Block]:
    if any(utf16(cell) > LONGEST_CELL for row in (part.columns, *part.rows) for cell in row):
        yield from _blocks(as_facts(part))
        return
    for table in narrowed(part, MOST_COLUMNS):
        if any(_signs(table.columns) + _signs(row) > PAGE_TEXT for row in table.rows):
            yield from _blocks(as_facts(table))
            continue
        for rows in _tables(table):
            yield _table(shortened(table, rows))


def _tables(grid: Grid) -> Iterator[list[tuple[str, ...]]]:
    """The rows in as many tables as the limits ask for."""
    head = _signs(grid.columns)
    rows: list[tuple[str, ...]] = []
    size = head
    for row in grid.rows:
        takes = _signs(row)
        if rows and (len(rows) + 1 >= MOST_ROWS or size + takes > PAGE_TEXT):
            yield rows
            rows, size = [], head
        rows.append(row)
        size += takes
    if rows:
        yield rows


def _signs(cells: Iterable[str]) -> int:
    return sum(map(utf16, cells))


def _table(grid: Grid) -> Block:
    head = [_cell(name or NOTHING, bold=True) for name in grid.columns]
    body = [[_cell(cell, bold=place == 0) for place, cell in enumerate(row)] for row in grid.rows]
    return {"type": "table", "rows": [head, *body], "column_settings": [{"is_wrapped": True}] * len(grid.columns)}


def _cell(text: str, bold: bool) -> Block:
    style = {"style": {"bold": True}} if bold else {}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": text, **style}]}]}


@_blocks.register
def _(part: Link) -> Iterator[Block]:
    title = " ".join(part.title.split()) or part.url
    if not part.safe:
        yield from _blocks(Words(f"{title}: {part.url}"))
        return
    address = escaped(part.url)
    for piece in pieces(title, MOST_TEXT - utf16(address) - 3, lambda told: escaped_size(told)):
        # A bar or line end would end the title.
        yield _section(f"<{address}|{escaped(piece).replace('|', '¦')}>")


@_blocks.register
def _(part: Choice) -> Iterator[Block]:
    """A select; what a select can't send is offered by buttons."""
    fitting = [pair for pair in part.choices if utf16(pair[1]) <= MOST_CHOICE_VALUE]
    for group, first in enumerate(range(0, len(fitting), MOST_CHOICES)):
        options = [{"text": plain(cut(title, MOST_CHOICE)), "value": value} for title, value in fitting[first : first + MOST_CHOICES]]
        select = {
            "type": "static_select",
            "action_id": f"{PICK}:{group}",
            "placeholder": plain(cut(part.label, MOST_CHOICE)),
            "options": options,
        }
        yield {"type": "actions", "elements": [select]}
    others = [Button(title, value) for title, value in part.choices if utf16(value) > MOST_CHOICE_VALUE]
    for words in (*_spelled_out(others), *(Words(title) for title, value in fitting if utf16(title) > MOST_CHOICE)):
        yield from _blocks(words)
    yield from _buttons(others, first=100)


def _buttons(buttons: Sequence[Button], first: int = 0) -> Iterator[Block]:
    fitting = [each for each in buttons if _can_be_pressed(each)]
    for start in range(0, len(fitting), MOST_IN_A_ROW):
        row = fitting[start : start + MOST_IN_A_ROW]
        elements = [_press(each.title, each.payload, PRESS, first + start + place) for place, each in enumerate(row)]
        yield {"type": "actions", "elements": elements}


def _can_be_pressed(button: Button) -> bool:
    return bool(button.payload) and utf16(button.payload) <= MOST_VALUE


def _spelled_out(buttons: Iterable[Button]) -> list[Words]:
    """What of the buttons no button holds, in words: each says no more than can be typed."""
    unpressed = [Words(f"{each.title}: write “{each.payload}”") for each in buttons if not _can_be_pressed(each)]
    return unpressed + [Words(each.title) for each in buttons if _can_be_pressed(each) and utf16(each.title) > MOST_BUTTON]


MOST_IN_A_ROW = 25


def _press(title: str, value: str, kind: str, number: int) -> Block:
    return {"type": "button", "action_id": f"{kind}:{number}", "text": plain(cut(title, MOST_BUTTON)), "value": value}


def _plain(text: str) -> Block:
    return {"type": "section", "text": plain(text)}


def _section(text: str) -> Block:
    return {"type": "section", "text": mrkdwn(text)}


def _mrkdwn(text: str, drawn: Callable[[str], str], most: int) -> Iterator[Block]:
    return (_section(drawn(piece)) for piece in pieces(text, most, escaped_size))


def plain(text: str) -> Block:
    """A text in which nothing is markup."""
    return {"type": "plain_text", "text": text.strip() or NOTHING, "emoji": False}


def mrkdwn(text: str) -> Block:
    """A text whose markup is ours: what is of others in it was escaped."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}
