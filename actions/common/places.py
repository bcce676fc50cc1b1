"""Places that people name in an answer. Nothing in the catalogue is looked up by place yet, so all that is known of one is that it is one."""

from __future__ import annotations

import re

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


def names_place(text: str) -> bool:
    """Whether the message is no more than where somebody lives: "ohio", "I'm in Dayton, Ohio"."""
    return bool(_PLACE.match(text.casefold()))


_PLACE_IN = re.compile(rf"\b(?:in|near|around|across|within)\s+(?:the\s+)?(?P<place>(?:[A-Z][a-z]+,?\s+)?\b(?i:{STATES}|{OTHERS})\b)")


def place_in(text: str) -> str:
    """The state or country that a question names, as it is written there: "in Ohio"."""
    found = _PLACE_IN.search(text)
    place = found["place"] if found else ""
    return place if not place.islower() else place.title()
