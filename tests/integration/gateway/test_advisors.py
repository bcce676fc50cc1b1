"""A conversation is handed to a person: the real desk, on its own database."""

from __future__ import annotations

from bot.withheld import WITHHELD_TEXT
from cases.desk import Desk
from tests.support.gateway import Caller, Served

CONTACT = "ann.user@example.org"


async def handed_over(served: Served, caller: Caller, desk: Desk) -> tuple[str, str]:
    """Have a case opened; return its id and the name under which Rasa knows the conversation."""
    sender = (await served.gateway.store.get(caller.id)).sender
    await caller.ask("can I talk to an advisor?")
    await caller.ask("yes")
    case = desk.of(sender)
    assert case is not None
    return case.id, sender


async def test_a_contact_stays_in_the_case_only(served: Served, caller: Caller, desk: Desk) -> None:
    # GIVEN a case that waits
    case, _ = await handed_over(served, caller, desk)
    # WHEN the user leaves a contact
    await caller.ask(f"my email is {CONTACT}", id="told")
    # THEN the case has it, and neither the history nor the export
    assert desk.get(case).contact == CONTACT
    assert ("user", WITHHELD_TEXT) in await caller.texts()
    assert CONTACT not in (await caller.call("GET", "/messages", params={"after": 0})).text
    # AND the same message sent again is still the one that was taken
    again = await caller.say(f"my email is {CONTACT}", id="told")
    assert again.json()["duplicate"] is True
