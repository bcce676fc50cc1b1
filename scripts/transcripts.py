"""Hold the conversations of docs/transcripts/conversations.yml with the real assistant and write what was said beside them.

Usage: python scripts/transcripts.py
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]
from tests.support.assistant import Conversation, running_assistant  # noqa: E402

FOLDER = ROOT / "docs" / "transcripts"
MOST_QUESTIONS = 8


def main() -> None:
    """Write one page for each conversation."""
    for page in FOLDER.glob("*.md"):
        page.unlink()
    with running_assistant() as assistant:
        for number, plan in enumerate(yaml.safe_load((FOLDER / "conversations.yml").read_text("utf-8")), start=1):
            conversation = assistant.conversation()
            hold(conversation, plan)
            name = re.sub(r"[^a-z]+", "-", plan["title"].lower()).strip("-")
            (FOLDER / f"{number:02}-{name}.md").write_text(page_of(plan["title"], conversation), "utf-8")


def hold(conversation: Conversation, plan: dict[str, Any]) -> None:
    """Say the first words, answer what is asked (or skip it), then ask what was planned."""
    for text in plan["says"]:
        conversation.say(text)
    if "/goal_" in str(conversation.buttons):
        conversation.say(f"/goal_{plan['goal']}")
    for _ in range(MOST_QUESTIONS):
        asked = conversation.requested_slot
        if not asked:
            break
        conversation.say(str(plan["answers"].get(asked, "skip")))
    for text in plan["then"]:
        conversation.say(text)


def page_of(title: str, conversation: Conversation) -> str:
    """The conversation as Markdown: what was typed in bold, what came as a quotation, suggestions in brackets."""
    lines = [f"# {title}", ""]
    for typed, replies in conversation.turns:
        lines += [f"**{typed}**", ""]
        for reply in replies:
            lines += [f"> {line}  " for line in reply.get("text", "").splitlines()]
            if reply.get("buttons"):
                lines.append("> " + " ".join(f"`{button['title']}`" for button in reply["buttons"]))
            lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
