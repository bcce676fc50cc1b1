"""The sentence encoder: all-MiniLM-L6-v2 as an int8 ONNX model, its files taken from installed packages (knowledge/resolve/encoder.py).

Where the encoder is not installed, `encoder()` gives None and the classifier goes on with character n-grams.
"""

import logging
from functools import lru_cache
from typing import Any, List, NamedTuple, Optional

import numpy as np

from knowledge.resolve.encoder import MODEL, TOKENIZER, EncoderUnavailable, checked_file, outputs

logger = logging.getLogger(__name__)

INNER = ["layer_norm_6", "layer_norm_8", "layer_norm_10"]
"""What the model calls the states of its third, fourth and fifth layer, of six."""
MAX_TOKENS = 128
BATCH = 64
DIMENSIONS = 384


class Encoded(NamedTuple):
    """What the encoder makes of texts, a row for each.

    Attributes:
        vectors: unit vectors; the nearer two of them, the nearer the texts' meaning.
        states: the mean and the maximum of the last four layers over the text's word pieces. The last layer is made for whole
            sentences; the ones before it hold more of how something is said.
    """

    vectors: np.ndarray
    states: np.ndarray


class Encoder:
    """Texts to what the encoder makes of them, on one thread."""

    def __init__(self) -> None:
        """Load the model and the tokenizer."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        # Rasa's workers and this would otherwise spin against each other on the same cores.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.add_session_config_entry("session.x64quantprecision", "1")  # else processors without VNNI give other vectors
        model = checked_file(*MODEL).read_bytes() + outputs(INNER)
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._inputs = {entry.name for entry in self._session.get_inputs()}
        self._outputs = [*INNER, self._session.get_outputs()[0].name]
        self._tokenizer = Tokenizer.from_file(str(checked_file(*TOKENIZER)))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()

    def encode(self, texts: List[str]) -> Encoded:
        """Read texts."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))  # a batch takes as long as its longest text
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        states = np.zeros((len(texts), 2 * DIMENSIONS * len(self._outputs)), dtype=np.float32)
        for batch in batches:
            vectors[batch], states[batch] = self._encode_batch([texts[place] for place in batch])
        return Encoded(vectors, states)

    def _encode_batch(self, texts: List[str]) -> Encoded:
        encodings = self._tokenizer.encode_batch(texts)
        mask = np.array([encoding.attention_mask for encoding in encodings], dtype=np.int64)
        feed = {
            "input_ids": np.array([encoding.ids for encoding in encodings], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        layers: Any = self._session.run(self._outputs, {name: feed[name] for name in self._inputs})
        real, count = mask[..., None].astype(bool), mask.sum(axis=1, keepdims=True)
        means = [np.where(real, layer, 0).sum(axis=1) / count for layer in layers]
        most = [np.where(real, layer, -np.inf).max(axis=1) for layer in layers]
        vectors = means[-1] / np.linalg.norm(means[-1], axis=1, keepdims=True)
        return Encoded(vectors, np.hstack(means + most))


@lru_cache(maxsize=1)
def encoder() -> Optional[Encoder]:
    """Return the process's one encoder, or None where it cannot be had."""
    try:
        return Encoder()
    except (ImportError, EncoderUnavailable) as error:
        logger.warning("The sentence encoder cannot be used, so character n-grams work alone: %s", error)
        return None
