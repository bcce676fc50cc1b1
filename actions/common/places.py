"""Places that people name in an answer. Nothing in the catalogue is looked up by place yet, so all that is known of one is that it is one."""

from __future__ import annotations

import re

from actions.common.turn import Turn

STATES = (
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky"
    "|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico"
    "|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont"
    "|virginia|washington|west virginia|wisconsin|wyoming|district of columbia|puerto rico"
)
OTHERS = "canada|mexico|england|scotland|wales|ireland|uk|united kingdom|australia|new zealand|india|nigeria|kenya|ghana|philippines|germany|france|spain"
_PLACE = re.compile(
    rf"^\W*(?:(?:i'?m|i am|we'?re|we are|i live|living|based|here|right)\s+)?(?:(?:in|from|near|around|outside|out of)\s+)?(?:[a-z]+,?\s+){{0,2}}(?:{STATES}|{OTHERS})\W*$"
)


_INSIDE = re.compile(
    rf"\b(?:in|from|near|around|outside|within|across)\s+(?:the state of\s+)?(?:[a-z]+,\s+)?(?P<place>{STATES}|{OTHERS})\b"
)


def place_note(turn: Turn) -> str:
    """Where a question names a place: that nothing is looked up by place, and who knows."""
    found = _INSIDE.search(turn.text.casefold())
    return turn.words("utter_place_named", place=_written(found["place"])).text if found else ""


def _written(place: str) -> str:
    return place.upper() if place == "uk" else place.title().replace(" Of ", " of ")


def names_place(text: str) -> bool:
    """Whether the message is no more than where somebody lives: "ohio", "I'm in Dayton, Ohio"."""
    return bool(_PLACE.match(text.casefold()))
