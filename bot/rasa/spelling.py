"""Repair the spelling of a message before it is classified; the user's own text stays as it was.

Sentence encoders lose ten points of accuracy on one mistyped letter; the repair brings most of it back. It knows common English,
the words of the training examples, and those of the catalogue (`var/vocabulary.txt`), so that names are not "repaired".
"""

import hashlib
import importlib.resources
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional, Set

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from symspellpy import SymSpell, Verbosity

NORMALISED = "normalised_text"
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
# A word of our own counts as common as the commonest English ones, so that a typo of it goes to it.
OWN_COUNT = 10**9


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SpellNormalizer(GraphComponent):
    """Give each message a normalised text, with words one edit away from a known one repaired."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Return the settings and their defaults."""
        return {"english_words": 30_000, "min_letters": 4, "vocabulary": "var/vocabulary.txt"}

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Tell Rasa's training cache about the vocabulary file."""
        return hashlib.sha256(" ".join(sorted(_words_of_file(config["vocabulary"]))).encode()).hexdigest()

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource, words: Iterable[str] = ()) -> None:
        """Make the normaliser with words of its own beside English."""
        self._config, self._storage, self._resource = config, storage, resource
        self._use(set(words))

    @classmethod
    def create(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> "SpellNormalizer":
        """Make an untrained normaliser."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext, **_: Any
    ) -> "SpellNormalizer":
        """Read a trained normaliser."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, json.loads((folder / "words.json").read_text()))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the words of the examples and of the catalogue."""
        examples = {word for example in training_data.training_examples for word in _words(example.get(TEXT, ""))}
        self._use(examples | _words_of_file(self._config["vocabulary"]))
        with self._storage.write_to(self._resource) as folder:
            (folder / "words.json").write_text(json.dumps(sorted(self._own)))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give the examples their normalised text; all their words are known, so only the case changes."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Give the messages their normalised text."""
        for message in messages:
            message.set(NORMALISED, self.normalise(message.get(TEXT) or ""))
        return messages

    def normalise(self, text: str) -> str:
        """Return a text in lower case with its misspelt words repaired."""
        return WORD.sub(lambda match: self._repair(match.group()), text.lower().replace("’", "'"))

    def _repair(self, word: str) -> str:
        if len(word) < self._config["min_letters"] or "'" in word or word in self._own:
            return word
        found = self._symspell.lookup(word, Verbosity.TOP, max_edit_distance=1)
        return found[0].term if found else word

    def _use(self, own: Set[str]) -> None:
        self._own = own
        self._symspell = SymSpell(max_dictionary_edit_distance=1)
        for word, count in _english(self._config["english_words"]).items():
            self._symspell.create_dictionary_entry(word, count)
        for word in own:
            self._symspell.create_dictionary_entry(word, OWN_COUNT)


def _words(text: str) -> Set[str]:
    return set(WORD.findall(text.lower()))


def _words_of_file(path: str) -> Set[str]:
    """Return the words of a file with a token a line; the file may be missing."""
    file = Path(path)
    return _words(file.read_text()) if file.exists() else set()


def _english(limit: int) -> "Counter[str]":
    """Return the commonest English words with their counts, as symspellpy ships them."""
    text = importlib.resources.read_text("symspellpy", "frequency_dictionary_en_82_765.txt")
    pairs = (line.split() for line in text.lstrip("\ufeff").splitlines())
    return Counter(dict(sorted(((word, int(count)) for word, count in pairs), key=lambda pair: -pair[1])[:limit]))
