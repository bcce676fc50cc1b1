"""What an employer recognises is told in its own workspace, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from actions.bootstrap import Knowledge
from actions.evaluation import EvaluateCredential
from knowledge.employers import EmployersError, employer_of, employers, load_employers, unknown_credentials
from knowledge.model import Profile
from knowledge.recommend import Receipt, evidence_from_json, recommend
from tests.unit.actions.talk import Reply, act, tracker
from tests.unit.recommend.real import TODAY, world

ACME = """
name: Acme Health
tenants: {slack: [T1], teams: [tenant-1]}
source: {title: Tuition policy, url: "https://intranet.example.com/tuition", seen: 2026-11-01}
tuition: {up_to: 5250, per: year}
recognised:
  - {credential: comptia-security-plus, up_to: 400}
  - {credential: comptia-securityx, statement: It counts for the security track.}
"""
OTHER = ACME.replace("Acme Health", "Otter Bank").replace("T1", "T2").replace("tenant-1", "tenant-2").replace("400", "90")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "acme.yml").write_text(ACME)
    (tmp_path / "otter.yml").write_text(OTHER)
    monkeypatch.setenv("CREDWISE_EMPLOYERS", str(tmp_path))
    employers.cache_clear()
    yield tmp_path
    employers.cache_clear()


def asked(employer: str | None) -> Reply:
    """Ask about a credential, in the workspace of an employer."""
    given = tracker("", "evaluate_credential", entities=[{"entity": "credential", "value": "comptia-security-plus"}])
    if employer:
        given.latest_message["metadata"] = {"employer": employer}
    return act(EvaluateCredential(), given)


def test_the_answer_says_what_is_recognised_here_and_paid(folder: Path, knowledge: Knowledge) -> None:
    reply = asked("acme")
    assert "recognised here, reimbursed up to $400" in str(reply.messages)
    assert "Acme Health" in str(reply.messages)


@pytest.mark.parametrize("employer", ["otter", "nobody", None])
def test_nobody_else_hears_of_it(folder: Path, knowledge: Knowledge, employer: str | None) -> None:
    asked("acme")
    told = str(asked(employer).messages)
    assert "Acme" not in told
    assert "$400" not in told
    assert ("reimbursed up to $90" in told) == (employer == "otter")


def test_a_workspace_is_of_one_employer(folder: Path) -> None:
    assert (employer_of("slack", "T1"), employer_of("teams", "tenant-2"), employer_of("teams", "T1")) == ("acme", "otter", None)
    (folder / "third.yml").write_text(ACME)
    with pytest.raises(EmployersError, match=r"T1 is in acme\.yml and in third\.yml|tenant-1 is in acme\.yml and in third\.yml"):
        load_employers(folder)


def test_rows_are_read_in_the_employers_own_page(folder: Path) -> None:
    first, second = load_employers(folder)["acme"].rows
    assert (first.basis, first.verified, first.recogniser, first.statement) == (
        "employer_program", True, "Acme Health", "recognised here, reimbursed up to $400.",
    )  # fmt: skip
    assert second.statement == "recognised here, reimbursed up to $5,250 a year. It counts for the security track."


def test_a_receipt_holds_what_the_employer_said(folder: Path) -> None:
    rows = load_employers(folder)["acme"].rows
    profile = Profile(goal="skill_gap", field="Cybersecurity", target_employers=("Acme Health",))
    facts = world().with_evidence(rows)
    seen = recommend(profile, facts, TODAY)
    receipt = Receipt.of(profile, seen, TODAY)
    assert evidence_from_json(receipt.evidence) == facts.evidence
    assert recommend(profile, world().with_evidence(evidence_from_json(receipt.evidence)), TODAY) == seen
    assert recommend(replace(profile), world(), TODAY).receipt != seen.receipt


@pytest.mark.parametrize(
    "text", ["", "name: 1", ACME.replace("up_to: 400", "up_to: many"), ACME.replace("tenants:", "places:"), "{", ACME + "more: 1"]
)
def test_what_is_wrong_in_a_file_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "acme.yml").write_text(text)
    with pytest.raises(EmployersError, match=r"acme\.yml can't be used"):
        load_employers(tmp_path)


def test_a_credential_that_nobody_knows_is_found(tmp_path: Path) -> None:
    (tmp_path / "acme.yml").write_text(ACME.replace("comptia-securityx", "no-such-thing"))
    assert unknown_credentials(load_employers(tmp_path)["acme"], world().credentials) == ["no-such-thing"]


def test_no_folder_is_no_employers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDWISE_EMPLOYERS", raising=False)
    assert load_employers() == {}
    monkeypatch.setenv("CREDWISE_EMPLOYERS", "/no/such/folder")
    with pytest.raises(EmployersError, match="no such folder"):
        load_employers()
