"""The names that curators added since the Rasa server's vocabulary was written, in a file that it looks at (bot/rasa/edited_names.py)."""

from __future__ import annotations

import json
import os
from pathlib import Path

from knowledge.model import Catalogue
from knowledge.resolve.vocabulary import names_by_kind
from knowledge.store.edits import built, read_base


def names_added(catalogue: Catalogue) -> dict[str, list[str]]:
    """Those names of each kind that the files lack; nothing for a catalogue without edits."""
    base = read_base()
    if catalogue.version == base.version:
        return {}
    known = names_by_kind(built(base, {}))
    added = {kind: sorted(set(names) - set(known[kind])) for kind, names in names_by_kind(catalogue).items()}
    return {kind: names for kind, names in added.items() if names}


def write_edited_names(path: Path, catalogue: Catalogue) -> None:
    """Write the names added, or take the file away where there are none. A reader sees the old names or the new ones, never a part."""
    if names := names_added(catalogue):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.write_text(json.dumps(names, ensure_ascii=False, indent=0), "utf-8")
        draft.replace(path)
    else:
        path.unlink(missing_ok=True)
