"""domain.yml and the code agree: every text is used and can be filled in, every action and slot exists on both sides."""

from __future__ import annotations

import ast
import re
import string
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

from actions.common.asides import Aside, Reaction
from actions.common.asking import ABOUT_THE_LIST, READINGS
from actions.common.aspects import ASPECTS
from actions.common.glossary import TERMS
from actions.common.profile import INFERABLE, LABELS, PROFILE_SLOTS
from actions.common.scope import TOPICS as NEAR
from actions.common.vague import VAGUE
from actions.common.wording import responses, utterance
from actions.goals import QUESTIONS
from knowledge.recommend.verdict import Worth
from knowledge.terms import AdviceKind, Kind, QuestionId, Requirement

ROOT = Path(__file__).resolve().parents[3]
DOMAIN: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
MOST_BUTTONS, LONGEST_TITLE = 5, 24
NOT_A_VALUE = {"buttons", "lead"}
TOPICS = (
    "what_is vs_degree vs_certificate terminology who_issues do_employers_recognise worth_it how_to_choose cost duration stackability credit_transfer "
    "expiry_renewal verification prerequisites funding on_resume applied_skill warning_signs replace_degree how_many online_or_in_person difficulty privacy"
).split()
LANGUAGES = "es fr de pt it zh ar hi vi tl ko ru ja uk".split()
"""Those that bot/rasa/language.py tells apart and has in LINES; tests/nlu/test_languages.py holds the two together."""
# What the open end of a name in the code can become: f"utter_verdict_{…}" -> the verdicts. A new such name needs its line here.
ENDINGS: dict[str, Sequence[str]] = {
    "utter_ask_": QUESTIONS,
    "utter_ask_why_": QUESTIONS,
    "utter_take_": INFERABLE,
    "utter_checklist_": get_args(QuestionId),
    "utter_shortlist_": get_args(AdviceKind),
    "utter_verdict_": get_args(Worth),
    "utter_recognition_": ("known", "claims_only", "none"),
    "utter_other_language_": ("en", *LANGUAGES),
    "utter_scope_": NEAR,
    "utter_term_": tuple(TERMS),
    "utter_meant_": QUESTIONS,
    "utter_vague_": tuple(VAGUE),
    "utter_faq_": tuple(TOPICS),
    "utter_aside_": get_args(Aside),
    "utter_reaction_": get_args(Reaction),
    "utter_aspect_": tuple(aspect.name for aspect in ASPECTS),
    "utter_kind_": get_args(Kind),
    "utter_role_": [f"{kind}_{need}" for kind in ("licence", "degree") for need in get_args(Requirement) if need != "none"],
    "utter_role_no_": ("licence", "degree"),
}

Said = tuple[str, frozenset[str] | None, str]
"""A response, the values given to it (None where it is named without being said there), and the place in the code."""


@cache
def said() -> tuple[Said, ...]:
    """Every response that the code names."""
    return tuple(found for path in sorted((ROOT / "actions").rglob("*.py")) for found in _said_in(path))


def _said_in(path: Path) -> Iterator[Said]:
    tree = ast.parse(path.read_text("utf-8"))
    given = {
        id(name): _values(call) for call in ast.walk(tree) if isinstance(call, ast.Call) and _says(call) for name in _names_in(call.args[0])
    }
    for node in _names_in(tree):
        place = f"{path.name}:{node.lineno}"
        for name in _expanded(node):
            yield name, given.get(id(node)), place


def _says(call: ast.Call) -> bool:
    function = call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id if isinstance(call.func, ast.Name) else ""
    return function in ("say", "words", "utterance") and bool(call.args)


def _values(call: ast.Call) -> frozenset[str]:
    names = [keyword.arg for keyword in call.keywords]
    assert None not in names, f"line {call.lineno}: give the values by name, so that this test can see them"
    return frozenset(str(name) for name in names) - NOT_A_VALUE


