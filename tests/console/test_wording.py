"""What the console says is in plain words: templates, refusals and notices."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from bot.console.pages import TEMPLATES
from tests.support.reading import HARDEST, grade

CODE = TEMPLATES.parent
BLOCK = re.compile(
    r"</?(?:p|h\d|li|td|th|dt|dd|label|legend|button|caption|option|a|div|section|form|title|summary|main|fieldset)\b[^>]*>|\x00"
)


def of_template(file: Path) -> Iterator[str]:
    """The texts of a template, a gap standing as a short word."""
    source = re.sub(r"\{#.*?#\}", "", file.read_text("utf-8"), flags=re.DOTALL)
    source = re.sub(r"\{%.*?%\}", "\x00", re.sub(r"\{\{.*?\}\}", "it", source, flags=re.DOTALL), flags=re.DOTALL)
    for part in re.sub(r"<[^>]*>", " ", BLOCK.sub("\n\n", _without_gaps_in_tags(source))).split("\n\n"):
        yield " ".join(unescape(part).split())


def _without_gaps_in_tags(source: str) -> str:
    return re.sub(r"<[^>]*>", lambda tag: tag[0].replace("\x00", " "), source)


def of_code(file: Path) -> Iterator[str]:
    """The sentences that code tells: what is refused, and what was done."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("NotDone", "redirect"):
                yield from (_text(argument) for argument in node.args)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id.isupper():
            yield _text(node.value)


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "it" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith(".") else ""


TEXTS = [
    *((str(file.relative_to(TEMPLATES)), text) for file in sorted(TEMPLATES.rglob("*.html")) for text in of_template(file)),
    *((str(file.relative_to(CODE)), text) for file in sorted(CODE.rglob("*.py")) for text in of_code(file)),
]


def test_there_are_texts() -> None:
    assert any("Set your password" in text for _, text in TEXTS)
    assert any("password is wrong" in text for _, text in TEXTS)


@pytest.mark.parametrize("place", sorted({place for place, _ in TEXTS}))
def test_it_reads_at_grade_8_or_below_and_never_shouts(place: str) -> None:
    texts = [text for found, text in TEXTS if found == place and text]
    assert [text for text in texts if "!" in text] == []
    assert {text: round(found, 1) for text in texts if (found := grade(text)) is not None and found > HARDEST} == {}
