"""The files of a plan: their names, and writing them. Apart from the rest, for whoever only hands them on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FILES = {"plan.md": "markdown", "plan.html": "html", "plan.ics": "ics"}
"""File name -> which of the documents stands in it."""


@dataclass(frozen=True, slots=True)
class Documents:
    """The whole text of each file."""

    markdown: str
    html: str
    ics: str

    def are_in(self, folder: Path) -> bool:
        """Whether a folder holds these very files."""
        paths = {folder / name: getattr(self, part) for name, part in FILES.items()}
        return all(path.is_file() and path.read_bytes() == text.encode() for path, text in paths.items())

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Write the files into a folder, which is made where it is missing; return their places.

        Raises:
            OSError: where that cannot be done.
        """
        folder.mkdir(parents=True, exist_ok=True)
        paths = tuple(folder / name for name in FILES)
        for path in paths:
            path.write_text(getattr(self, FILES[path.name]), "utf-8", newline="")  # a calendar has line ends of its own
        return paths
