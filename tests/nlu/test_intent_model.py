"""The classifier's statistics and what it writes into a message."""

import zipfile

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.rasa import encoder, intent_model
from bot.rasa.intent_classifier import HybridIntentClassifier
from bot.rasa.intent_model import IntentModel
from bot.rasa.names import Names

EXAMPLES = {
    "greet": ["hello", "hi there", "good morning", "hey you"],
    "faq/cost": ["what does a badge cost", "are certificates expensive", "how much do i pay for a certificate", "price of a badge"],
    "faq/duration": [
        "how long does a badge take",
        "how many weeks is a certificate",
        "time needed for a certificate",
        "is it quick to earn",
    ],
    "ask_pathway": ["what comes after this one", "what does it stack into", "where does that lead", "what is the next step"],
}
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
LABELS = [label for label, texts in EXAMPLES.items() for _ in texts]
# An n-gram of a single example counts here: there are only four examples of an intent.
SETTINGS = {**HybridIntentClassifier.get_default_config(), "min_examples": 1}
NAMES = Names({"credential": ["CPIM", "Certified in Planning and Inventory Management"], "issuer": ["ASCM"], "role": ["Buyer"]})


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return IntentModel.train(TEXTS, LABELS, SETTINGS, NAMES)


@pytest.fixture(scope="module")
def plain_model() -> IntentModel:
    return IntentModel.train(TEXTS, LABELS, {**SETTINGS, "encoder": False})


def best(model: IntentModel, text: str) -> str:
    return model.labels[int(model.predict([text])[0].argmax())]


@pytest.mark.skipif(encoder.encoder() is None, reason="the encoder is not installed here")
def test_meaning_counts_and_not_only_words(model: IntentModel) -> None:
    assert best(model, "is it pricey?") == "faq/cost"
    assert best(model, "hiya") == "greet"


@pytest.mark.skipif(encoder.encoder() is None, reason="the encoder is not installed here")
def test_what_is_far_from_all_examples_gets_little_confidence(model: IntentModel) -> None:
    inside, outside = model.predict(["how expensive is a badge", "the capital of mongolia is ulaanbaatar"]).max(axis=1)
    assert inside > 3 * outside


def test_without_the_encoder_letters_alone_work(plain_model: IntentModel) -> None:
    assert not plain_model.uses_encoder
    assert best(plain_model, "how much is a certificat") == "faq/cost"


def test_a_missing_encoder_is_noticed_in_training(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intent_model, "encoder", lambda: None)
    assert not IntentModel.train(TEXTS, LABELS, SETTINGS).uses_encoder


def test_an_encoder_lost_after_the_training_is_done_without(model: IntentModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intent_model, "encoder", lambda: None)
    assert best(model, "are certificates expensive") == "faq/cost"


def test_a_package_that_is_missing_or_changed_gives_no_encoder() -> None:
    with pytest.raises(encoder.EncoderUnavailable, match="not installed"):
        encoder.checked_file("no-such-package-at-all", "model.onnx", "")
    with pytest.raises(encoder.EncoderUnavailable, match="not the file"):
        encoder.checked_file("symspellpy", "METADATA", "0" * 64)


def test_two_intents_are_enough() -> None:
    model = IntentModel.train(TEXTS[:8], LABELS[:8], {**SETTINGS, "encoder": False})
    assert model.predict(["hello"]).sum() == pytest.approx(1)
    assert best(model, "hello") == "greet"


@pytest.mark.parametrize("kind", ["model", "plain_model"])
def test_a_saved_model_predicts_the_same_and_holds_no_pickle(kind: str, tmp_path, request: pytest.FixtureRequest) -> None:
    model: IntentModel = request.getfixturevalue(kind)
    model.save(tmp_path)
    loaded = IntentModel.load(tmp_path)
    assert np.allclose(loaded.predict(TEXTS), model.predict(TEXTS), atol=1e-3)
    assert all(name.endswith(".npy") for name in zipfile.ZipFile(tmp_path / "model.npz").namelist())


def test_a_name_that_no_example_holds_makes_no_difference(model: IntentModel, tmp_path) -> None:
    model.save(tmp_path)
    for each in (model, IntentModel.load(tmp_path)):
        named, stand_in = each.predict(["what comes after certified in planning and inventory management", "what comes after pmp"])
        assert np.array_equal(named, stand_in)


def classified(model: IntentModel, text: str) -> Message:
    classifier = HybridIntentClassifier(SETTINGS, None, None, model)
    return classifier.process([Message({"text": text})])[0]


def test_a_topic_is_told_as_rasa_tells_retrieval_intents(model: IntentModel) -> None:
    message = classified(model, "what does a badge cost")
    assert message.get("intent")["name"] == "faq"
    assert message.get("response_selector")["faq"]["response"]["intent_response_key"] == "faq/cost"
    names = [entry["name"] for entry in message.get("intent_ranking")]
    assert len(names) == len(set(names)) == 3


def test_a_button_may_name_a_topic(model: IntentModel) -> None:
    message = classified(model, "/faq/duration")
    assert message.get("intent") == {"name": "faq", "confidence": 1.0}
    assert message.get("response_selector")["faq"]["response"]["intent_response_key"] == "faq/duration"


def model_with(*labels: str) -> IntentModel:
    """Return a model that knows further intents, though no example that would help."""
    return IntentModel.train([*TEXTS, *labels], [*LABELS, *labels], {**SETTINGS, "encoder": False})


def test_what_is_beyond_doubt_is_not_left_to_the_statistics() -> None:
    model = model_with("distress", "other_language")
    assert classified(model, "hello, I want to kill myself").get("intent") == {"name": "distress", "confidence": 1.0}
    assert classified(model, "quiero hacer un curso").get("intent") == {"name": "other_language", "confidence": 1.0}


@pytest.mark.parametrize(("confidence", "intent"), [(0.15, "nlu_fallback"), (0.9, "goodbye")])
def test_what_ends_the_conversation_needs_to_be_certain(confidence: float, intent: str) -> None:
    classifier = HybridIntentClassifier(SETTINGS, None, None, None)
    assert classifier._sober([("goodbye", confidence), ("inform", 0.1)])[0][0] == intent


def test_a_model_without_such_an_intent_never_gives_it(plain_model: IntentModel) -> None:
    assert classified(plain_model, "hello, I want to kill myself").get("intent")["name"] in {"greet", "faq", "ask_pathway"}
