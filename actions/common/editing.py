"""Corrections of what is known about the user, one piece at a time: by its name, its value, its place on the profile card, or as "that"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from actions.common.inferring import items_of
from actions.common.profile import LABELS, LIST_SLOTS, PROFILE_SLOTS
from actions.common.told_goals import goal_in_words
from actions.common.turn import Turn
from actions.common.wording import has
from bot.edits import Edit, read_edit
from knowledge.resolve.statements import Fact, Statements, read_statements
from knowledge.resolve.tokens import key_of

SIBLINGS = {
    "current_role": "target_role",
    "target_role": "current_role",
    "current_skills": "target_skills",
    "target_skills": "current_skills",
    "held_credentials": "wanted_credentials",
}
""" "The job" is the one of the two that is known."""
OWN = ("current_role", "field", "current_skills", "held_credentials", "target_role", "target_employers", "target_skills")
AIMED = ("target_role", "target_skills", "field", "target_employers", "wanted_credentials")
WISHES = re.compile(r"\b(?:want|aim\w*|interested|going for|after|into)\b")
LEADS_IN = re.compile(
    r"^(?:(?:no|but|and|actually|rather|instead|sorry|please|it'?s|it is|its|it should be|should be|that'?s|they'?re|make it|i (?:said|meant|mean|have|want|wanted|can do)"
    r"|i'?d say|to|is|are|be|just|only|like|really)\b[\s,:;]*)+"
)


@dataclass(frozen=True, slots=True)
class Edited:
    """What a correction comes to.

    Attributes:
        facts: what it changes.
        slots: the pieces of the profile that it is about; all else that the message says counts beside.
        asks: the piece that is wrong, where the message does not say what is right.
        which: whether it is open which piece is meant.
    """

    facts: tuple[Fact, ...] = ()
    slots: frozenset[str] = frozenset()
    asks: str | None = None
    which: bool = False


def edited(turn: Turn, said: Statements) -> Edited | None:
    """The correction that the message is, if it is one of something that is known."""
    edit = read_edit(turn.text) if turn.text and not turn.get("confirming") else None
    if edit is None:
        return None
    if edit.kind == "that":
        return _of_the_last(turn)
    pieces = _pieces_meant(turn, edit)
    if not pieces:
        return _filled_in(turn, edit)
    slot = pieces[0][0]
    right = _what_is_right(turn, edit, slot, said)
    gone = [Fact(each, value if each in LIST_SLOTS else None, "remove", turn.text) for each, value in pieces]
    if slot == "goal":
        return Edited(slots=frozenset({"goal"}), asks=None if goal_in_words(edit.rest) else "goal")
    if right and slot not in LIST_SLOTS:
        gone = []
    asks = slot if edit.kind in ("wrong", "deny") and not right and _is_asked_for(turn, slot, pieces) else None
    return Edited((*gone, *right), frozenset(each for each, _ in pieces), asks)


def _of_the_last(turn: Turn) -> Edited | None:
    """ "That's wrong": what was inferred from the message before, else the only thing that it changed."""
    before = turn.get("heard") or {}
    changed = [slot for slot in before.get("changed", ()) if turn.get(slot) not in (None, [])]
    inferred = [slot for slot in changed if slot in (turn.get("inferred") or {})] + (
        ["goal"] if before.get("goal") and turn.get("goal") else []
    )
    meant = inferred or changed
    if not meant and not before.get("changed"):
        return Edited(which=True) if turn.get("profile_shown") else None
    if len(meant) != 1:
        return Edited(which=True)
    if meant == ["goal"]:
        return Edited(slots=frozenset(meant), asks="goal")
    slot = meant[0]
    wrong = (turn.get("inferred") or {}).get(slot) if slot in LIST_SLOTS else [None]
    gone = tuple(Fact(slot, value, "remove", turn.text) for value in wrong or [None])
    return Edited(gone, frozenset(meant), slot if has(f"utter_ask_{slot}") else None)


def _pieces_meant(turn: Turn, edit: Edit) -> list[tuple[str, Any]]:
    """The pieces of the profile, each a slot and one of its values (None: all of it), that the words mean."""
    if edit.place is not None:
        shown = turn.get("profile_shown") or []
        at = edit.place - 1 if edit.place > 0 else len(shown) - 1
        return [(shown[at], None)] if 0 <= at < len(shown) and _is_filled(turn, shown[at]) else []
    if edit.slot:
        if edit.kind == "deny":
            return []  # "I don't have a degree" says that there is none
        known = next((slot for slot in (edit.slot, SIBLINGS.get(edit.slot, edit.slot)) if _is_filled(turn, slot)), None)
        return [(known, None)] if known else []
    return _pieces_named(turn, edit)


def _is_filled(turn: Turn, slot: str) -> bool:
    return turn.get(slot) not in (None, [])


def _pieces_named(turn: Turn, edit: Edit) -> list[tuple[str, Any]]:
    """The values that the words name: "excel", or "retail" for the job in a shop."""
    words = set(key_of(edit.what))
    found = [one for mention in turn.names.mentions(edit.what, weak=True) for one in mention.candidates]
    if not words or any(one.id in turn.shown for one in found):
        return []  # an option of the list is turned down; that is no piece of the profile
    names = {one.name for one in found}
    slots: Sequence[str] = (*AIMED, *OWN) if WISHES.search(turn.text.casefold()) else (*OWN, *PROFILE_SLOTS)
    kept = [slot for slot in dict.fromkeys(slots) if slot != "avoid" and (edit.kind == "remove" or slot in OWN or slot in AIMED)]
    values = [(slot, value) for slot in kept for value in items_of(slot, turn.get(slot))]
    named = [(slot, value) for slot, value in values if str(value) in names or words <= set(key_of(str(value)))]
    if not named and edit.kind == "deny":
        fields = {one.id for one in found if one.kind == "field"}
        named = [(slot, value) for slot, value in values if slot.endswith("_role") and _home(turn, value) in fields][:1]
    return named[:1] if edit.kind == "deny" else named


def _home(turn: Turn, role: Any) -> str | None:
    known = turn.catalogue.roles.get(str(role))
    return known.field if known else None


def _what_is_right(turn: Turn, edit: Edit, slot: str, said: Statements) -> list[Fact]:
    """What the correction puts in place of what was wrong."""
    rest = LEADS_IN.sub("", edit.rest)
    if edit.kind == "remove" or not rest or slot not in PROFILE_SLOTS:
        return []
    for text in (rest, edit.rest):
        read = read_statements(text, turn.names, asked=slot, goal=turn.get("goal"), intent="inform", today=turn.today)
        if found := [fact for fact in read.facts if fact.slot == slot and fact.operation in ("add", "set") and fact.value is not None]:
            return found
    return [fact for fact in said.facts if fact.slot == slot and fact.operation in ("add", "set") and fact.value is not None]


def _filled_in(turn: Turn, edit: Edit) -> Edited | None:
    """ "Set my hours to 5" where none are known yet; where none are told either, they are asked for."""
    if edit.kind not in ("change", "wrong") or not edit.slot or edit.slot == "goal":
        return None
    right = _what_is_right(turn, edit, edit.slot, Statements())
    return Edited(tuple(right), frozenset({edit.slot}), None if right or not has(f"utter_ask_{edit.slot}") else edit.slot)


def _is_asked_for(turn: Turn, slot: str, pieces: Iterable[tuple[str, Any]]) -> bool:
    """Whether to ask what is right: not where other values of a list are left."""
    gone = [value for each, value in pieces if each == slot]
    left = [value for value in items_of(slot, turn.get(slot)) if value not in gone and None not in gone]
    return has(f"utter_ask_{slot}") and slot in LABELS and not left
