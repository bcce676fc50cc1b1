"""When a person is offered and how soon a case has to be seen: the rules behind settings.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.brief import Triage
from cases.settings import LEVELS, Level, Reason, Settings

AMOUNT = re.compile(
    r"(?P<sign>[$£€]|\busd\s?)?\s?(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s?(?P<thousand>k\b|thousand\b|grand\b)?\s?(?P<unit>dollars?\b|bucks\b|usd\b|euros?\b)?",
    re.IGNORECASE,
)
SPEAKS_OF_MONEY = re.compile(r"\b(?:costs?|price|tuition|fees?|pay|paying|charges?|asking|deposit)\b", re.IGNORECASE)
ABOUT_ONESELF = {"correct", "undo", "deny", "affirm", "share_job_posting", "start_over"}
"""Who tells of themselves disputes nothing that the assistant said."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What one turn shows.

    Attributes:
        text: the user's words; empty for a pressed button.
        intent: what kind of message it was taken for.
        sure: whether that is likely; what is not is no reason to leave somebody alone.
        corrects: whether it changes what the user has told; who disputes their own words needs no person.
        price: dollars that the dearest credential named costs, where it is known.
        missed_in_a_row: turns not understood or not liked, up to this one.
        missed_in_all: the same in the whole conversation.
    """

    text: str
    intent: str
    sure: bool = True
    corrects: bool = False
    price: float | None = None
    missed_in_a_row: int = 0
    missed_in_all: int = 0

    @property
    def tells_own(self) -> bool:
        """Whether the message is about what the user told, or wants to reach."""
        return self.corrects or (self.sure and (self.intent in ABOUT_ONESELF or self.tells_goal))

    @property
    def tells_goal(self) -> bool:
        """Whether the message tells what the user wants to reach."""
        return self.intent.startswith("goal_")

    @property
    def is_elsewhere(self) -> bool:
        """Whether the message is about nothing that an advisor for credentials has to do with."""
        return self.sure and self.intent == "out_of_scope"


def reason_to_offer(situation: Situation, settings: Settings) -> Reason | None:
    """Why a person should be offered now; the gravest reason where there are several, None where there is none."""
    if situation.intent == "distress":
        return "distress"
    if asks_for_person(situation, settings):
        return "asked_for"
    if _is_costly(situation, settings):
        return "costly_decision"
    if _contradicts(situation, settings):
        return "contradictory_evidence"
    if _disputes(situation, settings):
        return "appeal"
    if _is_of_licence(situation, settings):
        return "licence_question"
    offer = settings.offer
    if situation.missed_in_a_row >= offer.misunderstood_in_a_row or situation.missed_in_all >= offer.misunderstood_in_all:
        return "misunderstood"
    return None


def asks_for_person(situation: Situation, settings: Settings) -> bool:
    """Whether a person is asked for, beyond doubt, whatever the message was taken for."""
    holds = settings.signs.hold
    asks = holds("asks_for_person", situation.text) and not holds("asks_what_it_is", situation.text)
    return asks and situation.intent != "bot_challenge"


def _is_costly(situation: Situation, settings: Settings) -> bool:
    """A decision about much money, or about what cannot be taken back; a budget that is told decides nothing."""
    holds, text = settings.signs.hold, situation.text
    if not holds("decides", text) or situation.is_elsewhere or (situation.tells_goal and situation.sure and "?" not in text):
        return False
    if holds("high_stakes", text):
        return True
    floor = settings.offer.costly_from_dollars
    if dearest(text) >= floor:
        return not holds("mere_budget", text)
    return situation.price is not None and situation.price >= floor


def _contradicts(situation: Situation, settings: Settings) -> bool:
    """Sources that say different things; in the story of somebody's life everybody says something."""
    if situation.tells_own or situation.is_elsewhere:
        return False
    holds, text = settings.signs.hold, situation.text
    return holds("sources_disagree", text) or (holds("two_say", text) and holds("of_evidence", text))


def _disputes(situation: Situation, settings: Settings) -> bool:
    """What is called wrong by name is disputed whatever the message was taken for, unless it changed the profile; a bare "not true" is not."""
    holds, text = settings.signs.hold, situation.text
    if holds("disputes", text):
        return not (situation.corrects or (situation.tells_goal and situation.sure))
    return holds("says_no", text) and not (situation.tells_own or situation.is_elsewhere)


def _is_of_licence(situation: Situation, settings: Settings) -> bool:
    """Whether a licence is needed, holds elsewhere or can be had: what the law asks of this person, in this place."""
    holds, text = settings.signs.hold, situation.text
    if holds("asks_if_legal", text):
        return not situation.is_elsewhere
    at_issue = holds("licence", text) and holds("licence_at_issue", text)
    return at_issue and holds("asks", text) and not holds("other_licences", text)


def dearest(text: str) -> float:
    """The highest amount of money in a text; 0 where there is none."""
    found = [
        float(one["number"].replace(",", "")) * (1000 if one["thousand"] else 1)
        for one in AMOUNT.finditer(text)
        if one["sign"] or one["unit"] or one["thousand"] or ("," in one["number"] and SPEAKS_OF_MONEY.search(text))
    ]
    return max(found, default=0)


def triage_of(reason: Reason, text: str, weeks_left: float | None, settings: Settings) -> Triage:
    """How soon a case has to be seen, and why."""
    level: Level = settings.triage[reason]
    because = BECAUSE[reason]
    pressing = settings.signs.hold("pressing", text)
    short = weeks_left is not None and weeks_left <= settings.soon_where_weeks_left
    if LEVELS.index(level) > LEVELS.index("soon") and (pressing or short):
        level = "soon"
        because += "; the user is pressed for time" if pressing else f"; the user's deadline is {weeks_left:g} weeks away"
    return Triage(level=level, because=because)


BECAUSE: dict[Reason, str] = {
    "asked_for": "the user asked for a person",
    "misunderstood": "the assistant did not understand the user, or did not serve them well, several times",
    "distress": "the user may be in distress",
    "costly_decision": "a decision about much money, or one that is hard to take back",
    "licence_question": "a question of licence or law, which differs by state and by person",
    "contradictory_evidence": "sources contradict each other",
    "appeal": "the user disputes what the assistant said",
}
"""Why, in the words of the brief."""
