"""Hold a few conversations with the real assistant and keep a reply of each kind of card, for the tests of the widget.

Beside the cards it keeps what bot/cards/phrases.py makes of their numbers, so that the widget's words cannot drift from those of other channels.

Usage: python scripts/widget_cards.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]
from bot.cards import phrases  # noqa: E402
from bot.cards.models import AnyCard, OptionPart  # noqa: E402
from bot.cards.text import around  # noqa: E402
from tests.support.assistant import TODAY, running_assistant  # noqa: E402

FOLDER = ROOT / "bot" / "widget" / "test" / "recorded"
CARDS: TypeAdapter[Any] = TypeAdapter(AnyCard)
POSTING = """Data Analyst, Riverside Health. Required: SQL, Excel, data visualization, statistics. Preferred: Python, Tableau, healthcare experience.
Bachelor's degree preferred. You will build dashboards, write SQL queries and report to managers."""
TALKS = [
    [
        "I run a clothing store and want to become a data analyst. $300, six months, 8 hours a week. I know Excel, no degree.",
        "skip",
        "compare the first two",
        "what would the first one lead to?",
        "tell me more about the first one",
        "what do you know about me?",
        POSTING,
        "save my plan",
    ],
    ["is the Zzyzx Flux Capacitor certificate worth it?", "yes", "give me a checklist"],
    ["I wait tables and want to become a nurse. $2000, two years.", "skip", "skip", "skip"],
    ["what does CompTIA Security+ lead to?", "I want to talk to a person", "yes", "skip"],
]


def main() -> None:
    """Write one file for each kind of card, and one of phrases."""
    kept: dict[str, dict[str, Any]] = {}
    options: dict[str, OptionPart] = {}
    with running_assistant(CREDWISE_TODAY=TODAY) as assistant:
        for talk in TALKS:
            conversation = assistant.conversation()
            for text in talk:
                for reply in conversation.say(text):
                    keep(reply, kept, options)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for kind, reply in kept.items():
        write(kind, reply)
    write("phrases", [phrases_of(option) for option in options.values()])


def keep(reply: dict[str, Any], kept: dict[str, dict[str, Any]], options: dict[str, OptionPart]) -> None:
    """Keep the first reply with a kind of card; of an options card both kinds, with options and with none."""
    if "custom" not in reply:
        return
    card = CARDS.validate_python(reply["custom"])
    kind = "none" if card.type == "options" and not card.options else card.type
    before, after = around(reply["text"], card)
    shown = {"text": reply["text"], "before": before, "after": after, "buttons": reply.get("buttons", []), "custom": reply["custom"]}
    kept.setdefault(kind, shown)
    for option in card.options if card.type == "options" else [card] if card.type == "credential" else []:
        options[option.id] = option


def phrases_of(option: OptionPart) -> dict[str, Any]:
    """The numbers of an option and the words that every channel has for them."""
    numbers = option.model_dump(include={"weeks_min", "weeks_max", "hours_min", "hours_max", "cost_total", "cost_parts", "currency"})
    return {"of": numbers, "cost": phrases.cost(option), "parts": phrases.cost_parts(option), "time": phrases.duration(option)}


def write(name: str, content: Any) -> None:
    """Write a file that people can read in a diff."""
    (FOLDER / f"{name}.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
