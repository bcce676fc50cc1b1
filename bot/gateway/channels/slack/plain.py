"""What a user of Slack has written, as plain text: Slack sends its own markup for links, names and signs."""

from __future__ import annotations

import html
import re

MARKED = re.compile(r"<(?P<sign>[@#!]?)(?P<what>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")


def as_plain(text: str, bot_user: str | None = None) -> str:
    """The words; of a link its address, of a mention the name where it is told. That the assistant was called is left out."""

    def read(match: re.Match[str]) -> str:
        sign, what, label = match["sign"], match["what"], match["label"]
        if sign == "@":
            return "" if what == bot_user else f"@{label or what}"
        if sign == "#":
            return f"#{label or what}"
        if sign == "!":
            return label or f"@{what.split('^')[0]}"
        return what.removeprefix("mailto:") if what.startswith("mailto:") else what

    return html.unescape(MARKED.sub(read, text)).strip()
