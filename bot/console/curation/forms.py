"""Forms made of the schema of entries: what to show for each part, and the values that come back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, HttpUrl
from starlette.datastructures import FormData

from knowledge.store.entries import MODELS, NAMED_BY, EntryKind, Values
from knowledge.store.schema import UNVERIFIED, Span
from knowledge.terms import FactGroup

LABELS: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "labels.yml").read_text("utf-8"))
LONG = ("summary", "statement", "detail", "culture_why", "renewal", "note")
SOURCES = ("source", "culture_source")
MOST_ROWS = 20
Widget = Literal[
    "text", "long", "url", "date", "number", "flag", "choice", "choices", "lines", "weights", "span", "source", "facts", "group", "rows"
]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an entry as a form shows it. ``name`` is its path, such as ``cost.exam``."""

    name: str
    label: str
    hint: str
    widget: Widget
    required: bool
    choices: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    fixed: bool = False


@cache
def parts_of(kind: EntryKind, *, is_new: bool) -> tuple[Part, ...]:
    """The parts of an entry of a kind; its name may be written only while it is new."""
    found = tuple(_parts(MODELS[kind], "", kind))
    return tuple(_fixed(part) if part.name == NAMED_BY.get(kind) and not is_new else part for part in found)


def _fixed(part: Part) -> Part:
    return Part(part.name, part.label, "Others refer to it by this, so it stays.", part.widget, part.required, fixed=True)


def _parts(model: type[BaseModel], prefix: str, kind: str) -> Iterator[Part]:
    for name, field in model.model_fields.items():
        path = f"{prefix}{name}"
        label, hint = wording(path, kind)
        widget, choices, inner = _widget(name, field.annotation, field.metadata)
        parts = tuple(_parts(inner, f"{path}." if widget == "group" else "", kind)) if inner else ()
        yield Part(path, label, hint, widget, field.is_required(), choices, parts)


def wording(path: str, kind: str = "") -> tuple[str, str]:
    """What a part is called, and what to mind."""
    told = LABELS["parts"]
    found: dict[str, str] = next((told[key] for key in (f"{kind}.{path}", path, path.rsplit(".", 1)[-1]) if key in told), {})
    return found.get("label", path.rsplit(".", 1)[-1].replace("_", " ").capitalize()), found.get("hint", "")


def _widget(name: str, kind: Any, metadata: list[Any]) -> tuple[Widget, tuple[str, ...], type[BaseModel] | None]:
    plain = _plain(kind)
    if get_origin(plain) is list:
        (inner,) = get_args(plain)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            return "rows", (), inner
        return ("choices", get_args(inner), None) if get_origin(inner) is Literal else ("lines", (), None)
    if get_origin(plain) is dict:
        return ("facts" if get_args(plain)[0] is FactGroup else "weights"), (), None
    if get_origin(plain) is Literal:
        return "choice", get_args(plain), None
    if get_origin(plain) is tuple:
        return "span", (), None
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return "group", (), plain
    widgets: dict[Any, Widget] = {HttpUrl: "url", date: "date", int: "number", float: "number", bool: "flag"}
    fallback: Widget = "source" if name in SOURCES else "long" if name in LONG else "text"
    return widgets.get(plain, fallback), (), None


def _plain(kind: Any) -> Any:
    """The type itself, without "or nothing" and what is noted beside it."""
    if get_origin(kind) in (Union, UnionType):
        return _plain(next(one for one in get_args(kind) if one is not NoneType))
    return _plain(get_args(kind)[0]) if get_origin(kind) is Annotated else kind


assert get_origin(_plain(Span)) is tuple


# --- what stands in the form ---


@dataclass(frozen=True, slots=True)
class Filled:
    """A part with what stands in it as text, its errors, and its own parts or rows."""

    part: Part
    text: str = ""
    texts: tuple[str, ...] = ()
    chosen: Mapping[str, str] = attribute(default_factory=dict)
    errors: tuple[str, ...] = ()
    parts: tuple[Filled, ...] = ()
    rows: tuple[tuple[Filled, ...], ...] = ()


