"""What a user was told by an employer, in the answer to who recognises a credential."""

from datetime import date
from typing import Any

import pytest

from knowledge.model import Employer, Finding, LedgerRow, Profile, Report
from knowledge.recommend import Receipt, evidence_from_json, recommend
from knowledge.recommend.receipt import evidence_json
from knowledge.recommend.verdict import evaluate
from tests.unit.recognition.small import TODAY, catalogue, credential, row

AIM = Profile(goal="skill_gap", target_role="Data analyst", target_employers=("Acme Hospital",))


def report(answer: str, recogniser: str = "Acme Hospital", **more: Any) -> LedgerRow:
    told = Report(date(2026, 11, 20), answer, more.pop("own", True))  # type: ignore[arg-type]
    return LedgerRow(f"report:{answer}:{recogniser}", "sql-course", "employer", recogniser, "logged_by_user", f"said {answer}", report=told)


def asked(profile: Profile, *rows: LedgerRow) -> Finding:
    one = credential("sql-course")
    told = tuple(row for row in rows if row.report)
    facts = catalogue([one], [row for row in rows if not row.report]).with_evidence(told)
    return evaluate(profile, one, facts, TODAY).findings[0]


def test_a_yes_is_told_with_its_day_and_is_never_more_than_partly() -> None:
    finding = asked(AIM, report("yes"))
    assert finding.verdict == "partly"
    assert finding.because.startswith("You told me on 20 November 2026 that Acme Hospital said yes")
    assert finding.evidence[0] == "report:yes:Acme Hospital"


def test_a_no_of_the_employer_aimed_at_decides_where_nothing_was_read() -> None:
    assert asked(AIM, report("no")).verdict == "no"


def test_a_no_of_the_employer_aimed_at_takes_a_yes_back_to_partly() -> None:
    read = row("r1", "sql-course", roles=("Data analyst",))
    assert asked(AIM, read).verdict == "yes"
    finding = asked(AIM, read, report("no"))
    assert finding.verdict == "partly"
    assert "weighs against it" in finding.because


def test_a_no_of_somebody_else_leaves_the_verdict() -> None:
    assert asked(AIM, report("no", "Other Clinic")).verdict == "unknown"
    assert asked(Profile(target_role="Data analyst"), report("no")).verdict == "unknown"


def test_an_employer_of_the_kind_aimed_at_is_aimed_at() -> None:
    one = credential("sql-course")
    facts = catalogue([one])
    facts = type(facts)(**{**{name: getattr(facts, name) for name in facts.__dataclass_fields__}, "employers": {
        "Hospitals": Employer("Hospitals", ("hospital",), "Healthcare"), "Mayo Clinic": Employer("Mayo Clinic", (), "Healthcare"),
    }})  # fmt: skip
    finding = evaluate(AIM.but(target_employers=("Hospitals",)), one, facts.with_evidence((report("no", "Mayo Clinic"),)), TODAY).findings[
        0
    ]
    assert finding.verdict == "no"


def test_the_law_is_not_changed_by_what_anybody_says() -> None:
    nurse = AIM.but(target_role="Registered nurse")
    assert asked(nurse).verdict == asked(nurse, report("yes")).verdict == "no"


def test_what_another_user_was_told_is_not_called_ones_own() -> None:
    finding = asked(AIM, report("yes", own=False))
    assert "you told me" not in finding.because.casefold()
    assert "A user reported on 20 November 2026" in finding.because


@pytest.mark.parametrize("answer", ["yes", "no", "conditions"])
def test_a_receipt_holds_what_was_told_and_gives_the_same_answer_again(answer: str) -> None:
    # GIVEN an answer that saw a report
    facts = catalogue([credential("sql-course"), credential("other-course", issuer="Other School")])
    before = recommend(AIM, facts, TODAY)
    seen = recommend(AIM, facts.with_evidence((report(answer),)), TODAY)
    receipt = Receipt.of(AIM, seen, TODAY)
    # THEN it has another receipt than the answer without it
    assert receipt.id != before.receipt
    # WHEN it is made again from the receipt, though the report is no longer anywhere else
    again = recommend(AIM, facts.with_evidence(evidence_from_json(receipt.evidence)), TODAY)
    # THEN it is the same
    assert again == seen
    assert again.receipt == receipt.id


def test_a_receipt_without_reports_is_as_it_was() -> None:
    facts = catalogue([credential("sql-course")])
    assert recommend(AIM, facts.with_evidence(()), TODAY).receipt == recommend(AIM, facts, TODAY).receipt
    assert Receipt.of(AIM, recommend(AIM, facts, TODAY), TODAY).evidence == "[]"


@pytest.mark.parametrize("text", ["", "nothing", "[1]", '[{"id": "x"}]', "{}1"])
def test_what_is_no_evidence_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not evidence"):
        evidence_from_json(text)


def test_evidence_comes_back_as_it_was() -> None:
    told = (report("yes"), report("no", "Öffentliche Klinik", own=False))
    assert evidence_from_json(evidence_json(told)) == told


def test_a_report_on_what_the_catalogue_lacks_changes_nothing() -> None:
    facts = catalogue([credential("other-course")])
    assert facts.with_evidence((report("yes"),)) is facts
