"""How errors are told to a log: where they arose, and never a word of what users wrote."""

from __future__ import annotations

import traceback
from pathlib import Path


def where(error: BaseException) -> str:
    """The kind of an error and the lines that led to it. Never its message nor a value: they may hold the user's words, which belong in no log."""
    frames = [f"{Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    causes = f", because of {where(cause)}" if (cause := error.__cause__ or error.__context__) else ""
    return f"{type(error).__name__} at {', '.join(frames)}{causes}"
