"""What passes between the simulated person and the assistant: what is heard, and what is said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tests.evaluation.rules import cards

ASKS_WHICH = re.compile(r"\bdo(?:es)? .*\bmean\b|can be several things|^What is the .* for\?", re.MULTILINE)
STAYS = re.compile(r"doesn't change my shortlist|list stays as it is")

Act = Literal["opening", "answer", "reading", "vague", "question", "change", "rethink", "pressing", "closing"]


@dataclass(frozen=True)
class Heard:
    """What the last replies are to the person."""

    text: str
    buttons: Sequence[Mapping[str, str]]
    asked: str | None
    shortlist: Mapping[str, Any] | None

    @classmethod
    def of(cls, replies: Sequence[dict[str, Any]], asked: str | None) -> Heard:
        """Take in the replies of a turn; `asked` is the slot they ask for."""
        return cls(
            "\n".join(reply.get("text") or "" for reply in replies),
            [button for reply in replies for button in reply.get("buttons") or []],
            asked,
            next(iter(cards(replies, "options")), None),
        )

    @property
    def asks_for_goal(self) -> bool:
        return any(button["payload"].startswith("/goal_") for button in self.buttons)

    @property
    def asks_which(self) -> bool:
        """Whether it asks which of several things is meant."""
        return bool(self.buttons) and bool(ASKS_WHICH.search(self.text))

    @property
    def keeps_shortlist(self) -> bool:
        """Whether it says that the shortlist stays what it was."""
        return bool(STAYS.search(self.text))


@dataclass(frozen=True)
class Saying:
    """What the person says.

    Attributes:
        act: what it does by that.
        slot: the slot whose question it answers.
        question: the question that it asks, as a symbol of the phrases.
    """

    text: str
    act: Act
    slot: str | None = None
    question: str | None = None
