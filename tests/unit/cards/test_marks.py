"""What was read in no source is shown as such, for every credential of the real catalogue in every text that tells its facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from actions.comparison import comparison_card
from bot.cards import phrases
from bot.cards.build import credential_card, option_part
from bot.cards.models import OptionsCard
from bot.cards.text import as_text
from knowledge.model import Credential, Profile
from knowledge.recognition.case import Case
from knowledge.recognition.examine import examine
from knowledge.recognition.verified import in_words
from knowledge.recognition.wording import money, span
from knowledge.recommend.engine import option_of
from knowledge.recommend.scoring import Scorer
from knowledge.terms import FactGroup
from tests.unit.recommend.real import TODAY, world

Shown = tuple[FactGroup, str]
CELLS: dict[str, FactGroup] = {
    "Cost": "cost",
    "Time": "duration",
    "Assessed by": "assessment",
    "Delivery": "delivery",
    "Valid for": "validity",
}
CREDENTIALS = list(world().credentials.values())


def values(one: Credential) -> Iterator[Shown]:
    """What may be shown of a credential in words, each with its group of facts."""
    amounts = (one.cost_total, one.cost.learning, one.cost.learning_per_month, one.cost.exam, one.cost.membership, one.cost.renewal)
    for amount in amounts:
        if amount is not None:
            yield from (("cost", say(amount, one.cost.currency)) for say in (money, phrases.money))
    for unit, time in (("week", one.weeks), ("hour", one.hours)):
        if time:
            yield from (("duration", str(say(*time, unit))) for say in (span, phrases.span))
    for kind in one.assessment:
        yield "assessment", phrases.words(kind)
    if one.applied_work not in (None, "none"):
        yield from (("assessment", "work you can show"), ("assessment", "that you can show"), ("assessment", "doing the work"))
    for words in ("does not expire", "is valid for", "to renew", "Validity: "):
        yield "validity", words
    yield from (("prerequisites", "it requires"), ("prerequisites", "recommended first"))
    yield from (("delivery", "offered"), ("updated", "last revised in"), ("status", "no longer offered"))


def unmarked(one: Credential, told: str, marks: str, *groups: FactGroup) -> list[Shown]:
    """The values of these groups which the words tell, which no source was read for, and which the marks do not name."""
    named = {word for found in re.findall(r"not verified: ([^.;]*)", marks, re.IGNORECASE) for word in found.split(", ")}
    return [
        (group, value)
        for group, value in values(one)
        if group in groups and one.source_of(group) is None and re.search(rf"(?<!\w){re.escape(value)}(?!\w)", told, re.IGNORECASE)
        if in_words((group,)) not in named
    ]


@pytest.mark.parametrize("profile", [Profile(), Profile(goal="skill_gap", hours_per_week=5, delivery="online")], ids=["plain", "paced"])
def test_every_option_marks_what_its_reason_tells_that_nobody_read(profile: Profile) -> None:
    # GIVEN any credential WHEN it is told as an option THEN price, time and work to show without a source are marked in its line
    case = Case(profile, world(), TODAY)
    scorer, faults = Scorer(case, "skill_gap"), {}
    for one in CREDENTIALS:
        part = option_part(option_of(case, scorer.score(one)))
        line = as_text(OptionsCard(goal="skill_gap", receipt="abc", options=[part], advice="buy"))
        takes = part.reason.rsplit("; not verified", 1)[0].rsplit("; ", 1)[-1] + (
            "work you can show" if "work you can show" in line else ""
        )
        faults[one.id] = unmarked(one, takes, line, "cost", "duration", "assessment")
    assert {key: found for key, found in faults.items() if found} == {}


def test_every_credential_marks_its_facts_that_nobody_read() -> None:
    # GIVEN any credential WHEN all is told of it THEN its facts are marked in a line of their own, and each finding marks what it tells
    faults = {}
    for one in CREDENTIALS:
        findings = {finding.id: finding for finding in examine(Profile(), one, world(), TODAY)}
        card = credential_card(one, findings.values(), world().ledger_of.get(one.id, ()))
        lines = as_text(card).splitlines()
        facts = [line for line in lines[1:] if line.startswith(("Cost:", "Assessed by:", "Validity:"))]
        mark = next((line for line in lines if line.startswith("Not verified:")), "")
        found = unmarked(one, "\n".join(facts), mark, "cost", "duration", "assessment", "validity")
        for question, groups in TOLD_BY.items():
            because = findings[question].because
            assert f"{phrases.QUESTIONS[question]} {because}" in as_text(card)
            found += unmarked(one, because, because, *groups)
        faults[one.id] = found + [("ledger", row.id) for row in card.ledger if not row.verified and not _is_marked(row.recogniser, lines)]
    assert {key: found for key, found in faults.items() if found} == {}


TOLD_BY: dict[str, tuple[FactGroup, ...]] = {
    "fits_constraints": ("cost", "duration", "prerequisites", "delivery"),
    "is_current": ("updated", "validity", "status"),
    "shows_applied_skill": ("assessment",),
}


def _is_marked(recogniser: str, lines: list[str]) -> bool:
    record = next(line for line in lines if line.startswith("On record: "))
    return bool(re.search(rf"{re.escape(' '.join(recogniser.split()))} \([^()]*, not verified\)", record))


def test_every_comparison_marks_the_cells_that_nobody_read() -> None:
    # GIVEN any credential beside the next one WHEN they are compared THEN each told cell without a source is named in the last line
    case, faults = Case(Profile(), world(), TODAY), {}
    for one, other in zip(CREDENTIALS, [*CREDENTIALS[1:], CREDENTIALS[0]], strict=True):
        card = comparison_card([one, other], case)
        names = phrases.short_names([one.name, other.name])
        last = as_text(card).splitlines()[-1]
        for row in card.rows:
            group = CELLS.get(row.label)
            if group and row.brief and row.cells[0] != "not on record" and one.source_of(group) is None:
                said = re.search(rf"(?:: |; ){re.escape(names[0])}: ([^;]*?)(?:;|\.$)", last)
                if not last.startswith("Not verified") or not said or in_words((group,)) not in said.group(1).split(", "):
                    faults[one.id, other.id] = row.label
    assert faults == {}


def test_no_yes_on_recognition_rests_on_rows_that_nobody_read() -> None:
    # GIVEN any credential WHEN it is said to be recognised THEN by rows with a source; and where the rows have none, the answer says so
    rows = {row.id: row for row in world().ledger}
    for one in CREDENTIALS:
        finding = examine(Profile(), one, world(), TODAY)[0]
        cited = [rows[key] for key in finding.evidence if key in rows]
        if finding.verdict == "yes":
            assert all(row.verified for row in cited), one.id
        elif cited and not any(row.verified for row in cited):
            assert "not verified in a source" in finding.because, one.id
