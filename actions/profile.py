"""What is known about the user: shown, taken back, cleared, deleted, handed out."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from actions.common.aspects import row_line
from actions.common.jobs import told_back
from actions.common.profile import LABELS, LIST_SLOTS, PROFILE_SLOTS, in_words, inferred_in
from actions.common.shortlist import list_asked, show_shortlist
from actions.common.turn import Turn, TurnAction
from actions.goals import acknowledgement
from bot.cards.models import ProfileCard, ProfileEntry
from bot.receipts import receipts_of
from knowledge.recognition.evidence import speaker_told


def profile_card(turn: Turn) -> ProfileCard:
    """Every filled slot in words, with the user's own words that filled it."""
    words, inferred = turn.get("profile_words") or {}, inferred_in(turn.slots)
    if turn.get("goal_guessed"):
        inferred["goal"] = [turn.get("goal")]
    filled = [slot for slot in ("goal", *PROFILE_SLOTS) if turn.get(slot) not in (None, [])]
    entries = [
        ProfileEntry(
            slot=slot,
            label=LABELS[slot],
            value=told_back(turn, slot, turn.get(slot)),
            source=words.get(slot, ""),
            inferred=slot in inferred,
            inferred_value=in_words(slot, inferred[slot]) if slot in inferred and slot in LIST_SLOTS else "",
        )
        for slot in filled
    ]
    return ProfileCard(entries=entries)


MOST_DOUBTED = 3


def show_profile(turn: Turn, intro: str = "utter_profile") -> None:
    """Show what is known, with buttons to correct what was inferred, or else what can be corrected at all."""
    card = profile_card(turn)
    reports = reports_told(turn)
    if not card.entries:
        empty = turn.words("utter_profile_empty")
        return turn.tell(f"{empty.text}\n{reports}", list(empty.buttons))
    doubtful = [entry for entry in card.entries if entry.inferred]
    wrong = [
        {"title": f"Wrong: {entry.label.lower()}", "payload": f"the {entry.label.lower()} is wrong"}
        for entry in (doubtful or card.entries)[:MOST_DOUBTED]
    ]
    undo = [{"title": "Take back the last change", "payload": "/undo"}] if turn.get("undo_stack") else []
    return turn.show(card, turn.words(intro).text, f"{reports}\n{turn.words('utter_profile_edit').text}", [*wrong, *undo])


class ShowProfile(TurnAction):
    """Shows what is known."""

    def name(self) -> str:
        return "action_show_profile"

    def take(self, turn: Turn) -> None:
        if list_asked(turn):
            return
        show_profile(turn)


MOST_REPORTS_TOLD = 5


def reports_told(turn: Turn) -> str:
    """What the user was told by others, the latest first."""
    known = turn.catalogue.credentials
    rows = [row for row in turn.catalogue.evidence if row.report and row.report.own]
    rows.sort(key=lambda row: row.report.day if row.report else turn.today, reverse=True)
    lines = [f"- {known[row.credential].name}: {row_line(row)}" for row in rows[:MOST_REPORTS_TOLD]]
    return "\n".join([turn.words("utter_reports_told").text, *lines]) if lines else ""


class Undo(TurnAction):
    """Takes back what the last message with facts changed; again, the one before."""

    answers = "undo"

    def name(self) -> str:
        return "action_undo"

    def take(self, turn: Turn) -> None:
        if confirms_deletion(turn):
            return delete_everything(turn)
        if turn.heard.get("changed") and turn.shown:
            return show_shortlist(turn, lead=acknowledgement(turn))  # "back to IT" names what it goes back to
        stack = list(turn.get("undo_stack") or [])
        if not stack:
            return turn.say("utter_nothing_to_undo")
        step, goal = stack.pop(), turn.get("goal")
        if report := next((part["before"] for part in step if part["slot"] == REPORT), None):
            turn.set("undo_stack", stack)
            return _take_report_back(turn, str(report))
        words = dict(turn.get("profile_words") or {})
        for part in step:
            turn.set(part["slot"], part["before"] if part["before"] is not None else ([] if part["slot"] in LIST_SLOTS else None))
            words[part["slot"]] = part.get("words", "")
        turn.set("undo_stack", stack)
        turn.set("profile_words", {slot: quote for slot, quote in words.items() if quote})
        labels = [LABELS[part["slot"]].lower() for part in step if part["slot"] in LABELS]
        lead = turn.words("utter_undone", what=", ".join(labels)).text
        if turn.get("goal") != goal:
            return _go_back(turn, lead)
        if turn.shown and turn.get("goal"):
            return show_shortlist(turn, lead=lead)
        return turn.tell(lead)


REPORT = "report"
"""Stands in a step back for what the user was told, which is kept in the database and in no slot; ``before`` is its id."""


