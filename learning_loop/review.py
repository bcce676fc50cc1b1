"""The review file: clusters for a person to decide on, in YAML under var/review."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from learning_loop.clusters import Cluster

DAY = 24 * 3600
KEPT_DAYS = 90
"""After that a review file that nobody has decided on is deleted."""
MARK = "reviewed-until"
HEAD = """\
# Messages that were not understood, or were corrected, like ones together. Personal data is masked (EMAIL, NAME …); look whether all of it is.
#   accept    write the intent behind `intent:` (faq topics as faq/cost), delete the examples that don't have it,
#             and mark what is a fact about the writer as in data/nlu/messages: "I know [SQL](current_skills)"
#   reject    delete the entry
#   later     leave `intent:` empty
# Then: make accept
"""


@dataclass(frozen=True)
class Entry:
    """A cluster with what the person has decided: `intent` is empty until then."""

    intent: str
    examples: tuple[str, ...]
    rest: dict[str, Any]

    def as_yaml(self) -> dict[str, Any]:
        """The entry in the form of the file."""
        return {"intent": self.intent or None, **self.rest, "examples": list(self.examples)}


def entry_of(cluster: Cluster) -> Entry:
    """A cluster that nobody has decided on yet."""
    return Entry("", tuple(cluster.texts), {"count": len(cluster.messages), "why": cluster.why, "likeliest": cluster.likeliest})


def write(entries: Iterable[Entry], path: Path) -> None:
    """Write a review file that its owner alone can read; one without entries is deleted."""
    entries = list(entries)
    if not entries:
        return path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = yaml.safe_dump([entry.as_yaml() for entry in entries], sort_keys=False, allow_unicode=True, width=1000)
    with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(HEAD + text.replace("- intent: null", "\n- intent:"))


def read(path: Path) -> list[Entry]:
    """Read a review file as the person has left it.

    Raises:
        ValueError: where it is no list of entries; the message says what is wrong in which file.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        return [_entry(dict(entry)) for entry in entries]
    except (yaml.YAMLError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name} cannot be read as a review file: {' '.join(str(error).split())}") from None


def _entry(entry: dict[str, Any]) -> Entry:
    intent, examples = entry.pop("intent", None) or "", entry.pop("examples", None) or []
    return Entry(str(intent).strip(), tuple(str(example) for example in examples), entry)


def files(folder: Path) -> list[Path]:
    """The review files, the oldest first."""
    return sorted(folder.glob("*.yml"))


def free_name(folder: Path, today: date) -> Path:
    """A review file of that day that is not there yet."""
    names = [folder / f"{today}{suffix}.yml" for suffix in ("", *(f"-{number}" for number in range(2, 1000)))]
    return next(path for path in names if not path.exists())


def reviewed_until(folder: Path) -> float:
    """The time up to which messages have been put into review files, in seconds since 1970; 0 where none have."""
    mark = folder / MARK
    return float(mark.read_text()) if mark.exists() else 0.0


def note_reviewed(folder: Path, clusters: Sequence[Cluster]) -> None:
    """Note the latest of these messages: what a person has deleted from a file does not come again."""
    latest = max(message.at for cluster in clusters for message in cluster.messages)
    (folder / MARK).write_text(repr(latest))


def forget_old(folder: Path) -> None:
    """Delete the review files that have been lying for too long."""
    for path in files(folder):
        if path.stat().st_mtime < time.time() - KEPT_DAYS * DAY:
            path.unlink()
