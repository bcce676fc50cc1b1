"""The settings file: what can't be used is told in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.settings import FILE, SettingsError, read

GOOD = FILE.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("America/New_York", "Mars/Olympus", "no time zone 'Mars/Olympus'"),
        ('["09:00-16:00"]', '["16:00-09:00"]', "ends before it begins"),
        ("{urgent: 1,", "{urgent: -1,", "greater than 0"),
        ("distress: urgent", "distress: panic", "triage.distress"),
        ("misunderstood_in_a_row: 2", "misunderstood_in_a_row: 0", "greater than or equal to 1"),
        ("  asked_for: routine\n", "", "lacks asked_for"),
        ("costly_from_dollars", "costly_from_euros", "costly_from"),
        ("FREQ=YEARLY;BYMONTH=12", "FREQ=OFTEN;BYMONTH=12", "closed_every_year"),
        ("office:", "office: [", "can't be used"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in GOOD
    file = tmp_path / "settings.yml"
    file.write_text(GOOD.replace(old, new, 1), "utf-8")
    with pytest.raises(SettingsError) as raised:
        read(file)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)
    assert str(raised.value).startswith(str(file))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.yml can't be read"):
        read(tmp_path / "none.yml")
