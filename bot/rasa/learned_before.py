"""Intent models kept from earlier trainings: whoever changes a wording or a rule need not wait for the same examples to be learned again."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any, Dict, Optional, Sequence

from bot import settings
from bot.rasa.intent_model import IntentModel
from bot.rasa.names import Names

FOLDER = settings.VAR / "learned"
CODE = [Path(__file__).with_name(f"{name}.py") for name in ("encoder", "intent_model", "names", "network", "softmax")]
KEPT = 3


def get(texts: Sequence[str], labels: Sequence[str], config: Dict[str, Any], addon: Optional[str]) -> IntentModel:
    """Return a model trained on these examples: one that was trained before on the same, or else a new one, which is kept.

    Args:
        texts: the examples, normalised.
        labels: their intents.
        config: the classifier's settings.
        addon: what else goes into a training, the encoder and the names, as a fingerprint.
    """
    folder = FOLDER / _digest(texts, labels, config, addon)
    if not folder.exists():
        draft = FOLDER / "draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        IntentModel.train(texts, labels, config, Names.read(Path(config["names"]))).save(draft)
        draft.replace(folder)
    folder.touch()
    for old in sorted(FOLDER.iterdir(), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(old)
    return IntentModel.load(folder)


def _digest(*parts: Any) -> str:
    hashed = hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode())
    for path in CODE:
        hashed.update(path.read_bytes())
    return hashed.hexdigest()[:16]
