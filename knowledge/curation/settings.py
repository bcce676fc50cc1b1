"""The rules of curation: one readable file, checked when it is read."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

FILE = Path(__file__).with_name("settings.yml")
VARIABLE = "CREDWISE_CURATION"
Count = Annotated[int, Field(ge=1)]


class CurationSettingsError(ValueError):
    """The file cannot be used; the message is one sentence that says where and why."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StaleAfter(_Part):
    """Months after which each kind of fact is stale."""

    cost: Count
    validity: Count
    recognition: Count
    other: Count


class CurationSettings(_Part):
    """What settings.yml says."""

    four_eyes: bool
    stale_after_months: StaleAfter
    least_demand: Count
    most_shown: Count


@cache
def curation_settings() -> CurationSettings:
    """The settings in use.

    Raises:
        CurationSettingsError: where the file is missing or faulty.
    """
    path = Path(os.environ.get(VARIABLE) or FILE)
    try:
        usual, told = (yaml.safe_load(one.read_text("utf-8")) for one in (FILE, path))
        return CurationSettings.model_validate({**usual, **told} if isinstance(told, dict) else told)
    except (OSError, ValueError, yaml.YAMLError) as error:
        told = _first(error) if isinstance(error, ValidationError) else str(error).splitlines()[0]
        raise CurationSettingsError(f"{path} cannot be used: {told}; mend it, or unset {VARIABLE} for the usual settings.") from None


def _first(error: ValidationError) -> str:
    item = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, item['loc'])) or 'the file'}: {item['msg']}"
