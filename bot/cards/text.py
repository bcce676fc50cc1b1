"""A card as plain text: what every channel can show, and what stands alone when nothing else is shown."""

from __future__ import annotations

from functools import singledispatch

from bot.cards import phrases
from bot.cards.models import (
    Card,
    ChecklistCard,
    ComparisonCard,
    CredentialCard,
    OptionPart,
    OptionsCard,
    PathwayCard,
    ProfileCard,
)


@singledispatch
def as_text(card: Card) -> str:
    """The card in plain lines of text, every option, step or entry named."""
    raise TypeError(f"no text form for {type(card).__name__}")


@as_text.register
def _(card: OptionsCard) -> str:
    return "\n".join(option_line(number, option) for number, option in enumerate(card.options, start=1))


def option_line(number: int, option: OptionPart) -> str:
    """One option in a line; the reason tells time and cost."""
    price = " Price not verified." if option.cost_total is not None and not option.cost_verified else ""
    return f"{number}. {option.title}, by {option.issuer}: {option.reason}{price}"


@as_text.register
def _(card: CredentialCard) -> str:
    lines = [f"{card.title}, {phrases.words(card.kind)} by {card.issuer}. {card.summary}".strip()]
    lines.append(f"Cost: {phrases.cost(card)}{_in_brackets(phrases.cost_parts(card))}. Time: {phrases.duration(card)}.")
    if card.assessment:
        lines.append(f"Assessed by: {', '.join(map(phrases.words, card.assessment))}.")
    if card.validity:
        lines.append(f"Validity: {card.validity}.")
    lines += [f"{finding.question} {finding.because}" for finding in card.findings]
    lines.append(f"Page: {card.url}" + (f" (facts as of {card.as_of})" if card.as_of else " (facts not verified)"))
    return "\n".join(lines)


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


@as_text.register
def _(card: ComparisonCard) -> str:
    titles = [column.title for column in card.columns]
    lines = ["Comparing " + ", ".join(titles) + "."]
    for row in card.rows:
        cells = "; ".join(f"{title}: {cell}" for title, cell in zip(titles, row.cells, strict=True))
        lines.append(f"{row.label}: {cells}")
    return "\n".join(lines)


@as_text.register
def _(card: PathwayCard) -> str:
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
    return "\n".join(lines)


@as_text.register
def _(card: ChecklistCard) -> str:
    return "\n".join(f"{number}. {item.question} {item.ask}" for number, item in enumerate(card.questions, start=1))


@as_text.register
def _(card: ProfileCard) -> str:
    return "\n".join(f"{entry.label}: {entry.value}" for entry in card.entries)
