"""The written data says what it may: known intents, slots and names, and nothing that no answer could meet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
import yaml

from knowledge.model import Catalogue
from knowledge.store.build import build_catalogue
from knowledge.store.files import read_catalogue
from scripts.processes import ROOT
from tests.evaluation import data
from tests.evaluation.advising import as_option
from tests.evaluation.rules import limits_broken
from tests.evaluation.slots import holds, unmet

TODAY = date(2026, 11, 22)
NAMES = {
    "target_skills": "skills",
    "current_skills": "skills",
    "target_role": "roles",
    "current_role": "roles",
    "target_employers": "employers",
}
SMALLER = {"sixth": (150, 40, 40, 30, 25)}


@pytest.fixture(params=data.SETS)
def part(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return build_catalogue(read_catalogue())


def training_examples() -> Iterator[str]:
    for path in (ROOT / "data").rglob("*.yml"):
        for block in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu") or []:
            for line in block.get("examples", "").splitlines() if "intent" in block else []:
                yield re.sub(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})", r"\1", line.strip().removeprefix("- "))


def unknown(slots: Mapping[str, Any], catalogue: Catalogue) -> Iterator[str]:
    fields = {field.name for field in catalogue.fields.values()}
    for slot, value in slots.items():
        for name in value if isinstance(value, list) else [value]:
            if not isinstance(name, str) or name == "any" or name.startswith("~"):
                continue
            known = fields if slot == "field" else getattr(catalogue, NAMES[slot]) if slot in NAMES else [name]
            if slot == "held_credentials" and name.islower() and "-" in name:
                known = catalogue.credentials
            if name not in known:
                yield f"{slot}: {name}"


def test_sizes(part):
    in_scope, out_of_scope, with_slots, conversations, personas = SMALLER.get(part, (340, 45, 140, 40, 45))
    inside = [one for one in data.utterances(part) if one.in_scope]
    assert len(inside) >= in_scope
    assert len(data.utterances(part)) - len(inside) >= out_of_scope
    assert sum(bool(one.slots or one.banned) for one in data.utterances(part)) >= with_slots
    assert len(data.conversations(part)) >= conversations
    assert len(data.personas(part)) >= personas
    assert len({one.field for one in data.personas(part)}) == 21
    assert min(Counter(one["goal"] for one in data.conversations(part)).values()) >= 5


def test_every_intent_of_the_domain_is_measured(part):
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    intents = {next(iter(entry)) if isinstance(entry, dict) else entry for entry in domain["intents"]}
    counts = Counter(one.intent for one in data.utterances(part))
    assert intents - {"nlu_fallback", "faq"} <= set(counts)
    assert {intent.split("/")[0] for intent in counts} <= intents
    assert all(count >= (1 if intent.startswith("faq/") else 2) for intent, count in counts.items())


def test_no_utterance_is_written_twice():
    texts = Counter(one.text.casefold().strip(" .!?") for part in data.SETS for one in data.utterances(part))
    assert [text for text, count in texts.items() if count > 1] == []


def test_no_utterance_is_a_training_example():
    examples = {example.casefold().strip(" .!?") for example in training_examples()}
    assert len(examples) > 5000
    found = {one.text.casefold().strip(" .!?") for part in data.SETS for one in data.utterances(part)} & examples
    assert {text for text in found if len(text.split()) > 3} == set()


def test_names_are_in_the_catalogue(part, catalogue):
    problems = [problem for one in data.utterances(part) for problem in unknown(one.slots, catalogue)]
    problems += [f"{one.id}: {problem}" for one in data.personas(part) for problem in unknown(one.profile, catalogue)]
    shown = [id_ for one in data.personas(part) for id_ in [*one.want, *one.never.get("ids", ())]]
    for conversation in data.conversations(part):
        for step in conversation["turns"]:
            expect = step.get("expect", {})
            problems += unknown(expect.get("slot", {}), catalogue)
            shown += [id_ for key in ("about", "shown", "not_shown", "excluded") for id_ in expect.get(key, [])]
    assert problems + [id_ for id_ in shown if id_ not in catalogue.credentials] == []


def test_some_wanted_credential_is_within_every_personas_limits(part, catalogue):
    impossible = []
    for persona in data.personas(part):
        options = [as_option(catalogue.credentials[id_]) for id_ in persona.want]
        if not persona.none_ok and all(limits_broken([option], persona.profile, catalogue) for option in options):
            impossible.append(persona.id)
    assert impossible == []


@pytest.mark.parametrize(
    ("value", "wanted", "met"),
    [
        (300, 300, True),
        (299, 300, True),
        (None, 300, False),
        ("online", "online", True),
        (["SQL", "Python"], ["SQL"], True),
        (["SQL"], ["SQL", "Python"], False),
        (["Bachelor's degree in biology"], ["~biology"], True),
        ("UX writer", ["Content marketer", "UX writer"], True),
        (8.6, {"between": [8, 9]}, True),
        (17, {"until": "march"}, True),
        (30, {"until": "march"}, False),
        (4.7, {"until": "12-25"}, True),
        (12, {"until": "next quarter"}, True),
    ],
)
def test_expectations_on_slots(value, wanted, met):
    assert holds(value, wanted, TODAY) is met


def test_banned_values_are_found():
    assert unmet({"current_skills": ["Python"]}, {}, {"current_skills": ["Python"], "target_role": "any"}, TODAY) == [
        "current_skills should not be ['Python'], is ['Python']"
    ]
