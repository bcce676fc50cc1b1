"""What Slack takes for blocks, by its Block Kit reference: every limit that it publishes for the blocks and elements that are used here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

SURFACES = {"message": 50, "modal": 100, "home": 100}


def problems(blocks: Any, surface: str = "message") -> list[str]:
    """Return what Slack would refuse; nothing where all is well."""
    if not isinstance(blocks, list) or not blocks:
        return ["blocks has to be a list of blocks"]
    found = [f"{len(blocks)} blocks"] if len(blocks) > SURFACES[surface] else []
    for place, block in enumerate(blocks):
        found += [f"/blocks/{place}: {problem}" for problem in _block(block, surface)]
    ids = Counter(block["block_id"] for block in blocks if "block_id" in block)
    found += [f"block_id {name} twice" for name, count in ids.items() if count > 1]
    actions = Counter(
        (place, element["action_id"]) for place, block in enumerate(blocks) for element in _elements(block) if "action_id" in element
    )
    found += [f"action_id {name} twice in a block" for (_, name), count in actions.items() if count > 1]
    tables = [block for block in blocks if block.get("type") == "table"]
    if len(tables) > 1:
        found.append("only_one_table_allowed")
    if sum(len(text) for table in tables for text in _texts(table)) > 10_000:
        found.append("more than 10,000 signs in the cells of tables")
    return found


def _elements(block: dict[str, Any]) -> list[dict[str, Any]]:
    elements = block.get("elements") or ([block["element"]] if "element" in block else [])
    return [*elements, *([block["accessory"]] if "accessory" in block else [])]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _text(value: Any, most: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Iterator[str]:
    if not isinstance(value, dict) or value.get("type") not in kinds:
        yield f"a text object of {kinds} is wanted"
    elif not value.get("text", "").strip():
        yield "a text is empty"
    elif _length(value["text"]) > most:
        yield f"a text of {_length(value['text'])}, more than {most}"
    elif value["type"] == "mrkdwn" and {"emoji"} & set(value):
        yield "emoji is for plain_text"
    elif value["type"] == "plain_text" and {"verbatim"} & set(value):
        yield "verbatim is for mrkdwn"


def _id(value: dict[str, Any], name: str) -> Iterator[str]:
    if name in value and not 1 <= len(value[name]) <= 255:
        yield f"{name} of {len(value[name])}"


def _block(block: dict[str, Any], surface: str) -> Iterator[str]:
    yield from _id(block, "block_id")
    kind = block.get("type")
    if kind == "section":
        if "text" not in block and "fields" not in block:
            yield "a section without text"
        if "text" in block:
            yield from _text(block["text"], 3000)
        if "fields" in block:
            if not 1 <= len(block["fields"]) <= 10:
                yield f"{len(block['fields'])} fields"
            for each in block["fields"]:
                yield from _text(each, 2000)
        if "accessory" in block:
            yield from _element(block["accessory"])
    elif kind == "header":
        yield from _text(block.get("text"), 150, ("plain_text",))
    elif kind == "context":
        if not 1 <= len(block["elements"]) <= 10:
            yield "elements of a context"
        for each in block["elements"]:
            yield from _text(each, 3000)
    elif kind == "actions":
        if not 1 <= len(block["elements"]) <= 25:
            yield "elements of actions"
        for each in block["elements"]:
            yield from _element(each)
    elif kind == "context_actions":
        if surface != "message" or not 1 <= len(block["elements"]) <= 5:
            yield "elements of context actions"
        for each in block["elements"]:
            yield from _element(each)
    elif kind == "input":
        yield from _text(block.get("label"), 2000, ("plain_text",))
        if "hint" in block:
            yield from _text(block["hint"], 2000, ("plain_text",))
        yield from _element(block["element"])
    elif kind == "table":
        yield from _table(block)
    elif kind == "image":
        if not 1 <= len(block.get("alt_text", "")) <= 2000:
            yield "alt_text"
    elif kind != "divider":
        yield f"no block of type {kind}"


def _table(block: dict[str, Any]) -> Iterator[str]:
    if not 1 <= len(block["rows"]) <= 100:
        yield f"{len(block['rows'])} rows"
    if len(block.get("column_settings", [])) > 20:
        yield "column_settings"
    for row in block["rows"]:
        if not 1 <= len(row) <= 20:
            yield f"{len(row)} cells"
        for cell in row:
            if cell["type"] not in ("raw_text", "rich_text"):
                yield f"a cell of type {cell['type']}"
            if any(not text for text in _texts(cell)):
                yield "an empty cell"


def _element(element: dict[str, Any]) -> Iterator[str]:
    yield from _id(element, "action_id")
    kind = element.get("type")
    if kind == "button":
        yield from _text(element.get("text"), 75, ("plain_text",))
        if _length(element.get("value", "")) > 2000:
            yield "the value of a button"
        if len(element.get("url", "")) > 3000:
            yield "the url of a button"
    elif kind in ("static_select", "multi_static_select"):
        if "placeholder" in element:
            yield from _text(element["placeholder"], 150, ("plain_text",))
        if not 1 <= len(element["options"]) <= 100:
            yield f"{len(element['options'])} options"
        for option in [*element["options"], *element.get("initial_options", [])]:
            yield from _text(option["text"], 75, ("plain_text",))
            if not 1 <= _length(option["value"]) <= 150:
                yield "the value of an option"
        chosen = [element["initial_option"]] if "initial_option" in element else element.get("initial_options", [])
        if any(option not in element["options"] for option in chosen):
            yield "the option chosen first is none of the options"
    elif kind == "feedback_buttons":
        for button in (element["positive_button"], element["negative_button"]):
            yield from _text(button["text"], 75, ("plain_text",))
            if len(button["value"]) > 2000 or len(button.get("accessibility_label", "")) > 75:
                yield "a feedback button"
    elif kind == "plain_text_input":
        if "max_length" in element and not 1 <= element["max_length"] <= 3000:
            yield "max_length"
    elif kind == "number_input":
        if "is_decimal_allowed" not in element:
            yield "is_decimal_allowed is wanted"
    else:
        yield f"no element of type {kind}"


def view_problems(view: dict[str, Any]) -> list[str]:
    """Return what Slack would refuse of a view."""
    found = problems(view.get("blocks"), view["type"])
    if view["type"] == "modal":
        for name in ("title", "submit", "close"):
            if name in view or name == "title":
                found += _text(view.get(name), 24, ("plain_text",))
    if len(view.get("private_metadata", "")) > 3000 or len(view.get("callback_id", "")) > 255:
        found.append("private_metadata or callback_id")
    return found
