"""The rules of the contract (section 5) that hold on every reply."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.model import Catalogue, Credential, LedgerRow
from tests.evaluation.grounding import RATES, Fact, facts_told
from tests.evaluation.naming import named
from tests.evaluation.prerequisites import lacking

QUESTIONS = frozenset(
    "recognised_by_targets field_culture issuer_reputation matches_requirement adds_to_what_you_have"
    " shows_applied_skill stacks is_current fits_constraints".split()
)
VERDICTS = frozenset({"yes", "partly", "no", "unknown"})
ADVICE = frozenset({"buy", "wait", "portfolio_instead", "licence_or_degree_first", "free_first"})
FIELDS = {
    "options": {"goal", "receipt", "options", "excluded", "advice"},
    "credential": {"id", "title", "issuer", "kind", "url", "findings", "ledger"},
    "comparison": {"columns", "rows"},
    "pathway": {"target", "steps", "accepted_by"},
    "checklist": {"questions"},
    "profile": {"entries"},
    "plan": {"title", "receipt", "markdown", "html", "ics", "steps"},
    "posting": {"role", "employer", "needs", "skills", "usual", "best"},
    "handoff": {"case_id", "status", "expected"},
}
OPTION_FIELDS = frozenset(
    "id title issuer issuer_type kind level weeks_min weeks_max hours_min hours_max cost_total cost_parts currency assessment url skills"
    " score findings reason as_of".split()
)
SLOT_NAMES = (
    "target_skills current_skills target_role current_role held_credentials target_employers max_cost max_weeks hours_per_week"
    " issuer_types shown_options requested_slot experience_years"
).split()
LEAKS = {
    "a template": re.compile(r"\{\w+\}|\$\{|%\(\w+\)|<built-in"),
    "None": re.compile(r"(?<=[a-z:,(] )None\b(?! of)|\bnan\b|\[\]|\bNoneType\b"),
    "a slot or action name": re.compile(r"\b(" + "|".join(SLOT_NAMES) + r"|utter_\w+|action_\w+)\b"),
    "a trace": re.compile(r"Traceback|Exception\b|\bError:"),
}


@dataclass
class RuleKeeper:
    """Watches one conversation.

    Attributes:
        broken: what went against the contract, in words.
        unsupported: recognition claimed without verified evidence of somebody else's, or findings that are missing.
        violations: options shown against a stated limit, what is held already, or what is not held and needed.
        facts: what was said of credentials, each with whether the catalogue says so too.
    """

    catalogue: Catalogue
    broken: list[str] = field(default_factory=list)
    unsupported: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    _said: list[str] = field(default_factory=list)
    _shown: list[str] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)

    def watch(self, said: str, replies: list[dict[str, Any]], slots: Mapping[str, Any], hypothetical: bool = False) -> None:
        """Check the replies of one turn, with the slots as they are after it; a hypothetical answer need not keep the stated limits."""
        self._said.append(said)
        self.facts += facts_told(replies, slots, self._said, self.catalogue, self._shown)
        self.broken += [f"{problem} (after “{said[:60]}”)" for problem in self._problems(replies)]
        for card in (reply["custom"] for reply in replies if reply.get("custom")):
            self._watch_card(said, card, None if hypothetical else slots)
        shown = [option["id"] for card in cards(replies, "options") for option in card.get("options", [])]
        self._shown = shown or self._shown
        if shown and list(slots.get("shown_options") or []) != shown:
            self.broken.append(f"shown_options is {slots.get('shown_options')}, shown was {shown} (after “{said[:60]}”)")

    def _problems(self, replies: list[dict[str, Any]]) -> Iterable[str]:
        if not replies:
            yield "no reply"
        for reply in replies:
            text = reply.get("text") or ""
            if not text.strip():
                yield f"a reply without text: {sorted(reply)}"
            if len(reply.get("buttons") or []) > 5:
                yield f"{len(reply['buttons'])} buttons"
            for leak, pattern in LEAKS.items():
                if found := pattern.search(" ".join([text, *(button.get("title", "") for button in reply.get("buttons") or [])])):
                    yield f"{leak} leaks: “{text[max(0, found.start() - 30) : found.end() + 30]}”"
            if card := reply.get("custom"):
                yield from card_problems(card, text, self.catalogue)
        self._texts.append("\n".join(reply.get("text") or "" for reply in replies))
        if len(self._texts) >= 3 and len(set(self._texts[-3:])) == 1:
            yield f"the same reply three times: “{self._texts[-1][:60]}”"

    def _watch_card(self, said: str, card: dict[str, Any], slots: Mapping[str, Any] | None) -> None:
        options = card.get("options", []) if card.get("type") == "options" else [card] if card.get("type") == "credential" else []
        for option in options:
            self.unsupported += unsupported(option["id"], option.get("findings", []), self.catalogue)
        if card.get("type") == "options" and slots is not None:
            self.violations += [f"{problem} (after “{said[:60]}”)" for problem in limits_broken(options, slots, self.catalogue)]


def cards(replies: Iterable[dict[str, Any]], type_: str | None = None) -> list[dict[str, Any]]:
    found = [reply["custom"] for reply in replies if reply.get("custom")]
    return [card for card in found if type_ is None or card.get("type") == type_]


def card_problems(card: Mapping[str, Any], text: str, catalogue: Catalogue) -> Iterable[str]:
    """What a card has against the contract, apart from its claims and limits."""
    type_ = card.get("type", "")
    if type_ not in FIELDS or card.get("version") != 1:
        yield f"a card of type {type_!r}, version {card.get('version')!r}"
        return
    if missing := FIELDS[type_] - set(card):
        yield f"the {type_} card lacks {sorted(missing)}"
    if type_ != "options":
        return
    options = card["options"]
    ids = [option["id"] for option in options]
    if len(ids) > 5 or len(set(ids)) < len(ids):
        yield f"options shown twice, or too many: {ids}"
    if card["advice"] not in ADVICE:
        yield f"advice is {card['advice']!r}"
    for option in options:
        if lacking := OPTION_FIELDS - set(option):
            yield f"option {option['id']} lacks {sorted(lacking)}"
        if option["id"] not in catalogue.credentials:
            yield f"{option['id']} is not in the catalogue"
        elif not named(catalogue.credentials[option["id"]], text):
            yield f"the text does not name {option['title']}"


def unsupported(id_: str, findings: list[dict[str, Any]], catalogue: Catalogue) -> list[str]:
    """Findings that are missing, do not say what to ask, or claim recognition without verified evidence of somebody but the issuer."""
    problems = []
    ids = [finding["id"] for finding in findings]
    if sorted(ids) != sorted(QUESTIONS):
        problems.append(f"{id_} has the findings {ids}")
    for finding in findings:
        if finding["verdict"] not in VERDICTS or not (finding.get("because") or "").strip():
            problems.append(f"{id_}: {finding['id']} is {finding['verdict']!r} because {finding.get('because')!r}")
        if finding["verdict"] == "unknown" and not finding.get("ask"):
            problems.append(f"{id_}: {finding['id']} is unknown and says nothing to ask")
        if finding["id"] == "recognised_by_targets" and finding["verdict"] == "yes":
            rows = [row for row in catalogue.ledger_of.get(id_, ()) if row.id in (finding.get("evidence") or [])]
            if not any(_weighs(row, catalogue.credentials[id_]) for row in rows):
                problems.append(f"{id_}: recognised, says the finding, by {[(row.recogniser, row.basis, row.verified) for row in rows]}")
    return problems


def _weighs(row: LedgerRow, credential: Credential) -> bool:
    return (
        row.verified and row.basis not in ("issuer_claim", "logged_by_user") and row.recogniser.casefold() != credential.issuer.casefold()
    )


def limits_broken(options: list[dict[str, Any]], slots: Mapping[str, Any], catalogue: Catalogue) -> list[str]:
    """Options against the budget, the deadline, what is held, what can no longer be earned, or what is needed first."""
    problems = []
    budget, weeks, held = slots.get("max_cost"), slots.get("max_weeks"), slots.get("held_credentials") or []
    for option in options:
        if budget is not None:
            if option.get("cost_total") is None:
                problems.append(f"{option['id']} has an unknown cost under a budget of {budget:g}")
            elif (cost := usd(option)) > budget:
                problems.append(f"{option['id']} costs {cost:.0f} USD, the budget is {budget:g}")
        if weeks is not None and option.get("weeks_min") is not None and option["weeks_min"] > weeks:
            problems.append(f"{option['id']} takes {option['weeks_min']:g} weeks or more, there are {weeks:g}")
        if {option["id"], catalogue.credentials[option["id"]].name} & set(held):
            problems.append(f"{option['id']} is held already")
        if catalogue.credentials[option["id"]].status == "retired":
            problems.append(f"{option['id']} is retired")
        problems += [f"{option['id']} needs {need}" for need in lacking(catalogue.credentials[option["id"]], slots, catalogue)]
    return problems


def usd(option: Mapping[str, Any]) -> float:
    return float(option["cost_total"]) * RATES[option.get("currency", "USD")]
