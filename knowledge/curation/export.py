"""The edits in use written back into the YAML files: only the values that differ are touched, every other byte stays.

No library keeps these files' own layout when it writes them whole (ruamel.yaml changes the indentation of nested lists), so the parser
only says where in the text a value stands, and that piece alone is replaced.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Engine

from knowledge.store.database import reading
from knowledge.store.edits import Base, effective, fitting, in_use, read_base
from knowledge.store.entries import FILE_OF, Address, Values, entries_of, plain, replaced
from knowledge.store.files import CATALOGUE, read_catalogue
from knowledge.store.schema import Entry

WIDE = 10**6


class ExportError(Exception):
    """A file does not read back as what was written; nothing was changed. The message names the file."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``start`` to ``end`` of a text, and what stands there instead."""

    start: int
    end: int
    text: str


def export_edits(engine: Engine, root: Path = CATALOGUE) -> list[Path]:
    """Write the edits in use into the files under ``root``; returns the files changed, in order.

    Raises:
        CatalogueError: where the files are faulty.
        ExportError: where a file would not read back as it was meant.
    """
    base = read_base(root)
    with reading(engine) as session:
        changes = fitting(base, effective(in_use(session), base))
    wanted = replaced(base.entries, changes)
    files: dict[Path, dict[Address, Entry | None]] = defaultdict(dict)
    touched = set(changes) | (set(base.entries) - set(wanted))
    for address in sorted(touched, key=lambda at: list(at)):
        files[root / address.folder / f"{FILE_OF[address.kind]}.yml"][address] = wanted.get(address)
    texts = {path: edited_text(path, base, told) for path, told in sorted(files.items())}
    _write(texts, base, wanted)
    return list(texts)


def _write(texts: Mapping[Path, str], base: Base, wanted: Mapping[Address, Entry]) -> None:
    """Put all files in place, and all of them back where they do not read as what is wanted."""
    before = {path: path.read_bytes() if path.exists() else None for path in texts}
    try:
        for path, text in texts.items():
            path.write_bytes(text.encode("utf-8"))
        said = sorted((at.folder, at.kind, str(plain(one))) for at, one in entries_of(read_catalogue(base.root)).items())
        if said != sorted((at.folder, at.kind, str(plain(one))) for at, one in wanted.items()):
            raise ExportError(f"what was written into {', '.join(str(path) for path in texts)} does not read back as what was meant")
    except Exception:
        for path, content in before.items():
            path.unlink(missing_ok=True) if content is None else path.write_bytes(content)
        raise


def edited_text(path: Path, base: Base, changes: Mapping[Address, Entry | None]) -> str:
    """The text of a file with these entries changed, added at the end, or left out (None)."""
    text = path.read_bytes().decode("utf-8") if path.exists() else ""
    root = yaml.compose(text, Loader=yaml.SafeLoader) if text.strip() else None
    places = _places(root, base, path)
    pieces: list[Piece] = []
    added: list[str] = []
    for address, entry in changes.items():
        place = places.get(address)
        if place is None:
            if entry is not None:
                added.append(_new(address, entry))
        elif entry is None:
            pieces.append(_without(text, place))
        else:
            old, new = _as_written(plain(base.entries[address])), _as_written(plain(entry))
            pieces += _changed(text, place.value, old, new)
    for piece in sorted(pieces, key=lambda one: -one.start):
        text = text[: piece.start] + piece.text + text[piece.end :]
    if added:
        text = text + ("" if not text or text.endswith("\n") else "\n") + "".join(added)
    return text


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an entry stands: from the dash or the key on, and the node of what it says."""

    start: int
    value: yaml.Node


def _places(root: yaml.Node | None, base: Base, path: Path) -> dict[Address, _Place]:
    """The places of a file's entries; lists are in the order of the file."""
    folder, name = path.parent.name, path.stem
    kind = next(kind for kind, file in FILE_OF.items() if file == name)
    own = [address for address in base.entries if address.folder == folder and address.kind == kind]
    if root is None:
        return {}
    if kind == "field":
        return {own[0]: _Place(root.start_mark.index, root)}
    if isinstance(root, yaml.MappingNode):
        return {Address(folder, kind, key.value): _Place(key.start_mark.index, value) for key, value in root.value}
    return {address: _Place(node.start_mark.index, node) for address, node in zip(own, root.value, strict=True)}


# --- what stands there instead ---


def _changed(text: str, node: yaml.Node, old: Any, new: Any) -> list[Piece]:
    """The pieces to replace so that ``node`` says ``new`` where it said ``old``; both are plain values."""
    if old == new:
        return []
    if isinstance(node, yaml.SequenceNode) and isinstance(old, list) and isinstance(new, list) and new:
        return [_list(text, node, old, new)]
    if not (isinstance(node, yaml.MappingNode) and isinstance(old, dict) and isinstance(new, dict)):
        return [Piece(node.start_mark.index, _end(node), flow(new, in_flow=_is_inside(text, node)))]
    pieces: list[Piece] = []
    nodes = {key.value: (key, value) for key, value in node.value}
    kept = [name for name in nodes if name in new or old.get(name) == new.get(name)]
    for name, (key, value) in nodes.items():
        if name in new:
            pieces += _changed(text, value, old.get(name, DEFAULT), new[name]) if old.get(name) != new[name] else []
        elif name in old:
            pieces.append(_without_pair(text, node, key, value, is_last=not kept or list(nodes).index(name) > list(nodes).index(kept[-1])))
        # else: what is written there is the default, and stays
    more = {name: value for name, value in new.items() if name not in nodes}
    if more:
        pieces.append(_with_pairs(text, node, [nodes[name] for name in kept], more))
    return pieces


