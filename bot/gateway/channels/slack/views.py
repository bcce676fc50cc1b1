"""What Slack shows beside messages: the Home tab, and the window in which the profile is edited. Pure functions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.cards.block_kit import Block, escaped, mrkdwn, pages, plain
from bot.cards.models import Card, OptionsCard
from bot.cards.profile import GOAL_WORDS, LABELS, profile_of_slots
from bot.gateway.channels.slack.wording import slack_words

EDIT, CONFIRM, PRESS = "profile:edit", "confirm", "home"
"""Ids of what is pressed here."""
MODAL = "profile"
MOST_HOME = 90

CLOSED: dict[str, Mapping[str, str]] = {
    "goal": GOAL_WORDS,
    "delivery": {"online": "online", "in_person": "in person", "hybrid": "a mix of both"},
    "assessment": {"project": "a project", "exam": "an exam", "completion": "completing it"},
}
"""Pieces of the profile that are one of a few, with what each is called."""
NUMBERS = ("max_cost", "max_weeks", "hours_per_week", "experience_years")
IN_WORDS = ("target_role", "target_skills", "current_role", "current_skills", "held_credentials")
"""Pieces that are told in words, as in a message: the assistant knows thousands of roles and skills."""
ORDER = ("goal", "target_role", "target_skills", "current_role", "current_skills", "held_credentials", *NUMBERS, "delivery", "assessment")


def home(slots: Mapping[str, Any], shortlist: Card | None) -> dict[str, Any]:
    """The Home tab: what is known, the last shortlist, and what can be done."""
    told = slack_words()["home"]
    blocks: list[Block] = [{"type": "header", "text": plain(told["title"])}, _words(told["lead"])]
    card = profile_of_slots(slots)
    blocks += pages("", card)[0] if card.entries else [_words(told["empty"])]
    blocks.append(
        {"type": "actions", "elements": [_button(told["edit"], EDIT, "edit", "primary"), _button(told["start"], f"{PRESS}:0", "/greet")]}
    )
    if isinstance(shortlist, OptionsCard) and shortlist.options:
        blocks += [{"type": "divider"}, {"type": "header", "text": plain(told["shortlist"])}, *_first_page(shortlist)]
    blocks += [{"type": "divider"}, _words(told["privacy"])]
    privacy = [
        _button(told["export"], f"{CONFIRM}:export", "export"),
        _button(told["forget"], f"{CONFIRM}:forget", "forget", "danger", _sure()),
    ]
    return {"type": "home", "blocks": [*blocks[:MOST_HOME], {"type": "actions", "elements": privacy}]}


def _first_page(card: OptionsCard) -> list[Block]:
    """The options at a glance, without what leads to other pages: those are in the messages."""
    return [block for block in pages("", card)[0] if not any("page:" in each.get("action_id", "") for each in block.get("elements", []))]


def _sure() -> Block:
    told = slack_words()["home"]
    return {"title": plain(told["sure_title"]), "text": plain(told["sure"]), "confirm": plain(told["yes"]), "deny": plain(told["no"])}


def forget_question() -> list[Block]:
    """The question that comes before all is deleted, in a message that only the user sees."""
    told = slack_words()["home"]
    return [
        _words(told["sure"]),
        {
            "type": "actions",
            "elements": [_button(told["yes"], f"{CONFIRM}:forget", "forget", "danger"), _button(told["no"], f"{CONFIRM}:keep", "keep")],
        },
    ]


# --- the window
def profile_modal(slots: Mapping[str, Any]) -> dict[str, Any]:
    """The window with what is known, to change it."""
    told = slack_words()["modal"]
    known = {slot: slots.get(slot) for slot in ORDER}
    return {
        "type": "modal",
        "callback_id": MODAL,
        "title": plain(told["title"]),
        "submit": plain(told["save"]),
        "close": plain(told["close"]),
        # What was there when the window was opened: only what was changed is said.
        "private_metadata": json.dumps({slot: _as_typed(slot, value) for slot, value in known.items() if value not in (None, [])})[:3000],
        "blocks": [_words(told["lead"]), *(_input(slot, known[slot]) for slot in ORDER)],
    }


def _input(slot: str, value: Any) -> Block:
    told = slack_words()["modal"]
    block: Block = {"type": "input", "block_id": slot, "optional": True, "label": plain(LABELS[slot])}
    if hint := told["hints"].get(slot):
        block["hint"] = plain(hint)
    return {**block, "element": _element(slot, value)}


def _element(slot: str, value: Any) -> Block:
    given = _as_typed(slot, value)
    if slot in CLOSED:
        options: dict[str, Block] = {key: {"text": plain(name), "value": key} for key, name in CLOSED[slot].items()}
        first: Block = {"initial_option": options[given]} if given in options else {}
        return {"type": "static_select", "action_id": "value", "options": list(options.values()), **first}
    first = {"initial_value": given[:3000]} if given else {}
    if slot in NUMBERS:
        return {"type": "number_input", "action_id": "value", "is_decimal_allowed": slot != "max_cost", "min_value": "0", **first}
    return {"type": "plain_text_input", "action_id": "value", "max_length": 500, **first}


def _as_typed(slot: str, value: Any) -> str:
    if value in (None, []):
        return ""
    if isinstance(value, list):
        return ", ".join(map(str, value))[:500]
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def changes(view: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """What the user has changed in the window, as messages: words, and the payload where it is one of a few or a number."""
    try:
        before = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        before = {}
    found: list[tuple[str, str | None]] = []
    for slot in ORDER:
        after = _given(view["state"]["values"].get(slot, {}).get("value", {}))
        if after.casefold() != str(before.get(slot, "")).casefold():
            found += _said(slot, after)
    return found


def _given(state: Mapping[str, Any]) -> str:
    if option := state.get("selected_option"):
        return str(option["value"])
    return str(state.get("value") or "").strip()


def _said(slot: str, value: str) -> Iterator[tuple[str, str | None]]:
    told = slack_words()["modal"]
    if not value:
        yield told["without"].format(label=LABELS[slot].lower()), None
    elif slot == "goal":
        yield GOAL_WORDS.get(value, value), f"/goal_{value}"
    elif slot in IN_WORDS:
        yield told["said"][slot].format(value=value), None
    else:
        yield f"{LABELS[slot]}: {value}", f"/inform{json.dumps({'slot': slot, 'value': value})}"


def _words(text: str) -> Block:
    return {"type": "section", "text": mrkdwn(escaped(text))}


def _button(title: str, action: str, value: str, style: str | None = None, confirm: Block | None = None) -> Block:
    more = {**({"style": style} if style else {}), **({"confirm": confirm} if confirm else {})}
    return {"type": "button", "action_id": action, "text": plain(title), "value": value, **more}
