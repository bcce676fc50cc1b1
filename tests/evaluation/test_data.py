"""The written data says what it may: known intents, slots and names, and nothing that no answer could meet."""

from __future__ import annotations

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


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return build_catalogue(read_catalogue())


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


def test_sizes():
    in_scope = [one for one in data.utterances() if one.in_scope]
    assert len(in_scope) >= 480
    assert len(data.utterances()) - len(in_scope) >= 110
    assert sum(bool(one.slots or one.banned) for one in data.utterances()) >= 200
    assert len(data.conversations()) >= 44
    assert len(data.personas()) >= 56
    assert len({one.field for one in data.personas()}) == 21
    assert min(Counter(one["goal"] for one in data.conversations()).values()) >= 6


def test_every_intent_of_the_domain_is_measured():
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    intents = {next(iter(entry)) if isinstance(entry, dict) else entry for entry in domain["intents"]}
    counts = Counter(one.intent for one in data.utterances())
    assert intents - {"nlu_fallback", "faq"} <= set(counts)
    assert {intent.split("/")[0] for intent in counts} <= intents
    assert all(count >= (4 if intent.startswith("faq/") else 6) for intent, count in counts.items())


def test_no_utterance_is_written_twice():
    assert [text for text, count in Counter(one.text.casefold() for one in data.utterances()).items() if count > 1] == []


def test_names_are_in_the_catalogue(catalogue):
    problems = [problem for one in data.utterances() for problem in unknown(one.slots, catalogue)]
    problems += [f"{one.id}: {problem}" for one in data.personas() for problem in unknown(one.profile, catalogue)]
    shown = [id_ for one in data.personas() for id_ in [*one.want, *one.never.get("ids", ())]]
    for conversation in data.conversations():
        for step in conversation["turns"]:
            expect = step.get("expect", {})
            problems += unknown(expect.get("slot", {}), catalogue)
            shown += [id_ for key in ("about", "shown", "not_shown", "excluded") for id_ in expect.get(key, [])]
    assert problems + [id_ for id_ in shown if id_ not in catalogue.credentials] == []


def test_some_wanted_credential_is_within_every_personas_limits(catalogue):
    impossible = []
    for persona in data.personas():
        options = [
            {"id": one.id, "cost_total": one.cost_total, "currency": one.cost.currency, "weeks_min": one.weeks[0] if one.weeks else None}
            for one in (catalogue.credentials[id_] for id_ in persona.want)
        ]
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