def _list(text: str, node: yaml.SequenceNode, old: list[Any], new: list[Any]) -> Piece:
    """A list anew; what stood in it before stays as it was written."""
    written = [(value, text[one.start_mark.index : _end(one)]) for value, one in zip(old, node.value, strict=True)]
    items = [next((told for value, told in written if value == item), None) or flow(item, in_flow=True) for item in new]
    if node.flow_style:
        return Piece(node.start_mark.index, _end(node), f"[{', '.join(items)}]")
    return Piece(node.start_mark.index, _end(node), ("\n" + " " * node.start_mark.column).join(f"- {item}" for item in items))


DEFAULT = object()
"""A value that is written although it is the default, so that no plain value tells of it."""


def _without_pair(text: str, node: yaml.MappingNode, key: yaml.Node, value: yaml.Node, *, is_last: bool) -> Piece:
    """Leave a key and its value out, with the comma or the lines that are theirs."""
    start, end = key.start_mark.index, _end(value)
    if node.flow_style:
        if not is_last:
            following = re.compile(r"\s*,\s*").match(text, end)
            return Piece(start, following.end() if following else end, "")
        before = re.search(r",\s*$", text[:start])
        return Piece(before.start() if before else start, end, "")
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end + 1
    if text[line_start:start].strip():  # "- id: …": the dash stays where it is, and the next key moves up to it
        following = re.compile(r"\s*").match(text, line_end)
        return Piece(start, following.end() if following else line_end, "")
    return Piece(line_start, line_end, "")


def _with_pairs(text: str, node: yaml.MappingNode, kept: list[tuple[yaml.Node, yaml.Node]], more: Mapping[str, Any]) -> Piece:
    """Add keys behind the last one that stays."""
    if node.flow_style:
        told = ", ".join(f"{name}: {flow(value, in_flow=True)}" for name, value in more.items())
        if not kept:
            return Piece(node.start_mark.index + 1, node.start_mark.index + 1, told)
        end = _end(kept[-1][1])
        return Piece(end, end, f", {told}")
    key, value = kept[-1]
    indent = " " * key.start_mark.column
    line_end = text.find("\n", _end(value))
    end = len(text) if line_end < 0 else line_end
    return Piece(end, end, "".join(f"\n{indent}{name}:{_block(name, value, indent)}" for name, value in more.items()))


def _without(text: str, place: _Place) -> Piece:
    """Leave an entry out, with its whole lines."""
    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", _end(place.value))
    return Piece(start, len(text) if end < 0 else end + 1, "")


def _end(node: yaml.Node) -> int:
    """Where a node's own characters end: of a block, where its last part does, for the parser counts the blank lines after it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _is_inside(text: str, node: yaml.Node) -> bool:
    """Whether a value stands in a line with brackets around it, where commas and brackets end it."""
    line = text[text.rfind("\n", 0, node.start_mark.index) + 1 : node.start_mark.index]
    return bool(re.search(r"[\[{]", line))


# --- how values are written ---


class _Flow(yaml.SafeDumper):
    """Writes as the files are written: on one line, unquoted where that is allowed."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _float(dumper: _Flow, value: float) -> yaml.Node:
    return dumper.represent_int(int(value)) if value == int(value) else dumper.represent_float(value)


_Flow.add_representer(float, _float)


def flow(value: Any, *, in_flow: bool = False) -> str:
    """A value on one line. ``in_flow``: within brackets."""
    if isinstance(value, dict | list):
        return yaml.dump(value, Dumper=_Flow, default_flow_style=True, width=WIDE, allow_unicode=True, sort_keys=False).strip()
    if in_flow:
        return yaml.dump([value], Dumper=_Flow, default_flow_style=True, width=WIDE, allow_unicode=True).strip()[1:-1]
    return yaml.dump(value, Dumper=_Flow, width=WIDE, allow_unicode=True).removesuffix("\n").removesuffix("\n...")


DAYS = ("seen", "dated", "updated")
SPANS = ("weeks", "hours")


def _as_written(values: Values) -> Values:
    """Plain values with days as days, and one number for a span that is exact."""
    return {name: _part(name, value) for name, value in values.items()}


def _part(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return _as_written(value)
    if name in DAYS and isinstance(value, str):
        return date.fromisoformat(value)
    return value[0] if name in SPANS and isinstance(value, list) and value[0] == value[1] else value


ON_ONE_LINE = ("recognition", "stack", "skill", "issuer", "employer", "occupation")


def _new(address: Address, entry: Entry) -> str:
    """A new entry as the files have such ones."""
    values = _as_written(plain(entry))
    if address.kind == "source":
        return f"{address.key}: {flow(values)}\n"
    if address.kind in ON_ONE_LINE:
        return f"- {flow(values)}\n"
    lines = [f"{name}:{_block(name, value, '  ')}" for name, value in values.items()]
    return "- " + "\n  ".join(lines) + "\n"


def _block(name: str, value: Any, indent: str) -> str:
    """What stands behind the colon of a key of a long entry; prerequisites get a line each."""
    if name == "prerequisites" and value:
        return "".join(f"\n{indent}  - {flow(one)}" for one in value)
    return f" {flow(value)}"
