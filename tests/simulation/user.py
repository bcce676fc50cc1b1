"""The simulated person: reacts to the last reply, by what it wants, knows and has told, until it is content or out of patience."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random
from typing import Any

from rapidfuzz import fuzz, process

from tests.simulation.agenda import QUESTIONS, Agenda, Ask, Change, Plan, Question, Span, Value, Want, people
from tests.simulation.exchange import Act, Heard, Saying
from tests.simulation.voice import Voice, phrases, with_articles

PATIENCE_FOR_CHANGES = 4
"""Turns that it waits for the shortlist after it changed a fact."""
AS_SAID = 90
"""How like, of 100, a button has to be to what the person would say."""


class Person:
    """One simulated person in one conversation.

    Attributes:
        want: what it wants now.
        told: the facts that it has told, as it last told them.
        corrected: the slots that it has told anew.
        content: whether it has what it wants.
        changing: the slot whose change it waits to see taken up.
        objections: why shortlists did not answer it.
    """

    def __init__(self, agenda: Agenda) -> None:
        self.agenda = agenda
        self.want = agenda.want
        self.told: dict[str, Value] = {}
        self.corrected: set[str] = set()
        self.content = False
        self.changing: str | None = None
        self.objections: list[str] = []
        self._chance = Random(f"person {agenda.seed}")
        self._voice = Voice(agenda.typing, self._chance)
        self._facts = dict(agenda.facts)
        self._vague = set(agenda.vague)
        self._slip = agenda.slip
        self._corrects: str | None = None
        self._latest = ""
        self._protests = self._said_thanks = False
        self._before, self._after = list(agenda.before), list(agenda.after)
        self._patience = agenda.patience
        self._options = 0

    def react(self, heard: Heard | None) -> Saying | None:
        """Return what it says to the last reply, None where it has nothing to say any more; None was heard at the beginning."""
        if heard is None:
            return self._greet_or_open()
        if heard.shortlist:
            self._look_at(heard.shortlist)
        if self.changing and (heard.shortlist or heard.keeps_shortlist):
            self.content, self.changing = True, None
        if self._corrects:
            return self._correct(self._corrects)
        if self.content:
            return self._go_on()
        self._patience -= 1
        if self._patience < 0:
            return None
        plan = None if self._protests else next((one for one in self._before if self._is_timely(one, heard)), None)
        if plan:
            self._before.remove(plan)
            return self._do(plan)
        return self._reply(heard)

    def _is_timely(self, plan: Plan, heard: Heard) -> bool:
        """Only what was told can change; the rest comes to mind at a question."""
        return plan.slot in self.told and self._makes_sense(plan) if isinstance(plan, Change) else heard.asked is not None

    def _makes_sense(self, plan: Plan) -> bool:
        """Whether there are options enough to ask about, or something else to change to."""
        match plan:
            case Ask(symbol):
                return QUESTIONS.get(symbol, Question(least=0)).least <= self._options
            case Change(slot, value):
                return self.told.get(slot) != value
            case Want():
                return True

    def _look_at(self, shortlist: Mapping[str, Any]) -> None:
        """Be content with a shortlist, or object to it."""
        self._options = len(shortlist["options"])
        if self.content or self.changing:
            return
        if objection := self.want.objection(shortlist):
            self._protests = True
            if objection not in self.objections:
                self.objections.append(objection)
        self.content = not objection

    # --- on the way to the shortlist

    def _greet_or_open(self) -> Saying:
        if self.agenda.greets:
            return self._saying("greeting", "opening")
        return self._open()

    def _open(self) -> Saying:
        """Tell what it wants, with some facts of its own accord."""
        if self.agenda.openness == 0 and self._chance.random() < 0.4 and not self.told:
            return self._saying(f"bare_{self.want.goal}", "opening")
        facts = [slot for slot in self._facts if slot not in self.want.tells and self._chance.random() < self.agenda.openness]
        told = [self._tell("told", slot) for slot in facts if f"told_{slot}" in phrases()]
        return self._typed(self._chance.choice((", ", ". ", ". ")).join([self._restated(), *told]), "opening")

    def _restated(self) -> str:
        """What it wants, in words that tell what belongs to it."""
        text = self._voice.say(f"opening_{self.want.goal}", **with_articles(self.want.words))
        self.told.update({slot: value for slot, value in self.want.tells.items() if str(value) in text})
        return text

    def _reply(self, heard: Heard) -> Saying:
        """Answer what was asked or offered; press on where nothing was."""
        if self._protests:
            self._protests = False
            return self._saying("protest", "opening", again=self._restated())
        if heard.asks_for_goal:
            return self._choose_goal(heard)
        if heard.asks_which:
            return Saying(self._meant(heard), "reading", heard.asked)
        if self.changing:
            return self._change("change", self.changing)
        if heard.asked:
            return self._answer(heard.asked, heard)
        return self._saying("press_on", "pressing") if self.told and self._chance.random() < 0.5 else self._open()

    def _choose_goal(self, heard: Heard) -> Saying:
        payload = next((button["payload"] for button in heard.buttons if button["payload"].startswith(f"/goal_{self.want.goal}")), None)
        if payload and self._chance.random() < self.agenda.presses:
            return Saying(payload, "opening")
        return self._open()

    def _meant(self, heard: Heard) -> str:
        """The payload of the button of the fact told last, or of the one most like what it has told."""
        words = [str(value) for value in self.told.values()]

        def likeness(button: Mapping[str, str]) -> float:
            is_latest = f'"{self._latest}"' in button["payload"]
            return 100 if is_latest else max((fuzz.WRatio(button["title"], one) for one in words), default=0)

        return max(heard.buttons, key=likeness)["payload"]

    def _answer(self, slot: str, heard: Heard) -> Saying:
        """Answer a question: say that it does not know, be vague, press the button that says it, or say it, now and then with more."""
        if slot not in self._facts:
            return self._pass(slot, heard)
        if slot in self._vague:
            self._vague.discard(slot)
            return self._saying(f"vague_{slot}", "vague")
        words = self._tell("", slot)
        if payload := self._button_like(words, heard):
            return Saying(payload, "answer", slot)
        rest = [one for one in self._facts if one not in self.told and f"told_{one}" in phrases()]
        if rest and self._chance.random() < self.agenda.openness:
            words = f"{words}, {self._tell('told', self._chance.choice(rest))}"
        return self._typed(words, "answer", slot)

    def _pass(self, slot: str, heard: Heard) -> Saying:
        skip = next((button["payload"] for button in heard.buttons if button["payload"] == "/skip"), None)
        if skip and self._chance.random() < self.agenda.presses:
            return Saying(skip, "answer", slot)
        return self._saying("unknown", "answer", slot)

    def _button_like(self, words: str, heard: Heard) -> str | None:
        """The payload of the button that says the same, where the person is one to press it."""
        titles = {button["title"]: button["payload"] for button in heard.buttons}
        found = process.extractOne(words, list(titles), scorer=fuzz.token_set_ratio, processor=str.lower, score_cutoff=AS_SAID)
        if not found or self._chance.random() >= self.agenda.presses or re.findall(r"\d+", found[0]) != re.findall(r"\d+", words):
            return None
        return titles[found[0]]

    # --- facts

    def _tell(self, way: str, slot: str) -> str:
        """A fact in words, seldom a wrong one, which is corrected in the next turn."""
        value = self._facts[slot]
        if slot == self._slip and value:
            self._slip, self._corrects = None, slot
            value = _mistaken(value)
        self.told[slot], self._latest = value, slot
        return self._voice.say_fact(way, slot, value)

    def _correct(self, slot: str) -> Saying:
        self._corrects = None
        return self._change("slip", slot)

    def _change(self, way: str, slot: str) -> Saying:
        self.corrected.add(slot)
        self.told[slot], self._latest = self._facts[slot], slot
        return self._typed(self._voice.say_fact(way, slot, self._facts[slot]), "change")

    # --- what it does of its own accord

    def _go_on(self) -> Saying | None:
        """Take the next thing in mind that can be done with what is shown; say thanks at the end."""
        while self._after:
            plan = self._after.pop(0)
            if self._makes_sense(plan):
                return self._do(plan)
        if self._said_thanks:
            return None
        self._said_thanks = True
        return self._saying("thanks", "closing")

    def _do(self, plan: Plan) -> Saying:
        match plan:
            case Ask(symbol):
                values = {
                    "credential": self._chance.choice(people()["credentials"]),
                    "money": self._voice.money(self._chance.choice((300, 1000, 5000))),
                }
                return self._typed(self._voice.say(symbol, **values), "question", question=symbol)
            case Change(slot, value):
                self._facts[slot] = value
                if self.content:
                    self.changing = slot
                    self._await_shortlist(PATIENCE_FOR_CHANGES)
                return self._change("change", slot)
            case Want():
                self._take_up(plan)
                return self._saying("rethink", "rethink", again=self._restated())

    def _take_up(self, want: Want) -> None:
        """Want something else; limits stay, what belonged to the old goal goes."""
        old = self.want.tells
        self._facts = {slot: value for slot, value in self._facts.items() if slot not in old} | dict(want.tells)
        self.told = {slot: value for slot, value in self.told.items() if slot not in old}
        self.want = want
        self._await_shortlist(self.agenda.patience)

    def _await_shortlist(self, patience: int) -> None:
        self.content, self._patience = False, patience

    # --- words

    def _saying(self, symbol: str, act: Act, slot: str | None = None, **values: str) -> Saying:
        return self._typed(self._voice.say(symbol, **values), act, slot)

    def _typed(self, text: str, act: Act, slot: str | None = None, question: str | None = None) -> Saying:
        return Saying(self._voice.typed(text), act, slot, question)


def _mistaken(value: Value) -> Value:
    """The value with a slip of the finger or the mind."""
    if isinstance(value, Span):
        return Span(value.count + 3, value.unit)
    return value * 10 if isinstance(value, int) else value
