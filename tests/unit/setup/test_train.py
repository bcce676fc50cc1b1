"""When a model counts as current, and which ones are kept."""

import os
import sys
from pathlib import Path

import pytest

from scripts import train

steps = sys.modules["steps"]  # as the scripts themselves import it


@pytest.fixture(autouse=True)
def project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(train, "ROOT", tmp_path)
    monkeypatch.setattr(train, "MODELS", tmp_path / "models")
    monkeypatch.setattr(train, "VOCABULARY", tmp_path / "vocabulary.txt")
    monkeypatch.setattr(train, "stamp_of", lambda *_: tmp_path / "encoder.digest")
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    (tmp_path / "models").mkdir()
    return tmp_path


@pytest.mark.parametrize("changed", ["config.yml", "data/nlu/goals.yml", "encoder.digest"])
def test_a_change_of_what_goes_in_asks_for_a_new_model(project: Path, changed: str) -> None:
    before = train.current_model()
    assert train.current_model() == before
    (project / changed).write_text("changed")
    assert train.current_model() != before


def test_other_files_do_not_matter(project: Path) -> None:
    before = train.current_model()
    (project / "README.md").write_text("changed")
    assert train.current_model() == before


def test_the_two_latest_models_are_kept(project: Path) -> None:
    for age, name in enumerate("abcd"):
        model = project / "models" / f"credwise-{name}.tar.gz"
        model.touch()
        os.utime(model, (1000 - age, 1000 - age))
    train.prune()
    assert sorted(path.name for path in (project / "models").iterdir()) == ["credwise-a.tar.gz", "credwise-b.tar.gz"]
