"""Train the models where none are current: that of Rasa is named by a hash of all that went into it.

Usage: python3 scripts/train.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict

sys.path.insert(0, str(Path(__file__).resolve().parent))
from environments import ENCODER, python_of, stamp_of
from steps import ROOT, VAR, Failure, Step, digest, locked, main, progress, run_steps

MODELS = ROOT / "models"
VOCABULARY = VAR / "vocabulary.txt"
# The catalogue is not among them: its names and words are read when the model is loaded.
NLU = [
    "edited_names",
    "encoder",
    "guards",
    "intent_classifier",
    "intent_model",
    "language",
    "learned_before",
    "names",
    "network",
    "softmax",
    "spelling",
]
INPUTS = [
    "config.yml",
    "domain.yml",
    "data",
    *(f"bot/rasa/{name}.py" for name in NLU),
    "knowledge/resolve/encoder.py",
    "requirements/rasa.txt",
    "requirements/encoder.txt",
]
LEARNED = ("labels-*.crfsuite", "amounts-*.crfsuite", "contexts-*.npz")
KEPT = 2


# Our pipeline uses no TensorFlow and one thread is enough for the rest; more would only fight over the cores.
ONE_THREAD = {"TF_INTRA_OP_PARALLELISM_THREADS": "1", "TF_INTER_OP_PARALLELISM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def rasa_environ() -> Dict[str, str]:
    """Return what every Rasa process has in its environment."""
    return {
        **ONE_THREAD,
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "0",  # the same examples give the same model
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore",
        # Rasa's training cache sees neither our helper modules nor the vocabulary; our own hash sees all.
        "RASA_MAX_CACHE_SIZE": "0",
    }


def current_model() -> Path:
    """Return where the model of the present inputs is, or would be."""
    inputs = [ROOT / name for name in INPUTS] + [stamp_of("rasa", ENCODER)]
    return MODELS / f"credwise-{digest(inputs)[:16]}.tar.gz"


def names_file() -> Path:
    """Return where the catalogue's names go; config.yml's pipeline reads them there."""
    return VOCABULARY.with_suffix(".json")


def write_vocabulary() -> None:
    """Write the catalogue's words for the spelling repair and its names for the classifier, where the catalogue has changed."""
    if not (ROOT / "knowledge" / "resolve" / "vocabulary.py").exists():
        return
    stamp, wanted = VAR / "vocabulary.digest", digest([ROOT / "knowledge" / "catalogue", ROOT / "knowledge" / "resolve"])
    if VOCABULARY.exists() and names_file().exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    with progress("Reading the catalogue's vocabulary"):
        VOCABULARY.write_text(vocabulary())
        names_file().write_text(vocabulary("--names"))
    stamp.write_text(wanted)


def labels_wanted() -> str:
    """Return a hash of what the readers of messages are learned from: annotated messages, code, encoder."""
    return digest([ROOT / "data" / "nlu" / "messages", ROOT / "knowledge" / "resolve", stamp_of("app", ENCODER)])


def labels_are_learned() -> bool:
    """Return whether the readers of messages (knowledge/resolve/learning.py) are there, and of the present inputs."""
    stamp = VAR / "labels.digest"
    wanted, *files = stamp.read_text().split("\n") if stamp.exists() else [""]
    return wanted == labels_wanted() and bool(files) and all((MODELS / name).exists() for name in files)


def stamp_labels() -> None:
    """Note what the readers of messages were learned from, with their names: the stamp may outlive the models."""
    files = sorted(path.name for kind in LEARNED for path in MODELS.glob(kind))
    (VAR / "labels.digest").write_text("\n".join([labels_wanted(), *files]))


def vocabulary(*options: str) -> str:
    """Return what `knowledge.resolve.vocabulary` prints."""
    command = [str(python_of("app")), "-m", "knowledge.resolve.vocabulary", *options]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if result.returncode:
        raise Failure(f"the catalogue's vocabulary could not be read: {(result.stderr.strip() or '?').splitlines()[-1]}")
    return result.stdout


def train() -> None:
    """Train the models unless the current ones are there, side by side; keep the latest ones of Rasa."""
    with locked("train"):
        VAR.mkdir(exist_ok=True)
        write_vocabulary()
        model, learned = current_model(), labels_are_learned()
        # Trained aside and moved into place, so that a broken training leaves no model behind.
        draft = VAR / "training"
        shutil.rmtree(draft, ignore_errors=True)
        steps = []
        if not learned:
            steps.append(Step("Learning to read messages", [str(python_of("app")), "-m", "knowledge.resolve.learning"], "learning"))
        if not model.exists():
            command = [str(python_of("rasa")), "-m", "rasa", "train", "--out", str(draft), "--fixed-model-name", "model"]
            steps.append(Step("Training the model", command, "train", rasa_environ()))
        if steps:
            run_steps(steps[0].title if len(steps) == 1 else "Learning to read messages and training the model, a few minutes", steps)
        if not learned:
            stamp_labels()
        MODELS.mkdir(exist_ok=True)
        if model.exists():
            os.utime(model)
        else:
            (draft / "model.tar.gz").replace(model)
        prune()


def prune() -> None:
    """Remove all but the latest models."""
    models = sorted(MODELS.glob("credwise-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    for model in models[:-KEPT]:
        model.unlink()


if __name__ == "__main__":
    main(train)
