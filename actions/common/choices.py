"""A suggestion chosen by its place: "1", "b)", "option 2", right after a question that offered suggestions."""

from __future__ import annotations

import re

from actions.common.profile import GOAL_WORDS
from actions.common.turn import Button, Turn

_PLACE = re.compile(r"\W*(?:(?:the|option|number|no|choice|answer)\W+)?(?:(?P<digit>[1-5])|(?P<letter>[a-e]))[.)]?\W*")
MEANT_AS_NUMBER = {"hours_per_week", "experience_years"}
"""Asked for these, a bare number is the answer itself."""
AMBIGUOUS = "max_weeks"
"""Asked for this, it can be weeks, months, or the place of a suggestion."""


def chosen_button(turn: Turn) -> Button | None:
    """The suggestion that the message points at by its place, where a question is open."""
    place = _PLACE.fullmatch(turn.text.casefold()) if turn.text else None
    asked = turn.get("requested_slot")
    if not place or (place["digit"] and (asked in MEANT_AS_NUMBER or (asked == AMBIGUOUS and not _asked_what_it_means(turn)))):
        return None
    offered = turn.buttons_shown
    number = int(place["digit"]) - 1 if place["digit"] else ord(place["letter"]) - ord("a")
    if number >= len(offered) or not (asked or _offers_goals(offered)):
        return None
    return offered[number]


def several_readings(turn: Turn) -> list[Button]:
    """ "1" at "by when?": a week, a month, or the first suggestion."""
    place = _PLACE.fullmatch(turn.text.casefold()) if turn.text else None
    if not place or not place["digit"] or turn.get("requested_slot") != AMBIGUOUS or _asked_what_it_means(turn):
        return []
    number, offered = int(place["digit"]), turn.buttons_shown
    if number > len(offered):
        return []
    ending = "" if number == 1 else "s"
    readings = [{"title": f"{number} {unit}{ending}", "payload": f"{number} {unit}{ending}"} for unit in ("week", "month")]
    first = offered[number - 1]
    return [first, *(one for one in readings if one["title"].casefold() not in first["title"].casefold())]


def _asked_what_it_means(turn: Turn) -> bool:
    """Whether the readings of such a number are what was offered last."""
    return bool((turn.get("heard") or {}).get("several_readings"))


def goal_chosen(button: Button | None) -> str | None:
    """The goal that a suggestion stands for."""
    goal = (button or {}).get("payload", "").removeprefix("/goal_")
    return goal if goal in GOAL_WORDS else None


def _offers_goals(offered: list[Button]) -> bool:
    return bool(offered) and goal_chosen(offered[0]) is not None
