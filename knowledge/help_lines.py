"""Where people in distress find help at once: facts with a source, from ``catalogue/common/help_lines.yml``."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

FILE = Path(__file__).parent / "catalogue" / "common" / "help_lines.yml"


class Source(BaseModel):
    """The page on which a line was read, and when."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    url: str
    title: str
    seen: date


class HelpLine(BaseModel):
    """How to reach somebody: ``how`` stands within a sentence, "call or text 988"."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    how: str
    name: str
    country: str
    source: Source


@cache
def help_lines() -> dict[str, HelpLine]:
    """The lines by what they are for: ``crisis``, ``violence``, ``emergency``."""
    return {key: HelpLine(**raw) for key, raw in yaml.safe_load(FILE.read_text("utf-8")).items()}
