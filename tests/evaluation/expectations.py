"""What must hold after a turn of a conversation, by the notation of conversations.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from knowledge.model import Catalogue
from tests.evaluation.naming import named
from tests.evaluation.rules import usd
from tests.evaluation.slots import unmet
from tests.evaluation.talk import Turn, User


def problems(expect: Mapping[str, Any], user: User, catalogue: Catalogue, today: date) -> list[str]:
    """Return what is wrong with the last turn, in words."""
    return list(_problems(expect, user, catalogue, today))


def _problems(expect: Mapping[str, Any], user: User, catalogue: Catalogue, today: date) -> Iterable[str]:
    turn = user.turns[-1]
    yield from unmet(turn.slots, expect.get("slot", {}), expect.get("not", {}), today)
    yield from _about_words(expect, turn, catalogue)
    yield from _about_options(expect, user)
    if "asked" in expect and turn.asked not in _listed(expect["asked"]):
        yield f"asked should be one of {expect['asked']}, is {turn.asked}"
    if expect.get("same_question") and turn.asked_before and turn.asked != turn.asked_before:
        yield f"asked {turn.asked_before} before, then {turn.asked}"
    for slot in expect.get("keeps", []):
        if turn.slots.get(slot) != turn.slots_before.get(slot):
            yield f"{slot} changed from {turn.slots_before.get(slot)!r} to {turn.slots.get(slot)!r}"
    if expect.get("any"):
        ways = [problems(way, user, catalogue, today) for way in expect["any"]]
        if all(ways):
            yield "none of: " + " | ".join("; ".join(way) for way in ways)


def _about_words(expect: Mapping[str, Any], turn: Turn, catalogue: Catalogue) -> Iterable[str]:
    types = [card["type"] for card in turn.cards()]
    if "card" in expect and not set(_listed(expect["card"])) & set(types):
        yield f"no {expect['card']} card, but {types}"
    if "no_card" in expect and set(_listed(expect["no_card"])) & set(types):
        yield f"a {expect['no_card']} card"
    for pattern in _listed(expect.get("has", [])):
        if not re.search(pattern, turn.text_and_buttons, re.I):
            yield f"the text does not have {pattern}"
    for pattern in _listed(expect.get("lacks", [])):
        if found := re.search(pattern, turn.text, re.I):
            yield f"the text has “{found.group()}”"
    for id_ in expect.get("about", []):
        if id_ not in str(turn.cards()) and not named(catalogue.credentials[id_], turn.text):
            yield f"nothing about {id_}"


def _about_options(expect: Mapping[str, Any], user: User) -> Iterable[str]:
    found = [card for turn in user.turns for card in turn.cards("options")]
    card = found[-1] if found else {}
    options, ids = card.get("options", []), [option["id"] for option in card.get("options", [])]
    if "shown" in expect and not set(expect["shown"]) & set(ids):
        yield f"shows {ids}, none of {expect['shown']}"
    if wrong := set(expect.get("not_shown", [])) & set(ids):
        yield f"shows {sorted(wrong)}"
    if "excluded" in expect and not set(expect["excluded"]) & {one["id"] for one in card.get("excluded", [])}:
        yield f"none of {expect['excluded']} is excluded"
    if "advice" in expect and card.get("advice") not in expect["advice"]:
        yield f"advice is {card.get('advice')}, not {expect['advice']}"
    if "cost_at_most" in expect and user.has_told("max_cost"):
        yield from (
            f"{one['id']} costs {one['cost_total']}" for one in options if one["cost_total"] is None or usd(one) > expect["cost_at_most"]
        )
    if "weeks_at_most" in expect and user.has_told("max_weeks"):
        yield from (f"{one['id']} takes {one['weeks_min']} weeks" for one in options if (one["weeks_min"] or 0) > expect["weeks_at_most"])
    if len(ids) < expect.get("options_at_least", 0) or len(ids) > expect.get("options_at_most", 5):
        yield f"{len(ids)} options"
    earlier = [[option["id"] for option in one["options"]] for one in found[:-1]]
    if expect.get("fresh") and (repeated := set(ids) & {id_ for one in earlier for id_ in one}):
        yield f"shows {sorted(repeated)} again"
    if "changed" in expect and earlier and (ids != earlier[-1]) != expect["changed"]:
        yield f"shows {ids}, showed {earlier[-1]}"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
