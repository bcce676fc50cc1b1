"""A conversation whose every reply is held to the contract, with words for what the tests do often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.model import Credential
from tests.dialogue.held import catalogue, hold, transcript
from tests.support.assistant import Conversation

MOST_QUESTIONS = 8


@dataclass(repr=False)
class Talk(Conversation):
    """One user's talk.

    Attributes:
        passed_over: the slots that the user did not want to answer, under the present goal.
        supposing: whether the last turn was a "what if", whose options have limits of their own.
    """

    passed_over: set[str] = field(default_factory=set)
    supposing: bool = False
    _tracker: dict[str, Any] = field(default_factory=dict)

    def say(self, text: str, *, supposing: bool = False, raw: bool = False) -> list[dict[str, Any]]:
        """Send a message, and check the replies."""
        goal, asked = (self.slots.get("goal"), self.requested_slot) if self.turns else (None, None)
        self._tracker = {}
        super().say(text)
        self.supposing = supposing
        if goal != self.slots.get("goal"):
            self.passed_over.clear()
        elif asked and text in ("skip", "/skip"):
            self.passed_over.add(asked)
        hold(self, raw=raw)
        return self.replies

    @property
    def tracker(self) -> dict[str, Any]:
        """What Rasa keeps of the conversation, fetched once a turn."""
        if not self._tracker:
            self._tracker = super().tracker
        return self._tracker

    def answer(self, answers: Mapping[str, str] | None = None, *, otherwise: str = "skip") -> dict[str, Any]:
        """Answer whatever is asked, in whatever order, until there is a shortlist; return its card."""
        for _ in range(MOST_QUESTIONS):
            if self.card("options"):
                break
            assert self.requested_slot, f"neither a question nor a shortlist\n{transcript(self)}"
            self.say((answers or {}).get(self.requested_slot, otherwise))
        return self.now("options")

    def card(self, type_: str) -> dict[str, Any] | None:
        """The card of a type in the last turn."""
        return next((card for card in self.cards if card["type"] == type_), None)

    def now(self, type_: str) -> dict[str, Any]:
        """The card of a type, which the last turn must have brought."""
        card = self.card(type_)
        assert card, f"no {type_} card\n{transcript(self)}"
        return card

    @property
    def shown(self) -> list[Credential]:
        """The credentials of the shortlist shown last, in its order."""
        card = self.last_card("options")
        return [catalogue().credentials[option["id"]] for option in card["options"]] if card else []

    @property
    def buttons_offer_readings(self) -> bool:
        """Whether the last turn asks which of several things a name means."""
        return any(button["payload"].startswith(button["title"]) for button in self.buttons)

    def tells(self, *words: str) -> bool:
        """Whether the last turn's text has one of the words, in any case."""
        return any(word.casefold() in self.text.casefold() for word in words)

    def __repr__(self) -> str:
        return f"\n{transcript(self)}\n"
