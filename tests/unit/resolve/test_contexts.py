"""The network over the encoder's states, and its mixture with the field; the encoder is the real one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from knowledge.resolve import encoder as encoding
from knowledge.resolve.contexts import ContextModel, signs_of, states_of, train
from knowledge.resolve.encoder import Encoder, EncoderUnavailable, checked_file, encoder
from knowledge.resolve.labeller import NameLabeller
from knowledge.resolve.labels import Item, Labeller, likeliest, likely_aim

HAS = "I am a {}; by day I work as {}; I earn my living as {}; for years I have been {}; my present job is {}; they employ me as {}"
WANTS = "I want to be {}; I dream of becoming {}; I hope to end up as {}; my goal is {}; one day I would like to be {}; I aim at {}"
JOBS = ("a nurse", "a welder", "an accountant", "a chef")


def item(text: str, name: str) -> Item:
    start = text.index(name)
    return Item(start, start + len(name), ("role",), "none")


def sentences(patterns: str) -> list[tuple[str, Item]]:
    texts = [(pattern.strip().format(job), job) for pattern in patterns.split(";") for job in JOBS]
    return [(text, item(text, re.sub("^an? ", "", job))) for text, job in texts]


@pytest.fixture(scope="module")
def reader() -> Encoder:
    found = encoder()
    assert found is not None
    return found


def learn(reader: Encoder) -> ContextModel:
    told = sentences(HAS) + sentences(WANTS)
    states = [states_of(each, [one]) for each, (_, one) in zip(reader.encode([text for text, _ in told]), told, strict=True)]
    labels = ["current_role"] * len(sentences(HAS)) + ["target_role"] * len(sentences(WANTS))
    return train(reader, np.concatenate(states * 4), [list(signs_of(one, None, None)) for _, one in told] * 4, labels * 4)


@pytest.fixture(scope="module")
def model(reader: Encoder) -> ContextModel:
    return learn(reader)


def test_what_no_example_says_is_understood_by_its_meaning(model: ContextModel) -> None:
    """GIVEN a network that has learned from six ways to say each WHEN the job and the words are others THEN it still tells them apart."""
    told = {
        "my wages come from working as a plumber": "current_role",
        "I am employed as a plumber": "current_role",
        "it is my wish to become a plumber": "target_role",
        "I would love to turn into a plumber": "target_role",
    }
    assert {text: likeliest(model.shares(text, [item(text, "plumber")], None, None)[0])[0] for text in told} == told


def test_the_same_examples_give_the_same_model(reader: Encoder, model: ContextModel) -> None:
    text = "maybe a plumber"
    assert learn(reader).shares(text, [item(text, "plumber")], None, None) == model.shares(text, [item(text, "plumber")], None, None)


def test_a_model_read_back_says_the_same(reader: Encoder, model: ContextModel, tmp_path: Path) -> None:
    model.save(tmp_path / "model.npz")
    text, asked, intent = "a plumber, I think", "target_role", "inform"
    again = ContextModel.load(tmp_path / "model.npz", reader)
    assert again.shares(text, [item(text, "plumber")], asked, intent) == model.shares(text, [item(text, "plumber")], asked, intent)


@pytest.mark.parametrize("text", ["plumber", "well " * 400 + "plumber", "🛠️\u0000 plumber \ud7ff", "İİİ plumber"])
def test_any_text_is_read_and_likelihoods_add_up(model: ContextModel, text: str) -> None:
    [shares] = model.shares(text, [item(text, "plumber")], None, None)
    assert sum(shares.values()) == pytest.approx(1, abs=1e-4)


def test_a_text_without_names_is_not_encoded(model: ContextModel) -> None:
    assert model.shares("hello", [], None, None) == []


def test_texts_read_together_give_what_they_give_alone(reader: Encoder) -> None:
    texts = ["I am a nurse", "no", "I want to leave the night shift behind me and become a data analyst, somewhere with windows"]
    for text, together in zip(texts, reader.encode(texts), strict=True):
        [alone] = reader.encode([text])
        assert list(together.places) == list(alone.places)
        assert np.allclose(together.states, alone.states, atol=1e-2)


class Field(Labeller):
    """A field that is sure of one label."""

    def __init__(self, label: str) -> None:
        self.label = label

    def shares(self, rows: Sequence[Sequence[str]]) -> list[dict[str, float]]:
        return [{self.label: 1.0} for _ in rows]


def test_the_two_are_mixed_and_the_words_go_on_alone(model: ContextModel) -> None:
    """GIVEN a field that takes the job for the present one WHEN the sentence wishes for it THEN the network outvotes it; without one the field stands."""
    text = "I hope to become a plumber"
    names = [item(text, "plumber")]
    [both] = NameLabeller(Field("current_role"), model).shares(text, names, None)
    assert likeliest(both)[0] == "target_role"
    assert likely_aim(both)[0] == "target_role"
    assert NameLabeller(Field("current_role"), None).shares(text, names, None) == [{"current_role": 1.0}]


def test_a_file_that_is_not_the_checked_one_is_not_used(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    package, name, _ = encoding.MODEL
    with pytest.raises(EncoderUnavailable, match="not the file that was checked"):
        checked_file(package, name, "0" * 64)
    with pytest.raises(EncoderUnavailable, match="not installed"):
        checked_file("no-such-package-here", name, "0" * 64)
    monkeypatch.setattr(encoding, "MODEL", (package, name, "0" * 64))
    assert encoder.__wrapped__() is None
    assert "cannot be used" in caplog.text
