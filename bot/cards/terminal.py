"""Cards for the terminal, drawn by rich."""

from __future__ import annotations

from functools import singledispatch

from rich import box
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.cards import phrases
from bot.cards.models import (
    Card,
    ChecklistCard,
    ComparisonCard,
    CredentialCard,
    FindingPart,
    LedgerPart,
    OptionPart,
    OptionsCard,
    PathwayCard,
    ProfileCard,
)

VERDICT_STYLES = {"yes": "green", "partly": "yellow", "no": "red", "unknown": "dim"}


@singledispatch
def as_renderable(card: Card) -> RenderableType:
    """The card as something rich can print."""
    raise TypeError(f"no terminal form for {type(card).__name__}")


@as_renderable.register
def _(card: OptionsCard) -> RenderableType:
    panels: list[RenderableType] = [_option_panel(number, option) for number, option in enumerate(card.options, start=1)]
    if card.excluded:
        left_out = Text("Left out: ", style="dim")
        left_out.append("; ".join(f"{item.title} ({item.because.rstrip('.')})" for item in card.excluded[:3]), style="dim")
        panels.append(left_out)
    panels.append(Text(f"Receipt {card.receipt}", style="dim"))
    return Group(*panels)


def _option_panel(number: int, option: OptionPart) -> Panel:
    facts = Table.grid(padding=(0, 2))
    facts.add_row("Cost", _joined(phrases.cost(option), phrases.cost_parts(option)))
    facts.add_row("Time", phrases.duration(option))
    facts.add_row(
        "Level",
        f"{option.level}, {phrases.words(option.kind)}, assessed by {', '.join(map(phrases.words, option.assessment)) or 'not known'}",
    )
    recognised = next((finding for finding in option.findings if finding.id == "recognised_by_targets"), None)
    body: list[RenderableType] = [Text(option.reason), facts]
    if recognised:
        body.append(_finding_line(recognised))
    body.append(_verdict_strip(option.findings))
    body.append(Text(option.url + (f"  facts as of {option.as_of}" if option.as_of else "  facts not verified"), style="dim"))
    title = f"[bold]{number}. {escape(option.title)}[/bold]  {escape(option.issuer)}"
    return Panel(Group(*body), title=title, title_align="left", box=box.ROUNDED, border_style="cyan")


def _joined(total: str, parts: str) -> str:
    return f"{total}  ({parts})" if parts else total


def _finding_line(finding: FindingPart) -> Text:
    line = Text()
    line.append(f"{phrases.VERDICT_MARKS[finding.verdict]} ", style=VERDICT_STYLES[finding.verdict])
    line.append(finding.because)
    if finding.verdict == "unknown" and finding.ask:
        line.append(f" Ask: {finding.ask}", style="italic")
    return line


def _verdict_strip(findings: list[FindingPart]) -> Text:
    names = {
        "recognised_by_targets": "recognised",
        "field_culture": "field",
        "issuer_reputation": "issuer",
        "matches_requirement": "match",
        "adds_to_what_you_have": "adds",
        "shows_applied_skill": "applied",
        "stacks": "stacks",
        "is_current": "current",
        "fits_constraints": "fits",
    }
    strip = Text()
    for finding in findings:
        strip.append(f"{phrases.VERDICT_MARKS[finding.verdict]} {names[finding.id]}  ", style=VERDICT_STYLES[finding.verdict])
    return strip


@as_renderable.register
def _(card: CredentialCard) -> RenderableType:
    body: list[RenderableType] = [Text(card.summary)]
    facts = Table.grid(padding=(0, 2))
    facts.add_row("Issuer", f"{card.issuer} ({phrases.words(card.issuer_type)})")
    facts.add_row("Cost", _joined(phrases.cost(card), phrases.cost_parts(card)))
    facts.add_row("Time", phrases.duration(card))
    facts.add_row("Assessed by", ", ".join(map(phrases.words, card.assessment)) or "not known")
    facts.add_row("Validity", card.validity or "not known")
    facts.add_row("Skills", ", ".join(card.skills))
    body += [facts, *(_question_line(finding) for finding in card.findings)]
    if card.ledger:
        body.append(_ledger_table(card.ledger))
    body.append(Text(card.url, style="dim"))
    return Panel(Group(*body), title=f"[bold]{escape(card.title)}[/bold]", title_align="left", box=box.ROUNDED, border_style="cyan")


def _question_line(finding: FindingPart) -> Text:
    line = Text(f"{finding.question} ", style="bold")
    return line.append_text(_finding_line(finding))


def _ledger_table(rows: list[LedgerPart]) -> Table:
    table = Table("Who", "Weight", "What they say", "Source", box=box.SIMPLE, title="Recognition on record", title_justify="left")
    for row in rows:
        source = f"{row.source_title} ({row.seen})" if row.verified else "not verified"
        table.add_row(escape(row.recogniser), phrases.BASIS_WORDS[row.basis], escape(row.statement), escape(source))
    return table


@as_renderable.register
def _(card: ComparisonCard) -> RenderableType:
    table = Table("", *(escape(column.title) for column in card.columns), box=box.ROUNDED, show_lines=True)
    for row in card.rows:
        table.add_row(f"[bold]{escape(row.label)}[/bold]", *map(escape, row.cells))
    return table


@as_renderable.register
def _(card: PathwayCard) -> RenderableType:
    table = Table("", "Step", "Weeks", "Cost", "Opens", box=box.ROUNDED, title=f"Toward {escape(card.target)}", title_justify="left")
    for number, step in enumerate(card.steps, start=1):
        weeks = f"{step.weeks:.0f}" if step.weeks is not None else "?"
        table.add_row(str(number), escape(step.title), weeks, phrases.money(step.cost), escape("; ".join(step.unlocks)))
    if card.steps and (card.total_weeks is not None or card.total_cost is not None):
        weeks = f"{card.total_weeks:.0f}" if card.total_weeks is not None else "?"
        table.add_row("", "[bold]In all[/bold]", weeks, phrases.money(card.total_cost), "")
    return table


@as_renderable.register
def _(card: ChecklistCard) -> RenderableType:
    table = Table("", "Question", "How to find out", box=box.ROUNDED)
    for number, item in enumerate(card.questions, start=1):
        table.add_row(str(number), escape(item.question), escape(item.ask))
    return table


@as_renderable.register
def _(card: ProfileCard) -> RenderableType:
    table = Table("", "I understood", "From your words", box=box.ROUNDED)
    for entry in card.entries:
        table.add_row(f"[bold]{escape(entry.label)}[/bold]", escape(entry.value), f"[dim]{escape(entry.source)}[/dim]")
    return table
