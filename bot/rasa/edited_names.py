"""The names that curators added since this server's vocabulary was written: the action server puts them into a file."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Dict, FrozenSet, List

from bot import settings

Names = Dict[str, List[str]]
NONE: Names = {}
WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")


def edited_names() -> Names:
    """Return the names of each kind; the same object until the file changes, so that a look costs microseconds."""
    path = settings.edited_names()
    try:
        stamp = path.stat()
    except OSError:
        return NONE
    return _read(path, stamp.st_mtime_ns, stamp.st_ino)


def edited_words() -> FrozenSet[str]:
    """Return the words of these names, in lower case."""
    return _words("\n".join(name for names in edited_names().values() for name in names))


@lru_cache(maxsize=1)
def _read(path: Path, changed: int, inode: int) -> Names:
    names: Names = json.loads(path.read_text("utf-8"))
    return names


@lru_cache(maxsize=1)
def _words(text: str) -> FrozenSet[str]:
    return frozenset(WORD.findall(text.lower()))
