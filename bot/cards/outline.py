"""A card as parts in their order: headings, words, facts, tables, links, choices. What the renderers of the chat platforms share.

A renderer turns each part into what its platform has, splits what is too long, and puts as many parts on a page as the platform takes.
It knows no card, and this module knows no platform.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch

from bot.cards import phrases
from bot.cards.models import (
    BestPart,
    Card,
    ChecklistCard,
    ComparisonCard,
    CredentialCard,
    FindingPart,
    HandoffCard,
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

NOTHING = "–"
"""Stands where there is nothing to show: the platforms take no empty texts."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text, line ends and all; `quiet` where it is a note."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; each row has a cell for each column, the first of which names the row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, columns: Iterable[str], rows: Iterable[Sequence[str]]) -> Grid:
        """Make a table in which every row has all cells, and no cell is empty but the first heading."""
        first, *others = columns
        width = 1 + len(others)
        filled = (tuple(cell.strip() or NOTHING for cell in (*row, *[""] * width)[:width]) for row in rows)
        return cls((first.strip(), *(name.strip() or NOTHING for name in others)), tuple(filled))


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a page. `safe` tells whether it may be opened by a click."""

    title: str
    url: str

    @property
    def safe(self) -> bool:
        """Only addresses of the web that hold nothing odd."""
        return (
            self.url.startswith(("https://", "http://"))
            and not any(sign in self.url for sign in " \n\t<>|\"'\\`")
            and len(self.url) <= 2000
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """A pick of one from many: titles with the payloads that they send."""

    label: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows is of a second order, and comes on a page of its own."""


Part = Heading | Words | Facts | Grid | Link | Choice | NewPage


@dataclass(frozen=True, slots=True)
class Button:
    """What a reply offers to say."""

    title: str
    payload: str


def outline_of(text: str, card: Card | None, before: str = "", after: str = "") -> list[Part]:
    """A whole reply: its card between the words around it, or its text where there is no card."""
    parts: list[Part] = [Words(text)] if card is None else [Words(before), *outline(card), Words(after)]
    return [part for part in parts if not (isinstance(part, Words) and not part.text.strip())]


@singledispatch
def outline(card: Card) -> list[Part]:
    """The card in parts; every value of it that users are shown is in them."""
    raise TypeError(f"no outline for {type(card).__name__}")


@outline.register
def _(card: OptionsCard) -> list[Part]:
    """All options at a glance; then, a page each, the nine findings and the evidence; then what was left out."""
    parts: list[Part] = []
    for number, option in enumerate(card.options, start=1):
        parts += _glance(number, option)
    parts += _choose([(f"{number}. {option.title}", option.id) for number, option in enumerate(card.options, start=1)])
    if card.advice_because:
        parts.append(Words(card.advice_because))
    legend = "✓ yes, ~ partly, ✗ no, ? not known. " if card.options else ""
    parts.append(Words(f"{legend}Receipt {card.receipt}", quiet=True))
    for number, option in enumerate(card.options, start=1):
        parts += [NewPage(), Heading(f"{number}. {option.title}"), *_findings(option.findings), *_evidence(option.recognised)]
    if card.excluded:
        parts += [NewPage(), Heading("Left out, and why"), Facts(tuple((item.title, item.because) for item in card.excluded))]
    return parts


def _glance(number: int, option: OptionPart) -> list[Part]:
    recognised = next((finding for finding in option.findings if finding.id == "recognised_by_targets"), None)
    parts: list[Part] = [Heading(f"{number}. {option.title}"), Words(f"By {option.issuer}. {option.reason}".strip()), Facts(_facts(option))]
    if recognised:
        parts.append(Words(_told(recognised)))
    if option.findings:
        parts.append(Words("  ".join(f"{phrases.VERDICT_MARKS[each.verdict]} {_short(each)}" for each in option.findings), quiet=True))
    return [*parts, *_page(option)]


def _facts(option: OptionPart) -> tuple[tuple[str, str], ...]:
    parts = phrases.cost_parts(option)
    cost = f"{phrases.cost(option)} ({parts})" if parts else phrases.cost(option)
    pairs = [
        ("Cost", phrases.cell(cost, option, "cost")),
        ("Time", phrases.cell(phrases.duration(option), option, "duration")),
        ("Level", f"{option.level}, {phrases.words(option.kind)}"),
        ("Assessed by", phrases.cell(", ".join(map(phrases.words, option.assessment)), option, "assessment")),
        ("Delivery", phrases.cell(", ".join(map(phrases.words, option.delivery)), option, "delivery") if option.delivery else ""),
        ("Validity", phrases.cell(option.validity, option, "validity") if option.validity else ""),
        ("Skills", ", ".join(option.skills)),
        ("Covers of the posting", ", ".join(option.cover.skills) if option.cover else ""),
    ]
    return tuple((label, value) for label, value in pairs if value)


