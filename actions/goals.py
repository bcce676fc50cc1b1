"""The five goals: a form each on one base, the questions, and the shortlist they lead to."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from rasa_sdk.interfaces import ActionExecutionRejection

from actions.common.asides import tell_aside
from actions.common.asking import PERSON, READINGS, ask_amount
from actions.common.jobs import told_back
from actions.common.places import names_place
from actions.common.profile import GOAL_WORDS, LABELS, LIST_SLOTS, NUMBER_SLOTS, and_, inference, inferred_in
from actions.common.references import issuers_named
from actions.common.shortlist import show_shortlist
from actions.common.turn import SURE_OF_KIND, Button, Turn, TurnAction
from actions.common.vague import tells_no_amount
from actions.common.wording import utterance
from bot.rasa import stepping_aside
from knowledge.recognition.case import Case
from knowledge.recognition.licensing import gap_of
from knowledge.recommend.advice import with_the
from knowledge.recommend.questions import likely_fields, needed, next_question, typical_roles

# What these intents bring is taken by the form itself; for any other the form steps aside, is answered, and asks again.
ANSWERS = {"inform", "affirm", "deny", "skip", "correct", "refine", "nlu_fallback"}
PASSES = {"skip", "deny"}
MOST_QUESTIONS = 4
MOST_ATTEMPTS = 2
MOST_SUGGESTED = 4
HAD = ("current_role", "current_skills", "held_credentials", "experience_years")
"""Of these there can be none; the rest can be left open."""


class GoalForm(TurnAction, ABC):
    """Decides after every message whether to ask, what to ask, or to answer.

    Rasa asks for whatever slot this leaves in ``requested_slot``, and ends the form when that is None.
    """

    has_part_of_its_own = True

    @property
    @abstractmethod
    def goal(self) -> str:
        """The goal as the contract names it."""

    def name(self) -> str:
        return f"validate_{self.goal}_form"

    def take(self, turn: Turn) -> None:
        if turn.is_fresh and turn.heard.get("starts") != f"{self.goal}_form" and self._steps_aside(turn):
            raise ActionExecutionRejection(f"{self.goal}_form", stepping_aside.words(f"{self.goal}_form", turn.intent))
        # Rasa takes a form that sets no slot but the requested one for a form that understood nothing.
        turn.set("settled", turn.get("settled") or [])
        if counts_as_answer(turn):
            self._settle_answer(turn)
        turn.set("requested_slot", self._next_slot(turn))

    def _steps_aside(self, turn: Turn) -> bool:
        if turn.resumed:
            return True  # the message settles a question that came in between
        if turn.intent in ("affirm", "deny") and turn.get("supposed"):
            return True  # a yes to "what if", which was the last thing said
        if turn.intent == "refine" and not turn.heard.get("slots") and issuers_named(turn):
            return True  # "anything from Oracle itself"
        asked = turn.get("requested_slot")
        if asked and is_question(turn.text) and not _said_something(turn) and turn.intent in (*ANSWERS, "out_of_scope"):
            return True  # whatever it was taken for; where nothing answers it, it counts as an answer not understood
        if turn.intent in ANSWERS:
            return False
        if turn.intent.startswith("goal_"):
            # A goal taken over by actions/understanding.py is another one; else the message was an answer, or it only started this form.
            return turn.get("goal") not in (None, self.goal) and turn.intent != f"goal_{self.goal}"
        if (
            asked
            and turn.confidence < SURE_OF_KIND
            and (turn.intent == "out_of_scope" or (turn.intent == "hardship" and _said_something(turn)))
        ):
            return False
        is_answer = bool(asked) and asked in turn.heard.get("slots", ())
        return not (is_answer and (turn.confidence < SURE_OF_KIND or turn.intent in ("greet", "thanks", "out_of_scope", "goodbye")))

    def _settle_answer(self, turn: Turn) -> None:
        """Remember when the question asked is done with: answered, passed over, or asked often enough."""
        asked = turn.get("requested_slot")
        if not asked:
            return
        if turn.heard.get("goes_on") or turn.heard.get("asks"):
            return  # it is asked again
        answered = asked in turn.heard.get("slots", ())
        asked_enough = times_asked(turn, asked) >= MOST_ATTEMPTS
        refused = turn.intent == "deny" and (asked in HAD or not _said_something(turn)) and not is_vague(turn, asked)
        passed = turn.intent == "skip" or refused
        if answered or asked_enough or passed:
            turn.set("settled", list(dict.fromkeys([*(turn.get("settled") or []), asked])))
        if asked_enough and turn.intent not in PASSES and not _said_something(turn):
            turn.set("heard", {**turn.heard, "given_up": True})  # told by the next question or the shortlist

    def _next_slot(self, turn: Turn) -> str | None:
        asked, settled = turn.get("requested_slot"), frozenset(turn.get("settled") or ())
        ambiguous = open_ambiguity(turn) if turn.is_fresh else None
        if ambiguous and times_asked(turn, ambiguous["slot"]) <= MOST_ATTEMPTS:
            return str(ambiguous["slot"])
        if turn.is_fresh and turn.heard.get("asks") in QUESTIONS:
            return str(turn.heard["asks"])  # it was said to be wrong, and not what is right
        heard_more = turn.is_fresh and _said_something(turn) and not turn.heard.get("several_readings")
        if asked and asked not in settled and not heard_more and not turn.heard.get("new_goal"):
            return str(asked)  # a digression was answered, or the answer was not understood
        if turn.get("receipt"):  # after a shortlist nothing is asked but what no answer can do without
            return needed(turn.profile, settled)
        if len(set(turn.get("ask_counts") or ()) - {"goal"}) >= MOST_QUESTIONS:
            return needed(turn.profile, settled)
        return next_question(turn.profile, turn.catalogue, turn.today, settled)


QUESTION = re.compile(
    r"\?\s*$|^\W*(?:(?:ok|okay|so|and|but|well|wait|hm+|um+|sorry|hold on|first|btw|by the way)\W+)*(?:who|whom|what|whats|what's|which|why|where|when|how|hows|is|are|isn't|aren't"
    r"|does|do|don't|doesn't|did|can|can't|could|couldn't|will|won't|would|should|shouldn't|explain|define|tell me)\b"
)


def is_question(text: str) -> bool:
    """Whether a message has the form of a question, or asks to be told something."""
    return bool(QUESTION.search(text.casefold().replace("’", "'").strip()))


def counts_as_answer(turn: Turn) -> bool:
    """Whether the message is to be taken for an answer to the question: as it comes, or because nothing could answer it as a question."""
    return turn.is_fresh or bool(turn.heard.get("missed"))


def is_vague(turn: Turn, asked: str) -> bool:
    """Whether the answer to the question for an amount tells none."""
    return not _said_something(turn) and tells_no_amount(turn.text, asked)


def _said_something(turn: Turn) -> bool:
    return bool(turn.heard.get("slots") or turn.heard.get("ambiguous") or turn.heard.get("readings"))


def times_asked(turn: Turn, slot: str) -> int:
    """How often the slot was asked for, reminders after a digression apart."""
    return int((turn.get("ask_counts") or {}).get(slot, 0))


def count_asked(turn: Turn, slot: str) -> None:
    """Remember that the slot was asked for."""
    turn.set("ask_counts", {**(turn.get("ask_counts") or {}), slot: times_asked(turn, slot) + 1})
    if slot in NUMBER_SLOTS:
        turn.set("last_number", slot)


def open_ambiguity(turn: Turn) -> dict[str, Any] | None:
    """The first name in the last message that can be several things in a slot that can be asked for."""
    return next((item for item in turn.heard.get("ambiguous", ()) if item["slot"] in QUESTIONS), None)


class SkillGapForm(GoalForm):
    """Close a skill gap."""

    goal = "skill_gap"


class CurrencyForm(GoalForm):
    """Show that one is current."""

    goal = "currency"


class ComplementForm(GoalForm):
    """Add to a degree or credential."""

    goal = "complement"


class ExplorationForm(GoalForm):
    """Explore a field."""

    goal = "exploration"


class CareerChangeForm(GoalForm):
    """Change career."""

    goal = "career_change"


class Question(TurnAction, ABC):
    """Asks for one slot, after saying what was understood; every time in other words."""

    has_part_of_its_own = True

    @property
    @abstractmethod
    def slot(self) -> str:
        """The slot asked for."""

    def name(self) -> str:
        return f"action_ask_{self.slot}"

    def take(self, turn: Turn) -> None:
        lead = self._lead(turn)
        ambiguous = open_ambiguity(turn) if turn.is_fresh else None
        later = turn.get("later_goal")
        if turn.is_fresh and later and turn.heard.get("two_goals") and turn.text:
            ask_which_goal_first(turn, later["goal"], lead)
            return
        if ambiguous and ambiguous["slot"] == self.slot and ambiguous["candidates"]:
            ask_which_name(turn, ambiguous, lead)
        elif turn.is_fresh and turn.heard.get("readings"):
            ask_amount(turn, lead)
        else:
            self._ask(turn, lead)
        if counts_as_answer(turn) or not times_asked(turn, self.slot):
            count_asked(turn, self.slot)

    def _ask(self, turn: Turn, lead: str) -> None:
        """The question in its next words. Who has not been understood twice running is offered a person too."""
        words, offered = turn.words(f"utter_ask_{self.slot}"), suggestions(turn, self.slot)
        buttons = list(words.buttons) if offered is None else offered
        if turn.heard.get("given_up"):
            buttons = [*buttons[:MOST_SUGGESTED], PERSON]
        turn.tell(f"{lead} {words.text}", buttons)

    def _lead(self, turn: Turn) -> str:
        if turn.heard.get("handoff") or (not counts_as_answer(turn) and not turn.intent.startswith("goal_")):
            return ""  # after a digression, or what was said to a person
        told = " ".join(filter(None, (acknowledgement(turn), _licence_ahead(turn), _place_aside(turn))))
        if not told and times_asked(turn, self.slot) and turn.intent not in PASSES:
            told = known_already(turn) or ("" if _said_something(turn) else self._not_understood(turn))
        return told

    def _not_understood(self, turn: Turn) -> str:
        vague = is_vague(turn, self.slot)
        return turn.words(f"utter_vague_{self.slot}" if vague else "utter_question_not_understood").text


def ask_which_goal_first(turn: Turn, later: str, lead: str) -> None:
    """Two goals in one message: one after the other. Whoever just goes on has chosen the first."""
    now = str(turn.get("goal"))
    buttons = [{"title": f"First: {GOAL_WORDS[goal]}", "payload": READINGS[f"goal_{goal}"][1]} for goal in (now, later)]
    turn.say("utter_which_goal_first", lead=lead, first=GOAL_WORDS[now], second=GOAL_WORDS[later], buttons=buttons)


def ask_which_name(turn: Turn, ambiguous: dict[str, Any], lead: str) -> None:
    """Ask which of several things a name means."""
    buttons = [{"title": name[:40], "payload": name} for name in ambiguous["candidates"]]
    if ambiguous.get("directions"):
        first, second = ambiguous["candidates"][:2]
        return turn.say("utter_which_direction_first", lead=lead, first=first, second=second, buttons=buttons)
    return turn.say("utter_ask_ambiguous", quote=ambiguous["quote"], lead=lead, buttons=buttons)


def suggestions(turn: Turn, slot: str) -> list[Button] | None:
    """Jobs or fields to choose from that are near to what the user has told; None for what has buttons of its own."""
    if slot == "target_role":
        names = typical_roles(turn.profile, turn.catalogue)
    elif slot == "field":
        names = list(dict.fromkeys([*_fields_meant(turn), *likely_fields(turn.profile, turn.catalogue, _fields_touched(turn))]))
    else:
        return None
    return [{"title": name, "payload": name} for name in names[:MOST_SUGGESTED]] + [{"title": "I'm not sure yet", "payload": "/skip"}]


def _fields_meant(turn: Turn) -> list[str]:
    """The fields that a word such as "computers" was asked about for, where the user has not said which."""
    open_words = [one["of"] for one in (turn.get("meanings") or {}).values() if not one["meant"]]
    return [name for names in open_words for name in names if turn.catalogue.field_of(name)]


def _fields_touched(turn: Turn) -> list[str]:
    """The fields of all that the user has named so far, be it only in passing: not enough to choose one, enough to offer it."""
    said = " . ".join([*dict.fromkeys((turn.get("profile_words") or {}).values()), turn.text])
    named = [one for mention in turn.names.mentions(said, weak=True) for one in mention.readings("field", "role", "skill")]
    homes = {name: one.field for name, one in turn.catalogue.skills.items()} | {
        one.title: one.field for one in turn.catalogue.roles.values()
    }
    touched = [one.id if one.kind == "field" else homes.get(one.id) for one in named]
    return [slug for slug in dict.fromkeys(touched) if slug and slug in turn.catalogue.fields]


def acknowledgement(turn: Turn) -> str:
    """What was taken from the last message, in words; names that are not in the catalogue are owned up to."""
    if turn.heard.get("failed"):
        return turn.words("utter_technical_problem").text
    changed = turn.heard.get("changed", ())
    told = [f"{LABELS[slot].lower()}: {told_back(turn, slot, value)}" for slot in changed if (value := _told(turn, slot)) not in (None, [])]
    dropped = [LABELS[slot].lower() for slot in changed if turn.get(slot) in (None, [])]
    parts = []
    if told:
        parts.append(turn.words("utter_acknowledge", facts="; ".join(told)).text)
    if dropped:
        parts.append(turn.words("utter_removed", what=" and ".join(f"the {what}" for what in dropped)).text)
    if inferred := _inferences(turn, changed):
        parts.append(turn.words("utter_inferred", facts=and_(inferred)).text)
    parts.append(_owned_up(turn))
    return " ".join(filter(None, parts))


def _told(turn: Turn, slot: str) -> Any:
    """What of a slot's value was told in so many words."""
    value, inferred = turn.get(slot), inferred_in(turn.slots).get(slot, [])
    if slot in LIST_SLOTS:
        return [item for item in value or () if item not in inferred]
    return None if inferred else value


