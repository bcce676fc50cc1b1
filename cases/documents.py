"""A case's brief as JSON, a page, Markdown and a PDF: one content, told once in sections, in four forms. All that is filled in is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import font_roboto
from fontTools.ttLib import TTFont
from fpdf import FPDF
from mako.template import Template

from cases.model import Case, CaseMessage
from knowledge.plan.documents import plain

UNKNOWN_LETTER = "\N{REPLACEMENT CHARACTER}"
TEMPLATES = Path(__file__).parent / "templates"
AUTHORS = {"user": "User", "assistant": "Assistant", "advisor": "Advisor"}
STATES = {"waiting": "waiting", "with_advisor": "with an advisor", "closed": "closed"}
GOALS = {
    "skill_gap": "close a skill gap",
    "currency": "show that they're current",
    "complement": "add to what they have",
    "exploration": "explore a field",
    "career_change": "change career",
}


@dataclass(slots=True)
class Section:
    """A part of the brief: a title, and lines, or rows of a label and a text; ``parts`` are sections within."""

    title: str
    lines: list[str] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)
    parts: list[Section] = field(default_factory=list)


def as_json(case: Case, messages: list[CaseMessage] | None = None) -> str:
    """Everything, for other programs."""
    said = ",".join(message.model_dump_json() for message in messages or ())
    return f'{{"case": {case.model_dump_json()}, "messages": [{said}]}}'


def as_markdown(case: Case, messages: list[CaseMessage] | None = None) -> str:
    """The brief as Markdown."""
    lines = [f"# {plain(title_of(case))}", "", *_markdown(sections(case, messages or []), 2)]
    return "\n".join(lines).strip() + "\n"


def as_page(case: Case, messages: list[CaseMessage] | None = None) -> str:
    """The brief as a page that stands alone and asks for nothing from elsewhere."""
    return str(_template().render(title=title_of(case), sections=sections(case, messages or [])))


def as_pdf(case: Case, messages: list[CaseMessage] | None = None) -> bytes:
    """The brief as a PDF on A4; the same case gives the same bytes."""
    sheet = _Sheet(title_of(case))
    if case.brief:
        sheet.set_creation_date(case.brief.made)
    sheet.heading(title_of(case), 16)
    for section in sections(case, messages or []):
        sheet.section(section, 13)
    return bytes(sheet.output())


def title_of(case: Case) -> str:
    """ "Case C-7K2MPQ: soon, waiting"."""
    return f"Case {case.id}: {case.triage}, {STATES[case.state]}"


def sections(case: Case, messages: list[CaseMessage]) -> list[Section]:
    """All parts that have something in them, the most pressing first."""
    return [section for section in _all(case, messages) if section.lines or section.rows or section.parts]


def _all(case: Case, messages: list[CaseMessage]) -> Iterator[Section]:
    brief = case.brief
    yield Section("Why it is here", rows=list(_why(case)))
    yield Section(
        "How to reach the user", rows=[(label, told) for label, told in (("Contact", case.contact), ("Times", case.times)) if told]
    )
    if brief is None:
        yield Section("The brief", lines=["The user had all that was said deleted."])
        return
    yield Section(
        "Left out", lines=[f"At the user's wish this is not passed on: {', '.join(brief.withheld).lower()}."] if brief.withheld else []
    )
    if brief.goal:
        sure = "said by the user" if brief.goal.sure else "inferred from what they told, not said"
        yield Section("Goal", rows=[(GOALS.get(brief.goal.value, brief.goal.value), sure), *([("In their words", _quoted(brief.goal.words))] if brief.goal.words else [])])  # fmt: skip
    for title, items in (("Profile", brief.profile), ("Limits and wishes", brief.constraints)):
        yield Section(title, rows=[(item.label, item.value + (f" ({_quoted(item.source)})" if item.source else "")) for item in items])
    yield Section("Open questions", lines=list(brief.open_questions))
    yield Section("What nobody has on record, and whom to ask", rows=[(one.title, f"{one.question} {one.ask}") for one in brief.unknown_recognitions])  # fmt: skip
    advice = [brief.advice] if brief.advice else []
    receipt = [f"Receipt {brief.receipt}: ./credwise replay {brief.receipt} makes the list again."] if brief.receipt else []
    yield Section("Shortlist", lines=[*advice, *receipt], parts=list(_options(case)))
    yield Section("Ruled out, and why", rows=[(one.title, one.because) for one in brief.ruled_out])
    yield Section("The conversation before", rows=[(AUTHORS[line.author], line.text) for line in brief.transcript])
    yield Section("Since then", rows=[(message.name or AUTHORS[message.author], message.text) for message in messages])


def _why(case: Case) -> Iterator[tuple[str, str]]:
    brief = case.brief
    if brief:
        yield "Handed over because", f"{brief.why.told}"
        if brief.why.words:
            yield "The user said", _quoted(brief.why.words)
        yield "Triage", f"{brief.triage.level}: {brief.triage.because}"
    yield "Opened", f"{case.opened:%Y-%m-%d %H:%M} UTC"
    if case.expected:
        yield "The user was told to expect an answer by", f"{case.expected:%Y-%m-%d %H:%M} UTC"
    if case.advisor_name:
        yield "Advisor", case.advisor_name
    if case.outcome:
        yield "Outcome", case.outcome


def _options(case: Case) -> Iterator[Section]:
    for number, option in enumerate(case.brief.shortlist if case.brief else (), start=1):
        facts = [("Issuer", option.issuer), ("Cost", option.cost), ("Time", option.time), ("Page", option.url)]
        found = [(one.question, f"{one.verdict}: {one.because}") for one in option.findings]
        yield Section(f"{number}. {option.title}", lines=[option.reason] if option.reason else [], rows=[*facts, *found])


def _quoted(words: str) -> str:
    return f"“{' '.join(words.split())}”"


def _markdown(parts: list[Section], level: int) -> Iterator[str]:
    for part in parts:
        yield f"{'#' * level} {plain(part.title)}"
        yield ""
        for line in part.lines:
            yield f"- {plain(line)}"
        for label, told in part.rows:
            yield f"- **{plain(label)}**: {plain(told)}"
        yield ""
        yield from _markdown(part.parts, level + 1)


@cache
def _template() -> Template:
    return Template(filename=str(TEMPLATES / "brief.html.mako"), default_filters=["h"], strict_undefined=True)  # noqa: S702 - its default filter escapes


class _Sheet(FPDF):
    """Pages of text; Roboto, since a PDF's own fonts know Western letters only."""

    def __init__(self, title: str) -> None:
        super().__init__(format="A4")
        self.add_font("Roboto", "", font_roboto.Roboto)
        self.add_font("Roboto", "B", font_roboto.RobotoBold)
        self.set_title(title)
        self.set_lang("en")
        self.set_auto_page_break(True, margin=18)
        self.add_page()

    def footer(self) -> None:
        """The page's number."""
        self.set_y(-14)
        self.set_font("Roboto", size=8)
        self.cell(0, 6, f"{self.page_no()}", align="R")

    def heading(self, text: str, size: float) -> None:
        """A title."""
        self.set_font("Roboto", "B", size)
        self.multi_cell(0, size * 0.5, _printable(text), new_x="LMARGIN", new_y="NEXT")
        self.ln(1)

    def section(self, section: Section, size: float) -> None:
        """A section with what is in it."""
        self.ln(2)
        self.heading(section.title, size)
        for line in section.lines:
            self._say("", line)
        for label, told in section.rows:
            self._say(label, told)
        for part in section.parts:
            self.section(part, size - 2)

    def _say(self, label: str, told: str) -> None:
        if label:
            self.set_font("Roboto", "B", 9)
            self.multi_cell(0, 4.6, _printable(label), new_x="LMARGIN", new_y="NEXT")
        self.set_font("Roboto", size=9)
        self.multi_cell(0, 4.6, _printable(told), new_x="LMARGIN", new_y="NEXT")
        self.ln(1)


@cache
def _letters() -> frozenset[int]:
    return frozenset(TTFont(font_roboto.Roboto).getBestCmap())


def _printable(text: str) -> str:
    """The text with a mark in the place of what the font has no letter for; the page and Markdown show it all."""
    return "".join(
        letter if letter == "\n" or ord(letter) in _letters() else UNKNOWN_LETTER if letter.isprintable() else " " for letter in text
    )
