"""A user who answers whatever is asked from what he knows, and the watch that is kept on the conversation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from knowledge.model import Catalogue
from tests.evaluation.rules import RuleKeeper, cards
from tests.support.assistant import Conversation, RunningAssistant, intent_of

SKIPS = ("not sure", "no preference", "skip that one please", "I don't know", "doesn't matter")
COMMON = frozenset("the and for with you want have not that one what this weeks months dollars first show more".split())
PRESSED_ON = ("ok, so what do you suggest?", "yes", "just show me what you have")


@dataclass
class Turn:
    """What was said and what came of it; `asked` before and after the turn, `slots` after it."""

    said: str
    replies: list[dict[str, Any]]
    intent: str
    asked_before: str | None
    asked: str | None
    slots_before: Mapping[str, Any]
    slots: Mapping[str, Any]

    @property
    def text(self) -> str:
        return "\n".join(reply.get("text") or "" for reply in self.replies)

    @property
    def text_and_buttons(self) -> str:
        titles = [button.get("title", "") for reply in self.replies for button in reply.get("buttons") or []]
        return "\n".join([self.text, *titles])

    def cards(self, type_: str | None = None) -> list[dict[str, Any]]:
        return cards(self.replies, type_)


@dataclass
class User:
    """Talks to the assistant.

    Attributes:
        knows: slot -> how the user would say it.
        answered: the slots whose questions the user has answered.
        repeated: questions that were asked although they had been answered or skipped, or what they ask about was known.
        unheard: answers that were not understood, so that the question came again.
    """

    conversation: Conversation
    knows: Mapping[str, str]
    rules: RuleKeeper
    goal: str | None = None
    turns: list[Turn] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    repeated: list[str] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)
    _skips: Iterator[str] = field(default_factory=lambda: cycle(SKIPS))
    _pressed_on: Iterator[str] = field(default_factory=lambda: cycle(PRESSED_ON))

    @classmethod
    def of(cls, assistant: RunningAssistant, catalogue: Catalogue, knows: Mapping[str, str], goal: str | None) -> User:
        return cls(assistant.conversation(), knows, RuleKeeper(catalogue), goal)

    @property
    def asked(self) -> str | None:
        return self.turns[-1].asked if self.turns else None

    def say(self, text: str, answers: str | None = None) -> Turn:
        """Say something; `answers` names the slot that it is the answer to."""
        before = self.turns[-1] if self.turns else None
        replies = self.conversation.say(text)
        tracker = self.conversation.tracker
        slots = {name: value for name, value in tracker["slots"].items() if value is not None}
        turn = Turn(
            text,
            replies,
            intent_of(tracker["latest_message"]),
            before.asked if before else None,
            slots.get("requested_slot"),
            before.slots if before else {},
            slots,
        )
        self.turns.append(turn)
        self.rules.watch(text, replies, slots, hypothetical=turn.intent == "what_if" or "what if" in text)
        if turn.intent in ("start_over", "delete_my_data", "correct", "undo"):
            self.answered.clear()
        if answers:
            self.answered.add(answers)
        self._watch_question(turn)
        return turn

    def _watch_question(self, turn: Turn) -> None:
        asked = turn.asked
        if not asked or (asked == turn.asked_before and asked not in self.answered):
            return
        if asked in self.answered and asked in self.knows and asked not in turn.slots:
            self.unheard.append(f"{asked} was asked again after “{turn.said[:60]}”, told as “{self.knows[asked]}”")
        elif asked in self.answered:
            self.repeated.append(f"{asked} was asked again after “{turn.said[:60]}”")
        elif asked in turn.slots and asked not in ("held_credentials", "target_skills", "current_skills"):
            self.repeated.append(f"{asked} was asked although it is {turn.slots[asked]!r}, after “{turn.said[:60]}”")

    def answer(self) -> Turn:
        """Answer what is asked; press the button that is meant, skip what was asked before, press on where nothing is asked."""
        known = self.knows.get(self.asked or "")
        if self.asked and self.asked not in self.answered and not (known and self._must_choose()):
            return self.say(known or next(self._skips), answers=self.asked)
        if payload := self._button_meant():
            return self.say(payload, answers=self.asked)
        return self.say(next(self._skips) if self.asked else next(self._pressed_on), answers=self.asked)

    def _must_choose(self) -> bool:
        """Whether the question is which of several is meant."""
        return bool(self._button_meant() and re.search(r"(do|did) you mean", self.conversation.text, re.I))

    def _button_meant(self) -> str | None:
        """The payload of the button of the user's goal, or of the one most like what he would say; None where none is."""
        buttons = self.conversation.buttons
        for button in buttons:
            if self.goal and button["payload"].startswith(f"/goal_{self.goal}"):
                return button["payload"]
        said = self.knows.get(self.asked or "") or " ".join(turn.said for turn in self.turns)
        own = set(_words(said)) - COMMON
        likeness = [(len(own & set(_words(button["title"]))), -place) for place, button in enumerate(buttons)]
        best = max(likeness, default=(0, 0))
        return buttons[-best[1]]["payload"] if best[0] else None

    def has_told(self, slot: str) -> bool:
        """Whether the user has come to say this: it was asked for, or he says it of his own accord."""
        return slot in self.answered or slot not in self.knows

    def until(self, card: str, within: int) -> Turn | None:
        """Go on answering until a card of that type is there; None where it takes more than so many turns in all."""
        while not self.turns or not self.turns[-1].cards(card):
            if len(self.turns) >= within:
                return None
            self.answer()
        return self.turns[-1]

    def transcript(self) -> str:
        """The conversation as text."""
        lines = []
        for turn in self.turns:
            lines += [f"> {turn.said}", f"  [{turn.intent}; asks {turn.asked}]"]
            for reply in turn.replies:
                lines += [f"  {line}" for line in (reply.get("text") or "").splitlines()]
                if reply.get("buttons"):
                    lines.append("  " + " ".join(f"[{button['title']}]" for button in reply["buttons"]))
                if card := reply.get("custom"):
                    ids = [option["id"] for option in card.get("options", [])]
                    lines.append(f"  <{card.get('type')} {card.get('advice', '')} {ids or card.get('id', '')}>")
        return "\n".join(lines)


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[a-z0-9+#]+", text.casefold()) if len(word) > 2]