def _take_report_back(turn: Turn, report: str) -> None:
    """The last thing reported is no longer counted."""
    told = turn.tools.evidence.take_back(turn.owner, report)
    if told is None:
        return turn.say("utter_nothing_to_undo")
    turn.look_again()
    title = turn.catalogue.credentials[told.credential].name if told.credential in turn.catalogue.credentials else told.credential
    lead = turn.words("utter_report_undone", recogniser=speaker_told(told.recogniser), title=title).text
    return show_shortlist(turn, lead=lead) if turn.shown and turn.get("goal") else turn.tell(lead)


OF_A_SHORTLIST = ("shown_options", "seen_options", "receipt", "advice", "narrowed", "focus")


def _go_back(turn: Turn, lead: str) -> None:
    """Go on where the conversation was before the goal that was taken back: with the goal of then, or with none."""
    turn.leave_form()  # it asks for the sake of the goal that is no more
    goal = turn.get("goal")
    if goal and turn.shown:
        return show_shortlist(turn, lead=lead)
    if goal:
        turn.tell(lead)
        return turn.go_on_with(f"{goal}_form")
    for slot in OF_A_SHORTLIST:
        turn.set(slot, None)
    return turn.say("utter_ask_goal", lead=lead)


class StartOver(TurnAction):
    """Clears the profile and begins anew."""

    answers = "start_over"

    def name(self) -> str:
        return "action_start_over"

    def take(self, turn: Turn) -> None:
        case = turn.get("handoff")
        turn.forget()
        turn.set("handoff", case if (case or {}).get("case") else None)  # what waits for an answer is not about the profile
        turn.leave_form()
        turn.say("utter_started_over")


class DeleteData(TurnAction):
    """Asks once; then clears the profile, and deletes every receipt that this conversation was given."""

    def name(self) -> str:
        return "action_delete_data"

    def take(self, turn: Turn) -> None:
        if turn.get("confirming"):
            return delete_everything(turn)
        # Only this action sees all that was said in the conversation, so the receipts are looked up now.
        turn.set("confirming", {"receipts": sorted(_receipts(turn))})
        turn.leave_form()
        return turn.say("utter_delete_sure")


CONFIRMS = re.compile(
    r"\W*(?:(?:yes|yep|yeah|yup|ya|sure|ok|okay|confirm(?:ed)?|absolutely|definitely|please|now|do|go ahead|delete|erase|remove|wipe|it|that|all|of|them|everything|my|data)\W*)+"
)
"""Nothing but a yes, and what it is about: what is deleted does not come back, so "ok, and my budget is 300" is none."""


def confirms_deletion(turn: Turn) -> bool:
    """Whether the message says yes to having everything deleted, in whatever words: "yes delete it"."""
    return bool(turn.get("confirming")) and (turn.intent in ("affirm", "delete_my_data") or bool(CONFIRMS.fullmatch(turn.text.casefold())))


def delete_everything(turn: Turn) -> None:
    """Delete what the user has agreed to have deleted."""
    receipts = {*(turn.get("confirming") or {}).get("receipts", ()), *_receipts(turn)}
    turn.tools.receipts.forget(sorted(receipts))
    turn.tools.evidence.forget(turn.owner)
    cases = turn.tools.desk().forget(turn.conversation)
    turn.forget()
    turn.leave_form()
    turn.tell(f"{turn.words('utter_data_deleted').text} {turn.words('utter_case_deleted').text if cases else ''}")
    turn.mark("forgotten")
    turn.set("forget_me", True)  # the tracker store then deletes the whole conversation (bot/rasa/tracker_store.py)


def _receipts(turn: Turn) -> set[str]:
    return receipts_of(turn.slots, turn.tracker.events)


class ExportData(TurnAction):
    """Hands out all that is kept, as JSON: the profile with its words, what was shown, and every message of every session."""

    def name(self) -> str:
        return "action_export_data"

    def take(self, turn: Turn) -> None:
        kept: dict[str, Any] = {
            slot: value for slot, value in turn.slots.items() if slot not in BOOKKEEPING and value not in (None, [], {})
        }
        kept["receipts"] = sorted(_receipts(turn))
        kept["messages"] = [
            {
                "time": datetime.fromtimestamp(float(event.get("timestamp") or 0), UTC).isoformat(timespec="seconds"),
                "text": event.get("text"),
            }
            for event in turn.tracker.events
            if event.get("event") == "user" and event.get("text")
        ]
        if told := turn.tools.evidence.told_by(turn.owner):
            kept["reported"] = [{**asdict(one), "day": one.day.isoformat()} for one in told]
        if cases := turn.tools.desk().export(turn.conversation):
            kept["cases"] = cases
        turn.tell(f"{turn.words('utter_data_exported').text}\n{json.dumps(kept, indent=1, ensure_ascii=False)}")


BOOKKEEPING = frozenset(
    "heard said_counts ask_counts last_number asked_anew requested_slot profile_shown came_back confirming forget_me withheld session_started_metadata".split()
)
"""The slots that are not handed out: they count what the assistant has said and where the talk stands. All others hold something of the user's own."""
