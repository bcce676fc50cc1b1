"""Fill the case store with a few cases to try the advisors' side on: real conversations with the running model, handed over by their users.

Usage: python scripts/demo_cases.py   (in the application's environment, after training)
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from cases.database import cases_url  # noqa: E402
from cases.desk import open_desk  # noqa: E402
from cases.model import Case  # noqa: E402
from tests.support.assistant import Conversation, running_assistant  # noqa: E402

TAG, ADVISOR = "demo", "Demo Advisor"
MOST_ANSWERS = 6
CONVERSATIONS: dict[str, list[str]] = {
    "waits, routine": [
        "I run a clothing store and want to become a data analyst, $300, six months, 8 hours a week",
        "can I talk to an advisor",
    ],
    "waits, pressed for time": [
        "I'm a teacher and want to learn Excel, free only, within two weeks",
        "I need to talk to a person, it's urgent",
    ],
    "waits, urgent": ["I was laid off and I don't want to live any more", "talk to a person"],
    "with an advisor": ["I'm a nurse and want to show I'm current", "will my nursing license transfer to Texas?", "yes, get me an advisor"],
    "closed": ["should I take out a loan of $12,000 for a data bootcamp?", "talk to an advisor"],
}
"""What is said by the user; open questions are passed over."""


def hold(talk: Conversation, said: list[str]) -> Case:
    """Say that, pass over what is asked, agree to what is passed on, and return the case."""
    *first, asks = said
    for text in first:
        talk.say(text)
        for _ in range(MOST_ANSWERS):
            if talk.requested_slot:
                talk.say("skip")
    talk.say(asks)
    talk.say("yes")
    talk.say("no thanks")
    case = open_desk().of(talk.sender)
    if case is None:
        raise SystemExit(f"credwise: no case came of {said[-1]!r}.")
    return case


def main() -> None:
    """Make the cases, unless they are there."""
    desk = open_desk()
    if found := desk.queue(states=["waiting", "with_advisor", "closed"], tag=TAG):
        print(f"There are {len(found)} demo cases already: {', '.join(case.id for case in found)}.")
        return
    with running_assistant(CREDWISE_CASES_URL=cases_url()) as assistant:
        for what, said in CONVERSATIONS.items():
            case = hold(assistant.conversation(), said)
            desk.tag(case.id, TAG, TAG)
            if not what.startswith("waits"):
                desk.claim(case.id, ADVISOR)
                desk.advisor_said(case.id, ADVISOR, "Hello, I have read what you told us. Let me look into that.")
            if what == "closed":
                desk.add_note(case.id, ADVISOR, "Sent the list of free alternatives.")
                desk.close(case.id, ADVISOR, "answered", "I would try a free course first. Write again any time.")
            print(f"{case.id}: {what}")


if __name__ == "__main__":
    main()
