"""What is told in Slack only."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def slack_words() -> dict[str, Any]:
    """Return the words."""
    texts: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("wording.yml").read_text("utf-8"))
    return texts
