"""The rules and thresholds of the hand-off: one readable file, checked when it is read."""

from __future__ import annotations

import os
import re
from datetime import date, time
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from dateutil.rrule import rrulestr
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

FILE = Path(__file__).with_name("settings.yml")
VARIABLE = "CREDWISE_HANDOFF"

Level = Literal["urgent", "soon", "routine"]
Reason = Literal["asked_for", "misunderstood", "distress", "costly_decision", "licence_question", "contradictory_evidence", "appeal"]
Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAYS: tuple[Day, ...] = get_args(Day)
LEVELS: tuple[Level, ...] = get_args(Level)


class SettingsError(ValueError):
    """The file cannot be used; the message is one sentence that says where and why."""


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"there is no time zone {name!r}") from None
    return name


def _span(told: object) -> tuple[time, time]:
    begin, _, end = str(told).partition("-")
    span = time.fromisoformat(begin.strip()), time.fromisoformat(end.strip())
    if span[0] >= span[1]:
        raise ValueError(f"{told!r} ends before it begins")
    return span


def _rule(rule: str) -> str:
    rrulestr(rule)
    return rule


def _pattern(line: str) -> str:
    re.compile(line)
    return line


Span = Annotated[tuple[time, time], BeforeValidator(_span)]
Amount = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Office(_Part):
    """When somebody is there."""

    name: str
    time_zone: Annotated[str, AfterValidator(_zone)]
    hours: dict[Day, list[Span]] = Field(min_length=1)
    closed_every_year: dict[str, Annotated[str, AfterValidator(_rule)]] = {}
    closed_on: list[date] = []


class Offers(_Part):
    """When a person is offered."""

    misunderstood_in_a_row: Count
    misunderstood_in_all: Count
    costly_from_dollars: Amount
    again_after_turns: Count


class Reminders(_Part):
    """When the office is told that a case waits too long; minutes in which the office is open, but for the levels of ``around_the_clock``."""

    after_minutes: dict[Level, Amount]
    around_the_clock: list[Level] = []


Lines = list[Annotated[str, AfterValidator(_pattern)]]


class Signs(_Part):
    """How it sounds: patterns by what they are a sign of."""

    asks_for_person: Lines
    asks_what_it_is: Lines
    pressing: Lines
    unhappy: Lines
    disputes: Lines
    says_no: Lines
    sources_disagree: Lines
    two_say: Lines
    of_evidence: Lines
    licence: Lines
    licence_at_issue: Lines
    other_licences: Lines
    asks: Lines
    asks_if_legal: Lines
    decides: Lines
    high_stakes: Lines
    mere_budget: Lines
    strikes: Lines
    keeps_quiet: Lines
    calls_off: Lines

    @cached_property
    def _compiled(self) -> dict[str, re.Pattern[str]]:
        return {name: re.compile("|".join(f"(?:{line})" for line in lines), re.IGNORECASE) for name, lines in self}

    def hold(self, sign: str, text: str) -> bool:
        """Whether the text has that sign."""
        return bool(self._compiled[sign].search(text.replace("’", "'")))

    def ends(self, sign: str, text: str) -> list[int]:
        """Where in the text that sign ends, each time."""
        return [found.end() for found in self._compiled[sign].finditer(text)]


class Settings(_Part):
    """All of the file."""

    office: Office
    answer_within: dict[Level, Amount]
    triage: dict[Reason, Level]
    soon_where_weeks_left: Amount
    offer: Offers
    outcomes: Annotated[list[Annotated[str, Field(min_length=1, max_length=64)]], Field(min_length=1)]
    remind: Reminders
    matters: list[Annotated[list[str], Field(min_length=1)]] = []
    """Words for what people would rather not have passed on; those of one list belong to one matter."""
    signs: Signs


@cache
def settings() -> Settings:
    """The settings of this process: of the file that CREDWISE_HANDOFF names, else the project's own."""
    return read(Path(os.environ.get(VARIABLE) or FILE))


def read(file: Path) -> Settings:
    """The settings in a file.

    Raises:
        SettingsError: where they cannot be used.
    """
    try:
        told = Settings.model_validate(yaml.safe_load(file.read_text("utf-8")))
    except OSError as error:
        raise SettingsError(f"{file} can't be read ({error.strerror}); {VARIABLE} has to name a file such as cases/settings.yml.") from None
    except (ValidationError, yaml.YAMLError) as error:
        raise SettingsError(f"{file} can't be used: {_first(error)}.") from None
    missing = [
        *(set(LEVELS) - set(told.answer_within)),
        *(set(LEVELS) - set(told.remind.after_minutes)),
        *(set(get_args(Reason)) - set(told.triage)),
    ]
    if missing:
        raise SettingsError(f"{file} can't be used: answer_within, remind or triage lacks {', '.join(sorted(missing))}.")
    return told


def _first(error: ValidationError | yaml.YAMLError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])}, {first['msg'][0].lower()}{first['msg'][1:]}"
    return " ".join(str(error).split())
