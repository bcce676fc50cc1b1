"""A card as plain text: what every channel can show, and what stands alone when nothing else is shown."""

from __future__ import annotations

from functools import singledispatch

from bot.cards import phrases
from bot.cards.models import (
    AskedSkillPart,
    BestPart,
    Card,
    ChecklistCard,
    ComparisonCard,
    ComparisonColumn,
    ComparisonRow,
    CredentialCard,
    FindingPart,
    LedgerPart,
    NeedPart,
    OptionsCard,
    PathwayCard,
    PlanCard,
    PlanStepPart,
    PostingCard,
    ProfileCard,
    StepPart,
)
from knowledge.recognition.verified import joined, mark, mark_told
from knowledge.recognition.wording import as_sentence
from knowledge.terms import FactGroup


def as_text(card: Card) -> str:
    """The card in plain lines of text, every option, step or entry named. No line is blank: Rasa's REST channel would cut the message there."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in _lines(card))))


def around(text: str, card: Card | None) -> tuple[str, str]:
    """What a text says before and after the lines that its drawn card shows: the text stands alone for channels without cards."""
    lines = text.splitlines()
    drawn = set(as_text(card).splitlines()) if card is not None else set()
    first = next((place for place, line in enumerate(lines) if line in drawn), len(lines))
    return "\n".join(lines[:first]), "\n".join(line for line in lines[first:] if line not in drawn)


@singledispatch
def _lines(card: Card) -> list[str]:
    raise TypeError(f"no text form for {type(card).__name__}")


@_lines.register
def _(card: OptionsCard) -> list[str]:
    """What a reason tells that nobody has read in a source, it says itself."""
    return [f"{number}. {option.title}, by {option.issuer}: {option.reason}" for number, option in enumerate(card.options, start=1)]


@_lines.register
def _(card: CredentialCard) -> list[str]:
    told: list[FactGroup] = ["cost", "duration"]
    lines = [f"{card.title}, {phrases.words(card.kind)} by {card.issuer}. {card.summary}"]
    lines.append(f"Cost: {phrases.cost(card)}{_in_brackets(phrases.cost_parts(card))}. Time: {phrases.duration(card)}.")
    if card.assessment:
        lines.append(f"Assessed by: {', '.join(map(phrases.words, card.assessment))}.")
        told.append("assessment")
    if card.validity:
        lines.append(f"Validity: {card.validity}.")
        told.append("validity")
    lines.append(phrases.not_verified(card, *told))
    lines += map(_finding_line, card.findings)
    if card.ledger:
        lines.append("On record: " + "; ".join(map(_row, card.ledger)) + ".")
    lines.append(f"Page: {card.url}" + (f" (facts as of {card.as_of})" if card.as_of else " (facts not verified)"))
    return lines


def _finding_line(finding: FindingPart) -> str:
    ask = f" {finding.ask}" if finding.verdict == "unknown" and finding.ask else ""
    return f"{finding.question} {finding.because}{ask}"


def _row(row: LedgerPart) -> str:
    return f"{row.recogniser} ({phrases.BASIS_WORDS[row.basis]}{'' if row.verified else ', not verified'})"


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
    return [*lines, _unverified_cells(card.columns, names, told)]


def _unverified_cells(columns: list[ComparisonColumn], names: list[str], rows: list[ComparisonRow]) -> str:
    """What these rows tell of each credential that nobody has read in a source: "Not verified: PMP: price, time; CAPM: time." """
    found = [phrases.unverified_words(column, *(group for row in rows for group in row.groups)) for column in columns]
    return as_sentence(mark_told("; ".join(f"{name}: {told}" for name, told in zip(names, found, strict=True) if told)))


@_lines.register
def _(card: PathwayCard) -> list[str]:
    lines = [f"A way to {card.target}:"]
    for number, step in enumerate(card.steps, start=1):
        facts = f"{phrases.span(step.weeks, step.weeks, 'week') or 'time not known'}, {phrases.money(step.cost)}"
        line = f"{number}. {step.title} ({_takes(facts, step.weeks, step.cost, [step])})"
        lines.append(line + (f". Opens: {'; '.join(step.unlocks)}" if step.unlocks else ""))
    total = [
        phrases.span(card.total_weeks, card.total_weeks, "week"),
        phrases.money(card.total_cost) if card.total_cost is not None else None,
    ]
    if any(total):
        lines.append(f"In all: {_takes(', '.join(filter(None, total)), card.total_weeks, card.total_cost, card.steps)}.")
    if card.accepted_by:
        lines.append("Recognised along the way by: " + ", ".join(card.accepted_by) + ".")
    return lines


def _takes(told: str, weeks: float | None, cost: float | None, steps: list[StepPart]) -> str:
    """The time and cost of these steps, with the mark for what of it nobody has read in a source."""
    values: dict[FactGroup, float | None] = {"cost": cost, "duration": weeks}
    shown = [group for group, value in values.items() if value is not None]
    return joined(told, mark(group for group in shown if any(phrases.unverified(step, group) for step in steps)))


@_lines.register
def _(card: ChecklistCard) -> list[str]:
    return [f"{number}. {item.question} {item.ask}" for number, item in enumerate(card.questions, start=1)]


@_lines.register
def _(card: ProfileCard) -> list[str]:
    return [f"{number}. {entry.label}: {entry.value}{phrases.inferred(entry)}" for number, entry in enumerate(card.entries, start=1)]


@_lines.register
def _(card: PlanCard) -> list[str]:
    """The steps with their days; all else is in the files."""
    return [f"{number}. {step.title}: {_days(step)}" for number, step in enumerate(card.steps, start=1)]


def _days(step: PlanStepPart) -> str:
    """ "finish by 2027-03-12, renew by 2030-03-12; not verified: time." """
    finish = f"finish by {step.finishes}" if step.finishes else "finish not known yet"
    told = ", ".join(filter(None, (finish, step.expires and f"renew by {step.expires}")))
    rests_on: dict[FactGroup, str | None] = {"duration": step.finishes, "validity": step.expires}
    return f"{joined(told, mark(phrases.unverified(step, *(group for group, day in rests_on.items() if day))))}."


@_lines.register
def _(card: PostingCard) -> list[str]:
    """What no course replaces comes first, then the skills, then what closes the gap for least."""
    lines = []
    for required, label in ((True, "Required first"), (False, "Preferred too")):
        needs = [need for need in card.needs if need.required is required]
        if needs:
            lines.append(f"{label}: {'; '.join(map(_need, needs))}.")
    for required, label in ((True, "Required skills"), (False, "Preferred skills")):
        skills = [skill for skill in card.skills if skill.required is required]
        if skills:
            lines.append(f"{label}: {_covered(skills)}.")
    return [*lines, *map(_best, card.best)]


def _need(need: NeedPart) -> str:
    return f"{need.label}{NEED_STATES[need.met]}"


NEED_STATES = {True: " (you have it)", False: " (not yet, by what you told me)", None: ""}


def _covered(skills: list[AskedSkillPart]) -> str:
    """ "you have SQL, Excel (from your job); missing: Python"."""
    have = [f"{skill.name} (from your job)" if skill.covered_by == "role" else skill.name for skill in skills if skill.covered]
    lack = [skill.name for skill in skills if not skill.covered]
    parts = [f"you have {phrases.some(have)}" if have else "", f"missing {phrases.some(lack)}" if lack else "none missing"]
    return "; ".join(filter(None, parts))


def _best(best: BestPart) -> str:
    groups: list[FactGroup] = ["duration"] if best.measure == "per_week" else ["cost"]
    return as_sentence(joined(f"{phrases.MEASURES[best.measure]}: {best.title}, {best.told}", mark(phrases.unverified(best, *groups))))
