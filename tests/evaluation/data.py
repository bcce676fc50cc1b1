"""The written data: what people type, conversations, personas; in six sets by different authors, a folder each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue

HERE = Path(__file__).parent
SETS = ("first", "second", "third", "fourth", "fifth", "sixth")
OUT_OF_SCOPE = "out_of_scope"
NOT_IN_SCOPE = frozenset({OUT_OF_SCOPE, "nlu_fallback"})


@dataclass(frozen=True)
class Utterance:
    """What somebody typed, and what it means.

    Attributes:
        group: `near` or `far` for what is out of scope, else the intent's family.
        also: further intents that are right.
        slots: what must be set after it; `banned`: what must not.
        asked: the question that was just put; `before`: what was said before.
    """

    text: str
    intent: str
    group: str
    also: tuple[str, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    banned: Mapping[str, Any] = field(default_factory=dict)
    asked: str | None = None
    before: str | None = None

    @property
    def right(self) -> frozenset[str]:
        return frozenset({self.intent, *self.also})

    @property
    def in_scope(self) -> bool:
        return self.intent != OUT_OF_SCOPE


@dataclass(frozen=True)
class Persona:
    """Who asks, and what an expert would and would not want shown."""

    id: str
    field: str
    rich: bool
    profile: Mapping[str, Any]
    says: tuple[str, ...]
    want: frozenset[str]
    none_ok: bool
    never: Mapping[str, list[str]]
    advice: tuple[str, ...]
    direct: bool


def read(part: str, name: str) -> Any:
    return yaml.safe_load((HERE / part / f"{name}.yml").read_text(encoding="utf-8"))


def _family(intent: str) -> str:
    if intent.startswith(("goal_", "faq/")):
        return intent[:4].rstrip("_/")
    return "options" if intent in OPTION_INTENTS else "conversation"


OPTION_INTENTS = frozenset(
    "evaluate_credential ask_details compare_options explain_option explain_exclusion what_if show_more refine ask_pathway"
    " ask_recognition share_job_posting save_plan".split()
)


def _utterances(part: str) -> Iterator[Utterance]:
    for intent, entries in read(part, "utterances").items():
        groups = entries if intent == OUT_OF_SCOPE else {_family(intent): entries}
        for group, texts in groups.items():
            for entry in texts:
                entry = {"text": entry} if isinstance(entry, str) else entry
                yield Utterance(
                    entry["text"].strip(),
                    intent,
                    group,
                    tuple(entry.get("also", ())),
                    entry.get("slots", {}),
                    entry.get("not", {}),
                    entry.get("asked"),
                    entry.get("before"),
                )


@cache
def credential_names() -> Mapping[str, str]:
    """Catalogue id -> name."""
    return {id_: one.name for id_, one in build_catalogue(read_catalogue()).credentials.items()}


@cache
def utterances(part: str) -> tuple[Utterance, ...]:
    return tuple(_utterances(part))


@cache
def conversations(part: str) -> tuple[dict[str, Any], ...]:
    return tuple(read(part, "conversations"))


@cache
def personas(part: str) -> tuple[Persona, ...]:
    return tuple(
        Persona(
            entry["id"],
            entry["field"],
            entry["rich"],
            entry["profile"],
            tuple(entry["says"]),
            frozenset(entry["want"]),
            entry.get("none_ok", False),
            entry.get("never", {}),
            tuple(entry.get("advice", ())),
            entry.get("direct", True),
        )
        for entry in read(part, "personas")
    )
