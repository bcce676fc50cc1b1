"""How well it converses: the written conversations, turn by turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx

from knowledge.model import Catalogue
from tests.evaluation.expectations import problems
from tests.evaluation.grounding import Fact
from tests.evaluation.talk import User
from tests.support.assistant import RunningAssistant

FOREVER = 100


@dataclass(frozen=True)
class Outcome:
    """How one conversation went; `failures` are empty where everything held."""

    id: str
    goal: str
    shows: Sequence[str]
    failures: list[str]
    checks: int
    turns: int
    repeated: tuple[str, ...]
    unheard: tuple[str, ...]
    broken: tuple[str, ...]
    unsupported: tuple[str, ...]
    facts: tuple[Fact, ...]
    violations: tuple[str, ...]
    transcript: str


def converse_all(
    assistant: RunningAssistant, conversations: Sequence[Mapping[str, Any]], catalogue: Catalogue, today: date
) -> list[Outcome]:
    return [_outcome(assistant, conversation, catalogue, today) for conversation in conversations]


def _outcome(assistant: RunningAssistant, conversation: Mapping[str, Any], catalogue: Catalogue, today: date) -> Outcome:
    goal = conversation["goal"] if conversation["goal"] != "none" else None
    user = User.of(assistant, catalogue, {slot: str(answer) for slot, answer in conversation["knows"].items()}, goal)
    failures: list[str] = []
    checks = 0
    try:
        for number, step in enumerate(conversation["turns"], start=1):
            reached = _take(step, user)
            expect = step.get("expect", {})
            checks += len(expect) + ("until" in step)
            found = [] if reached else [f"no {step['until']} card within {step.get('within')} turns"]
            found += problems(expect, user, catalogue, today) if reached else []
            label = " ".join(step.get("say", step.get("until", "answers")).split())[:60]
            failures += [f"step {number} ({label}): {problem}" for problem in found]
    except httpx.HTTPError as error:
        failures.append(f"the server failed: {error}")
    silent = [turn.said[:60] for turn in user.turns if not turn.replies]
    failures += [f"no reply to “{said}”" for said in silent]
    return Outcome(
        conversation["id"],
        conversation["goal"],
        conversation["shows"],
        failures,
        checks,
        len(user.turns),
        tuple(user.repeated),
        tuple(user.unheard),
        tuple(user.rules.broken),
        tuple(user.rules.unsupported),
        tuple(user.rules.facts),
        tuple(user.rules.violations),
        user.transcript(),
    )


def _take(step: Mapping[str, Any], user: User) -> bool:
    """Do what a step says; False where a card was waited for in vain."""
    if "say" in step:
        user.say(step["say"].strip())
    for _ in range(step.get("answer", 0)):
        user.answer()
    if "until" in step:
        return user.until(step["until"], step.get("within", FOREVER)) is not None
    return True
