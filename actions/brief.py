"""The advisor's brief, made from the conversation: what was told, found, ruled out and left open, but for what the user struck out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from actions.common.jobs import told_back
from actions.common.profile import LABELS, PROFILE_SLOTS, in_words, profile_of
from actions.common.shortlist import narrowed_profile
from actions.common.turn import Turn
from bot.cards import phrases
from bot.cards.build import credential_card, option_part
from bot.cards.models import OptionPart
from cases.brief import Brief, Finding, Goal, Item, Line, Option, RuledOut, Unknown, Why
from cases.rules import triage_of
from cases.settings import Reason, Settings
from knowledge.model import Profile, Recommendation
from knowledge.recognition import examine
from knowledge.recommend import recommend
from knowledge.recommend.questions import next_question

CONSTRAINTS = ("max_cost", "max_weeks", "hours_per_week", "delivery", "assessment", "issuer_types", "avoid")
CONVERSATION, SHORTLIST = "conversation", "shortlist"
EVERYTHING = ("goal", *PROFILE_SLOTS, SHORTLIST, CONVERSATION)
"""What is passed on, and can be struck out, in the order in which it is shown."""
PASSED_ON: dict[str, str] = {**LABELS, SHORTLIST: "Shortlist", CONVERSATION: "Conversation"}
MOST_RULED_OUT = 10
LEFT_OUT = "[left out at the user's wish]"
BUTTON = "[pressed a button]"


def make_brief(turn: Turn, reason: Reason, words: str, struck: Collection[str], rules: Settings) -> Brief:
    """The brief as of now. What is struck out is in none of its parts, nor can it be read out of them."""
    profile = profile_of({slot: value for slot, value in turn.slots.items() if slot not in struck}, turn.catalogue)
    weeks_left = profile.max_weeks
    triage = triage_of(reason, words, weeks_left, rules)
    hidden = hidden_words(turn, struck)
    items = [item.model_copy(update={"source": _kept(item.source, hidden)}) for item in profile_items(turn) if item.slot not in struck]
    options = [] if SHORTLIST in struck else list(_options(turn, profile))
    ruled = None if SHORTLIST in struck else _recommendation(turn, profile)
    field = turn.catalogue.field_of(profile.field)
    return Brief(
        made=turn.tools.now(),
        why=Why(reason=reason, told=triage.because, words="" if CONVERSATION in struck else without(words, hidden)),
        triage=triage,
        goal=_goal(turn, hidden) if "goal" not in struck else None,
        field=field.name if field else None,
        profile=tuple(item for item in items if item.slot not in (*CONSTRAINTS, "goal")),
        constraints=tuple(item for item in items if item.slot in CONSTRAINTS),
        shortlist=tuple(options),
        advice=ruled.because if ruled else "",
        receipt=None if struck else turn.get("receipt"),  # it holds the whole profile
        ruled_out=tuple(RuledOut(title=item.credential.name, because=item.because) for item in (ruled.excluded if ruled else ())[:MOST_RULED_OUT]),
        open_questions=tuple(_open_questions(turn, profile, struck)),
        unknown_recognitions=tuple(
            Unknown(title=option.title, question=one.question, ask=one.ask) for option in options for one in option.findings if one.ask
        ),
        withheld=tuple(PASSED_ON[slot] for slot in EVERYTHING if slot in struck),
        transcript=() if CONVERSATION in struck else tuple(transcript(turn, struck)),
    )  # fmt: skip


def profile_items(turn: Turn) -> list[Item]:
    """Every filled slot in words, with the user's own words that filled it."""
    words = turn.get("profile_words") or {}
    filled = [slot for slot in ("goal", *PROFILE_SLOTS) if turn.get(slot) not in (None, [])]
    return [Item(slot=slot, label=LABELS[slot], value=told_back(turn, slot, turn.get(slot)), source=words.get(slot, "")) for slot in filled]


def _goal(turn: Turn, hidden: re.Pattern[str] | None) -> Goal | None:
    goal = turn.get("goal")
    if not goal:
        return None
    words = _kept((turn.get("profile_words") or {}).get("goal", ""), hidden)
    return Goal(value=goal, words=words, sure=not turn.get("goal_guessed"))


