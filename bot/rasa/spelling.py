"""Repair the spelling of a message before it is classified; the user's own text stays as it was.

Sentence encoders lose ten points of accuracy on one mistyped letter; the repair brings most of it back. It knows common English,
the words of the training examples, and those of the catalogue (`var/vocabulary.txt`), so that names are not "repaired". A word that
only one example holds counts only where English has it, as the examples have typos too; those in other languages don't count.
"""

import hashlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, Dict, FrozenSet, Iterable, List, Optional, Set

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from symspellpy import SymSpell, Verbosity

from bot.rasa.edited_names import edited_words
from bot.rasa.guards import OTHER_LANGUAGE
from bot.rasa.names import english_words

NORMALISED = "normalised_text"
WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
# A word of our own counts as common as the commonest English ones, so that a typo of it goes to it.
OWN_COUNT = 10**9


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SpellNormalizer(GraphComponent):
    """Give each message a normalised text, with words one edit away from a known one repaired."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Return the settings and their defaults."""
        return {"english_words": 30_000, "min_letters": 4, "min_examples": 2, "vocabulary": "var/vocabulary.txt"}

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
        """Read a trained normaliser; it knows the words that the catalogue has now."""
        with model_storage.read_from(resource) as folder:
            words = json.loads((folder / "words.json").read_text())
        return cls(config, model_storage, resource, {*words, *_words_of_file(config["vocabulary"])})

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the words of the examples and of the catalogue."""
        texts = [example.get(TEXT, "") for example in training_data.training_examples if example.get(INTENT) != OTHER_LANGUAGE]
        known = self._known(texts)
        self._use(known | _words_of_file(self._config["vocabulary"]))
        with self._storage.write_to(self._resource) as folder:
            (folder / "words.json").write_text(json.dumps(sorted(known)))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give the examples their normalised text, as messages get it."""
        self._normalise_all(training_data.training_examples)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Give the messages their normalised text; names that curators have added meanwhile are known."""
        self._learn(edited_words())
        return self._normalise_all(messages)

    def _normalise_all(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            message.set(NORMALISED, self.normalise(message.get(TEXT) or ""))
        return messages

    def normalise(self, text: str) -> str:
        """Return a text in lower case with its misspelt words repaired."""
        return WORD.sub(lambda match: self._repair(match.group()), text.lower().replace("’", "'"))

    def _known(self, texts: Iterable[str]) -> Set[str]:
        """Return the examples' words that are no typos: English ones, and those that several examples hold."""
        counts = Counter(word for text in texts for word in _words(text))
        english = {word for word, _ in english_words()}
        return {word for word, count in counts.items() if word in english or count >= self._config["min_examples"]}

    def _repair(self, word: str) -> str:
        if len(word) < self._config["min_letters"] or "'" in word or not word.isascii() or word in self._own:
            return word
        found = self._symspell.lookup(word, Verbosity.TOP, max_edit_distance=1)
        return found[0].term if found else word

    def _learn(self, words: FrozenSet[str]) -> None:
        """Know further words; one that is no name any more stays known until the next start."""
        if words is self._learnt:
            return
        for word in sorted(words - self._own):
            self._symspell.create_dictionary_entry(word, OWN_COUNT)
        self._own |= words
        self._learnt = words

    def _use(self, own: Set[str]) -> None:
        self._own = set(own)
        self._learnt: FrozenSet[str] = frozenset()
        self._symspell = SymSpell(max_dictionary_edit_distance=1)
        for word, count in english_words()[: self._config["english_words"]]:
            self._symspell.create_dictionary_entry(word, count)
        for word in sorted(own):  # of two words as near as each other the first one given is taken
            self._symspell.create_dictionary_entry(word, OWN_COUNT)


def _words(text: str) -> Set[str]:
    return set(WORD.findall(text.lower()))


def _words_of_file(path: str) -> Set[str]:
    """Return the words of a file with a token a line; the file may be missing."""
    file = Path(path)
    return _words(file.read_text()) if file.exists() else set()