def _inferences(turn: Turn, changed: Iterable[str]) -> list[str]:
    """What was taken from the message without being told in so many words, each as half a sentence: "you work as a store manager"."""
    inferred = inferred_in(turn.slots)
    parts = [inference(slot, inferred[slot]) for slot in changed if slot in inferred]
    if goal := turn.heard.get("goal"):
        parts.append(utterance("utter_take_goal", value=GOAL_WORDS[goal]).text)
    return parts


def _licence_ahead(turn: Turn) -> str:
    """Who names a job that the law reserves for licence holders is told so at once, not only with the shortlist."""
    if not {"target_role", "field"} & set(turn.heard.get("changed", ())):
        return ""
    gap = gap_of(Case(turn.profile, turn.catalogue, turn.today)) if turn.get("target_role") else None
    if not gap or gap.kind != "licence":
        return ""
    return turn.words("utter_licence_ahead", role=str(turn.get("target_role")), needed=with_the(gap.name or "licence")).text


def _place_aside(turn: Turn) -> str:
    """A place told is owned up to: nothing is looked up by place."""
    return turn.words("utter_place_aside").text if turn.text and not _said_something(turn) and names_place(turn.text) else ""


def _owned_up(turn: Turn) -> str:
    """What of the message could not be used: a name that the catalogue lacks, or an answer to a question that is left open now."""
    unknown, given_up = turn.heard.get("unknown", ())[:1], turn.heard.get("given_up")
    if unknown and given_up:
        return turn.words("utter_unknown_name_given_up", name=unknown[0]).text
    if unknown:
        return turn.words("utter_unknown_name", name=unknown[0]).text
    return turn.words("utter_question_given_up").text if given_up else ""