def _kept(quote: str, hidden: re.Pattern[str] | None) -> str:
    """The user's words for one thing, unless they tell one that was struck out as well."""
    return "" if hidden and hidden.search(quote.casefold()) else quote


def _recommendation(turn: Turn, profile: Profile) -> Recommendation | None:
    return recommend(profile, turn.catalogue, turn.today) if profile.goal and turn.get("receipt") else None


def _options(turn: Turn, profile: Profile) -> Iterator[Option]:
    """What was shown last, as it was ranked; what else was in view is examined for this user."""
    whole = profile == turn.profile
    ranked = _recommendation(turn, narrowed_profile(turn) if whole else profile)
    parts = {option.credential.id: option_part(option) for option in (ranked.options if ranked else ())}
    for key in turn.listed or [key for key in [turn.get("focus")] if key in turn.catalogue.credentials]:
        credential = turn.catalogue.credentials[key]
        found = examine(profile, credential, turn.catalogue, turn.today)
        yield _option(parts.get(key) or credential_card(credential, found, ()))


def _option(part: OptionPart) -> Option:
    found = tuple(Finding(question=one.question, verdict=one.verdict, because=one.because, ask=one.ask) for one in part.findings)
    cost = phrases.cell(phrases.cost(part), part, "cost")
    time = phrases.cell(phrases.duration(part), part, "duration")
    return Option(id=part.id, title=part.title, issuer=part.issuer, url=part.url, cost=cost, time=time, reason=part.reason, findings=found)


def _open_questions(turn: Turn, profile: Profile, struck: Collection[str]) -> Iterator[str]:
    """What was asked and not answered, what would still change the shortlist, and what was said and not understood."""
    passed = [slot for slot in turn.get("settled") or () if turn.get(slot) in (None, [])]
    asked = (turn.get("handoff") or {}).get("asked")
    following = next_question(profile, turn.catalogue, turn.today, frozenset(turn.get("settled") or ())) if profile.goal else None
    for slot in dict.fromkeys(filter(None, (asked, following))):
        if slot not in struck and turn.get(slot) in (None, []):
            yield f"{LABELS[slot]}: not told yet"
    for slot in dict.fromkeys(passed):
        if slot in LABELS and slot not in struck:
            yield f"{LABELS[slot]}: asked, and left open"
    if later := turn.get("later_goal"):
        yield f"Later: {in_words('goal', later['goal'])}"


def transcript(turn: Turn, struck: Collection[str]) -> Iterator[Line]:
    """The conversation so far; a line that tells what was struck out is left out."""
    hidden = hidden_words(turn, struck)
    titles: dict[str, str] = {}
    for event in turn.tracker.events:
        text = str(event.get("text") or "")
        if event.get("event") == "bot" and text:
            titles = {button["payload"]: button["title"] for button in (event.get("data") or {}).get("buttons") or ()}
            yield Line(author="assistant", text=without(text, hidden), at=_at(event))
        elif event.get("event") == "user" and text:
            said = titles.get(text) or (BUTTON if text.startswith("/") else text)
            yield Line(author="user", text=without(said, hidden), at=_at(event))


def _at(event: Mapping[str, Any]) -> datetime | None:
    stamp = event.get("timestamp")
    return datetime.fromtimestamp(float(stamp), UTC) if stamp else None


def hidden_words(turn: Turn, struck: Collection[str]) -> re.Pattern[str] | None:
    """What a struck-out item was told with, by the user or by the assistant; None where nothing is struck out."""
    words: list[str] = []
    for item in profile_items(turn):
        if item.slot in struck:
            value = turn.get(item.slot)
            words += [item.source, item.value, *(map(str, value) if isinstance(value, list) else [str(value)])]
    if SHORTLIST in struck:
        words += [turn.catalogue.credentials[key].name for key in turn.listed]
    telling = sorted({word.strip().casefold() for word in words if len(word.strip()) > 1}, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in telling)) if telling else None


def without(text: str, hidden: re.Pattern[str] | None) -> str:
    """The text without the lines that tell what was struck out."""
    if hidden is None:
        return text
    return "\n".join(dict.fromkeys(LEFT_OUT if hidden.search(line.casefold()) else line for line in text.splitlines()))
