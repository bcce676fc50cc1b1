"""What users were told: kept to them, accepted or not by a curator, taken back, forgotten."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from knowledge.model import LedgerRow
from knowledge.store.evidence import LONGEST_QUOTE, MOST_REPORTS, Evidence, NoSuchReport, Told

DAY = date(2026, 11, 22)


def log(evidence: Evidence, owner: str = "ann", answer: str = "yes", recogniser: str = "Mayo Clinic", quote: str = "they take it") -> Told:
    return evidence.log(owner, "cca", "employer", recogniser, answer, quote, DAY)  # type: ignore[arg-type]


def rows(evidence: Evidence, owner: str | None = "ann") -> tuple[LedgerRow, ...]:
    return evidence.seen_by(owner)


def test_a_report_is_seen_by_its_user_alone(engine: Engine) -> None:
    evidence = Evidence(engine)
    log(evidence)
    (row,) = rows(evidence)
    assert (row.credential, row.recogniser, row.basis, row.source) == ("cca", "Mayo Clinic", "logged_by_user", None)
    assert row.statement == 'said yes: "they take it"'
    assert row.report is not None
    assert (row.report.day, row.report.answer, row.report.own) == (DAY, "yes", True)
    assert rows(evidence, "bob") == rows(evidence, None) == ()


def test_the_later_answer_of_the_same_counts_and_the_earlier_one_again_when_it_is_taken_back(engine: Engine) -> None:
    evidence = Evidence(engine)
    log(evidence, answer="no")
    later = log(evidence, answer="conditions")
    assert [row.report and row.report.answer for row in rows(evidence)] == ["conditions"]
    assert evidence.take_back("ann", later.id) == later
    assert [row.report and row.report.answer for row in rows(evidence)] == ["no"]


def test_nobody_takes_back_what_another_was_told(engine: Engine) -> None:
    evidence = Evidence(engine)
    told = log(evidence)
    assert evidence.take_back("bob", told.id) is None
    assert rows(evidence)


def test_what_is_accepted_is_seen_by_all_without_the_users_words(engine: Engine) -> None:
    evidence = Evidence(engine)
    told = log(evidence, quote="my name is Ann and they take it")
    assert evidence.pending_evidence() == (told,)
    evidence.accept(told.id)
    assert evidence.pending_evidence() == ()
    (seen,) = rows(evidence, "bob")
    assert seen.statement == "said yes"
    assert seen.report is not None
    assert not seen.report.own
    assert "Ann" in rows(evidence)[0].statement


def test_a_curator_can_say_it_in_other_words(engine: Engine) -> None:
    evidence = Evidence(engine)
    told = log(evidence)
    evidence.accept(told.id, "takes it for coding jobs")
    assert [row.statement for row in rows(evidence, None)] == ["takes it for coding jobs"]


def test_what_is_rejected_stays_its_users_own(engine: Engine) -> None:
    evidence = Evidence(engine)
    told = log(evidence)
    assert evidence.reject(told.id).state == "rejected"
    assert evidence.pending_evidence() == ()
    assert rows(evidence, "bob") == ()
    assert rows(evidence)


@pytest.mark.parametrize("decide", ["accept", "reject"])
def test_only_reports_that_there_are_can_be_decided_on(engine: Engine, decide: str) -> None:
    with pytest.raises(NoSuchReport):
        getattr(Evidence(engine), decide)("report:nothing")


def test_who_is_forgotten_leaves_neither_words_nor_name(engine: Engine) -> None:
    evidence = Evidence(engine)
    log(evidence, recogniser="HR")
    kept = log(evidence, quote="my own words")
    log(evidence, owner="bob")
    evidence.accept(kept.id)
    assert evidence.forget("ann") == 2
    assert evidence.told_by("ann") == ()
    assert [(one.recogniser, one.quote) for one in evidence.in_state("accepted")] == [("Mayo Clinic", "")]
    assert len(evidence.told_by("bob")) == 1


def test_a_flood_of_long_reports_is_bounded(engine: Engine) -> None:
    evidence = Evidence(engine)
    for number in range(MOST_REPORTS + 5):
        log(evidence, recogniser=f"Employer {number}", quote='"' + "x" * 5000 + "\n\n")
    told = evidence.told_by("ann")
    assert len(told) == MOST_REPORTS
    assert told[0].recogniser == f"Employer {MOST_REPORTS + 4}"
    assert all(len(one.quote) <= LONGEST_QUOTE and '"' not in one.quote for one in told)
