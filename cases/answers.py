"""Canned answers: a file that the office edits, with placeholders that are filled from the case."""

from __future__ import annotations

import os
import string
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from cases import office
from cases.documents import GOALS
from cases.model import Case
from cases.settings import Settings, SettingsError

FILE = Path(__file__).with_name("answers.yml")
VARIABLE = "CREDWISE_ANSWERS"
PLACEHOLDERS = ("advisor", "office", "goal", "field", "case", "opens")


def _fillable(text: str) -> str:
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        raise ValueError("has a brace without its other half") from None
    if unknown := sorted(names - set(PLACEHOLDERS)):
        raise ValueError(f"has {{{unknown[0]}}}, but there are only {', '.join(f'{{{name}}}' for name in PLACEHOLDERS)}")
    return text.strip()


class CannedAnswer(BaseModel):
    """Something that is often said; ``when`` tells the advisor what it is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: Annotated[str, Field(min_length=1, max_length=60)]
    when: str = ""
    text: Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_fillable)]


ANSWERS: TypeAdapter[tuple[CannedAnswer, ...]] = TypeAdapter(tuple[CannedAnswer, ...])


def canned_answers() -> tuple[CannedAnswer, ...]:
    """The answers as the file has them now; it may be edited while all runs.

    Raises:
        SettingsError: where it can't be used.
    """
    file = Path(os.environ.get(VARIABLE) or FILE)
    try:
        return _read(file, file.stat().st_mtime_ns)
    except OSError as error:
        raise SettingsError(f"{file} can't be read ({error.strerror}); {VARIABLE} has to name a file such as cases/answers.yml.") from None


@lru_cache(maxsize=1)
def _read(file: Path, changed: int) -> tuple[CannedAnswer, ...]:
    try:
        return ANSWERS.validate_python(yaml.safe_load(file.read_text("utf-8")) or ())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"])
        raise SettingsError(f"{file} can't be used: answer {place}, {first['msg'].removeprefix('Value error, ')}.") from None
    except yaml.YAMLError as error:
        raise SettingsError(f"{file} can't be used: {' '.join(str(error).split())}.") from None


def filled(answer: CannedAnswer, case: Case, advisor: str, rules: Settings) -> str:
    """The answer's text for that case, in words also where something is not known."""
    opening = office.next_opening(rules.office, case.waits_since)
    return answer.text.format(
        advisor=advisor,
        office=rules.office.name,
        goal=GOALS.get(case.goal or "", "find what fits").replace("they're", "you're").replace("they have", "you have"),
        field=(case.field or "your field").lower() if not case.field else case.field,
        case=case.id,
        opens=office.told(rules.office, opening, case.waits_since).replace(" by ", " at ") if opening else "soon",
    )
