"""Holds simulated conversations, and judges what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import httpx

from actions.common import wording
from knowledge.model import Catalogue
from tests.evaluation.rules import limits_broken
from tests.evaluation.talk import Turn, User
from tests.simulation.agenda import QUESTIONS, Question, Span, Value, draw
from tests.simulation.exchange import Heard, Saying
from tests.simulation.user import Person
from tests.support.assistant import RunningAssistant

MOST_TURNS = 60
"""A conversation that lasts longer than any person would is ended; it counts as a loop."""
MOST_ANSWERS = 2
"""How often one question may be put to a person who answers it, under one goal."""
FALLBACKS = ("utter_not_understood", "utter_not_understood_choices", "utter_out_of_scope", "utter_question_not_understood")
LIMITS = ("max_cost", "max_weeks", "hours_per_week")
TOLERANCE = 0.02

Kind = Literal["no shortlist", "limit broken", "misheard", "correction lost", "question not answered", "loop", "exception", "no reply"]


@dataclass(frozen=True)
class Fault:
    """What keeps a conversation from being a success."""

    kind: Kind
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"


@dataclass
class Outcome:
    """How one conversation went.

    Attributes:
        to_shortlist: the person's turns until the first shortlist that answered its goal; None where there was none.
        breaches: what went against the contract's rules on replies.
        repeated: questions asked again although they had been answered.
    """

    seed: int
    goal: str
    to_shortlist: int | None = None
    turns: int = 0
    faults: list[Fault] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    transcript: str = ""

    @property
    def is_success(self) -> bool:
        return not self.faults

    def has(self, kind: Kind) -> bool:
        return any(fault.kind == kind for fault in self.faults)


def hold(assistant: RunningAssistant, catalogue: Catalogue, seed: int) -> Outcome:
    """Hold the conversation of a seed. The catalogue is for the judge; the person does not see it."""
    agenda = draw(seed)
    person, knows = Person(agenda), dict[str, str]()
    user = User.of(assistant, catalogue, knows, agenda.want.goal)
    judge = Judge(person, user, Outcome(seed, agenda.want.goal))
    heard = None
    try:
        while (saying := person.react(heard)) and len(user.turns) < MOST_TURNS:
            if saying.act == "rethink":
                user.answered.clear()
            if saying.act == "answer" and saying.slot in person.told:
                knows[saying.slot or ""] = saying.text
            turn = user.say(saying.text, saying.slot)
            heard = Heard.of(turn.replies, turn.asked)
            judge.hear(saying, turn, heard)
    except httpx.HTTPError as error:
        judge.outcome.faults.append(Fault("exception", repr(error)))
    return judge.close()


@dataclass
class Judge:
    """Watches one conversation, and finds the faults in it."""

    person: Person
    user: User
    outcome: Outcome
    _answers: Counter[str] = field(default_factory=Counter)
    _repeated: int = 0

    def hear(self, saying: Saying, turn: Turn, heard: Heard) -> None:
        """Judge one turn."""
        for fault in self._faults(saying, turn, heard):
            if str(fault) not in map(str, self.outcome.faults):
                self.outcome.faults.append(fault)
        self._note_repetition(heard)
        if self.outcome.to_shortlist is None and any(not self.person.want.objection(card) for card in turn.cards("options")):
            self.outcome.to_shortlist = len(self.user.turns)

    def _note_repetition(self, heard: Heard) -> None:
        """Note a question asked again, unless it is which of several things is meant."""
        if not heard.asks_which:
            self.outcome.repeated += self.user.repeated[self._repeated :]
        self._repeated = len(self.user.repeated)

    def _faults(self, saying: Saying, turn: Turn, heard: Heard) -> Iterator[Fault]:
        if not turn.text.strip():
            yield Fault("no reply", f"after “{saying.text}”")
        if any(text in turn.text for text in _texts("utter_technical_problem")):
            yield Fault("exception", f"the technical apology after “{saying.text}”")
        if saying.question:
            yield from _unanswered(saying, turn)
        if saying.act == "rethink":
            self._answers.clear()
        if saying.act == "answer" and saying.slot:
            self._answers[saying.slot] += 1
            if self._answers[saying.slot] > MOST_ANSWERS:
                yield Fault("loop", f"{saying.slot} was asked for more than {MOST_ANSWERS} times")
        if heard.keeps_shortlist:
            yield from self._against_limits(turn, self.user.conversation.last_card("options"))
        elif saying.question != "ask_what_if":
            yield from self._against_limits(turn, heard.shortlist)

    def _against_limits(self, turn: Turn, shortlist: Mapping[str, Any] | None) -> Iterator[Fault]:
        """What a shortlist has against the facts as the person last told them, whatever the assistant made of them."""
        if not shortlist:
            return
        told = {slot: _number(self.person.told[slot]) for slot in LIMITS if slot in self.person.told}
        for slot, value in told.items():
            if not _alike(value, turn.slots.get(slot)):
                kind: Kind = "correction lost" if slot in self.person.corrected else "misheard"
                yield Fault(kind, f"{slot} is {turn.slots.get(slot)}, told was {value}")
        for problem in limits_broken(shortlist["options"], {**turn.slots, **told}, self.user.rules.catalogue):
            yield Fault("limit broken", problem)

    def close(self) -> Outcome:
        """The outcome, once the conversation is over."""
        outcome, looped = self.outcome, "the same reply three times"
        if self.person.changing:
            outcome.faults.append(Fault("correction lost", f"the person gave up changing {self.person.changing}"))
        elif not self.person.content and not outcome.has("exception"):
            why = f" ({'; '.join(self.person.objections)})" if self.person.objections else ""
            outcome.faults.append(Fault("no shortlist", f"the person gave up on {self.person.want.goal}{why}"))
        outcome.faults += [Fault("loop", problem) for problem in self.user.rules.broken if looped in problem]
        if len(self.user.turns) >= MOST_TURNS:
            outcome.faults.append(Fault("loop", f"no end after {MOST_TURNS} turns"))
        outcome.breaches = [problem for problem in (*self.user.rules.broken, *self.user.rules.unsupported) if looped not in problem]
        outcome.turns, outcome.transcript = len(self.user.turns), self.user.transcript()
        return outcome


@cache
def _texts(*names: str) -> tuple[str, ...]:
    """The texts of responses, without what is filled in."""
    return tuple(variant["text"] for name in names for variant in wording.responses()[name])


def _unanswered(saying: Saying, turn: Turn) -> Iterator[Fault]:
    """Whether the answer to a question is none, or lacks the card that it has to bring."""
    wanted = QUESTIONS.get(saying.question or "", Question()).card
    if any(text in turn.text for text in _texts(*FALLBACKS)):
        yield Fault("question not answered", f"“{saying.text}” was not understood ({turn.intent})")
    elif wanted and not turn.cards(wanted):
        yield Fault("question not answered", f"“{saying.text}” brought no {wanted} card ({turn.intent})")


def _number(value: Value) -> float | None:
    if isinstance(value, Span):
        return value.weeks
    return float(value) if isinstance(value, int) else None


def _alike(told: float | None, kept: Any) -> bool:
    """Whether a number was taken as it was told; weeks may be rounded."""
    if told is None or kept is None:
        return told is kept
    return abs(float(kept) - told) <= max(0.1, TOLERANCE * told)
