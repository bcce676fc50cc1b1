"""The statistics of the intent classifier, apart from Rasa: texts and labels in, probabilities out."""

import json
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.rasa import network, softmax
from bot.rasa.encoder import Encoded, encoder
from bot.rasa.names import Names

# Question marks and words of one letter ("I", "a") count as words: they tell a fact from a question, and one thing from any.
VIEWS = {
    "words": {"ngram_range": (1, 3), "token_pattern": r"(?u)[\w'+#]+|[?$]"},
    "letters": {"analyzer": "char_wb", "ngram_range": (2, 4)},
}


NETWORK = "network_"


class IntentModel:
    """A trained model: a network over the encoder's states, linear weights over its vectors and the n-grams, and the training examples' vectors.

    Texts are in lower case.

    Attributes:
        labels: the intents, in the order of the weights.
    """

    def __init__(
        self, settings: Dict[str, Any], labels: List[str], names: Names, vectorizers: List[TfidfVectorizer], arrays: Dict[str, np.ndarray]
    ) -> None:
        """Put a model together from its parts; use `train` or `load`."""
        self.labels = labels
        self._settings, self._given, self._names, self._vectorizers = settings, names, names, vectorizers
        self._arrays = {name: array for name, array in arrays.items() if name != "examples"}
        self._network = {name[len(NETWORK) :]: array.astype(np.float32) for name, array in arrays.items() if name.startswith(NETWORK)}
        sizes = [arrays["examples"].shape[1], *(len(vectorizer.vocabulary_) for vectorizer in vectorizers)]
        self._weights = np.split(arrays["weights"], np.cumsum(sizes)[:-1])
        self._examples = arrays["examples"].astype(np.float32).T.copy()

    @classmethod
    def train(cls, texts: Sequence[str], labels: Sequence[str], settings: Dict[str, Any], names: Optional[Names] = None) -> "IntentModel":
        """Train on labelled texts; with the encoder where it is wanted and can be had."""
        names = names or Names({})
        masked = [names.mask(text) for text in texts]
        common = {"sublinear_tf": True, "dtype": np.float32, "min_df": settings["min_examples"]}
        vectorizers = [TfidfVectorizer(**common, **view).fit(masked) for view in VIEWS.values()]
        distinct, places = np.unique(masked, return_inverse=True)
        examples, states = _encode(distinct.tolist(), settings["encoder"])
        vectors = examples[places]
        found, weights, bias = softmax.fit(
            vectors,
            hstack(_ngrams(vectorizers, masked, settings["ngram_weight"]), format="csr"),
            labels,
            settings["C"] if vectors.size else settings["C_without_encoder"],
            settings["iterations"],
        )
        arrays = {"weights": weights, "bias": bias, "examples": examples.astype(np.float16)}
        if vectors.size:
            learned = network.fit(states[places], np.searchsorted(found, labels), len(found))
            arrays.update({f"{NETWORK}{name}": array.astype(np.float16) for name, array in learned.items()})
        return cls(settings, found, names, vectorizers, arrays)

    def also_mask(self, names: Dict[str, List[str]]) -> None:
        """Mask further names from now on."""
        self._names = self._given.with_more(names)

    @property
    def uses_encoder(self) -> bool:
        """Tell whether the model was trained with the sentence encoder."""
        return bool(self._examples.size)

    def predict(self, texts: Sequence[str]) -> np.ndarray:
        """Return a row of confidences for each text, one for each label."""
        texts = [self._names.mask(text) for text in texts]
        vectors, states = _encode(texts, self.uses_encoder)
        parts = [vectors, *_ngrams(self._vectorizers, texts, self._settings["ngram_weight"])]
        known = slice(0 if vectors.size else 1, None)  # the encoder may have gone since the training: then letters must do
        logits = sum(part @ weights for part, weights in zip(parts[known], self._weights[known], strict=True)) + self._arrays["bias"]
        if vectors.size:
            logits = self._settings["linear_weight"] * logits + network.scores(self._network, states)
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        probabilities: np.ndarray = odds / odds.sum(axis=1, keepdims=True)
        if not vectors.size:
            return probabilities
        nearest = np.clip((vectors @ self._examples).max(axis=1, keepdims=True), 0, 1)
        return probabilities * nearest ** self._settings["damping"]

    def save(self, folder: Path) -> None:
        """Write the model as plain numbers and JSON: no pickle, so that loading a model runs no code."""
        tables = [
            {"vocabulary": {word: int(column) for word, column in v.vocabulary_.items()}, "idf": v.idf_.tolist()} for v in self._vectorizers
        ]
        np.savez_compressed(folder / "model.npz", **self._arrays, examples=self._examples.T.astype(np.float16))
        parts = {"settings": self._settings, "labels": self.labels, "names": self._names.names, "tables": tables}
        (folder / "model.json").write_text(json.dumps(parts))

    @classmethod
    def load(cls, folder: Path, names: Optional[Names] = None) -> "IntentModel":
        """Read a model that `save` has written; other names may be masked than those that it was trained with."""
        parts = json.loads((folder / "model.json").read_text())
        with np.load(folder / "model.npz", allow_pickle=False) as file:
            arrays = dict(file)
        vectorizers = [_vectorizer(view, table) for view, table in zip(VIEWS.values(), parts["tables"], strict=True)]
        return cls(parts["settings"], parts["labels"], names or Names(parts["names"]), vectorizers, arrays)


def _vectorizer(view: Dict[str, Any], table: Dict[str, Any]) -> TfidfVectorizer:
    vectorizer = TfidfVectorizer(sublinear_tf=True, dtype=np.float32, vocabulary=table["vocabulary"], **view)
    vectorizer.idf_ = np.array(table["idf"], dtype=np.float32)
    return vectorizer


def _encode(texts: Sequence[str], wanted: bool) -> Encoded:
    """Read the texts; no columns at all where the encoder is not wanted or not there."""
    found = encoder() if wanted else None
    nothing = np.zeros((len(texts), 0), dtype=np.float32)
    return found.encode(list(texts)) if found else Encoded(nothing, nothing)


def _ngrams(vectorizers: List[TfidfVectorizer], texts: Sequence[str], weight: float) -> List[csr_matrix]:
    # In single precision as the weights are: scipy would otherwise convert all of the weights for each message.
    return [(vectorizer.transform(texts) * weight).astype(np.float32) for vectorizer in vectorizers]
