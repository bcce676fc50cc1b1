"""The intent classifier as Rasa sees it; its statistics are in `intent_model`.

An intent such as `faq/cost` is trained as an intent of its own. It is told in Rasa's own form for such retrieval intents:
the intent is `faq`, and `faq/cost` is under `response_selector`, from where Rasa copies it to the intent's
`full_retrieval_intent_name`.
"""

import hashlib
import re
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, INTENT_RESPONSE_KEY, RESPONSE_SELECTOR, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot import edits
from bot.rasa import encoder, fast_actions, guards, learned_before, replies
from bot.rasa.edited_names import NONE, edited_names
from bot.rasa.intent_model import IntentModel
from bot.rasa.language import language_of
from bot.rasa.names import Names
from bot.rasa.spelling import NORMALISED

# Here too, for a server started by Rasa's own command line.
fast_actions.install()
replies.install()

FALLBACK = "nlu_fallback"
CORRECTION = "correct"
COUNTS_FACTS = {"correct", "refine", "inform", "what_if", "share_job_posting", "distress", "abuse"}
PAYLOAD = re.compile(r"/(?P<label>[\w/]+)")
Ranked = List[Tuple[str, float]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class HybridIntentClassifier(GraphComponent, IntentClassifier):
    """A network over a sentence encoder's layers and logistic regression on its vectors and n-grams, after names are masked; distress, postings and other languages before that (`guards`).

    The encoder knows what words mean, the n-grams keep wordings and typos apart. Their scores are added. A confidence is a probability
    damped by how near the message is to any training example, so that what is out of scope gets a low one.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Return the settings and their defaults, which were measured on the examples and on public data."""
        return {
            "encoder": True,
            "C": 20.0,
            "C_without_encoder": 10.0,
            "ngram_weight": 0.65,
            "linear_weight": 0.5,  # of the logistic regression's scores beside the network's
            "min_examples": 2,  # that hold an n-gram, or it is left out
            "damping": 2,
            "iterations": 80,  # where the ranking no longer changes
            "ranking_length": 10,
            # What ends or undoes something needs to be surer than the rest, or it counts as not understood.
            "least_certainty": {"goodbye": 0.2, "undo": 0.2, "start_over": 0.2, "delete_my_data": 0.2},
            "names": "var/vocabulary.json",
        }

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Tell Rasa's training cache which encoder and which names are there."""
        names = Path(config["names"])
        digest = hashlib.sha256(names.read_bytes()).hexdigest() if names.exists() else "none"
        return f"{encoder.MODEL[2] if config['encoder'] and encoder.encoder() else 'none'} {digest}"

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource, model: Optional[IntentModel] = None) -> None:
        """Make a classifier, trained where a model is given."""
        self._config, self._storage, self._resource, self._model = config, storage, resource, model
        self._edited = NONE

    @classmethod
    def create(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> "HybridIntentClassifier":
        """Make an untrained classifier."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **_: Any
    ) -> "HybridIntentClassifier":
        """Read a trained classifier; it masks the names that the catalogue has now, so that new ones need no training."""
        names = Path(config["names"])
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, IntentModel.load(folder, Names.read(names) if names.exists() else None))

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the examples' normalised texts, but for those that are told to be in other languages: the encoder has no idea of them."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        examples = [example for example in examples if not language_of(example.get(TEXT))] or examples
        texts = [_text(example) for example in examples]
        labels = [example.get(INTENT_RESPONSE_KEY) or example.get(INTENT) for example in examples]
        self._model = learned_before.get(texts, labels, self._config, self.fingerprint_addon(self._config))
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the examples as they are: nothing after this one learns from its predictions."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Give each message its intent, the ranking, and the topic of a retrieval intent."""
        self._mask_edited_names()
        for message in messages:
            text = message.get(TEXT)
            ranked = self._payload(text) or self._certain(text, _text(message)) or _corrected(text, self._ranked(_text(message)))
            if ranked and ranked[0][0] == guards.OTHER_LANGUAGE:
                _tell_language(message, language_of(text))
            _tell(message, self._sober(ranked), self._config["ranking_length"])
        return messages

    def _mask_edited_names(self) -> None:
        """Mask the names that curators have added meanwhile."""
        names = edited_names()
        if self._model and names is not self._edited:
            self._model.also_mask(names)
            self._edited = names

    def _payload(self, text: str) -> Optional[Ranked]:
        """Take a button's `/faq/cost` at its word; Rasa itself knows only payloads without a topic."""
        match = PAYLOAD.fullmatch(text.strip())
        return [(match["label"], 1.0)] if match and self._model and match["label"] in self._model.labels else None

    def _certain(self, text: str, normalised: str) -> Optional[Ranked]:
        """Take what is beyond doubt from the guards, where the model knows the intent at all."""
        label = guards.intent_of(text, normalised)
        return [(label, 1.0)] if label and self._model and label in self._model.labels else None

    def _sober(self, ranked: Ranked) -> Ranked:
        """Put the fallback before an intent that ends or undoes something and is not certain enough for that."""
        label, confidence = ranked[0] if ranked else ("", 1.0)
        return [(FALLBACK, confidence), *ranked] if confidence < self._config["least_certainty"].get(label, 0.0) else ranked

    def _ranked(self, text: str) -> Ranked:
        if self._model is None:
            return []
        confidences = self._model.predict([text])[0]
        return sorted(zip(self._model.labels, map(float, confidences), strict=True), key=lambda pair: -pair[1])


def _corrected(text: str, ranked: Ranked) -> Ranked:
    """Take what corrects a piece of the profile by its name for a correction, unless it was taken for something that counts facts anyway."""
    is_other = ranked and ranked[0][0] not in COUNTS_FACTS and any(label == CORRECTION for label, _ in ranked)
    return [(CORRECTION, 1.0), *ranked] if is_other and edits.names_a_piece(text) else ranked


def _text(message: Message) -> str:
    return message.get(NORMALISED) or message.get(TEXT).lower()


def _tell_language(message: Message, code: Optional[str]) -> None:
    """Write the language into the message, so that it is found out in one place only; it travels as an entity, as other finds do."""
    if code:
        found = {"entity": "language", "value": code, "start": 0, "end": len(message.get(TEXT)), "extractor": "language"}
        message.set(ENTITIES, [*message.get(ENTITIES, []), found], add_to_output=True)


def _tell(message: Message, ranked: Ranked, length: int) -> None:
    """Write a ranking into a message in Rasa's form."""
    best: Dict[str, float] = {}
    for label, confidence in ranked:
        best.setdefault(label.split("/")[0], confidence)
    ranking = [{"name": name, "confidence": confidence} for name, confidence in best.items()]
    message.set(INTENT, ranking[0] if ranking else {"name": None, "confidence": 0.0}, add_to_output=True)
    message.set(INTENT_RANKING_KEY, ranking[:length], add_to_output=True)
    message.set(RESPONSE_SELECTOR, _topics(ranked, length), add_to_output=True)


def _topics(ranked: Ranked, length: int) -> Dict[str, Any]:
    """Return what Rasa's response selectors would say: for each retrieval intent its topics, best first."""
    found: Dict[str, List[Dict[str, Any]]] = {}
    for label, confidence in ranked:
        if "/" in label:
            found.setdefault(label.split("/")[0], []).append({"intent_response_key": label, "confidence": confidence})
    selectors = {
        name: {
            "response": {**topics[0], "responses": [], "utter_action": f"utter_{topics[0]['intent_response_key']}"},
            "ranking": topics[:length],
        }
        for name, topics in found.items()
    }
    return {"all_retrieval_intents": list(found), **selectors}
