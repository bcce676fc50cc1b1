"""Canned answers, as the office edits them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cases.answers import FILE, canned_answers, filled
from cases.desk import Desk
from cases.settings import Settings, SettingsError
from tests.unit.cases.briefs import brief, full_brief


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CREDWISE_ANSWERS", str(tmp_path / "answers.yml"))
    return tmp_path / "answers.yml"


def test_all_of_our_own_can_be_filled_for_any_case(desk: Desk, rules: Settings) -> None:
    for case in (desk.open("a", brief()), desk.open("b", full_brief())):
        texts = [filled(answer, case, "Dana", rules) for answer in canned_answers()]
        assert len(texts) >= 5
        assert not any("{" in text or "None" in text for text in texts)
    assert any("Dana" in text for text in texts)
    assert any("Data and analytics" in text for text in texts)


def test_an_edit_counts_at_once(file: Path) -> None:
    file.write_text("- {title: One, text: Hello}")
    assert [one.title for one in canned_answers()] == ["One"]
    file.write_text("- {title: Two, text: Hi}")
    os.utime(file, ns=(1, 1))
    assert [one.title for one in canned_answers()] == ["Two"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- {title: One, text: 'Hello {user}'}", "answer 1.text, has {user}, but there are only {advisor}"),
        ("- {title: One, text: 'Hello {'}", "answer 1.text, has a brace without its other half"),
        ("- {title: One}", "answer 1.text"),
        ("- {title: [", "can't be used"),
    ],
)
def test_what_is_wrong_in_it_is_told(file: Path, text: str, told: str) -> None:
    file.write_text(text)
    with pytest.raises(SettingsError) as error:
        canned_answers()
    assert told in str(error.value)


def test_a_file_that_is_missing_is_told(file: Path) -> None:
    with pytest.raises(SettingsError, match="CREDWISE_ANSWERS"):
        canned_answers()


def test_our_own_file_is_the_usual_one() -> None:
    assert FILE.exists()
