"""An action that fails tells the user so, logs where, never what the user said, and keeps the profile."""

from __future__ import annotations

import logging
import pkgutil
from importlib import import_module
from typing import Any

import pytest
from rasa_sdk.interfaces import ActionExecutionRejection
from rasa_sdk.utils import all_subclasses

import actions
from actions.bootstrap import Knowledge
from actions.common.turn import Turn, TurnAction, where
from actions.common.wording import responses
from actions.conversation import Continue
from actions.goals import CareerChangeForm, Recommend
from actions.profile import DeleteData, StartOver
from actions.understanding import UnderstandMessage
from knowledge.store.files import CatalogueError
from tests.unit.actions.talk import Talk, act, tracker

SECRET = "my boss Jane Roe is leaving"
PROFILE = {"goal": "skill_gap", "target_skills": ["SQL"], "max_cost": 300.0, "profile_words": {"max_cost": SECRET}}

for module in pkgutil.walk_packages(actions.__path__, "actions."):
    import_module(module.name)
EVERY = [
    one for one in all_subclasses(TurnAction) if one.__module__.startswith("actions.") and not getattr(one, "__abstractmethods__", None)
]
SPOKEN = [one for one in EVERY if one is not UnderstandMessage]


def fails(turn: Turn) -> None:
    turn.set("max_cost", 1.0)
    turn.tell("half an answer")
    try:
        raise ValueError(f"could not convert {turn.text!r}")
    except ValueError as error:
        raise RuntimeError(f"no luck with {turn.text}") from error


def failing(kind: type[TurnAction], monkeypatch: pytest.MonkeyPatch) -> TurnAction:
    monkeypatch.setattr(kind, "take", lambda _, turn: fails(turn))
    return kind()


@pytest.mark.parametrize("kind", SPOKEN, ids=lambda kind: kind.__name__)
def test_the_user_is_told_and_nothing_else(kind: type[TurnAction], monkeypatch: pytest.MonkeyPatch) -> None:
    reply = act(failing(kind, monkeypatch), tracker(SECRET, slots=PROFILE))
    assert [message["text"] for message in reply.messages] == [responses()["utter_technical_problem"][0]["text"]]
    assert {name: reply.slots[name] for name in PROFILE} == PROFILE


@pytest.mark.parametrize("kind", [Continue, Recommend, CareerChangeForm], ids=lambda kind: kind.__name__)
def test_a_catalogue_that_cannot_be_read_is_apologised_for_and_logged(
    kind: type[TurnAction], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # GIVEN a process that cannot read the catalogue
    def unreadable() -> Knowledge:
        raise CatalogueError("data: credentials.yml: not YAML")

    monkeypatch.setattr("actions.common.turn.knowledge", unreadable)
    # WHEN a turn needs it, from understanding to answer
    given = tracker("I have 300 dollars", slots=PROFILE, sender="conversation-4711")
    given.slots = act(UnderstandMessage(), given).slots
    reply = act(kind(), given)
    # THEN the user gets an apology and nothing else, the profile stays, and the log says what failed where
    assert reply.text in [variant["text"] for variant in responses()["utter_technical_problem"]]
    assert {name: reply.slots[name] for name in PROFILE} == PROFILE
    assert "conversation-4711" in caplog.text
    assert "CatalogueError" in caplog.text


def test_the_second_failure_offers_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    talk, action = Talk(**PROFILE), failing(Continue, monkeypatch)
    first, second = talk.say(SECRET, "inform", action), talk.say(SECRET, "inform", action)
    assert first.text != second.text
    assert [button["payload"] for button in second.buttons] == ["/talk_to_advisor"]


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__name__)
def test_the_log_has_the_conversation_and_the_place_but_never_the_words(
    kind: type[TurnAction], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        act(failing(kind, monkeypatch), tracker(SECRET, slots=PROFILE, sender="conversation-4711"))
    assert "conversation-4711" in caplog.text
    assert kind().name() in caplog.text
    assert "RuntimeError" in caplog.text
    assert "ValueError" in caplog.text
    assert "test_failure.py" in caplog.text
    assert not [word for word in SECRET.split() if len(word) > 4 and word in caplog.text]


def test_when_understanding_fails_the_action_that_answers_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    given = tracker(SECRET, slots=PROFILE)
    reply = act(failing(UnderstandMessage, monkeypatch), given)
    assert reply.messages == []
    told = {name: value for name, value in reply.slots["heard"].items() if value != []}
    assert told == {"message": given.latest_message["message_id"], "turn": 1, "failed": True}
    answer = act(Continue(), tracker(SECRET, slots={**PROFILE, "heard": reply.slots["heard"], "receipt": "r"}))
    assert responses()["utter_technical_problem"][0]["text"] in answer.messages[0]["text"]
    assert {name: reply.slots[name] for name in PROFILE} == PROFILE


@pytest.mark.parametrize("kind", [StartOver, DeleteData])
def test_what_could_not_be_deleted_is_not_cleared_either(kind: type[TurnAction], monkeypatch: pytest.MonkeyPatch) -> None:
    reply = act(failing(kind, monkeypatch), tracker("delete my data", slots=PROFILE))
    assert not [event for event in reply.events if event["event"] == "reset_slots"]


def test_stepping_aside_is_no_failure(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def steps_aside(*_: Any) -> None:
        raise ActionExecutionRejection("form")

    monkeypatch.setattr(Continue, "take", steps_aside)
    with pytest.raises(ActionExecutionRejection):
        act(Continue(), tracker())
    assert caplog.text == ""


def test_the_place_of_an_error_names_every_cause() -> None:
    def inner() -> None:
        raise KeyError(SECRET)

    def outer() -> None:
        try:
            inner()
        except KeyError as error:
            raise TypeError(SECRET) from error

    with pytest.raises(TypeError) as caught:
        outer()
    told = where(caught.value)
    assert told.startswith("TypeError at test_failure.py:")
    assert "because of KeyError at test_failure.py:" in told
    assert SECRET not in told
