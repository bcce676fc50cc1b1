"""Names that curators added while the server runs: known at the next message, and nothing else changes."""

import json
import os
from pathlib import Path

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.rasa.edited_names import edited_names, edited_words
from bot.rasa.language import language_of
from bot.rasa.names import Names
from bot.rasa.spelling import NORMALISED, SpellNormalizer


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "names.json"
    monkeypatch.setenv("CREDWISE_EDITED_NAMES", str(path))
    return path


def write(path: Path, names: dict[str, list[str]]) -> None:
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(names))
    os.replace(draft, path)


def normalised(normalizer: SpellNormalizer, text: str) -> str:
    (message,) = normalizer.process([Message(data={"text": text})])
    told: str = message.get(NORMALISED)
    return told


def test_a_new_name_is_not_corrected_any_more_and_slips_of_it_are(file: Path) -> None:
    normalizer = SpellNormalizer(SpellNormalizer.get_default_config(), None, None, words={"certificate"})
    assert normalised(normalizer, "the certificat") != "the certificat"
    write(file, {"issuer": ["Certificat Hous"]})
    assert normalised(normalizer, "the certificat hous") == "the certificat hous"
    write(file, {"issuer": ["Certificat Hous"], "credential": ["Zorblax Shield"]})
    assert normalised(normalizer, "a zorblx from certificat hous") == "a zorblax from certificat hous"


def test_the_same_names_are_the_same_object_until_the_file_changes(file: Path) -> None:
    assert edited_names() == {}
    write(file, {"skill": ["Zorblaxing"]})
    first = edited_names()
    assert edited_names() is first
    write(file, {"skill": ["Zorblaxing", "Grommeting"]})
    assert edited_names() is not first
    assert edited_words() == {"zorblaxing", "grommeting"}
    file.unlink()
    assert edited_names() == {}


def test_a_new_name_is_masked_beside_the_others() -> None:
    names = Names({"credential": ["PMI-ACP"]}).with_more({"credential": ["Zorblax Shield"], "issuer": ["Hous"]})
    assert names.mask("is the zorblax shield better than pmi-acp") == "is the pmp better than pmp"


def test_a_new_name_is_no_foreign_language(file: Path) -> None:
    text = "zorblax grommet shield vanquisher certificate"
    write(file, {"credential": ["Zorblax Grommet Shield Vanquisher"]})
    assert language_of(text) is None