def filled(parts: tuple[Part, ...], values: Values, errors: Mapping[str, tuple[str, ...]], more: str = "") -> tuple[Filled, ...]:
    """The form with values in it; ``more`` names a part that gets a further empty row."""
    return tuple(_filled(part, values.get(part.name.rsplit(".", 1)[-1]), errors, part.name, more) for part in parts)


def _filled(part: Part, value: Any, errors: Mapping[str, tuple[str, ...]], path: str, more: str) -> Filled:
    own = tuple(errors.get(path, ()))
    within = tuple(message for key, messages in errors.items() if key.startswith(f"{path}.") for message in messages)
    if part.widget == "group":
        value = value if isinstance(value, dict) else {}
        return Filled(
            part,
            errors=own,
            parts=tuple(_filled(one, value.get(one.name.rsplit(".", 1)[-1]), errors, one.name, more) for one in part.parts),
        )
    if part.widget == "rows":
        rows = [row for row in value or () if isinstance(row, dict)]
        rows = [*rows, *([{}] if more == part.name or not rows else [])][:MOST_ROWS]
        made = tuple(
            tuple(_filled(_in_row(one, path, number), row.get(one.name), errors, f"{path}.{number}.{one.name}", more) for one in part.parts)
            for number, row in enumerate(rows)
        )
        row_errors = tuple(message for number in range(len(rows)) for message in errors.get(f"{path}.{number}", ()))
        return Filled(part, errors=(*own, *row_errors), rows=made)
    if part.widget == "span":
        pair = [value, value] if isinstance(value, int | float | str) and value != "" else list(value or ())
        return Filled(part, texts=tuple(_number(one) for one in (*pair, "", "")[:2]), errors=(*own, *within))
    if part.widget in ("facts", "weights"):
        given = {str(key): str(told) for key, told in (value or {}).items()}
        return Filled(part, text="\n".join(f"{key} = {told}" for key, told in given.items()), chosen=given, errors=(*own, *within))
    if part.widget in ("lines", "choices"):
        return Filled(part, text="\n".join(map(str, value or ())), texts=tuple(map(str, value or ())), errors=(*own, *within))
    return Filled(part, text=_number(value), errors=(*own, *within))


def _in_row(part: Part, path: str, number: int) -> Part:
    return Part(f"{path}.{number}.{part.name}", part.label, part.hint, part.widget, False, part.choices)


def _number(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:g}" if value == int(value) or abs(value) < 1e5 else str(value)
    return "" if value is None else str(value)


# --- what comes back ---


def values_from(form: FormData, parts: tuple[Part, ...]) -> Values:
    """The values of a form that was sent, as they were typed; what was left blank is left out."""
    values: Values = {}
    for part in parts:
        value = _value(form, part, part.name)
        if value not in (None, "", [], {}):
            values[part.name.rsplit(".", 1)[-1]] = value
    return values


def _value(form: FormData, part: Part, path: str) -> Any:
    text = str(form.get(path) or "").strip()
    if part.widget == "group":
        return values_from(form, part.parts)
    if part.widget == "rows":
        numbers = sorted({int(found[1]) for key in form if (found := re.fullmatch(rf"{re.escape(path)}\.(\d{{1,3}})\..+", key))})[
            :MOST_ROWS
        ]
        rows = [values_from(form, tuple(_in_row(one, path, number) for one in part.parts)) for number in numbers]
        return [row for row in rows if set(row) - {"type", "need"}]
    if part.widget == "lines":
        return [line for line in map(str.strip, text.splitlines()) if line]
    if part.widget == "choices":
        return [str(one) for one in form.getlist(path)]
    if part.widget == "span":
        low, high = (str(form.get(f"{path}.{end}") or "").strip() for end in (0, 1))
        return [low or high, high or low] if low or high else None
    if part.widget == "facts":
        keys = {group: str(form.get(f"{path}.{group}") or "").strip() for group in get_args(FactGroup)}
        return {group: key for group, key in keys.items() if key}
    if part.widget == "weights":
        pairs = [re.split(r"\s*[=:]\s*", line, maxsplit=1) for line in map(str.strip, text.splitlines()) if line]
        return {pair[0]: (pair[1] if len(pair) > 1 else "") for pair in pairs}
    if part.widget == "flag":
        return True if text else None
    return None if part.widget == "source" and text == UNVERIFIED else text
