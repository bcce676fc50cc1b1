"""A card as plain text: what every channel can show, and what stands alone when nothing else is shown."""

from __future__ import annotations

from functools import singledispatch

from bot.cards import phrases
from bot.cards.models import (
    Card,
    ChecklistCard,
    ComparisonCard,
    CredentialCard,
    FindingPart,
    OptionPart,
    OptionsCard,
    PathwayCard,
    ProfileCard,
)


def as_text(card: Card) -> str:
    """The card in plain lines of text, every option, step or entry named. No line is blank: Rasa's REST channel would cut the message there."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in _lines(card))))


@singledispatch
def _lines(card: Card) -> list[str]:
    raise TypeError(f"no text form for {type(card).__name__}")


@_lines.register
def _(card: OptionsCard) -> list[str]:
    lines = [f"{number}. {option.title}, by {option.issuer}: {option.reason}" for number, option in enumerate(card.options, start=1)]
    return [*lines, *_unverified_prices(card.options)]


def _unverified_prices(options: list[OptionPart]) -> list[str]:
    """Once for the whole list, which prices nobody has read in a source."""
    numbers = [str(number) for number, one in enumerate(options, start=1) if one.cost_total is not None and not one.cost_verified]
    if not numbers:
        return []
    which = " and ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))
    return ["Prices not verified." if len(numbers) == len(options) else f"Price of number {which} not verified."]


@_lines.register
def _(card: CredentialCard) -> list[str]:
    lines = [f"{card.title}, {phrases.words(card.kind)} by {card.issuer}. {card.summary}"]
    lines.append(f"Cost: {phrases.cost(card)}{_in_brackets(phrases.cost_parts(card))}. Time: {phrases.duration(card)}.")
    if card.assessment:
        lines.append(f"Assessed by: {', '.join(map(phrases.words, card.assessment))}.")
    if card.validity:
        lines.append(f"Validity: {card.validity}.")
    lines += map(_finding_line, card.findings)
    if card.ledger:
        lines.append("On record: " + "; ".join(f"{row.recogniser} ({phrases.BASIS_WORDS[row.basis]})" for row in card.ledger) + ".")
    lines.append(f"Page: {card.url}" + (f" (facts as of {card.as_of})" if card.as_of else " (facts not verified)"))
    return lines


def _finding_line(finding: FindingPart) -> str:
    ask = f" {finding.ask}" if finding.verdict == "unknown" and finding.ask else ""
    return f"{finding.question} {finding.because}{ask}"


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


@_lines.register
def _(card: ComparisonCard) -> list[str]:
    titles = [column.title for column in card.columns]
    names = phrases.short_names(titles)
    told = [row for row in card.rows if row.brief] or card.rows
    lines = ["Comparing " + ", ".join(titles) + "."]
    for row in told:
        cells = "; ".join(f"{name}: {cell}" for name, cell in zip(names, row.brief or row.cells, strict=True))
        lines.append(f"{row.label}: {cells}")
    return lines


@_lines.register
def _(card: PathwayCard) -> list[str]:
    lines = [f"A way to {card.target}:"]
    for number, step in enumerate(card.steps, start=1):
        facts = [phrases.span(step.weeks, step.weeks, "week") or "time not known", phrases.money(step.cost)]
        line = f"{number}. {step.title} ({', '.join(facts)})"
        lines.append(line + (f". Opens: {'; '.join(step.unlocks)}" if step.unlocks else ""))
    total = [
        phrases.span(card.total_weeks, card.total_weeks, "week"),
        phrases.money(card.total_cost) if card.total_cost is not None else None,
    ]
    if any(total):
        lines.append("In all: " + ", ".join(filter(None, total)) + ".")
    if card.accepted_by:
        lines.append("Recognised along the way by: " + ", ".join(card.accepted_by) + ".")
    return lines


@_lines.register
def _(card: ChecklistCard) -> list[str]:
    return [f"{number}. {item.question} {item.ask}" for number, item in enumerate(card.questions, start=1)]


@_lines.register
def _(card: ProfileCard) -> list[str]:
    return [f"{entry.label}: {entry.value}" for entry in card.entries]
