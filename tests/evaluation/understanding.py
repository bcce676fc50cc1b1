"""How well it understands: intents, what is out of scope, and what is taken into the slots."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tests.evaluation.data import NOT_IN_SCOPE, OUT_OF_SCOPE, Utterance
from tests.evaluation.slots import Tally, tally, unmet
from tests.support.assistant import RunningAssistant, intent_of

FALSE_REJECTION = 0.03
OPENINGS = {
    "skill_gap_form": ("i need to close a gap in my skills", ("target_skills",)),
    "currency_form": ("i want to stay current in my work", ("current_role",)),
    "complement_form": ("i want something that complements what i have", ("held_credentials",)),
    "exploration_form": ("i want to try out a new field", ("field",)),
    "career_change_form": ("i want to change my career", ()),
}


@dataclass(frozen=True)
class Reading:
    """What was understood of an utterance; `score` says how much it looks in scope: best intent in scope less out_of_scope."""

    utterance: Utterance
    intent: str
    confidence: float
    score: float

    @property
    def is_right(self) -> bool:
        return self.intent in self.utterance.right

    @property
    def is_rejected(self) -> bool:
        return self.intent in NOT_IN_SCOPE


def read_all(assistant: RunningAssistant, utterances: Iterable[Utterance]) -> list[Reading]:
    return [_reading(assistant, utterance) for utterance in utterances]


def _reading(assistant: RunningAssistant, utterance: Utterance) -> Reading:
    parse = assistant.parse(utterance.text)
    ranking = {entry["name"]: entry["confidence"] for entry in parse["intent_ranking"]}
    inside = max((confidence for name, confidence in ranking.items() if name not in NOT_IN_SCOPE), default=0.0)
    return Reading(utterance, intent_of(parse), parse["intent"]["confidence"], inside - ranking.get(OUT_OF_SCOPE, 0.0))


@dataclass(frozen=True)
class Understanding:
    """The measures over all readings."""

    readings: Sequence[Reading]

    @cached_property
    def inside(self) -> list[Reading]:
        return [reading for reading in self.readings if reading.utterance.in_scope]

    @cached_property
    def outside(self) -> list[Reading]:
        return [reading for reading in self.readings if not reading.utterance.in_scope]

    @property
    def accuracy(self) -> float:
        return share(reading.is_right for reading in self.inside)

    def accuracy_of(self, group: str) -> float:
        return share(reading.is_right for reading in self.inside if reading.utterance.group == group)

    @property
    def recall_outside(self) -> float:
        return share(reading.is_rejected for reading in self.outside)

    def recall_of(self, group: str) -> float:
        return share(reading.is_rejected for reading in self.outside if reading.utterance.group == group)

    @property
    def falsely_rejected(self) -> float:
        return share(reading.is_rejected for reading in self.inside)

    def falsely_rejected_of(self, group: str) -> float:
        return share(reading.is_rejected for reading in self.inside if reading.utterance.group == group)

    @cached_property
    def threshold(self) -> float:
        """The score under which at most 3 % of what is in scope lies."""
        scores = sorted(reading.score for reading in self.inside)
        return scores[int(FALSE_REJECTION * len(scores))]

    def recall_at_allowed_rejection(self, group: str | None = None) -> float:
        """Recall out of scope, of `near` or `far` alone where asked, where all under the threshold is rejected."""
        return share(reading.score < self.threshold for reading in self.outside if group in (None, reading.utterance.group))

    @cached_property
    def f1(self) -> dict[str, float]:
        """F1 of each intent; an utterance that was read in another acceptable way counts for that one."""
        hits: Counter[str] = Counter()
        wanted: Counter[str] = Counter()
        given: Counter[str] = Counter()
        for reading in self.readings:
            label = reading.intent if reading.is_right else reading.utterance.intent
            predicted = OUT_OF_SCOPE if reading.is_rejected else reading.intent
            wanted[label] += 1
            given[predicted] += 1
            hits[label] += label == predicted
        return {label: 2 * hits[label] / (wanted[label] + given[label]) for label in wanted}

    @property
    def macro_f1(self) -> float:
        return sum(self.f1.values()) / len(self.f1)


def share(flags: Iterable[bool]) -> float:
    flags = list(flags)
    return sum(flags) / len(flags) if flags else float("nan")


# --- slots


@dataclass(frozen=True)
class Extraction:
    """What came of the slots that an utterance should or should not set."""

    utterance: Utterance
    checks: int
    problems: list[str]
    tallies: Mapping[str, Tally]


@dataclass(frozen=True)
class Extractions:
    """The measures over all of them."""

    all: Sequence[Extraction]

    @property
    def checks(self) -> int:
        return sum(one.checks for one in self.all)

    @property
    def accuracy(self) -> float:
        return 1 - sum(len(one.problems) for one in self.all) / self.checks

    @property
    def whole_utterances(self) -> float:
        return share(not one.problems for one in self.all)

    @cached_property
    def by_slot(self) -> dict[str, Tally]:
        """Slot -> its values over all utterances that speak of it; the commonest first."""
        found: defaultdict[str, Tally] = defaultdict(Tally)
        for one in self.all:
            for slot, counts in one.tallies.items():
                found[slot] += counts
        return dict(sorted(found.items(), key=lambda item: -item[1].wanted))

    @property
    def total(self) -> Tally:
        return sum(self.by_slot.values(), Tally())


def extract_all(assistant: RunningAssistant, utterances: Iterable[Utterance], today: date) -> list[Extraction]:
    return [_extraction(assistant, one, today) for one in utterances if one.slots or one.banned]


def _extraction(assistant: RunningAssistant, utterance: Utterance, today: date) -> Extraction:
    conversation = assistant.conversation()
    if utterance.asked:
        form = next((form for form, (_, slots) in OPENINGS.items() if utterance.asked in slots), "career_change_form")
        conversation.say(OPENINGS[form][0])
        _ask(assistant, conversation.sender, form, utterance.asked)
    elif utterance.before:
        conversation.say(utterance.before)
    before = conversation.slots if conversation.turns else {}
    conversation.say(utterance.text)
    after, wanted, banned = conversation.slots, utterance.slots, utterance.banned
    tallies = {
        slot: tally(slot, before.get(slot), after.get(slot), wanted.get(slot), banned.get(slot), today) for slot in {**wanted, **banned}
    }
    return Extraction(utterance, len(wanted) + len(banned), unmet(after, wanted, banned, today), tallies)


def _ask(assistant: RunningAssistant, sender: str, form: str, slot: str) -> None:
    """Bring a conversation to where the form asks for that slot."""
    events = [{"event": "active_loop", "name": form}, {"event": "slot", "name": "requested_slot", "value": slot}]
    for event in events:
        assistant.client.post(f"/conversations/{sender}/tracker/events", json=event).raise_for_status()