def _names_in(tree: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """The names of responses in a piece of code; a constant inside of an f-string is part of it."""
    if isinstance(tree, ast.JoinedStr):
        if _start(tree).startswith("utter_"):
            yield tree
            return
    elif isinstance(tree, ast.Constant) and isinstance(tree.value, str) and re.fullmatch(r"utter_\w+", tree.value):
        yield tree
    for child in ast.iter_child_nodes(tree):
        yield from _names_in(child)


def _start(node: ast.JoinedStr) -> str:
    first = node.values[0] if node.values else None
    return str(first.value) if isinstance(first, ast.Constant) else ""


def _expanded(node: ast.Constant | ast.JoinedStr) -> list[str]:
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    return [_start(node) + ending for ending in ENDINGS[_start(node)]]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


# --- texts ------------------------------------------------------------------------------------------------------------


def test_the_scan_sees_the_code() -> None:
    assert len(said()) > 100
    assert {"utter_greet", "utter_verdict_partly", "utter_faq_cost", "utter_technical_problem"} <= {name for name, _, _ in said()}
    assert ("utter_removed", frozenset({"what"})) in {(name, values) for name, values, _ in said()}


def test_every_response_that_the_code_names_is_there() -> None:
    assert [(name, place) for name, _, place in said() if name not in responses()] == []


def test_every_response_is_used() -> None:
    assert set(responses()) - {name for name, _, _ in said()} == set()


def test_every_response_can_be_said_with_the_values_that_the_code_gives() -> None:
    wants: dict[str, set[str]] = defaultdict(set)
    for name, values, place in said():
        for variant in range(len(responses()[name])):
            if values is not None:
                text = utterance(name, variant, **dict.fromkeys(values, "VALUE")).text
                assert not re.search(r"[{}]", text), (name, place)
                wants[name] |= placeholders(responses()[name][variant]["text"])
            else:
                assert not placeholders(responses()[name][variant]["text"]) - _given_elsewhere(name), (name, place)


def _given_elsewhere(name: str) -> set[str]:
    """The values that a response gets where it is said, if it is named in one place and said in another."""
    return {value for other, values, _ in said() if other == name and values for value in values}


def test_every_value_that_the_code_gives_is_said_in_some_variant() -> None:
    for name, values, place in said():
        told = set().union(*(placeholders(variant["text"]) for variant in responses()[name]))
        assert set(values or ()) <= told, (name, place)


VARIANTS = [(name, number, variant) for name, variants in responses().items() for number, variant in enumerate(variants)]


@pytest.mark.parametrize(("name", "number", "variant"), VARIANTS, ids=[f"{name}-{number}" for name, number, _ in VARIANTS])
def test_every_text_fits_every_channel(name: str, number: int, variant: dict[str, Any]) -> None:
    assert variant["text"].strip()
    assert "\n\n" not in variant["text"]
    assert set(variant) <= {"text", "buttons"}
    buttons = variant.get("buttons", [])
    assert len(buttons) <= MOST_BUTTONS
    assert len({button["title"] for button in buttons}) == len(buttons)
    for button in buttons:
        assert set(button) == {"title", "payload"}
        assert 0 < len(button["title"]) <= LONGEST_TITLE, button["title"]
        assert _leads_somewhere(button["payload"]), button["payload"]


def _leads_somewhere(payload: str) -> bool:
    """Plain words that a user could have typed, or an intent that there is."""
    intent = re.fullmatch(r"/(\w+)(?:\{.*\})?", payload)
    return intent.group(1) in intents() if intent else bool(payload.strip()) and not payload.startswith("/")


def intents() -> set[str]:
    return {next(iter(intent)) if isinstance(intent, dict) else intent for intent in DOMAIN["intents"]}


def test_no_text_stands_there_twice() -> None:
    texts = [variant["text"] for _, _, variant in VARIANTS]
    assert {text for text in texts if texts.count(text) > 1} == set()


def test_intents_that_the_code_offers_as_buttons_are_there() -> None:
    offered = set(READINGS) | set(ABOUT_THE_LIST)
    for path in (ROOT / "actions").rglob("*.py"):
        offered |= set(re.findall(r"payload\": f?['\"]/(\w+)", path.read_text("utf-8")))
    assert offered - intents() == set()
    assert {"ask_details", "start_over", "talk_to_advisor"} <= offered


# --- actions, slots and forms -----------------------------------------------------------------------------------------


@cache
def registered() -> set[str]:
    """The names under which the action server has our actions."""
    executor = ActionExecutor()
    executor.register_package("actions")
    return {name for name, run in executor.actions.items() if getattr(run, "__self__", run).__class__.__module__.startswith("actions.")}


def test_the_server_has_every_action_of_the_domain_and_no_other() -> None:
    assert set(DOMAIN["actions"]) == registered()
    assert len(DOMAIN["actions"]) == len(set(DOMAIN["actions"]))


def test_every_form_has_its_action() -> None:
    assert {f"validate_{form}" for form in DOMAIN["forms"]} == {name for name in registered() if name.startswith("validate_")}


def test_every_slot_that_can_be_asked_for_has_its_question() -> None:
    required = {slot for form in DOMAIN["forms"].values() for slot in form["required_slots"]}
    assert required <= set(QUESTIONS)
    assert {f"action_ask_{slot}" for slot in QUESTIONS} <= registered()


def _steps() -> Iterator[dict[str, Any]]:
    for path in (ROOT / "data" / "stories").glob("*.yml"):
        told = yaml.safe_load(path.read_text("utf-8"))
        for story in [*told.get("rules", ()), *told.get("stories", ())]:
            yield from (step for step in story["steps"] if isinstance(step, dict))


def test_rules_use_only_what_is_there_and_every_action_is_used() -> None:
    actions = {step["action"] for step in _steps() if "action" in step}
    assert actions - set(DOMAIN["actions"]) - set(DOMAIN["forms"]) - {"action_listen"} == set()
    assert {step["intent"].split("/")[0] for step in _steps() if "intent" in step} <= intents()
    by_rasa = {"action_session_start", "action_validate_slot_mappings", "action_default_fallback"}
    spoken_by_forms = {f"action_ask_{slot}" for slot in QUESTIONS} | {f"validate_{form}" for form in DOMAIN["forms"]}
    assert set(DOMAIN["actions"]) - actions - by_rasa - spoken_by_forms == set()


def test_every_intent_has_a_rule() -> None:
    assert intents() - {step["intent"].split("/")[0] for step in _steps() if "intent" in step} == set()


def _strings() -> set[str]:
    """Every string in the code of the actions."""
    trees = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "actions").rglob("*.py")]
    return {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_slot_is_used() -> None:
    assert set(DOMAIN["slots"]) - _strings() == set()


def test_every_slot_that_the_code_sets_is_there() -> None:
    written: set[str] = set()
    for path in (ROOT / "actions").rglob("*.py"):
        written |= set(re.findall(r"(?:turn|self)\.set\(\s*\"(\w+)\"", path.read_text("utf-8")))
    assert written - set(DOMAIN["slots"]) <= {"requested_slot"}
    assert "shown_options" in written


def test_every_profile_slot_has_a_label_and_a_place_in_the_domain() -> None:
    assert set(PROFILE_SLOTS) | {"goal"} == set(LABELS)
    assert set(LABELS) <= set(DOMAIN["slots"])


def test_no_slot_is_filled_by_what_users_type_into_rasa() -> None:
    assert [name for name, slot in DOMAIN["slots"].items() if slot["mappings"] != [{"type": "custom"}]] == []
    assert [name for name, slot in DOMAIN["slots"].items() if slot["influence_conversation"]] == []