SHORT = {
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


def _short(finding: FindingPart) -> str:
    return SHORT[finding.id]


def _told(finding: FindingPart) -> str:
    ask = f" Ask: {finding.ask}" if finding.verdict == "unknown" and finding.ask else ""
    return f"{phrases.VERDICT_MARKS[finding.verdict]} {finding.because}{ask}"


def _findings(findings: Sequence[FindingPart]) -> list[Part]:
    return [Facts(tuple((finding.question, _told(finding)) for finding in findings))] if findings else []


def _evidence(rows: Sequence[LedgerPart]) -> list[Part]:
    """Who recognises it by which source, and the sources to open."""
    if not rows:
        return []
    told = tuple((row.recogniser, phrases.BASIS_WORDS[row.basis], row.statement, _source(row)) for row in rows)
    links = [Link(row.source_title or row.source_url, row.source_url) for row in rows if row.source_url]
    return [Grid.of(("Who", "Weight", "What they say", "Source"), told), *dict.fromkeys(links)]


def _source(row: LedgerPart) -> str:
    where = f", {row.jurisdiction}" if row.jurisdiction else ""
    return f"{row.source_title or row.source_url} ({row.seen}){where}" if row.verified else (row.told or f"not verified{where}")


def _page(option: OptionPart) -> list[Part]:
    as_of = f"Facts as of {option.as_of}" if option.as_of else "Facts not verified"
    return [Link("The issuer's page", option.url), Words(as_of, quiet=True)]


def _choose(named: Iterable[tuple[str, str]]) -> list[Part]:
    choices = tuple((title, f"/ask_details{json.dumps({'credential': id})}") for title, id in named)
    return [Choice("Look closer at", choices)] if choices else []


@outline.register
def _(card: CredentialCard) -> list[Part]:
    parts: list[Part] = [
        Heading(card.title),
        Words(f"By {card.issuer} ({phrases.words(card.issuer_type)}). {card.summary} {card.reason}".strip()),
    ]
    parts += [Facts(_facts(card)), *_findings(card.findings)]
    if card.ledger:
        parts += [Heading("Recognition on record"), *_evidence(card.ledger)]
    return [*parts, *_page(card)]


@outline.register
def _(card: ComparisonCard) -> list[Part]:
    rows = [(row.label, *row.cells) for row in card.rows]
    groups = [group for row in card.rows for group in row.groups]
    unverified = [phrases.unverified_words(column, *groups) for column in card.columns]
    if any(unverified):
        rows.append(("Not verified", *unverified))
    return [Grid.of(("", *(column.title for column in card.columns)), rows), *_choose((each.title, each.id) for each in card.columns)]


@outline.register
def _(card: PathwayCard) -> list[Part]:
    rows = [
        (f"{number}. {step.title}", *_takes(step.weeks, step.cost, [step]), "; ".join(step.unlocks))
        for number, step in enumerate(card.steps, start=1)
    ]
    if card.steps and (card.total_weeks is not None or card.total_cost is not None):
        rows.append(("In all", *_takes(card.total_weeks, card.total_cost, card.steps), ""))
    parts: list[Part] = [Heading(f"A way to {card.target}")]
    if rows:
        parts.append(Grid.of(("Step", "Time", "Cost", "Opens"), rows))
    if card.accepted_by:
        parts.append(Facts((("Recognised along the way by", ", ".join(card.accepted_by)),)))
    return [*parts, *_choose((step.title, step.id) for step in card.steps)]


def _takes(weeks: float | None, cost: float | None, steps: Sequence[StepPart]) -> tuple[str, str]:
    """The time and the cost of these steps, each with the mark where a part of it was read in no source."""
    unread = {group for step in steps for group in phrases.unverified(step, "duration", "cost")}
    time = checked(phrases.span(weeks, weeks, "week") or "not known", weeks is None or "duration" not in unread)
    return time, checked(phrases.money(cost), cost is None or "cost" not in unread)


@outline.register
def _(card: ChecklistCard) -> list[Part]:
    title = f"What to find out about {card.credential}" if card.credential else "What to find out"
    return [Heading(title), Facts(tuple((item.question, item.ask) for item in card.questions))]


@outline.register
def _(card: ProfileCard) -> list[Part]:
    def told(value: str, inferred: str, source: str) -> str:
        return f"{value}{inferred}" + (f"\nFrom your words: “{source}”" if source and not inferred else "")

    title = "What I know about you" if card.purpose == "profile" else "What would be passed on"
    entries = tuple((entry.label, told(entry.value, phrases.inferred(entry), entry.source)) for entry in card.entries)
    return [Heading(title), Facts(entries)]


@outline.register
def _(card: HandoffCard) -> list[Part]:
    pairs = [("Case", card.case_id), ("State", phrases.CASE_WORDS[card.status])]
    if card.status == "waiting" and card.expected:
        pairs.append(("Answer", card.expected))
    return [Facts(tuple(pairs))]


@outline.register
def _(card: PlanCard) -> list[Part]:
    """The steps with their days and pages; the files go beside the message."""
    rows = tuple((f"{number}. {step.title}", step.starts or "not known", *_ends(step)) for number, step in enumerate(card.steps, start=1))
    parts: list[Part] = [Heading(card.title)]
    if rows:
        parts.append(Grid.of(("Step", "Start", "Suggested finish", "Renew by"), rows))
    return [*parts, *(Link(step.title, step.url) for step in card.steps), Words(f"Receipt {card.receipt}", quiet=True)]


def _ends(step: PlanStepPart) -> tuple[str, str]:
    """The days it is finished and lapses, each with the mark where what it rests on was read in no source."""
    finishes = checked(step.finishes or "not known", not step.finishes or not phrases.unverified(step, "duration"))
    return finishes, checked(step.expires or "", not step.expires or not phrases.unverified(step, "duration", "validity"))


@outline.register
def _(card: PostingCard) -> list[Part]:
    at = f" at {card.employer}" if card.employer else ""
    parts: list[Part] = [Heading(f"{card.role or 'The posting'}{at}")]
    if card.usual:
        parts.append(Words("It names no skill; these are what such work usually asks for.", quiet=True))
    if card.needs:
        parts += [Heading("Asked for beside skills"), Facts(tuple((_asked(need.label, need.required), _met(need)) for need in card.needs))]
    if card.skills:
        rows = tuple(
            (skill.name, "required" if skill.required else "preferred", _covered(skill.covered, skill.covered_by)) for skill in card.skills
        )
        parts.append(Grid.of(("Skill", "Asked for", "You"), rows))
    if card.best:
        parts += [Heading("What closes the gap"), Facts(tuple((phrases.MEASURES[best.measure], _best(best)) for best in card.best))]
    return [*parts, *_choose({best.id: (best.title, best.id) for best in card.best}.values())]


def _asked(label: str, required: bool) -> str:
    return label if required else f"{label} (preferred)"


def _met(need: NeedPart) -> str:
    return {True: "✓ you have it", False: "✗ not yet", None: "? you have not said"}[need.met]


def _covered(covered: bool, by: str | None) -> str:
    if not covered:
        return "✗ missing"
    return {"role": "✓ from your job", "told": "✓", None: "✓"}.get(by, f"✓ {by}")


def _best(best: BestPart) -> str:
    unread = phrases.unverified(best, "duration" if best.measure == "per_week" else "cost")
    rates = [
        f"{value:.0%} {name}"
        for name, value in (("per $100", best.cover.per_100_usd), ("a week", best.cover.per_week))
        if value is not None
    ]
    return checked(f"{best.title}: {best.told}", not unread) + (f" ({', '.join(rates)})" if rates else "")


# --- what a platform can't take as it is ------------------------------------------------------------------------------


def as_facts(grid: Grid) -> Facts:
    """A table as labels and values, for one that is too large for a table."""
    return Facts(
        tuple(
            (
                f"{grid.columns[0]}: {row[0]}" if grid.columns[0] else row[0],
                "\n".join(f"{column}: {cell}" if column else cell for column, cell in zip(grid.columns[1:], row[1:], strict=False)),
            )
            for row in grid.rows
        )
    )


def narrowed(grid: Grid, most: int) -> list[Grid]:
    """The table in tables of so many columns, each with the column that names the rows."""
    if len(grid.columns) <= most:
        return [grid]
    found = []
    for first in range(1, len(grid.columns), most - 1):
        places = [0, *range(first, min(first + most - 1, len(grid.columns)))]
        found.append(
            Grid(tuple(grid.columns[place] for place in places), tuple(tuple(row[place] for place in places) for row in grid.rows))
        )
    return found


def shortened(grid: Grid, rows: Iterable[tuple[str, ...]]) -> Grid:
    """The table with these of its rows."""
    return replace(grid, rows=tuple(rows))
