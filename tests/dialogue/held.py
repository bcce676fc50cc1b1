"""What holds on every reply, whatever the conversation is about (docs/contract.md, section 5 of the contract)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from actions.bootstrap import knowledge
from actions.common import wording
from knowledge.model import Catalogue, LedgerRow
from knowledge.settings import DEFAULT
from knowledge.terms import AdviceKind

if TYPE_CHECKING:
    from tests.dialogue.talk import Talk

FINDINGS = [
    "recognised_by_targets",
    "field_culture",
    "issuer_reputation",
    "matches_requirement",
    "adds_to_what_you_have",
    "shows_applied_skill",
    "stacks",
    "is_current",
    "fits_constraints",
]
VERDICTS = {"yes", "partly", "no", "unknown"}
CARDS = {"options", "credential", "comparison", "pathway", "checklist", "profile", "plan", "posting", "handoff"}
MOST_BUTTONS = 5
MOST_OPTIONS = 5
MOST_LINES_OF_A_PLAN = 8

QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”')
ADDRESS = re.compile(r"https?://\S+|\b\S+@\S+|/\w+\{[^}]*\}")
LEAKS = {
    "a placeholder": re.compile(r"\{\w*\}|\$\{|%\(|<\w+ object"),
    "an inner name": re.compile(r"\b(?:utter|action|slot|intent|validate)_\w+|\b[a-z]+_[a-z_]+\b"),
    "an empty value": re.compile(r"\bNone\b(?! (?:of|so|yet|is|are|that|found|on)\b)|\bnan\b|\bnull\b|\bundefined\b|\[\]|\{\}"),
    "a stack trace": re.compile(r"Traceback|\bError:|Exception\b"),
    "a slip of punctuation": re.compile(r"[^.]\.\.(?!\.)|,,|;;|\s[,;.](?=\s|$)|\?\.|!\.|:\.|\(\)|\bthe the\b|\ba a\b"),
}


class Broken(AssertionError):
    """A reply broke a rule; the message shows the conversation."""


@cache
def catalogue() -> Catalogue:
    return knowledge().catalogue


@cache
def ledger() -> dict[str, LedgerRow]:
    return {row.id: row for rows in catalogue().ledger_of.values() for row in rows}


@cache
def technical_problems() -> tuple[str, ...]:
    return tuple(words["text"] for words in wording.responses()["utter_technical_problem"])


def hold(talk: Talk, *, raw: bool = False) -> None:
    """Check the last turn; ``raw`` allows inner names (exported data)."""
    faults = [*_of_replies(talk, raw), *_of_cards(talk), *_of_questions(talk)]
    if faults:
        raise Broken("\n".join(["", *(f"- {fault}" for fault in faults), "", transcript(talk)]))


def transcript(talk: Talk, most: int = 6) -> str:
    """The last turns in plain text."""
    lines = []
    for said, replies in talk.turns[-most:]:
        lines.append(f"USER  {said[:400]}")
        for reply in replies:
            lines.append("BOT   " + (reply.get("text") or "(no text)").replace("\n", "\n      ")[:1500])
            if reply.get("buttons"):
                lines.append("      [" + " | ".join(button["title"] for button in reply["buttons"]) + "]")
    return "\n".join(lines)


def _of_replies(talk: Talk, raw: bool) -> Iterator[str]:
    if not talk.replies:
        yield "no reply at all"
    for reply in talk.replies:
        text = reply.get("text") or ""
        if not text.strip():
            yield "a reply without text"
        for words in [text, *visible(reply.get("custom") or {})]:
            yield from () if raw else leaks(words)
        buttons = reply.get("buttons") or []
        if len(buttons) > MOST_BUTTONS:
            yield f"{len(buttons)} buttons"
        titles = [button["title"] for button in buttons]
        if len(set(titles)) < len(titles):
            yield f"two buttons of one title: {titles}"
        for button in buttons:
            if not button["title"].strip() or not button["payload"].strip():
                yield f"an empty button: {button}"
            yield from leaks(button["title"])
    if len(set(talk.texts)) < len(talk.texts):
        yield "one text twice in a turn"
    if any(problem in talk.text for problem in technical_problems()):
        yield "a technical problem"
    latest = ["\n".join(reply.get("text") or "" for reply in replies) for _, replies in talk.turns[-3:]]
    if len(latest) == 3 and len(set(latest)) == 1:
        yield "the same reply three times running"


def leaks(words: str) -> Iterator[str]:
    plain = ADDRESS.sub("", QUOTED.sub('""', words))
    for what, pattern in LEAKS.items():
        if found := pattern.search(plain):
            yield f"{what} is shown: …{plain[max(0, found.start() - 50) : found.end() + 30]!r}…"


def visible(card: dict[str, Any]) -> Iterator[str]:
    """The sentences of a card that people read."""
    for key, value in card.items():
        if key in (
            "because",
            "reason",
            "ask",
            "question",
            "label",
            "value",
            "title",
            "target",
            "advice_because",
            "summary",
            "statement",
            "validity",
        ):
            if isinstance(value, str):
                yield value
        elif key in ("cells", "unlocks", "accepted_by"):
            yield from value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    yield from visible(item)


def _of_cards(talk: Talk) -> Iterator[str]:
    for reply in talk.replies:
        card = reply.get("custom")
        if not card:
            continue
        if card.get("type") not in CARDS or card.get("version") != 1:
            yield f"a card of type {card.get('type')!r}, version {card.get('version')!r}"
        check = {
            "options": _of_options,
            "credential": _of_credential,
            "comparison": _of_comparison,
            "pathway": _of_pathway,
            "checklist": _of_checklist,
            "profile": _of_profile,
            "plan": _of_plan,
            "posting": _of_posting,
        }.get(card.get("type", ""))
        if check:
            yield from check(talk, card, reply.get("text") or "")


def _of_plan(talk: Talk, card: dict[str, Any], text: str) -> Iterator[str]:
    if len(text.splitlines()) > MOST_LINES_OF_A_PLAN:
        yield f"a plan told in {len(text.splitlines())} lines"
    for step in card["steps"]:
        if step["title"] not in text or step["url"] not in card["markdown"]:
            yield f"a step of the plan that is not told: {step['title']}"
    if card["receipt"] not in card["markdown"] or "BEGIN:VEVENT" not in card["ics"] or not card["html"].startswith("<!doctype html>"):
        yield "a plan without its receipt, its days or its page"
    for line in card["markdown"].splitlines():
        yield from leaks(line.replace("[ ]", ""))


def _of_options(talk: Talk, card: dict[str, Any], text: str) -> Iterator[str]:
    options, slots = card["options"], talk.slots
    ids = [option["id"] for option in options]
    if len(set(ids)) < len(ids):
        yield f"an option twice: {ids}"
    if len(ids) > MOST_OPTIONS:
        yield f"{len(ids)} options"
    if not card["receipt"]:
        yield "no receipt"
    if card["advice"] not in get_args(AdviceKind):
        yield f"advice {card['advice']!r}"
    if not ids and len(text) < 40:
        yield "no options, and the text does not say why"
    if slots.get("shown_options", []) != ids:
        yield f"shown_options are {slots.get('shown_options')}, shown are {ids}"
    if not set(ids).isdisjoint(item["id"] for item in card["excluded"]):
        yield "an option is also excluded"
    for item in card["excluded"]:
        if not item["because"].strip():
            yield f"{item['title']} is excluded for no reason"
    for option in options:
        yield from _of_option(option, text)
        yield from _within_limits(talk, option)


def _of_option(option: dict[str, Any], text: str) -> Iterator[str]:
    title = option["title"]
    known = catalogue().credentials.get(option["id"])
    if known is None or known.name != title or known.issuer != option["issuer"]:
        yield f"{title} by {option['issuer']} is not in the catalogue"
    if title not in text:
        yield f"the text does not name {title}"
    yield from _of_findings(title, option["findings"])


def _of_findings(title: str, findings: list[dict[str, Any]]) -> Iterator[str]:
    if [finding["id"] for finding in findings] != FINDINGS:
        yield f"{title} has the findings {[finding['id'] for finding in findings]}"
    for finding in findings:
        name = f"{title}, {finding['id']}"
        if finding["verdict"] not in VERDICTS:
            yield f"{name}: verdict {finding['verdict']!r}"
        if not finding["because"].strip():
            yield f"{name}: no reason"
        if finding["verdict"] == "unknown" and not (finding.get("ask") or "").strip():
            yield f"{name}: unknown, and nothing to ask"
        if finding["id"] == "recognised_by_targets" and finding["verdict"] == "yes" and not _told_by_others(finding["evidence"]):
            yield f"{name}: yes without a sourced row of the ledger by somebody else than the issuer, but {finding['evidence']}"


def _told_by_others(evidence: list[str]) -> bool:
    return any(key in ledger() and ledger()[key].basis != "issuer_claim" and ledger()[key].source for key in evidence)


def _within_limits(talk: Talk, option: dict[str, Any]) -> Iterator[str]:
    """A supposition ("what if") has limits of its own; its tests check those."""
    if talk.supposing:
        return
    slots, title = talk.slots, option["title"]
    budget, deadline = slots.get("max_cost"), slots.get("max_weeks")
    cost, rate = option["cost_total"], DEFAULT.usd_per.get(option["currency"], 1)
    if budget is not None and (cost is None or cost * rate > budget + 0.5):
        yield f"{title} costs {cost} {option['currency']}, the budget is {budget}"
    if deadline is not None and option["weeks_min"] is not None and option["weeks_min"] > deadline:
        yield f"{title} takes {option['weeks_min']} weeks, the deadline is in {deadline}"
    if {title.casefold(), option["id"].casefold()} & {held.casefold() for held in slots.get("held_credentials") or ()}:
        yield f"{title} is held already"
    if {title.casefold(), option["issuer"].casefold()} & {one.casefold() for one in slots.get("avoid") or ()}:
        yield f"{title} by {option['issuer']} is not wanted"


def _of_credential(talk: Talk, card: dict[str, Any], text: str) -> Iterator[str]:
    yield from _of_option(card, text)
    for row in card["ledger"]:
        if row["verified"] and not (row["source_url"] and row["seen"]):
            yield f"{card['title']}: {row['recogniser']} is called verified without a source and a date"


def _of_comparison(talk: Talk, card: dict[str, Any], text: str) -> Iterator[str]:
    ids = [column["id"] for column in card["columns"]]
    if len(ids) < 2 or len(set(ids)) < len(ids):
        yield f"compared are {ids}"
    for column in card["columns"]:
        if column["title"] not in text:
            yield f"the text does not name {column['title']}"
    for row in card["rows"]:
        if len(row["cells"]) != len(ids) or not all(cell.strip() for cell in row["cells"]):
            yield f"the row {row['label']} has the cells {row['cells']}"


def _of_pathway(talk: Talk, card: dict[str, Any], text: str) -> Iterator[str]:
    ids = [step["id"] for step in card["steps"]]
    if not ids or len(set(ids)) < len(ids):
        yield f"the steps are {ids}"
    for step in card["steps"]:
        if step["id"] not in catalogue().credentials:
            yield f"the step {step['title']} is not in the catalogue"
        if step["title"] not in text:
            yield f"the text does not name {step['title']}"


def _of_checklist(talk: Talk, card: dict[str, Any], text: str) -> Iterator[str]:
    if [question["id"] for question in card["questions"]] != FINDINGS:
        yield f"the checklist asks {[question['id'] for question in card['questions']]}"
    for question in card["questions"]:
        if not question["ask"].strip() or question["ask"] not in text:
            yield f"the text does not tell what to ask about {question['id']}"


def _of_profile(talk: Talk, card: dict[str, Any], text: str) -> Iterator[str]:
    for entry in card["entries"]:
        if not entry["value"].strip() or not entry["label"].strip():
            yield f"an empty entry: {entry}"
        if entry["value"] not in text:
            yield f"the text does not tell {entry['label']}"


def _of_posting(talk: Talk, card: dict[str, Any], text: str) -> Iterator[str]:
    for need in card["needs"]:
        if need["label"] not in text:
            yield f"the text does not tell that {need['label']} is asked for"
    for best in card["best"]:
        known = catalogue().credentials.get(best["id"])
        if known is None or known.name != best["title"] or best["title"] not in text:
            yield f"{best['title']} is not in the catalogue, or not named"
        if not 0 < best["cover"]["share"] <= 1 or not set(best["cover"]["skills"]) <= {skill["name"] for skill in card["skills"]}:
            yield f"{best['title']} covers {best['cover']}"


def _of_questions(talk: Talk) -> Iterator[str]:
    asked = talk.requested_slot
    if not asked:
        return
    slots = talk.slots
    if slots.get(asked) not in (None, []) and not talk.buttons_offer_readings:
        yield f"{asked} is asked for, though it is known: {slots[asked]}"
    if asked in talk.passed_over:
        yield f"{asked} is asked for again, though it was passed over"
