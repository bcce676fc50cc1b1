"""The assistant in the terminal: ``python -m bot.chat``. Talks to Rasa as the website does, and draws the cards by rich."""

from __future__ import annotations

import itertools
import select
import sys
import uuid
from typing import Any

import httpx
from pydantic import TypeAdapter, ValidationError
from rich.console import Console
from rich.markup import escape

from bot.cards.models import AnyCard, PlanCard
from bot.cards.terminal import as_renderable
from bot.cards.text import around
from bot.payloads import as_typed
from bot.settings import PLANS, ROOT, rasa_url
from knowledge.plan.files import Documents

TURN_TIMEOUT = 60.0
PASTE_SECONDS = 0.05
LETTERS = "abcdefghijklmno"
"""They go on from reply to reply within a turn, so that no letter stands for two suggestions."""
QUIT = {"/quit", "/exit", "quit", "exit"}
CARDS: TypeAdapter[Any] = TypeAdapter(AnyCard)


class Chat:
    """One conversation in one terminal."""

    def __init__(self, console: Console, client: httpx.Client) -> None:
        self.console = console
        self.client = client
        self.sender = f"terminal-{uuid.uuid4().hex}"
        self.buttons: list[dict[str, str]] = []

    def run(self) -> None:
        """Talk until the user leaves."""
        self.console.print("[dim]Type what you want, or the letter of a suggestion. /quit ends.[/dim]")
        self.send("/greet")
        while (line := self._read()) is not None:
            if line:
                self.send(self._pressed(line) or line)

    def _read(self) -> str | None:
        try:
            line = self.console.input("\n[bold green]you[/bold green] ").strip()
            while _more_was_pasted():
                line += "\n" + sys.stdin.readline().rstrip("\n")
        except (EOFError, KeyboardInterrupt):
            return None
        return None if line.casefold() in QUIT else line

    def _pressed(self, line: str) -> str | None:
        """The payload of a suggestion chosen by its letter or its title."""
        for letter, button in zip(LETTERS, self.buttons, strict=False):
            if line.casefold() in (letter, button["title"].casefold()):
                return button["payload"]
        return None

    def send(self, text: str) -> None:
        """Send one message and show what comes back; a failure is told, never silent."""
        self.buttons = []
        try:
            with self.console.status("…"):
                answer = self.client.post(f"{rasa_url()}/webhooks/rest/webhook", json={"sender": self.sender, "message": as_typed(text)})
            answer.raise_for_status()
            replies = answer.json()
        except (httpx.HTTPError, ValueError) as error:  # no connection, no success, or no JSON
            self.console.print(
                f"[red]The assistant can't be reached ({type(error).__name__}). Is it still running? Your last message was not taken; send it again.[/red]"
            )
            return
        if not replies:
            self.console.print("[red]No answer came back. Please say it again.[/red]")
        for reply in replies:
            self._show(reply)

    def _show(self, reply: dict[str, Any]) -> None:
        self.console.print()
        card = self._card(reply.get("custom"))
        before, after = around(reply.get("text") or "", card)
        self._say(before)
        if card is not None:
            self.console.print(as_renderable(card))
        if isinstance(card, PlanCard):
            self._keep(card)
        if after:
            self.console.print(escape(after), highlight=False)
        for letter, button in zip(LETTERS[len(self.buttons) :], reply.get("buttons") or (), strict=False):
            self.buttons.append(button)
            self.console.print(f"  [dim]{letter})[/dim] {escape(button['title'])}", highlight=False)

    def _keep(self, card: PlanCard) -> None:
        """What a page offers for download, a terminal puts into a folder; another plan of the same receipt goes beside it."""
        files, folder = Documents(card.markdown, card.html, card.ics), PLANS / card.receipt
        beside = (folder.with_name(f"{card.receipt}-{number}") for number in itertools.count(2))
        try:
            folder = next(one for one in itertools.chain([folder], beside) if not one.exists() or files.are_in(one))
            paths = files.write(folder)
        except OSError as error:
            self.console.print(f"[red]The plan could not be written into {escape(str(folder))} ({type(error).__name__}).[/red]")
            return
        where = folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder
        self.console.print(f"Saved in {where}/: {', '.join(path.name for path in paths)}", markup=False, highlight=False, soft_wrap=True)

    def _say(self, text: str) -> None:
        self.console.print(f"[bold cyan]credwise[/bold cyan] {escape(text)}", highlight=False)

    @staticmethod
    def _card(custom: Any) -> Any | None:
        try:
            return CARDS.validate_python(custom) if custom else None
        except ValidationError:
            return None


def _more_was_pasted() -> bool:
    """Whether lines wait in the terminal already: a pasted posting is one message, not one for each line."""
    return sys.stdin.isatty() and bool(select.select([sys.stdin], [], [], PASTE_SECONDS)[0])


def main() -> int:
    """Open a conversation; returns the exit status."""
    console = Console()
    with httpx.Client(timeout=TURN_TIMEOUT) as client:
        Chat(console, client).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
