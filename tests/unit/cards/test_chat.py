"""The terminal client: what it shows of a reply, and that it never goes silent."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.console import Console

from bot import chat
from bot.cards.models import Card
from bot.cards.text import as_text
from bot.chat import Chat
from cases.database import open_database
from cases.desk import Desk
from cases.settings import settings
from tests.unit.cards.examples import credential, option, options, plan
from tests.unit.cases.briefs import brief


class Terminal:
    """A chat whose Rasa answers as the test says."""

    def __init__(self, *answers: Any) -> None:
        self.sent: list[dict[str, str]] = []
        self.answers = list(answers)
        self.output = io.StringIO()
        client = httpx.Client(transport=httpx.MockTransport(self._answer))
        self.chat = Chat(Console(file=self.output, width=100, color_system=None), client)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(json.loads(request.content))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer) if isinstance(answer, int) else httpx.Response(200, json=answer)

    def say(self, text: str) -> str:
        self.output.truncate(0)
        self.chat.send(self.chat._pressed(text) or text)
        return self.output.getvalue()


def reply(text: str, card: Card | None = None, **more: Any) -> list[dict[str, Any]]:
    return [{"text": text, "custom": card.model_dump(mode="json") if card else None, **more}]


def test_a_text_is_shown() -> None:
    assert "Hello [bold]you[/bold]!" in Terminal(reply("Hello [bold]you[/bold]!")).say("hi")


def test_a_card_is_drawn_between_the_words_before_and_after_it() -> None:
    card = options(option(), option(id="b", title="Advanced SQL"))
    shown = Terminal(reply(f"I've read the posting.\nYou have SQL.\n{as_text(card)}\nAsk me why.", card)).say("hi")
    parts = ["I've read the posting.", "You have SQL.", "╭", "Advanced SQL", "Ask me why."]
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)
    assert shown.count("Covers SQL") == 2  # drawn, and not told again


def test_words_of_their_own_stand_before_the_card() -> None:
    shown = Terminal(reply("Who recognises it:\n- Acme: yes.", credential())).say("hi")
    assert shown.index("- Acme: yes.") < shown.index("╭")


def test_a_plan_is_put_into_the_folder_of_its_receipt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a reply with a plan WHEN it is shown THEN its files lie in the folder of its receipt, and it is said where
    monkeypatch.setattr(chat, "ROOT", tmp_path)
    monkeypatch.setattr(chat, "PLANS", tmp_path / "var" / "plans")
    card = plan()
    shown = Terminal(reply(f"Ready.\n{as_text(card)}\nReceipt.", card)).say("save it")
    folder = tmp_path / "var" / "plans" / card.receipt
    written = [(folder / name).read_bytes().decode() for name in ("plan.md", "plan.html", "plan.ics")]
    assert written == [card.markdown, card.html, card.ics]
    assert "Saved in var/plans/abcdef234567/: plan.md, plan.html, plan.ics" in shown
    assert shown.count("SQL Basics") == 1


def test_another_plan_of_the_same_receipt_goes_beside_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a plan that was saved WHEN it is saved again, and then another choice THEN the same lies once, the other beside it
    monkeypatch.setattr(chat, "PLANS", tmp_path)
    for card in (plan(), plan(), plan(markdown="# Other\n"), plan()):
        Terminal(reply("Ready.", card)).say("save it")
    told = {path.name: (path / "plan.md").read_text() for path in tmp_path.iterdir()}
    assert told == {"abcdef234567": plan().markdown, "abcdef234567-2": "# Other\n"}


def test_a_plan_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plans").write_text("no folder")
    monkeypatch.setattr(chat, "PLANS", tmp_path / "plans")
    assert "The plan could not be written" in Terminal(reply("Ready.", plan())).say("save it")


def test_a_card_that_this_client_does_not_know_leaves_the_text() -> None:
    answer = [{"text": "One\nTwo", "custom": {"type": "hologram", "version": 9}}]
    shown = Terminal(answer).say("hi")
    assert "One" in shown
    assert "Two" in shown


def test_suggestions_are_pressed_by_letter_or_title() -> None:
    buttons = [{"title": "Why [this]?", "payload": "why the first one"}, {"title": "More", "payload": "/show_more"}]
    terminal = Terminal(*[reply("So?", buttons=buttons)] * 4)
    assert "a) Why [this]?" in terminal.say("hi")
    for said in ("b", "MORE", "c"):
        terminal.say(said)
    assert [sent["message"] for sent in terminal.sent] == ["hi", "/show_more", "/show_more", "c"]
    assert len({sent["sender"] for sent in terminal.sent}) == 1


@pytest.mark.parametrize("answer", [httpx.ConnectError("refused"), httpx.ReadTimeout("slow"), 500])
def test_a_failure_is_told(answer: Any) -> None:
    assert "can't be reached" in Terminal(answer).say("hi")


def test_silence_is_told() -> None:
    assert "No answer came back" in Terminal([]).say("hi")


def test_what_is_no_json_is_told() -> None:
    terminal = Terminal()
    terminal.chat.client = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, text="<html>")))
    assert "can't be reached" in terminal.say("hi")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    engine = open_database(f"sqlite:///{tmp_path / 'cases.sqlite'}")
    made = Desk(engine, settings())
    monkeypatch.setattr(chat, "open_desk", lambda: made)
    yield made
    engine.dispose()


def test_while_an_advisor_has_it_messages_go_both_ways_and_none_to_rasa(desk: Desk) -> None:
    # GIVEN a conversation that an advisor has taken over
    terminal = Terminal(reply("I'm back, we go on where we were."))
    talk = terminal.chat.sender
    case = desk.open(talk, brief())
    desk.claim(case.id, "Ann Lee")
    # WHEN both say something
    assert terminal.chat.goes_to_person("hello there")
    desk.advisor_said(case.id, "Ann Lee", "Hi [b]Jo[/b]")
    assert terminal.chat.goes_to_person("")
    # THEN it reaches the other, and Rasa hears nothing
    assert [message.text for message in desk.messages(case.id)] == ["hello there", "Hi [b]Jo[/b]"]
    assert "Ann Lee Hi [b]Jo[/b]" in terminal.output.getvalue()
    assert terminal.sent == []
    # AND when it is given back, the note is shown once and the assistant goes on
    desk.hand_back(case.id, "Ann Lee", "Good luck")
    assert not terminal.chat.goes_to_person("")
    assert not terminal.chat.goes_to_person("")
    assert [message["message"] for message in terminal.sent] == [chat.BACK]
    assert terminal.output.getvalue().count("Good luck") == 1
    assert "we go on where we were" in terminal.output.getvalue()


def test_without_a_case_nothing_is_said_of_advisors(desk: Desk) -> None:
    terminal = Terminal()
    assert not terminal.chat.goes_to_person("hello")
    assert terminal.output.getvalue() == ""
