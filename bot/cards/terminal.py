"""Cards for the terminal, drawn by rich."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Column, Table
from rich.text import Text

from bot.cards import phrases
from bot.cards.models import (
    AskedSkillPart,
    Card,
    ChecklistCard,
    ComparisonCard,
    CredentialCard,
    FindingPart,
    LedgerPart,
    NeedPart,
    OptionPart,
    OptionsCard,
    PathwayCard,
    PlanCard,
    PlanStepPart,
    PostingCard,
    ProfileCard,
    StepPart,
)
from knowledge.recognition.verified import checked

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
    legend = "✓ yes  ~ partly  ✗ no  ? not known   " if card.options else ""
    panels.append(Text(f"{legend}Receipt {card.receipt}", style="dim"))
    return Group(*panels)


def _option_panel(number: int, option: OptionPart) -> Panel:
    facts = _facts(
        ("Cost", phrases.cell(_joined(phrases.cost(option), phrases.cost_parts(option)), option, "cost")),
        ("Time", phrases.cell(phrases.duration(option), option, "duration")),
        ("Level", f"{option.level}, {phrases.words(option.kind)}"),
        ("Assessed by", phrases.cell(", ".join(map(phrases.words, option.assessment)), option, "assessment")),
    )
    recognised = next((finding for finding in option.findings if finding.id == "recognised_by_targets"), None)
    body: list[RenderableType] = [Text(option.reason), facts]
    if recognised:
        body.append(_finding_line(recognised))
    body.append(_verdict_strip(option.findings))
    body.append(Text(option.url + (f"  facts as of {option.as_of}" if option.as_of else "  facts not verified"), style="dim"))
    return _panel(Text.assemble((f"{number}. {option.title}", "bold"), f"  {option.issuer}"), body)


def _joined(total: str, parts: str) -> str:
    return f"{total}  ({parts})" if parts else total


def _panel(title: Text, body: list[RenderableType]) -> Panel:
    """The title stands inside: in the frame a narrow terminal would cut it."""
    return Panel(Group(title, *body), box=box.ROUNDED, border_style="cyan")


def _facts(*rows: tuple[str, str]) -> Table:
    grid = Table.grid(Column(), Column(overflow="fold"), padding=(0, 2))
    for label, value in rows:
        grid.add_row(label, Text(value))
    return grid


def _table(*headings: str, rows: Iterable[Sequence[str]], **options: Any) -> Table:
    """A table of plain words: what looks like markup in a fact is shown as it is."""
    table = Table(*(Column(Text(heading), overflow="fold") for heading in headings), **({"box": box.ROUNDED} | options))
    for first, *others in rows:
        table.add_row(Text(first, style="bold"), *map(Text, others))
    return table


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
    facts = _facts(
        ("Issuer", f"{card.issuer} ({phrases.words(card.issuer_type)})"),
        ("Cost", phrases.cell(_joined(phrases.cost(card), phrases.cost_parts(card)), card, "cost")),
        ("Time", phrases.cell(phrases.duration(card), card, "duration")),
        ("Assessed by", phrases.cell(", ".join(map(phrases.words, card.assessment)), card, "assessment")),
        ("Validity", phrases.cell(card.validity, card, "validity")),
        ("Skills", ", ".join(card.skills)),
    )
    body: list[RenderableType] = [Text(card.summary), facts, *(_question_line(finding) for finding in card.findings)]
    if card.ledger:
        body.append(_ledger_table(card.ledger))
    body.append(Text(card.url + (f"  facts as of {card.as_of}" if card.as_of else "  facts not verified"), style="dim"))
    return _panel(Text(card.title, style="bold"), body)


def _question_line(finding: FindingPart) -> Text:
    line = Text(f"{finding.question} ", style="bold")
    return line.append_text(_finding_line(finding))


def _ledger_table(rows: list[LedgerPart]) -> Table:
    told = [(row.recogniser, phrases.BASIS_WORDS[row.basis], row.statement, _source(row)) for row in rows]
    return _table(
        "Who", "Weight", "What they say", "Source", rows=told, box=box.SIMPLE, title="Recognition on record", title_justify="left"
    )


def _source(row: LedgerPart) -> str:
    return f"{row.source_title} ({row.seen})" if row.verified else "not verified"


@as_renderable.register
def _(card: ComparisonCard) -> RenderableType:
    rows = [(row.label, *row.cells) for row in card.rows]
    groups = [group for row in card.rows for group in row.groups]
    unverified = [phrases.unverified_words(column, *groups) for column in card.columns]
    if any(unverified):
        rows.append(("Not verified", *unverified))
    return _table("", *(column.title for column in card.columns), rows=rows, show_lines=True)


@as_renderable.register
def _(card: PathwayCard) -> RenderableType:
    rows = [
        (str(number), step.title, *_takes(step.weeks, step.cost, [step]), "; ".join(step.unlocks))
        for number, step in enumerate(card.steps, start=1)
    ]
    if card.steps and (card.total_weeks is not None or card.total_cost is not None):
        rows.append(("", "In all", *_takes(card.total_weeks, card.total_cost, card.steps), ""))
    return _table("", "Step", "Time", "Cost", "Opens", rows=rows, title=Text(f"Toward {card.target}"), title_justify="left")


def _takes(weeks: float | None, cost: float | None, steps: list[StepPart]) -> tuple[str, str]:
    """The time and the cost of these steps, each with the mark where a part of it was read in no source."""
    unread = {group for step in steps for group in phrases.unverified(step, "duration", "cost")}
    time = checked(phrases.span(weeks, weeks, "week") or "?", weeks is None or "duration" not in unread)
    return time, checked(phrases.money(cost), cost is None or "cost" not in unread)


@as_renderable.register
def _(card: ChecklistCard) -> RenderableType:
    rows = [(str(number), item.question, item.ask) for number, item in enumerate(card.questions, start=1)]
    return _table("", "Question", "How to find out", rows=rows)


@as_renderable.register
def _(card: ProfileCard) -> RenderableType:
    return _table(
        "",
        "",
        "I understood",
        "From your words",
        rows=[
            (str(number), entry.label, f"{entry.value}{phrases.inferred(entry)}", entry.source)
            for number, entry in enumerate(card.entries, start=1)
        ],
    )


@as_renderable.register
def _(card: PlanCard) -> RenderableType:
    """The steps and their days; the chat says where it has put the files."""
    rows = [(str(number), step.title, step.starts or "?", *_ends(step)) for number, step in enumerate(card.steps, start=1)]
    return _table("", "Step", "Start", "Suggested finish", "Renew by", rows=rows, title=Text(card.title), title_justify="left")


def _ends(step: PlanStepPart) -> tuple[str, str]:
    """The days it is finished and lapses, each with the mark where what it rests on was read in no source."""
    finishes = checked(step.finishes or "?", not step.finishes or not phrases.unverified(step, "duration"))
    return finishes, checked(step.expires or "", not step.expires or not phrases.unverified(step, "duration", "validity"))


@as_renderable.register
def _(card: PostingCard) -> RenderableType:
    """Each skill with its mark, in two columns; the sentences around it say the rest."""
    parts: list[RenderableType] = []
    if card.needs:
        parts.append(_table("Asked for beside skills", "You", rows=[(need.label, _state(need)) for need in card.needs]))
    if card.skills:
        parts.append(_table("Skill", "Asked for", "You", rows=[_skill_row(skill) for skill in card.skills]))
    if card.best:
        rows = [
            (
                phrases.MEASURES[one.measure],
                one.title,
                one.told,
                f"{one.cover.share:.0%}",
                _rate(one.cover.per_100_usd),
                _rate(one.cover.per_week),
            )
            for one in card.best
        ]
        parts.append(_table("", "Credential", "Covers", "Share", "Per $100", "Per week", rows=rows))
    return Group(*parts)


def _state(need: NeedPart) -> str:
    return {True: "✓", False: "✗", None: "not told"}[need.met]


def _skill_row(skill: AskedSkillPart) -> tuple[str, str, str]:
    whence = {"role": " (your job)", "told": "", None: ""}.get(skill.covered_by, f" ({skill.covered_by})")
    return skill.name, "required" if skill.required else "preferred", f"✓{whence}" if skill.covered else "✗"


def _rate(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"