def known_already(turn: Turn) -> str:
    """What the last message said that was there before, or that there is none of."""
    heard = [slot for slot in turn.heard.get("slots", ()) if slot in LABELS and slot not in turn.heard.get("changed", ())]
    if heard and set(heard) <= set(turn.heard.get("removed", ())) - set(HAD):
        return turn.words("utter_nothing_to_remove").text
    told = [f"{LABELS[slot].lower()}: {told_back(turn, slot, turn.get(slot))}" for slot in heard if turn.get(slot) not in (None, [])]
    none = [f"{LABELS[slot].lower()}: {'none' if slot in HAD else 'open'}" for slot in heard if turn.get(slot) in (None, [])]
    if told:
        return turn.words("utter_known_already", facts="; ".join(told)).text
    return turn.words("utter_acknowledge", facts="; ".join(none)).text if none else ""


QUESTIONS: tuple[str, ...] = (
    "target_skills",
    "current_skills",
    "target_role",
    "current_role",
    "field",
    "held_credentials",
    "target_employers",
    "max_cost",
    "max_weeks",
    "hours_per_week",
    "delivery",
    "assessment",
    "issuer_types",
    "experience_years",
)


# Rasa looks for an action a slot; all of them are this one.
QUESTION_ACTIONS = [
    type(f"Ask_{slot}", (Question,), {"slot": slot, "__doc__": f"Asks for {slot}.", "__module__": __name__}) for slot in QUESTIONS
]


class Recommend(TurnAction):
    """The answer to a goal."""

    has_part_of_its_own = True

    def name(self) -> str:
        return "action_recommend"

    def take(self, turn: Turn) -> None:
        if turn.shown and turn.text and not turn.heard.get("new_goal") and tell_aside(turn):
            return
        answers_goal = not turn.get("receipt") or turn.intent == f"goal_{turn.get('goal')}"
        show_shortlist(turn, lead=acknowledgement(turn), whole=answers_goal)
